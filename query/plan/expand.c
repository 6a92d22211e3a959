#include "query/plan/expand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
		if (!expand_can_correct(&e->words[i]))
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

/* ---- acronyms and long forms ---- */

/* Adds the terms of stems that blanks separate; returns how many. */
static size_t add_stems(struct expanded_query *e, const char *stems, struct slice *out)
{
	size_t count = 0;
	for (const char *s = stems; *s && count < COOP_ACRONYMS_WORDS;) {
		size_t n = strcspn(s, " ");
		out[count++] = slice_add_stem(&e->text, s, n);
		s += n + (s[n] == ' ');
	}
	return count;
}

/*
 * Joins the stems of up to `words` neighbours from the word `first` on, blanks between; returns
 * how many. `count` is how many words the query has.
 */
static size_t join_stems(const struct expanded_query *e, size_t first, size_t count,
	size_t words, struct coop_buf *out)
{
	size_t joined = 0;
	coop_buf_reset(out);
	for (size_t i = first; i < count && joined < words; i++) {
		const struct analysed_word *w = &e->words[i].word;
		if (w->joined)
			continue;
		if (w->stem.len == 0 || (joined > 0 && !w->neighbour))
			break;
		if (joined++ > 0)
			coop_buf_byte(out, ' ');
		struct slice stem = slice_stem(w->stem);
		coop_buf_add(out, slice_in(&e->text, stem), stem.len);
	}
	return joined;
}

/* Finds the long form of word i, or the acronym of a long form that begins there. */
static enum coop_status find_addition(struct expanded_query *e, size_t i, size_t count,
	const struct coop_acronyms *acronyms, struct coop_error *err)
{
	struct coop_buf stems = {0};
	struct addition *add = &e->additions[i];
	const struct analysed_word *w = &e->words[i].word;
	struct coop_acronym a;
	if (w->stem.len == 0 || w->joined || w->exact.len > 0)
		return COOP_OK;
	if (coop_acronyms_find(acronyms, slice_in(&e->text, w->form), w->form.len, &a) &&
		*a.stems) {
		add->count = add_stems(e, a.stems, add->terms);
		add->weight = WEIGHT_LONG_FORM / (double)add->count;
	}
	for (size_t n = COOP_ACRONYMS_WORDS; add->count == 0 && n >= 2; n--) {
		if (join_stems(e, i, count, n, &stems) < n || stems.failed)
			continue;
		if (coop_acronyms_find_stems(acronyms, stems.s, stems.len, &a)) {
			add->count = 1;
			add->terms[0] = slice_add_stem(&e->text, a.form, strlen(a.form));
			add->weight = WEIGHT_SHORT_FORM;
		}
	}
	enum coop_status st =
		stems.failed ? coop_fail_nomem(err) : coop_buf_check(&e->text, err);
	coop_buf_release(&stems);
	return st;
}

/* Finds what acronyms and long forms among the first words add. */
static enum coop_status find_additions(struct expanded_query *e, size_t words,
	size_t count, const struct coop_acronyms *acronyms, struct coop_error *err)
{
	e->additions = calloc(words + 1, sizeof *e->additions);
	if (!e->additions)
		return coop_fail_nomem(err);
	e->nadditions = words;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < words; i++)
		st = find_addition(e, i, count, acronyms, err);
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
	if (!st)
		st = find_additions(
			out, is_long ? 0 : a->visible, a->count, index->acronyms, err);
	if (!st && a->leaves)
		st = lookup_leaves(tree, a, index, out, err);
	return st;
}
