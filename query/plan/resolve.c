#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan/query_internal.h"
#include "query/plan/weights.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "shared/index/postings.h"
#include "shared/text/stopwords.h"

struct slice word_term(const struct word *w)
{
	if (w->exact.len > 0)
		return w->exact;
	return w->stem.len > 0 ? w->stem : w->form;
}

const struct word *query_main_word(const struct query *q, const struct part *part)
{
	const struct word *any = NULL;
	for (size_t i = part->first; i < part->first + part->count; i++) {
		const struct word *w = &q->words[i];
		if (w->joined)
			continue;
		if (w->stem.len > 0)
			return w;
		if (!any)
			any = w;
	}
	return any;
}

/* How many documents hold a term; the lists tell of most words in half of the time. */
static enum coop_status frequency(const struct query *q,
	const struct query_context *context, struct slice term, uint64_t *doc_freq,
	struct coop_error *err)
{
	const char *s = q->text.s + term.off;
	struct coop_posting_list list;
	enum coop_lookup found =
		context->lists ? coop_postings_find(context->lists, s, term.len, &list)
			       : COOP_LOOKUP_NONE;
	if (found == COOP_LOOKUP_DAMAGED)
		return coop_postings_fail(err);
	if (found == COOP_LOOKUP_NONE)
		return coop_reader_frequency(context->reader, s, term.len, doc_freq, err);
	*doc_freq = list.doc_freq;
	return COOP_OK;
}

static bool same_slice(const struct query *q, struct slice a, const char *s, size_t n)
{
	return a.len == n && memcmp(q->text.s + a.off, s, n) == 0;
}

/* Takes one correction of a word: the best becomes the word, the others its synonyms. */
static enum coop_status take_correction(struct query *q, struct word *w,
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
		w->typed = w->form;
		w->form = query_keep(q, near->word, near->len);
		w->stem = query_keep_stem(q, stem, len);
		return coop_buf_check(&q->text, err);
	}
	bool there = same_slice(
		q, (struct slice){w->stem.off + 1, w->stem.len - 1}, stem, len);
	for (size_t i = 0; i < w->nothers; i++)
		there |= same_slice(q,
			(struct slice){w->others[i].off + 1, w->others[i].len - 1}, stem,
			len);
	if (!there)
		w->others[w->nothers++] = query_keep_stem(q, stem, len);
	return coop_buf_check(&q->text, err);
}

/*
 * Corrects a word that the index holds neither as it is nor by its stem. A word that was
 * most likely meant to be a stop word becomes one, and is left out.
 */
static enum coop_status correct(struct query *q, struct word *w,
	const struct query_context *context, struct coop_error *err)
{
	uint64_t doc_freq;
	struct coop_spelling_candidate near[CORRECTIONS_MAX];
	size_t count = 0;
	enum coop_status st = frequency(q, context, w->form, &doc_freq, err);
	if (!st && doc_freq == 0)
		st = corrector_find(context->corrector, q->text.s + w->form.off,
			w->form.len, near, &count, err);
	if (!st && count > 0 && coop_is_stopword(near[0].word, near[0].len)) {
		w->stem.len = 0;
		return COOP_OK;
	}
	for (size_t i = 0; !st && i < count; i++)
		st = take_correction(q, w, context->analyzer, &near[i], err);
	return st;
}

/* Whether an unknown word may still have a family: not a figure, and not too short. */
static bool has_relatives(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return false;
	return n >= RELATED_PREFIX;
}

/* What a word is worth in this index; a correction as much as its best. */
static enum coop_status weigh(struct query *q, struct word *w,
	const struct query_context *context, size_t *corrections, struct coop_error *err)
{
	uint64_t documents, doc_freq;
	enum coop_status st = coop_reader_count(context->reader, &documents, err);
	if (!st)
		st = frequency(q, context, word_term(w), &doc_freq, err);
	if (!st && *corrections > 0 && doc_freq == 0 && w->stem.len > 0 && !w->joined &&
		w->exact.len == 0) {
		--*corrections;
		st = correct(q, w, context, err);
		if (!st && w->typed.len > 0)
			st = frequency(q, context, w->stem, &doc_freq, err);
		if (!st && w->stem.len == 0)
			return COOP_OK;
	}
	if (st)
		return st;
	w->known = doc_freq > 0;
	w->doc_freq = doc_freq;
	if (w->known)
		w->idf = coop_idf(documents, doc_freq);
	else if (has_relatives(q->text.s + w->form.off, w->form.len) && documents > 0)
		w->idf = UNKNOWN_IDF * log((double)documents);
	return COOP_OK;
}

/* ---- acronyms and long forms ---- */

/* Keeps stems with blanks between as terms; returns how many. */
static size_t keep_stems(struct query *q, const char *stems, struct slice *out)
{
	size_t count = 0;
	for (const char *s = stems; *s && count < COOP_ACRONYMS_WORDS;) {
		size_t n = strcspn(s, " ");
		out[count++] = query_keep_stem(q, s, n);
		s += n + (s[n] == ' ');
	}
	return count;
}

/* The stems of the words from `first` on that stand side by side, blanks between. */
static size_t join_stems(
	const struct query *q, size_t first, size_t words, struct coop_buf *out)
{
	size_t joined = 0;
	coop_buf_reset(out);
	for (size_t i = first; i < q->count && joined < words; i++) {
		const struct word *w = &q->words[i];
		if (w->joined)
			continue;
		if (w->stem.len == 0 || (joined > 0 && !w->neighbour))
			break;
		if (joined++ > 0)
			coop_buf_byte(out, ' ');
		coop_buf_add(out, q->text.s + w->stem.off + 1, w->stem.len - 1);
	}
	return joined;
}

/* Finds the long form of word i, or the acronym of a long form that begins there. */
static enum coop_status find_addition(struct query *q, size_t i,
	const struct coop_acronyms *acronyms, struct addition *add,
	struct coop_error *err)
{
	struct coop_buf stems = {0};
	const struct word *w = &q->words[i];
	add->count = 0;
	if (w->stem.len == 0 || w->joined || w->exact.len > 0)
		return COOP_OK;
	struct coop_acronym a;
	if (coop_acronyms_find(acronyms, q->text.s + w->form.off, w->form.len, &a) &&
		*a.stems) {
		add->count = keep_stems(q, a.stems, add->terms);
		add->weight = WEIGHT_LONG_FORM / (double)add->count;
	}
	for (size_t n = COOP_ACRONYMS_WORDS; add->count == 0 && n >= 2; n--) {
		if (join_stems(q, i, n, &stems) < n || stems.failed)
			continue;
		if (coop_acronyms_find_stems(acronyms, stems.s, stems.len, &a)) {
			add->count = 1;
			add->terms[0] = query_keep_stem(q, a.form, strlen(a.form));
			add->weight = WEIGHT_SHORT_FORM;
		}
	}
	enum coop_status st =
		stems.failed ? coop_fail_nomem(err) : coop_buf_check(&q->text, err);
	coop_buf_release(&stems);
	return st;
}

/* Finds what acronyms and long forms among the first words add. */
static enum coop_status find_additions(struct query *q, size_t words,
	const struct coop_acronyms *acronyms, struct coop_error *err)
{
	q->additions = calloc(words + 1, sizeof *q->additions);
	if (!q->additions)
		return coop_fail_nomem(err);
	q->nadditions = words;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < words; i++)
		st = find_addition(q, i, acronyms, &q->additions[i], err);
	return st;
}

enum coop_status query_resolve(
	struct query *q, const struct query_context *context, struct coop_error *err)
{
	bool is_long = q->visible > QUERY_LONG;
	size_t corrections = is_long ? 0 : QUERY_CORRECTIONS, none = 0;
	enum coop_status st = COOP_OK;
	/* what must not be there is not guessed at */
	for (size_t i = 0; !st && i < q->count; i++)
		st = weigh(q, &q->words[i], context,
			i < q->visible ? &corrections : &none, err);
	if (!st)
		st = find_additions(q, is_long ? 0 : q->visible, context->acronyms, err);
	if (!st && q->parts)
		st = query_find_terms(q, context, err);
	return st ? st : query_make_plan(q, context->reader, err);
}
