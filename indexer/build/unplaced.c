#include "indexer/build/unplaced.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/fieldterms.h"
#include "shared/buf.h"
#include "shared/fold.h"
#include "shared/index.h"
#include "shared/utf8.h"

enum {
	ASKED = 8,    /* strings that wait for their memory */
	EXPECTED = 3, /* of them wait for it the second time */
	REMEMBERED = 1 << 12
};

/* The number that a term of a field has: its word and what stands before that are its key. */
struct remembered {
	uint32_t form1; /* the word's number plus one; 0 for nothing */
	uint32_t part;
	uint32_t number;
};

/* A string that waits to be looked up. */
struct asked {
	struct coop_strmap_wanted wanted;
	uint32_t weight; /* 0: nothing waits here */
	bool spelled;    /* a word of the text; else the term of a field: */
	struct remembered key;
	char term[FIELDTERM_BYTES];
};

struct unplaced {
	struct gather gather; /* numbered as `terms` */
	struct coop_strmap *terms;
	struct coop_strmap *spelled; /* words with accents, as they stand in the text */
	uint32_t *accent_of;         /* by number in `spelled`: the one in `terms` */
	size_t accent_of_cap;
	struct coop_buf scratch;
	struct asked asked[ASKED]; /* in a ring; the next takes ... */
	size_t turn;               /* ... this one's place, modulo ASKED */
	struct remembered remembered[REMEMBERED];
};

enum coop_status unplaced_new(struct unplaced **out, struct coop_error *err)
{
	*out = NULL;
	struct unplaced *u = calloc(1, sizeof *u);
	if (!u)
		return coop_fail_nomem(err);
	enum coop_status st = coop_strmap_new(&u->terms, err);
	if (!st)
		st = coop_strmap_new(&u->spelled, err);
	if (st)
		unplaced_free(u);
	else
		*out = u;
	return st;
}

void unplaced_free(struct unplaced *u)
{
	if (!u)
		return;
	gather_release(&u->gather);
	coop_strmap_free(u->terms);
	coop_strmap_free(u->spelled);
	coop_buf_release(&u->scratch);
	free(u->accent_of);
	free(u);
}

void unplaced_begin(struct unplaced *u, uint32_t docid)
{
	gather_begin(&u->gather, docid);
}

/* ---- strings that wait ---- */

/* The number of the accented form of a word that was met for the first time. */
static enum coop_status learn_accented(struct unplaced *u,
	const struct coop_strmap_wanted *word, uint32_t spelled, struct coop_error *err)
{
	bool added;
	if (!coop_array_grow(&u->accent_of, &u->accent_of_cap, (size_t)spelled + 1,
		    sizeof *u->accent_of))
		return coop_fail_nomem(err);
	coop_buf_reset(&u->scratch);
	coop_buf_str(&u->scratch, COOP_PREFIX_ACCENTED);
	enum coop_status st = coop_accented(word->s, word->n, &u->scratch, err);
	if (!st)
		st = coop_strmap_intern(u->terms, u->scratch.s, u->scratch.len,
			&u->accent_of[spelled], &added, err);
	return st;
}

static struct remembered *place_of(struct unplaced *u, uint32_t form1, uint32_t part)
{
	return &u->remembered[(form1 ^ part << 7) % REMEMBERED];
}

/* Looks up what waits at a place of the ring, if anything does, and counts it. */
static enum coop_status answer(
	struct unplaced *u, struct asked *a, struct coop_error *err)
{
	uint32_t weight = a->weight, number;
	bool added;
	if (weight == 0)
		return COOP_OK;
	a->weight = 0;
	struct coop_strmap *map = a->spelled ? u->spelled : u->terms;
	enum coop_status st = coop_strmap_take(map, &a->wanted, &number, &added, err);
	if (!st && a->spelled && added)
		st = learn_accented(u, &a->wanted, number, err);
	if (st)
		return st;
	if (a->spelled) {
		number = u->accent_of[number];
	} else {
		a->key.number = number;
		*place_of(u, a->key.form1, a->key.part) = a->key;
	}
	return gather_add(&u->gather, number, weight, 0) ? COOP_OK : coop_fail_nomem(err);
}

/* Makes room for one more, and has a look at one that came before. */
static enum coop_status make_room(
	struct unplaced *u, struct asked **out, struct coop_error *err)
{
	size_t place = u->turn++;
	const struct asked *soon = &u->asked[(place + EXPECTED) % ASKED];
	if (soon->weight > 0)
		coop_strmap_expect(soon->spelled ? u->spelled : u->terms, &soon->wanted);
	*out = &u->asked[place % ASKED];
	return answer(u, *out, err);
}

/* Counts a word with its accents, where it has any. */
static enum coop_status add_accented(struct unplaced *u, const char *text,
	const struct token *t, struct coop_error *err)
{
	const struct coop_word *w = &t->t.word;
	if (t->pos == 0 || w->flags & COOP_TOKEN_INCLUSIVE ||
		coop_utf8_ascii(text + w->off, w->end - w->off))
		return COOP_OK;
	struct asked *a;
	enum coop_status st = make_room(u, &a, err);
	if (st)
		return st;
	a->wanted = coop_strmap_want(u->spelled, text + w->off, w->end - w->off);
	a->spelled = true;
	a->weight = t->weight;
	return COOP_OK;
}

static enum coop_status add_fieldterm(struct unplaced *u, const struct fieldterm *term,
	const struct token *t, struct coop_error *err)
{
	uint32_t part =
		(uint32_t)(unsigned char)term->part << 1 | (term->len > 0 ? 1U : 0U);
	uint32_t form1 = term->len > 0 ? t->t.form + 1 : 1;
	const struct remembered *r = place_of(u, form1, part);
	if (r->form1 == form1 && r->part == part)
		return gather_add(&u->gather, r->number, t->weight, 0)
			       ? COOP_OK
			       : coop_fail_nomem(err);
	struct asked *a;
	enum coop_status st = make_room(u, &a, err);
	if (st)
		return st;
	a->wanted = coop_strmap_want(u->terms, a->term, fieldterm_put(term, a->term));
	a->spelled = false;
	a->key = (struct remembered){form1, part, 0};
	a->weight = t->weight;
	return COOP_OK;
}

enum coop_status unplaced_add(struct unplaced *u, const char *text, const struct token *t,
	enum coop_field field, struct coop_error *err)
{
	enum coop_status st = add_accented(u, text, t, err);
	if (st || !fieldterms_any(t, field))
		return st;
	struct fieldterm terms[FIELDTERMS_MAX];
	size_t n = fieldterms_make(t, field, terms);
	for (size_t i = 0; !st && i < n; i++)
		st = add_fieldterm(u, &terms[i], t, err);
	return st;
}

enum coop_status unplaced_end(struct unplaced *u, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct asked *a;
	for (size_t i = 0; !st && i < ASKED; i++)
		st = make_room(u, &a, err);
	if (!st && !gather_end(&u->gather))
		st = coop_fail_nomem(err);
	return st;
}

/* ---- all of them ---- */

const struct coop_strmap *unplaced_terms(const struct unplaced *u)
{
	return u->terms;
}

struct gather *unplaced_gathered(struct unplaced *u)
{
	return &u->gather;
}

size_t unplaced_memory(const struct unplaced *u)
{
	return gather_memory(&u->gather) + coop_strmap_memory(u->terms) +
	       coop_strmap_memory(u->spelled);
}

void unplaced_reset(struct unplaced *u)
{
	gather_reset(&u->gather);
	coop_strmap_reset(u->terms);
	coop_strmap_reset(u->spelled);
	memset(u->remembered, 0, sizeof u->remembered);
}
