#include "query/search/like.h"

#include <stdlib.h>

#include "shared/core/strmap.h"
#include "shared/index/id_term.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"

/*
 * Words of titles and keywords are chosen to say what a notice is about, and count this much more. The
 * second number is where a frequency is half saturated (impact.h): later than in the ranking, so that a
 * rare word that stands there once is worth less than one that the notice keeps to.
 */
#define LIKE_CHOSEN 2.0
#define LIKE_K      4.0

/* A word of the notice: all that has its stem. */
struct candidate {
	size_t form, form_len; /* folded, in `text`; of the first one */
	size_t name, name_len; /* in lower case with accents, in `text` */
	double tf;             /* occurrences, each by the weight of its field */
	double worth;
};

struct choice {
	const struct coop_collection *collection;
	struct coop_analyzer *analyzer;
	struct coop_strmap *stems; /* numbers of candidates */
	struct candidate *at;
	size_t count, cap;
	struct coop_buf text;
};

void like_release(struct like *l)
{
	coop_buf_release(&l->query);
	coop_buf_release(&l->words);
	coop_buf_release(&l->term);
	l->count = 0;
}

/* Whether a field says what a notice is about. */
static bool is_subject(enum coop_field field)
{
	return field == COOP_F_TITLE || field == COOP_F_DIRECTOR ||
	       field == COOP_F_GENRE || field == COOP_F_COUNTRY ||
	       field == COOP_F_KEYWORDS || field == COOP_F_OTHER ||
	       coop_field_info(field)->flags & COOP_FIELD_PASSAGE;
}

static double weight_of(enum coop_field field)
{
	bool chosen = field == COOP_F_TITLE || field == COOP_F_KEYWORDS;
	return coop_field_info(field)->weight * (chosen ? LIKE_CHOSEN : 1.0);
}

static bool is_usable(const struct coop_token *t)
{
	const unsigned refused =
		COOP_TOKEN_JOINED | COOP_TOKEN_WHOLE | COOP_TOKEN_DIGITS | COOP_TOKEN_CUT;
	return t->stem && !(t->word.flags & refused);
}

/* Adds the first word of a stem. */
static enum coop_status add_candidate(struct choice *c, const struct coop_value *v,
	const struct coop_token *t, struct coop_error *err)
{
	if (!coop_array_grow(&c->at, &c->cap, c->count + 1, sizeof *c->at))
		return coop_fail_nomem(err);
	struct candidate *new = &c->at[c->count++];
	*new = (struct candidate){.form = c->text.len, .form_len = t->word.len};
	coop_buf_add(&c->text, t->word.s, t->word.len);
	new->name = c->text.len;
	enum coop_status st = coop_accented(
		v->text + t->word.off, t->word.end - t->word.off, &c->text, err);
	new->name_len = c->text.len - new->name;
	return st ? st : coop_buf_check(&c->text, err);
}

static enum coop_status count_token(struct choice *c, const struct coop_value *v,
	const struct coop_token *t, struct coop_error *err)
{
	uint32_t number;
	bool added = false;
	if (c->count < LIKE_CANDIDATES) {
		enum coop_status st = coop_strmap_intern(
			c->stems, t->stem, t->stem_len, &number, &added, err);
		if (!st && added)
			st = add_candidate(c, v, t, err);
		if (st)
			return st;
	} else if (!coop_strmap_find(c->stems, t->stem, t->stem_len, &number)) {
		return COOP_OK;
	}
	c->at[number].tf += weight_of(v->field);
	return COOP_OK;
}

static enum coop_status count_value(
	struct choice *c, const struct coop_value *v, struct coop_error *err)
{
	struct coop_token t;
	bool more;
	enum coop_status st;
	if (!coop_value_is_text(v) || !is_subject(v->field))
		return COOP_OK;
	coop_analyzer_begin(c->analyzer, v->text, v->len);
	while (!(st = coop_analyzer_next(c->analyzer, &t, &more, err)) && more)
		if (is_usable(&t) && (st = count_token(c, v, &t, err)))
			return st;
	return st;
}

/* Finds what each word is worth, from the frequency of its stem. */
static enum coop_status weigh(struct choice *c, struct coop_error *err)
{
	struct coop_buf term = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < c->count; i++) {
		size_t len;
		uint64_t documents = 0;
		const char *stem = coop_strmap_at(c->stems, (uint32_t)i, &len);
		coop_buf_reset(&term);
		coop_buf_byte(&term, COOP_PREFIX_STEM);
		coop_buf_add(&term, stem, len);
		st = coop_buf_check(&term, err);
		if (!st)
			st = coop_collection_frequency(
				c->collection, term.s, term.len, &documents, err);
		if (!st && documents > 1)
			c->at[i].worth = coop_saturate(c->at[i].tf, LIKE_K) *
					 coop_idf(c->collection->documents, documents);
	}
	coop_buf_release(&term);
	return st;
}

/* The best first; of equal ones that which the notice has first. */
static int compare(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->worth != y->worth)
		return x->worth > y->worth ? -1 : 1;
	return x->form < y->form ? -1 : x->form > y->form;
}

/* Writes the best words as a query and for people. */
static enum coop_status write_words(
	const struct choice *c, struct like *l, struct coop_error *err)
{
	enum { PERCENT = 100 };
	for (size_t i = 0; i < c->count && i < LIKE_WORDS && c->at[i].worth > 0; i++) {
		const struct candidate *w = &c->at[i];
		const char *text = coop_buf_cstr(&c->text);
		/* in whole numbers: a comma of the locale would be no boost */
		unsigned boost = (unsigned)(PERCENT * coop_saturate(w->tf, LIKE_K));
		coop_buf_byte(&l->query, i == 0 ? '(' : ' ');
		coop_buf_add(&l->query, text + w->form, w->form_len);
		coop_buf_printf(&l->query, "^0.%02u", boost < PERCENT ? boost : 99U);
		coop_buf_str(&l->words, i == 0 ? "" : ", ");
		coop_buf_add(&l->words, text + w->name, w->name_len);
		l->count++;
	}
	if (l->count > 0)
		coop_buf_byte(&l->query, ')');
	return coop_buf_check(l->query.failed ? &l->query : &l->words, err);
}

enum coop_status like_choose(struct like *l, const struct coop_collection *collection,
	struct coop_analyzer *analyzer, const struct coop_record *record,
	struct coop_error *err)
{
	struct choice c = {.collection = collection, .analyzer = analyzer};
	coop_buf_reset(&l->query);
	coop_buf_reset(&l->words);
	l->count = 0;
	enum coop_status st = coop_strmap_new(&c.stems, err);
	for (size_t i = 0; !st && i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		st = count_value(&c, &v, err);
	}
	if (!st)
		st = weigh(&c, err);
	if (!st && c.count > 1)
		qsort(c.at, c.count, sizeof *c.at, compare);
	if (!st)
		st = write_words(&c, l, err);
	coop_strmap_free(c.stems);
	coop_buf_release(&c.text);
	free(c.at);
	return st;
}

enum coop_status like_document(
	struct like *l, struct session *s, uint32_t docid, struct coop_error *err)
{
	struct coop_value id;
	enum coop_status st = session_read_document(s, docid, err);
	if (!st)
		st = like_choose(
			l, search_collection(s->search), s->analyzer, &s->record, err);
	if (st)
		return st;
	coop_buf_reset(&l->term);
	coop_record_get(&s->record, COOP_F_ID, &id);
	coop_id_term(id.text, id.len, &l->term);
	return coop_buf_check(&l->term, err);
}
