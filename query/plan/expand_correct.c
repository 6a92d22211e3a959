#include "query/plan/expand_correct.h"

#include <string.h>

#include "query/plan/field_lookup.h"
#include "shared/text/stopwords.h"

bool expand_can_correct(const struct expanded_word *w)
{
	return !w->known && w->typed.len == 0 && w->word.stem.len > 0 &&
	       !w->word.joined && w->word.exact.len == 0;
}

/* ---- what stands around it ---- */

/* Whether word i is in a clause, and `*field` is then the field that encloses it there. */
static bool find_field(const struct qtree *tree, const struct analysed_query *a,
	uint32_t node, size_t i, enum qfield *field)
{
	const struct qnode *n = &tree->nodes[node];
	const struct analysed_leaf *leaf = &a->leaves[node];
	enum qfield around = *field;
	if (n->kind == QNODE_FIELD)
		around = n->field;
	for (uint32_t k = n->first; k; k = tree->nodes[k].next) {
		*field = around;
		if (find_field(tree, a, k, i, field))
			return true;
	}
	return !n->first && i >= leaf->first && i - leaf->first < leaf->count;
}

enum qfield expand_field(
	const struct qtree *tree, const struct analysed_query *a, size_t i)
{
	enum qfield field = QFIELD_NONE;
	bool there =
		a->leaves && tree->root && find_field(tree, a, tree->root, i, &field);
	return there ? field : QFIELD_NONE;
}

/* Sets the prefix of the terms of the field that encloses word i, if it has such terms. */
static void set_field(const struct qtree *tree, const struct analysed_query *a, size_t i,
	struct corrector_context *c)
{
	enum qfield field = expand_field(tree, a, i);
	const char *column = qtree_column(tree, field);
	struct coop_buf prefix = {0};
	if (field == QFIELD_NONE || !field_lookup_can(field))
		return;
	/* parts of fields are not looked at */
	field_lookup_presence(field, column, &prefix);
	bool there = prefix.len > 0;
	coop_buf_reset(&prefix);
	field_lookup_prefix(field, column, &prefix);
	if (there && !prefix.failed && prefix.len <= sizeof c->field) {
		memcpy(c->field, prefix.s, prefix.len);
		c->field_len = prefix.len;
	}
	coop_buf_release(&prefix);
}

/* Keeps the rarest words. */
static void add_neighbour(
	struct corrector_context *c, const struct corrector_neighbour *new)
{
	size_t at = c->nbeside < CORRECT_BESIDE ? c->nbeside++ : CORRECT_BESIDE - 1;
	if (at == CORRECT_BESIDE - 1 && c->beside[at].doc_freq > 0 &&
		c->beside[at].doc_freq <= new->doc_freq)
		return;
	for (; at > 0 && c->beside[at - 1].doc_freq > new->doc_freq; at--)
		c->beside[at] = c->beside[at - 1];
	c->beside[at] = *new;
}

struct corrector_context expand_context(const struct qtree *tree,
	const struct analysed_query *a, const struct query_index *index,
	const struct expanded_query *e, size_t i)
{
	struct corrector_context c = {.nbeside = 0};
	set_field(tree, a, i, &c);
	for (size_t k = 0; k < a->visible; k++) {
		const struct expanded_word *w = &e->words[k];
		struct slice term = analysed_term(&w->word);
		if (k == i || !w->known || w->word.joined || w->word.stem.len == 0 ||
			w->doc_freq > index->collection->documents / 2)
			continue;
		add_neighbour(&c, &(struct corrector_neighbour){
					  .form = slice_in(&e->text, w->word.form),
					  .form_len = w->word.form.len,
					  .term = slice_in(&e->text, term),
					  .term_len = term.len,
					  .doc_freq = w->doc_freq});
	}
	return c;
}

/* ---- corrections ---- */

static bool is_stem(
	const struct expanded_query *e, struct slice term, const char *stem, size_t len)
{
	struct slice own = slice_stem(term);
	return own.len == len && memcmp(slice_in(&e->text, own), stem, len) == 0;
}

/* Takes one correction of a word: the first becomes the word, the others its synonyms. */
static enum coop_status take_correction(struct expanded_query *e, struct expanded_word *w,
	struct coop_analyzer *analyzer, const struct coop_spelling_candidate *near,
	struct coop_error *err)
{
	const char *stem;
	size_t len;
	enum coop_status st =
		coop_analyzer_stem(analyzer, near->word, near->len, &stem, &len, err);
	if (st || !stem)
		return st;
	if (w->typed.len == 0) {
		w->typed = w->word.form;
		w->word.form = slice_add(&e->text, near->word, near->len);
		w->word.stem = slice_add_stem(&e->text, stem, len);
		return coop_buf_check(&e->text, err);
	}
	bool there = is_stem(e, w->word.stem, stem, len);
	for (size_t i = 0; i < w->nothers; i++)
		there |= is_stem(e, w->others[i], stem, len);
	if (!there)
		w->others[w->nothers++] = slice_add_stem(&e->text, stem, len);
	return coop_buf_check(&e->text, err);
}

/* Whether the values of a field are words: there is no slip in an id, a number or an address on the net. */
static bool has_words(enum qfield field)
{
	switch ((int)field) {
	case COOP_F_ID:
	case COOP_F_SOURCE:
	case COOP_F_URL:
	case COOP_F_POSTCODE:
	case COOP_F_PHONE:
	case COOP_F_FAX:
	case COOP_F_EMAIL:
	case QFIELD_DEPARTMENT:
	case QFIELD_PHONE:
	case QFIELD_MAIL:
		return false;
	default:
		return true;
	}
}

enum coop_status expand_correct(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *e, size_t i,
	struct coop_error *err)
{
	struct expanded_word *w = &e->words[i];
	struct coop_spelling_candidate near[CORRECTIONS_MAX];
	const char *form = slice_in(&e->text, w->word.form);
	size_t len = w->word.form.len, count = 0;
	uint64_t doc_freq;
	if (!has_words(expand_field(tree, a, i)))
		return COOP_OK;
	enum coop_status st =
		coop_collection_frequency(index->collection, form, len, &doc_freq, err);
	if (!st && doc_freq == 0) {
		struct corrector_context around = expand_context(tree, a, index, e, i);
		st = corrector_find(
			index->corrector, form, len, &around, near, &count, err);
	}
	if (!st && count > 0 && coop_is_stopword(near[0].word, near[0].len)) {
		w->word.stem.len = 0;
		return COOP_OK;
	}
	for (size_t k = 0; !st && k < count; k++)
		st = take_correction(e, w, index->analyzer, &near[k], err);
	return st;
}
