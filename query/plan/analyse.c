#include <stdlib.h>
#include <string.h>

#include "query/plan/pattern.h"
#include "query/plan/query_internal.h"
#include "query/plan/weights.h"
#include "query/syntax/relax.h"
#include "shared/index/layout.h"
#include "shared/text/fold.h"

/* The term of a word that is looked for exactly as it was typed, accents included. */
static enum coop_status add_exact(struct query *q, struct word *w, const char *text,
	const struct coop_word *word, struct coop_error *err)
{
	struct coop_buf accented = {0};
	enum coop_status st =
		coop_accented(text + word->off, word->end - word->off, &accented, err);
	bool plain =
		accented.len == word->len && memcmp(accented.s, word->s, word->len) == 0;
	if (!st && plain) {
		w->exact = w->form;
	} else if (!st) {
		w->exact =
			query_keep(q, COOP_PREFIX_ACCENTED, strlen(COOP_PREFIX_ACCENTED));
		w->exact.len += query_keep(q, accented.s, accented.len).len;
	}
	coop_buf_release(&accented);
	return st;
}

/* Whether a word stands behind '=', at the start or behind a blank; its article may too. */
static bool is_exact(const char *text, const struct coop_word *word)
{
	enum { ARTICLE_MAX = 12 }; /* bytes of "lorsqu" and an apostrophe */
	size_t at = word->off;
	if (word->flags & COOP_TOKEN_JOINED)
		return false;
	if (word->flags & COOP_TOKEN_ELIDED)
		while (at > 0 && word->off - at < ARTICLE_MAX && text[at - 1] != '=' &&
			text[at - 1] != ' ')
			at--;
	return at > 0 && text[at - 1] == '=' && (at == 1 || text[at - 2] == ' ');
}

/* Makes a word; NULL when there is no memory. */
static struct word *new_word(struct query *q)
{
	if (!coop_array_grow(&q->words, &q->cap, q->count + 1, sizeof *q->words))
		return NULL;
	struct word *w = &q->words[q->count++];
	*w = (struct word){.joined = false};
	return w;
}

static enum coop_status add_word(struct query *q, const struct coop_token *t,
	const char *text, bool *beside, struct coop_error *err)
{
	const struct coop_word *word = &t->word;
	enum coop_status st = COOP_OK;
	struct word *w = new_word(q);
	if (!w)
		return coop_fail_nomem(err);
	w->joined = word->flags & COOP_TOKEN_JOINED;
	w->whole = word->flags & COOP_TOKEN_WHOLE;
	w->form = query_keep(q, word->s, word->len);
	if (word->flags & COOP_TOKEN_PAUSE)
		*beside = false;
	if (t->stem) {
		w->stem = query_keep_stem(q, t->stem, t->stem_len);
		w->neighbour = *beside && !w->joined;
		*beside |= !w->joined;
	}
	if (is_exact(text, word))
		st = add_exact(q, w, text, word, err);
	return st ? st : coop_buf_check(&q->text, err);
}

/* Drops the stop words from the `first` word on, unless there is nothing else. */
static void drop_stopwords(struct query *q, size_t first)
{
	size_t kept = first;
	for (size_t i = first; i < q->count; i++)
		if (q->words[i].stem.len > 0 || q->words[i].exact.len > 0)
			q->words[kept++] = q->words[i];
	if (kept > first)
		q->count = kept;
}

static enum coop_status add_words(struct query *q, struct coop_analyzer *analyzer,
	const char *text, size_t len, bool keep_stopwords, struct coop_error *err)
{
	struct coop_token t;
	bool more, beside = false;
	size_t first = q->count;
	enum coop_status st;
	coop_analyzer_begin(analyzer, text, len);
	while (!(st = coop_analyzer_next(analyzer, &t, &more, err)) && more)
		if ((st = add_word(q, &t, text, &beside, err)))
			return st;
	if (!st && !keep_stopwords)
		drop_stopwords(q, first);
	return st;
}

enum coop_status query_add_term(
	struct query *q, struct slice term, struct coop_error *err)
{
	if (!coop_array_grow(&q->terms, &q->terms_cap, q->nterms + 1, sizeof *q->terms))
		return coop_fail_nomem(err);
	q->terms[q->nterms++] =
		(struct leaf_term){.text = term, .weight = 1, .word = NO_WORD};
	return COOP_OK;
}

/* Adds a word that is to be found as it is, or as a pattern, or with slips. */
static enum coop_status add_form(struct query *q, struct slice form, bool pattern,
	unsigned slips, struct coop_error *err)
{
	struct word *w = new_word(q);
	if (!w)
		return coop_fail_nomem(err);
	w->form = w->exact = form;
	w->pattern = pattern;
	w->slips = slips;
	return COOP_OK;
}

/* ---- the other leaves ---- */

/* A leaf being gathered. */
struct leaf {
	struct query *q;
	struct coop_analyzer *analyzer;
	const struct qnode *node;
	struct part *part;
	const char *text;
	enum qfield field; /* around it */
	bool firm;         /* below a sign or SAUF: no phrase is relaxed */
	bool keep_stopwords;
};

static void note(const struct leaf *leaf, enum warning_kind kind, size_t limit)
{
	struct warning *n = warnings_add(&leaf->q->tree.notes, kind, leaf->node->column,
		leaf->text, leaf->node->len);
	if (n)
		n->limit = limit;
}

/* The positions that are left out before a word in a text that it would stand in. */
static uint32_t gap_before(const struct coop_token *t)
{
	if (t->word.flags & COOP_TOKEN_PARAGRAPH)
		return COOP_GAP_PARAGRAPH;
	return t->word.flags & COOP_TOKEN_SENTENCE ? COOP_GAP_SENTENCE : 0;
}

/*
 * A word of a phrase: its term, and if it is no stop word a word of the query. This one is to
 * be highlighted as it is; of a phrase that is relaxed, it is looked up as free words are.
 */
static enum coop_status gather_phrase_word(const struct leaf *leaf,
	const struct coop_token *t, bool *beside, struct coop_error *err)
{
	struct query *q = leaf->q;
	struct slice form = query_keep(q, t->word.s, t->word.len);
	bool first = q->nterms == leaf->part->term;
	enum coop_status st = query_add_term(q, form, err);
	if (st)
		return st;
	struct leaf_term *term = &q->terms[q->nterms - 1];
	term->gap = first ? 0 : gap_before(t);
	if (!t->stem)
		return COOP_OK;
	if (!query_is_relaxed(q, leaf->part))
		return add_form(q, form, false, 0, err);
	term->word = q->count;
	return add_word(q, t, leaf->text, beside, err);
}

/* The words of a phrase, in their order. */
static enum coop_status gather_phrase(const struct leaf *leaf, struct coop_error *err)
{
	struct query *q = leaf->q;
	struct coop_token t;
	bool more, beside = false;
	enum coop_status st;
	leaf->part->term = q->nterms;
	coop_analyzer_begin(leaf->analyzer, leaf->text, leaf->node->len);
	while (!(st = coop_analyzer_next(leaf->analyzer, &t, &more, err)) && more) {
		if (t.word.flags & COOP_TOKEN_JOINED)
			continue;
		if (q->nterms - leaf->part->term == PHRASE_WORDS) {
			note(leaf, WARNING_TERMS, PHRASE_WORDS);
			break;
		}
		st = gather_phrase_word(leaf, &t, &beside, err);
		if (st)
			return st;
	}
	leaf->part->nterms = q->nterms - leaf->part->term;
	return st ? st : coop_buf_check(&q->text, err);
}

static enum coop_status gather_pattern(const struct leaf *leaf, struct coop_error *err)
{
	struct query *q = leaf->q;
	struct slice form = {q->text.len, 0};
	pattern_fold(leaf->text, leaf->node->len, &q->text);
	form.len = q->text.len - form.off;
	leaf->part->form = form;
	if (q->text.failed)
		return coop_fail_nomem(err);
	if (form.len == 0) {
		note(leaf, WARNING_PATTERN, 0);
		return COOP_OK;
	}
	return add_form(q, form, true, 0, err);
}

/* The word whose neighbours are wanted: the last one that is no stop word, or any. */
static enum coop_status gather_slip(const struct leaf *leaf, struct coop_error *err)
{
	struct coop_token t;
	bool more;
	enum coop_status st;
	coop_analyzer_begin(leaf->analyzer, leaf->text, leaf->node->len);
	while (!(st = coop_analyzer_next(leaf->analyzer, &t, &more, err)) && more)
		if (!(t.word.flags & COOP_TOKEN_JOINED) &&
			(t.stem || leaf->part->form.len == 0))
			leaf->part->form = query_keep(leaf->q, t.word.s, t.word.len);
	if (!st && leaf->part->form.len > 0)
		st = add_form(leaf->q, leaf->part->form, false, leaf->node->number, err);
	return st ? st : coop_buf_check(&leaf->q->text, err);
}

static enum coop_status gather_leaf(const struct leaf *leaf, struct coop_error *err)
{
	struct part *part = leaf->part;
	enum coop_status st = COOP_OK;
	enum qkind kind = leaf->node->kind;
	/* quotes keep a telephone number together, and no more */
	if (kind == QNODE_PHRASE && leaf->field >= (enum qfield)COOP_FIELD_COUNT)
		kind = QNODE_WORDS;
	part->can_relax =
		kind == QNODE_PHRASE && !leaf->firm && !qfield_is_filter(leaf->field);
	if (part->can_relax && leaf->q->step == QUERY_SINGLE)
		kind = QNODE_WORDS;
	part->first = leaf->q->count;
	switch (kind) {
	case QNODE_WORDS:
		st = add_words(leaf->q, leaf->analyzer, leaf->text, leaf->node->len,
			leaf->keep_stopwords, err);
		break;
	case QNODE_PHRASE:
		st = gather_phrase(leaf, err);
		break;
	case QNODE_WILD:
		st = gather_pattern(leaf, err);
		break;
	case QNODE_FUZZY:
		st = gather_slip(leaf, err);
		break;
	default:
		return COOP_OK;
	}
	part->count = leaf->q->count - part->first;
	part->can_relax &= part->count + part->nterms > 0;
	if (!st && part->count + part->nterms + part->form.len == 0 &&
		leaf->node->kind != QNODE_WILD)
		note(leaf, WARNING_WORDLESS, 0);
	return st;
}

/*
 * Gathers the leaves below a node: those that must not be there when `negative`, else the
 * others. `inside` tells whether the node is below something negative.
 */
static enum coop_status gather(struct leaf *leaf, uint32_t node, bool inside,
	bool negative, struct coop_error *err)
{
	const struct qtree *tree = &leaf->q->tree;
	const struct qnode *n = &tree->nodes[node];
	enum coop_status st = COOP_OK;
	enum qfield field = leaf->field;
	bool firm = leaf->firm;
	inside |= n->kind == QNODE_NOT || n->sign == '-';
	leaf->firm |= inside || n->sign == '+';
	if (n->kind == QNODE_FIELD)
		leaf->field = n->field;
	for (uint32_t k = n->first; !st && k; k = tree->nodes[k].next)
		st = gather(leaf, k, inside, negative, err);
	leaf->field = field;
	if (!st && !n->first && inside == negative) {
		leaf->node = n;
		leaf->part = &leaf->q->parts[node];
		leaf->text = coop_buf_cstr(&tree->text) + n->text;
		st = gather_leaf(leaf, err);
	}
	leaf->firm = firm;
	return st;
}

enum coop_status query_analyse(struct query *q, struct coop_analyzer *analyzer,
	bool keep_stopwords, struct coop_error *err)
{
	struct leaf leaf = {.q = q,
		.analyzer = analyzer,
		.field = QFIELD_NONE,
		.keep_stopwords = keep_stopwords};
	if (!q->tree.root)
		return COOP_OK;
	q->parts = calloc(q->tree.count, sizeof *q->parts);
	if (!q->parts)
		return coop_fail_nomem(err);
	enum coop_status st = gather(&leaf, q->tree.root, false, false, err);
	q->visible = q->count;
	return st ? st : gather(&leaf, q->tree.root, false, true, err);
}

enum coop_status query_analyse_plain(struct query *q, struct coop_analyzer *analyzer,
	const char *text, size_t len, bool keep_stopwords, struct coop_error *err)
{
	enum coop_status st = add_words(q, analyzer, text, len, keep_stopwords, err);
	q->visible = q->count;
	return st;
}
