#include "query/plan/expand.h"

#include <math.h>
#include <stdlib.h>

#include "query/plan/additions.h"
#include "query/plan/expand_correct.h"
#include "query/plan/lookup.h"
#include "query/plan/weights.h"
#include "shared/index/impact.h"
#include "shared/text/commonness.h"

/* How many documents hold a term. */
static enum coop_status read_doc_freq(const struct expanded_query *e,
	const struct query_index *index, struct slice term, uint64_t *doc_freq,
	struct coop_error *err)
{
	return coop_collection_frequency(
		index->collection, slice_in(&e->text, term), term.len, doc_freq, err);
}

/* ---- what a word is worth ---- */

/* Whether an unknown word may still have a family: not a figure, and not too short. */
static bool has_relatives(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return false;
	return n >= RELATED_PREFIX;
}

/* What the commonness of a word in French texts leaves of its weight; a word as typed keeps it all. */
static double common_factor(const struct expanded_query *e, const struct analysed_word *w)
{
	if (w->stem.len == 0 || w->exact.len > 0)
		return 1;
	struct slice stem = slice_stem(w->stem);
	unsigned level = coop_commonness(slice_in(&e->text, stem), stem.len);
	return 1 - WEIGHT_COMMON * level / COOP_COMMONNESS_MAX;
}

/* Reads a word's document frequency, of a corrected word that of its best correction. */
static enum coop_status weigh(struct expanded_query *e, struct expanded_word *w,
	const struct query_index *index, struct coop_error *err)
{
	uint64_t documents = index->collection->documents;
	enum coop_status st =
		read_doc_freq(e, index, analysed_term(&w->word), &w->doc_freq, err);
	if (st)
		return st;
	w->known = w->doc_freq > 0;
	w->idf = 0;
	if (w->known)
		w->idf = coop_idf(documents, w->doc_freq);
	else if (has_relatives(slice_in(&e->text, w->word.form), w->word.form.len) &&
		 documents > 0)
		w->idf = UNKNOWN_IDF * log((double)documents);
	w->common = common_factor(e, &w->word);
	w->idf *= w->common;
	return COOP_OK;
}

/* Corrects the first unknown words, of which there may be so many, and weighs them again. */
static enum coop_status correct_words(const struct qtree *tree,
	const struct analysed_query *a, const struct query_index *index, size_t most,
	struct expanded_query *e, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && most > 0 && i < a->visible; i++) {
		if (!expand_can_correct(&e->words[i]) ||
			additions_know(e, i, index->synonyms))
			continue;
		most--;
		st = expand_correct(tree, a, index, e, i, err);
		if (!st && e->words[i].word.stem.len > 0)
			st = weigh(e, &e->words[i], index, err);
		else
			e->words[i].idf = 0; /* a stop word */
	}
	return st;
}

/* ---- the query ---- */

/* Begins with what was analysed. */
static enum coop_status copy_analysed(const struct qtree *tree,
	const struct analysed_query *a, struct expanded_query *e, struct coop_error *err)
{
	coop_buf_add(&e->text, coop_buf_cstr(&a->text), a->text.len);
	e->words = calloc(a->count + 1, sizeof *e->words);
	if (a->leaves)
		e->leaves = calloc(tree->count, sizeof *e->leaves);
	if (!e->words || (a->leaves && !e->leaves))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < a->count; i++)
		e->words[i].word = a->words[i];
	enum coop_status st = coop_buf_check(&e->text, err);
	for (size_t i = 0; !st && i < a->nphrases; i++)
		st = expanded_add_term(e, a->phrases[i].form, err);
	for (size_t i = 1; a->leaves && i < tree->count; i++)
		e->leaves[i].terms =
			(struct term_range){a->leaves[i].phrase, a->leaves[i].phrase_len};
	return st;
}

enum coop_status query_expand(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *out,
	struct coop_error *err)
{
	bool is_long = a->visible > QUERY_LONG;
	enum coop_status st = copy_analysed(tree, a, out, err);
	for (size_t i = 0; !st && i < a->count; i++)
		st = weigh(out, &out->words[i], index, err);
	/* what must not match is not guessed at */
	if (!st)
		st = correct_words(
			tree, a, index, is_long ? 0 : QUERY_CORRECTIONS, out, err);
	if (!st && !is_long)
		st = additions_find(tree, a, index, out, err);
	if (!st && a->leaves)
		st = lookup_leaves(tree, a, index, out, err);
	return st;
}
