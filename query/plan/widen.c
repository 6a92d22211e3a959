#include "query/plan/widen.h"

#include <stdlib.h>
#include <string.h>

#include "query/plan/additions.h"
#include "query/plan/weights.h"
#include "shared/core/bytes.h"
#include "shared/index/impact.h"

/* ---- which words ---- */

/* Whether a word below a node, or the node, must be there: its place is beside ET, or behind '+'. */
static bool is_condition(const struct qtree *tree, const struct analysed_query *a,
	uint32_t node, size_t word, bool must)
{
	const struct qnode *n = &tree->nodes[node];
	const struct analysed_leaf *leaf = &a->leaves[node];
	must |= n->kind == QNODE_AND || n->sign == '+';
	for (uint32_t k = n->first; k; k = tree->nodes[k].next)
		if (is_condition(tree, a, k, word, must))
			return true;
	return !n->first && must && word >= leaf->first &&
	       word - leaf->first < leaf->count;
}

static bool may_widen(const struct qtree *tree, const struct analysed_query *a,
	const struct expanded_query *e, size_t word)
{
	const struct analysed_word *w = &e->words[word].word;
	/* figures and marks are names: "bonne1" is no relative of "bonne2" */
	return w->stem.len > 0 && !(w->flags & COOP_TOKEN_DIGITS) && !w->joined &&
	       w->exact.len == 0 && !w->pattern && w->edits == 0 &&
	       additions_are_for(tree, a, word) &&
	       !(a->leaves && is_condition(tree, a, tree->root, word, false));
}

double widen_sum(const struct qtree *tree, const struct analysed_query *a,
	const struct expanded_query *e)
{
	double sum = 0;
	/* what a long query finds little of is not for want of words */
	if (a->visible > QUERY_LONG)
		return 0;
	for (size_t i = 0; i < a->visible; i++)
		if (may_widen(tree, a, e, i))
			sum += e->words[i].idf;
	return sum;
}

/* ---- what is added ---- */

/* A word that is widened. */
struct widened {
	size_t number; /* of the query */
	size_t left;   /* how many words may still be added */
};

struct widening {
	const struct query_index *index;
	struct expanded_query *e;
	struct widened words[QUERY_LONG];
	struct thesaurus_word asked[QUERY_LONG]; /* in `copy` */
	size_t count;
	struct coop_buf copy; /* of the query's text, which grows */
};

/* Whether a word has an addition of a single term already, or has that term itself. */
static bool has_term(const struct expanded_query *e, size_t word, struct slice term)
{
	struct slice own = e->words[word].word.stem;
	const char *s = slice_in(&e->text, term);
	size_t count;
	const struct addition *more = expanded_additions(e, word, &count);
	for (size_t i = 0; i < count; i++)
		if (more[i].count == 1 && coop_bytes_equal(s, term.len,
						  slice_in(&e->text, more[i].terms[0]),
						  more[i].terms[0].len))
			return true;
	return coop_bytes_equal(s, term.len, slice_in(&e->text, own), own.len);
}

/* Adds a stem to a word, if the index has it; `shown` is how it is written, or empty. */
static enum coop_status add_stem(struct widening *w, struct widened *to,
	enum addition_kind kind, const char *stem, size_t len, double weight,
	struct coop_bytes shown, struct coop_error *err)
{
	struct expanded_query *e = w->e;
	struct addition add = {
		.kind = kind, .word = to->number, .weight = weight, .count = 1};
	uint64_t doc_freq = 0;
	add.terms[0] = slice_add_stem(&e->text, stem, len);
	enum coop_status st = coop_buf_check(&e->text, err);
	if (!st)
		st = coop_collection_frequency(w->index->collection,
			slice_in(&e->text, add.terms[0]), add.terms[0].len, &doc_freq,
			err);
	if (st || doc_freq == 0 || has_term(e, to->number, add.terms[0]))
		return st;
	double idf = coop_idf(w->index->collection->documents, doc_freq),
	       own = e->words[to->number].idf;
	if (own > 0 && idf > own)
		add.weight *= own / idf;
	to->left--;
	if (shown.len > 0)
		add.shown = slice_add(&e->text, shown.s, shown.len);
	st = coop_buf_check(&e->text, err);
	return st ? st : expanded_add_addition(e, &add, err);
}

/* A thesaurus_take: adds a member that is a single content word. */
static enum coop_status add_member(
	void *user, size_t word, const char *member, size_t len, struct coop_error *err)
{
	struct widening *w = user;
	struct widened *to = &w->words[word];
	char stem[COOP_WORD_MAX];
	size_t stem_len = 0;
	struct coop_token t;
	bool more;
	enum coop_status st;
	if (to->left == 0)
		return COOP_OK;
	coop_analyzer_begin_line(w->index->analyzer, member, len);
	while (!(st = coop_analyzer_next(w->index->analyzer, &t, &more, err)) && more) {
		if (!t.stem || t.word.flags & COOP_TOKEN_JOINED)
			continue;
		if (stem_len > 0)
			return COOP_OK;
		stem_len = t.stem_len < sizeof stem ? t.stem_len : sizeof stem;
		memcpy(stem, t.stem, stem_len);
	}
	if (st || stem_len == 0)
		return st;
	return add_stem(w, to, ADDITION_THESAURUS, stem, stem_len, WEIGHT_THESAURUS,
		(struct coop_bytes){member, len}, err);
}

/* ---- families ---- */

/* A stem of the index that may be of the family. */
struct relative {
	char stem[COOP_WORDLIST_WORD_MAX];
	size_t len;
	double dice; /* its square, of the nearest word of the stem */
};

/* The nearest ones, the nearest first. */
struct relatives {
	struct relative at[WIDEN_FAMILY];
	size_t count;
};

/* Keeps a stem, if it is among the nearest. */
static void keep_relative(struct relatives *r, const struct relative *new)
{
	size_t at = r->count;
	for (size_t i = 0; i < r->count; i++) {
		if (!coop_bytes_equal(r->at[i].stem, r->at[i].len, new->stem, new->len))
			continue;
		if (r->at[i].dice >= new->dice)
			return;
		r->count--;
		memmove(&r->at[i], &r->at[i + 1], (r->count - i) * sizeof *r->at);
		at = r->count;
		break;
	}
	while (at > 0 && r->at[at - 1].dice < new->dice)
		at--;
	if (at == WIDEN_FAMILY)
		return;
	if (r->count == WIDEN_FAMILY)
		r->count--;
	memmove(&r->at[at + 1], &r->at[at], (r->count - at) * sizeof *r->at);
	r->at[at] = *new;
	r->count++;
}

/* The square of Dice's coefficient of two words, by the first bytes that they share. */
static double dice_of(const char *a, size_t na, const char *b, size_t nb)
{
	double dice = 2.0 * (double)coop_bytes_common(a, na, b, nb) / (double)(na + nb);
	return dice * dice;
}

/* Compares the words of the index that share the first letters of a word. */
static enum coop_status find_relatives(const struct widening *w,
	const struct thesaurus_word *asked, struct relatives *out, struct coop_error *err)
{
	struct coop_wordlist_walk v;
	enum coop_status st =
		corrector_walk(w->index->corrector, asked->form[0], &v, err);
	while (!st && coop_wordlist_next_prefixed(&v, asked->form, RELATED_PREFIX)) {
		struct relative new = {
			.dice = dice_of(asked->form, asked->form_len, v.word, v.n)};
		const char *stem;
		size_t len;
		if (new.dice < WIDEN_DICE)
			continue;
		st = coop_analyzer_stem(
			w->index->analyzer, v.word, v.n, &stem, &len, err);
		if (st || !stem || len > sizeof new.stem ||
			coop_bytes_equal(stem, len, asked->stem, asked->stem_len))
			continue;
		memcpy(new.stem, stem, len);
		new.len = len;
		keep_relative(out, &new);
	}
	return st;
}

static enum coop_status add_family(
	struct widening *w, size_t word, struct coop_error *err)
{
	const struct thesaurus_word *asked = &w->asked[word];
	struct relatives found = {.count = 0};
	enum coop_status st = COOP_OK;
	if (asked->form_len >= RELATED_PREFIX)
		st = find_relatives(w, asked, &found, err);
	for (size_t i = 0; !st && i < found.count; i++)
		st = add_stem(w, &w->words[word], ADDITION_FAMILY, found.at[i].stem,
			found.at[i].len, WEIGHT_FAMILY * found.at[i].dice,
			(struct coop_bytes){.s = ""}, err);
	return st;
}

/* ---- the query ---- */

static enum coop_status choose_words(struct widening *w, const struct qtree *tree,
	const struct analysed_query *a, struct coop_error *err)
{
	const struct expanded_query *e = w->e;
	coop_buf_add(&w->copy, coop_buf_cstr(&e->text), e->text.len);
	const char *text = coop_buf_cstr(&w->copy);
	for (size_t i = 0; i < a->visible && w->count < QUERY_LONG; i++) {
		const struct analysed_word *word = &e->words[i].word;
		if (!may_widen(tree, a, e, i))
			continue;
		struct slice stem = slice_stem(word->stem);
		w->asked[w->count] = (struct thesaurus_word){
			text + word->form.off, text + stem.off, word->form.len, stem.len};
		w->words[w->count++] = (struct widened){i, WIDEN_THESAURUS};
	}
	return coop_buf_check(&w->copy, err);
}

enum coop_status query_widen(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *e, struct coop_error *err)
{
	struct widening *w = calloc(1, sizeof *w);
	if (!w)
		return coop_fail_nomem(err);
	w->index = index;
	w->e = e;
	enum coop_status st = choose_words(w, tree, a, err);
	if (!st && index->thesaurus)
		st = thesaurus_find(index->thesaurus, index->analyzer, w->asked, w->count,
			add_member, w, err);
	for (size_t i = 0; !st && i < w->count; i++) {
		w->words[i].left = WIDEN_FAMILY;
		st = add_family(w, i, err);
	}
	coop_buf_release(&w->copy);
	free(w);
	return st;
}

bool query_is_widened(const struct expanded_query *e)
{
	for (size_t i = 0; i < e->nadditions; i++)
		if (e->additions[i].kind >= ADDITION_THESAURUS)
			return true;
	return false;
}
