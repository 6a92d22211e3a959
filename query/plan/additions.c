#include "query/plan/additions.h"

#include <string.h>

#include "query/plan/weights.h"
#include "shared/core/bytes.h"

/* ---- which words ---- */

/* Where a word is looked for. */
struct place {
	const struct qtree *tree;
	const struct analysed_query *analysed;
	size_t word;
};

/* Whether the word is below a node, and free there; no deeper than the parser (QDEPTH_MAX). */
static bool is_free(const struct place *p, uint32_t node)
{
	const struct qnode *n = &p->tree->nodes[node];
	const struct analysed_leaf *leaf = &p->analysed->leaves[node];
	if (n->kind == QNODE_FIELD || n->kind == QNODE_NEAR || n->kind == QNODE_NOT)
		return false;
	for (uint32_t k = n->first; k; k = p->tree->nodes[k].next)
		if (is_free(p, k))
			return true;
	return !n->first && analysed_kind(p->tree, p->analysed, node) == QNODE_WORDS &&
	       p->word >= leaf->first && p->word - leaf->first < leaf->count;
}

bool additions_are_for(
	const struct qtree *tree, const struct analysed_query *a, size_t word)
{
	struct place p = {tree, a, word};
	return !a->leaves || is_free(&p, tree->root);
}

/* ---- the stems of neighbours ---- */

/* Words of the query that stand together. */
struct neighbours {
	size_t count; /* content words */
	size_t end;   /* the number of the word behind them */
};

/*
 * Joins the stems of up to `words` neighbours from the word `first` on, blanks between. `count` is how
 * many words the query has.
 */
static struct neighbours join_stems(const struct expanded_query *e, size_t first,
	size_t count, size_t words, struct coop_buf *out)
{
	struct neighbours joined = {0, first};
	coop_buf_reset(out);
	for (size_t i = first; i < count && joined.count < words; i++) {
		const struct analysed_word *w = &e->words[i].word;
		if (w->joined)
			continue;
		if (w->stem.len == 0 || (joined.count > 0 && !w->neighbour))
			break;
		if (joined.count++ > 0)
			coop_buf_byte(out, ' ');
		struct slice stem = slice_stem(w->stem);
		coop_buf_add(out, slice_in(&e->text, stem), stem.len);
		joined.end = i + 1;
	}
	return joined;
}

/* Adds the terms of stems that blanks separate; returns how many. */
static size_t add_stems(
	struct expanded_query *e, const char *stems, size_t len, struct slice *out)
{
	size_t count = 0;
	for (size_t at = 0; at < len && count < COOP_ACRONYMS_WORDS;) {
		const char *blank = memchr(stems + at, ' ', len - at);
		size_t n = blank ? (size_t)(blank - stems) - at : len - at;
		out[count++] = slice_add_stem(&e->text, stems + at, n);
		at += n + 1;
	}
	return count;
}

/* ---- acronyms and long forms ---- */

/* Adds the long form of word i, or the acronym of a long form that begins there. */
static enum coop_status add_acronym(struct expanded_query *e, size_t i, size_t count,
	const struct coop_acronyms *acronyms, struct coop_error *err)
{
	struct coop_buf stems = {0};
	struct addition add = {.kind = ADDITION_LONG_FORM, .word = i};
	const struct analysed_word *w = &e->words[i].word;
	struct coop_acronym a;
	if (coop_acronyms_find(acronyms, slice_in(&e->text, w->form), w->form.len, &a) &&
		*a.stems) {
		add.count = add_stems(e, a.stems, strlen(a.stems), add.terms);
		add.weight = WEIGHT_LONG_FORM / (double)add.count;
	}
	for (size_t n = COOP_ACRONYMS_WORDS; add.count == 0 && n >= 2; n--) {
		if (join_stems(e, i, count, n, &stems).count < n || stems.failed)
			continue;
		if (coop_acronyms_find_stems(acronyms, stems.s, stems.len, &a)) {
			add.kind = ADDITION_ACRONYM;
			add.count = 1;
			add.terms[0] = slice_add_stem(&e->text, a.form, strlen(a.form));
			add.weight = WEIGHT_SHORT_FORM;
		}
	}
	enum coop_status st =
		stems.failed ? coop_fail_nomem(err) : coop_buf_check(&e->text, err);
	coop_buf_release(&stems);
	return st || add.count == 0 ? st : expanded_add_addition(e, &add, err);
}

/* ---- two words as one ---- */

/* The content word right behind word i; NULL when there is none. */
static const struct analysed_word *next_word(
	const struct expanded_query *e, size_t i, size_t count)
{
	const struct analysed_word *w = &e->words[i].word, *next = w;
	if (i + 1 < count)
		next = &e->words[i + 1].word;
	/* the joined form of a compound stands right behind its first part */
	bool beside = i + 1 < count && !next->joined && next->neighbour &&
		      next->stem.len > 0 && next->exact.len == 0 && w->form.len > 1 &&
		      next->form.len > 1;
	return beside ? next : NULL;
}

/* Adds word i and the next one as one word, if the index has it. */
static enum coop_status add_joined(struct expanded_query *e, size_t i, size_t count,
	const struct query_index *index, struct coop_error *err)
{
	const struct analysed_word *w = &e->words[i].word, *next = next_word(e, i, count);
	struct addition add = {
		.kind = ADDITION_JOINED, .word = i, .weight = WEIGHT_JOINED, .count = 1};
	char joined[COOP_WORD_MAX];
	uint64_t doc_freq = 0;
	const char *stem;
	size_t stem_len;
	if (!next || w->form.len + next->form.len > sizeof joined)
		return COOP_OK;
	size_t len = w->form.len + next->form.len;
	memcpy(joined, slice_in(&e->text, w->form), w->form.len);
	memcpy(joined + w->form.len, slice_in(&e->text, next->form), next->form.len);
	enum coop_status st =
		coop_collection_frequency(index->collection, joined, len, &doc_freq, err);
	if (st || doc_freq == 0)
		return st;
	st = coop_analyzer_stem(index->analyzer, joined, len, &stem, &stem_len, err);
	if (st || !stem)
		return st;
	add.terms[0] = slice_add_stem(&e->text, stem, stem_len);
	st = coop_buf_check(&e->text, err);
	return st ? st : expanded_add_addition(e, &add, err);
}

/* ---- synonyms ---- */

/* The word that synonyms are added to, and how many more of them may be. */
struct adding {
	struct expanded_query *e;
	size_t word, left;
};

/* Whether the word has an addition of the same terms. */
static bool has_terms(const struct expanded_query *e, const struct addition *add)
{
	size_t count;
	const struct addition *more = expanded_additions(e, add->word, &count);
	for (size_t i = 0; i < count; i++) {
		bool same = more[i].count == add->count;
		for (size_t k = 0; same && k < add->count; k++)
			same = coop_bytes_equal(slice_in(&e->text, add->terms[k]),
				add->terms[k].len, slice_in(&e->text, more[i].terms[k]),
				more[i].terms[k].len);
		if (same)
			return true;
	}
	return false;
}

/* A synonyms_take. */
static enum coop_status add_synonym(
	void *user, const struct synonym *synonym, struct coop_error *err)
{
	struct adding *to = user;
	struct addition add = {.kind = ADDITION_SYNONYM, .word = to->word};
	if (to->left == 0)
		return COOP_OK;
	to->left--;
	add.shown = slice_add(&to->e->text, synonym->text.s, synonym->text.len);
	add.count = add_stems(to->e, synonym->stems.s, synonym->stems.len, add.terms);
	add.weight = WEIGHT_SYNONYM / (double)add.count;
	enum coop_status st = coop_buf_check(&to->e->text, err);
	/* an acronym of the index may have it already */
	return st || has_terms(to->e, &add) ? st
					    : expanded_add_addition(to->e, &add, err);
}

/*
 * Adds the synonyms of the longest phrase, or word, that begins with word i and has some; `*end` is then
 * the word behind it.
 */
static enum coop_status add_synonyms(struct expanded_query *e, size_t i, size_t count,
	const struct synonyms *synonyms, size_t *end, struct coop_error *err)
{
	struct coop_buf stems = {0};
	struct adding to = {e, i, SYNONYMS_GROUP};
	enum coop_status st = COOP_OK;
	for (size_t n = SYNONYMS_WORDS; !st && n >= 1 && to.left == SYNONYMS_GROUP; n--) {
		struct neighbours joined = join_stems(e, i, count, n, &stems);
		st = coop_buf_check(&stems, err);
		if (st || joined.count < n)
			continue;
		st = synonyms_find(synonyms, stems.s, stems.len, add_synonym, &to, err);
		*end = joined.end;
	}
	if (to.left == SYNONYMS_GROUP)
		*end = i + 1;
	coop_buf_release(&stems);
	return st;
}

/* A synonyms_take that counts. */
static enum coop_status count_synonym(
	void *user, const struct synonym *synonym, struct coop_error *err)
{
	(void)synonym;
	(void)err;
	++*(size_t *)user;
	return COOP_OK;
}

bool additions_know(
	const struct expanded_query *e, size_t word, const struct synonyms *synonyms)
{
	struct slice stem = slice_stem(e->words[word].word.stem);
	size_t count = 0;
	return !synonyms_find(synonyms, slice_in(&e->text, stem), stem.len, count_synonym,
		       &count, NULL) &&
	       count > 0;
}

enum coop_status additions_find(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *e, struct coop_error *err)
{
	size_t end = 0; /* of the last phrase or word that has synonyms */
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < a->visible; i++) {
		const struct analysed_word *w = &e->words[i].word;
		if (w->stem.len == 0 || w->joined || w->exact.len > 0 ||
			!additions_are_for(tree, a, i))
			continue;
		st = add_acronym(e, i, a->count, index->acronyms, err);
		if (!st)
			st = add_joined(e, i, a->visible, index, err);
		if (!st && index->synonyms && i >= end)
			st = add_synonyms(e, i, a->visible, index->synonyms, &end, err);
	}
	return st;
}
