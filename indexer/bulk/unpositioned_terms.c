#include "indexer/bulk/unpositioned_terms.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/buf.h"
#include "shared/index/layout.h"
#include "shared/text/fold.h"

enum { REMEMBERED = 1 << 14 };

/* An entry of the cache: the number of the term that a word has in a field. */
struct remembered {
	uint32_t form1; /* number of the word plus one; 0 for an empty entry */
	uint32_t part;  /* part_of() */
	uint32_t number;
};

struct unpositioned {
	struct posting_accumulator postings; /* numbered as `terms` */
	struct coop_strmap *terms;
	/* by number of the spelling: that in `terms` plus one; 0 is unknown */
	uint32_t *accented;
	size_t naccented, accented_cap;
	struct coop_buf scratch;
	struct coop_strmap
		*columns; /* keys of columns that are no field (own_column.h) */
	uint32_t column;  /* that of the current value, numbered as `columns` */
	struct remembered remembered[REMEMBERED];
};

enum coop_status unpositioned_new(struct unpositioned **out, struct coop_error *err)
{
	*out = NULL;
	struct unpositioned *u = calloc(1, sizeof *u);
	if (!u)
		return coop_fail_nomem(err);
	enum coop_status st = coop_strmap_new(&u->terms, err);
	if (!st)
		st = coop_strmap_new(&u->columns, err);
	if (st)
		unpositioned_free(u);
	else
		*out = u;
	return st;
}

void unpositioned_free(struct unpositioned *u)
{
	if (!u)
		return;
	accumulator_release(&u->postings);
	coop_strmap_free(u->terms);
	coop_strmap_free(u->columns);
	coop_buf_release(&u->scratch);
	free(u->accented);
	free(u);
}

void unpositioned_begin(struct unpositioned *u, uint32_t docid)
{
	accumulator_begin(&u->postings, docid);
}

static enum coop_status count(struct unpositioned *u, uint32_t term,
	const struct token *t, struct coop_error *err)
{
	return accumulator_add(&u->postings, term, t->weight, 0) ? COOP_OK
								 : coop_fail_nomem(err);
}

/* ---- words with accents ---- */

/* Finds the term of a new spelling. */
static enum coop_status learn_accented(struct unpositioned *u, const struct tokens *walk,
	const struct coop_token_ids *w, struct coop_error *err)
{
	uint32_t number;
	bool added;
	size_t count = (size_t)w->accented + 1;
	if (!coop_array_grow(&u->accented, &u->accented_cap, count, sizeof *u->accented))
		return coop_fail_nomem(err);
	for (; u->naccented < count; u->naccented++)
		u->accented[u->naccented] = 0;
	coop_buf_reset(&u->scratch);
	coop_buf_str(&u->scratch, COOP_PREFIX_ACCENTED);
	enum coop_status st = coop_accented(
		walk->value.text + w->off, w->end - w->off, &u->scratch, err);
	if (!st)
		st = coop_strmap_intern(
			u->terms, u->scratch.s, u->scratch.len, &number, &added, err);
	if (!st)
		u->accented[w->accented] = number + 1;
	return st;
}

enum coop_status unpositioned_add_accented(struct unpositioned *u,
	const struct tokens *walk, const struct token *t, struct coop_error *err)
{
	uint32_t spelling = t->t->accented;
	if (spelling >= u->naccented || u->accented[spelling] == 0) {
		enum coop_status st = learn_accented(u, walk, t->t, err);
		if (st)
			return st;
	}
	return count(u, u->accented[spelling] - 1, t, err);
}

/* ---- terms of fields ---- */

/* A number for a field, or a column, and for whether a term of it is no word of the value. */
static uint32_t part_of(
	const struct unpositioned *u, const struct field_term *term, bool wordless)
{
	uint32_t letter = (unsigned char)term->letter;
	bool column = letter == COOP_LETTER_COLUMN || letter == COOP_LETTER_IN_COLUMN;
	return (column ? UCHAR_MAX + 1 + u->column : letter) << 1 | wordless;
}

static enum coop_status add_fieldterm(struct unpositioned *u, const struct tokens *walk,
	const struct token *t, const struct field_term *term, struct coop_error *err)
{
	bool wordless = term->presence || term->year > 0; /* no year is 1 */
	uint32_t part = part_of(u, term, wordless);
	uint32_t form1 = term->year > 0   ? term->year
			 : term->presence ? 1
					  : t->t->form + 1;
	/* a direct-mapped cache: a collision costs a look-up, nothing else */
	struct remembered *r = &u->remembered[(form1 ^ part << 7) % REMEMBERED];
	if (r->form1 != form1 || r->part != part) {
		char s[FIELD_TERM_BYTES];
		uint32_t number;
		bool added;
		enum coop_status st = coop_strmap_intern(u->terms, s,
			field_term_put(walk, t, term, s), &number, &added, err);
		if (st)
			return st;
		*r = (struct remembered){form1, part, number};
	}
	return count(u, r->number, t, err);
}

enum coop_status unpositioned_add_fieldterms(struct unpositioned *u,
	const struct tokens *walk, const struct token *t, struct coop_error *err)
{
	struct field_term terms[FIELD_TERMS_MAX];
	size_t n = field_terms_make(walk, t, terms);
	enum coop_status st = COOP_OK;
	bool added;
	if (t->begins && walk->own.len > 0)
		st = coop_strmap_intern(
			u->columns, walk->own.s, walk->own.len, &u->column, &added, err);
	for (size_t i = 0; !st && i < n; i++)
		st = add_fieldterm(u, walk, t, &terms[i], err);
	return st;
}

enum coop_status unpositioned_end(struct unpositioned *u, struct coop_error *err)
{
	return accumulator_end(&u->postings) ? COOP_OK : coop_fail_nomem(err);
}

/* ---- all of them ---- */

const struct coop_strmap *unpositioned_terms(const struct unpositioned *u)
{
	return u->terms;
}

struct posting_accumulator *unpositioned_postings(struct unpositioned *u)
{
	return &u->postings;
}

size_t unpositioned_memory(const struct unpositioned *u)
{
	return accumulator_memory(&u->postings) + coop_strmap_memory(u->terms) +
	       coop_strmap_memory(u->columns) + u->naccented * sizeof *u->accented;
}

void unpositioned_reset(struct unpositioned *u)
{
	accumulator_reset(&u->postings);
	coop_strmap_reset(u->terms);
	coop_strmap_reset(u->columns);
	u->naccented = 0;
	memset(u->remembered, 0, sizeof u->remembered);
}
