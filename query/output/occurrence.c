#include "query/output/occurrence.h"

#include <stdlib.h>
#include <string.h>

#include "query/plan/weights.h"
#include "shared/core/bytes.h"
#include "shared/index/layout.h"
#include "shared/index/own_column.h"
#include "shared/text/fold.h"

/* What is looked for: some words of the query, or a phrase. */
struct wanted {
	enum qfield field;   /* where; QFIELD_NONE for everywhere */
	bool here;           /* it is looked for in the current value */
	bool filter;         /* a value of a filter */
	size_t first, count; /* words of the query */
	size_t phrase, len;  /* words of phrases; `len` is 0 for single words */
	unsigned between;    /* other words that the phrase may hold */
};

/* A phrase whose first words were met. */
struct partial {
	size_t off;     /* of its first word */
	uint32_t begin; /* the position of that */
	uint32_t pos;   /* the position of the last word so far */
	uint32_t gaps;  /* positions between its words that the index leaves out */
};

enum verdict { NOT_SEEN, UNWANTED, WANTED };

struct occurrence_finder {
	const struct query *query;
	struct coop_analyzer *analyzer;
	struct wanted *wanted;
	size_t count, cap;
	/* whether the forms of the analyzer, by their numbers, are wanted: enum verdict */
	unsigned char *verdicts;
	size_t nverdicts, verdicts_cap;
	struct coop_buf accented; /* a word of the text in lower case */
	/* by the number of words met; `begin` is 0 for none */
	struct partial
		*partials; /* those of a phrase begin at the number of its first word */
};

void occurrences_release(struct occurrences *o)
{
	free(o->at);
	*o = (struct occurrences){0};
}

static enum coop_status add_wanted(
	struct occurrence_finder *f, struct wanted w, struct coop_error *err)
{
	if (w.count + w.len == 0)
		return COOP_OK;
	if (!coop_array_grow(&f->wanted, &f->cap, f->count + 1, sizeof *f->wanted))
		return coop_fail_nomem(err);
	f->wanted[f->count++] = w;
	return COOP_OK;
}

/* Adds what a leaf asks for. */
static enum coop_status add_leaf(struct occurrence_finder *f, uint32_t node,
	enum qfield field, struct coop_error *err)
{
	const struct qtree *tree = &f->query->tree;
	const struct analysed_query *a = &f->query->analysed;
	const struct analysed_leaf *leaf = &a->leaves[node];
	struct wanted w = {.field = field,
		.filter = qfield_is_filter(field),
		.first = leaf->first,
		.count = leaf->count};
	if (leaf->phrase_len > 0 && !analysed_is_relaxed(a, node)) {
		w.count = 0;
		w.phrase = leaf->phrase;
		w.len = leaf->phrase_len;
		w.between = tree->nodes[node].number;
	}
	return add_wanted(f, w, err);
}

/* Adds the leaves below a node that may match; the tree is at most QDEPTH_MAX parentheses deep. */
static enum coop_status add_below(struct occurrence_finder *f, uint32_t node,
	enum qfield field, struct coop_error *err)
{
	const struct qnode *n = &f->query->tree.nodes[node];
	enum coop_status st = COOP_OK;
	if (n->kind == QNODE_NOT || n->sign == '-')
		return COOP_OK;
	if (n->kind == QNODE_FIELD)
		field = n->field;
	for (uint32_t k = n->first; !st && k; k = f->query->tree.nodes[k].next)
		st = add_below(f, k, field, err);
	return st || n->first ? st : add_leaf(f, node, field, err);
}

/* Drops the filters, unless there is nothing else. */
static void drop_filters(struct occurrence_finder *f)
{
	size_t kept = 0;
	for (size_t i = 0; i < f->count; i++)
		if (!f->wanted[i].filter)
			f->wanted[kept++] = f->wanted[i];
	if (kept > 0)
		f->count = kept;
}

static enum coop_status prepare(struct occurrence_finder *f, struct coop_error *err)
{
	const struct query *q = f->query;
	enum coop_status st = COOP_OK;
	f->partials = calloc(q->analysed.nphrases + 1, sizeof *f->partials);
	if (!f->partials)
		return coop_fail_nomem(err);
	if (!q->analysed.leaves)
		return add_wanted(f,
			(struct wanted){.field = QFIELD_NONE, .count = query_count(q)},
			err);
	if (q->tree.root)
		st = add_below(f, q->tree.root, QFIELD_NONE, err);
	drop_filters(f);
	return st;
}

enum coop_status occurrence_finder_new(const struct query *q,
	struct coop_analyzer *analyzer, struct occurrence_finder **out,
	struct coop_error *err)
{
	struct occurrence_finder *f = *out = calloc(1, sizeof *f);
	if (!f)
		return coop_fail_nomem(err);
	f->query = q;
	f->analyzer = analyzer;
	enum coop_status st = prepare(f, err);
	if (st) {
		occurrence_finder_free(f);
		*out = NULL;
	}
	return st;
}

void occurrence_finder_free(struct occurrence_finder *f)
{
	if (!f)
		return;
	free(f->wanted);
	free(f->partials);
	free(f->verdicts);
	coop_buf_release(&f->accented);
	free(f);
}

static enum coop_status add(
	struct occurrences *o, size_t off, size_t end, struct coop_error *err)
{
	if (!coop_array_grow(&o->at, &o->cap, o->count + 1, sizeof *o->at))
		return coop_fail_nomem(err);
	o->at[o->count++] = (struct occurrence){off, end};
	return COOP_OK;
}

/* ---- phrases ---- */

/* Whether a token is word i of all phrases. */
static bool is_word(
	const struct occurrence_finder *f, size_t i, const struct coop_token *t)
{
	const struct analysed_query *a = &f->query->analysed;
	struct slice form = a->phrases[i].form;
	return coop_bytes_equal(
		coop_buf_cstr(&a->text) + form.off, form.len, t->word.s, t->word.len);
}

/*
 * Whether the next word of a phrase may stand at a position: right behind the one before or, where it
 * is typed behind the end of a sentence, behind such a gap; further on if others may stand between.
 */
static bool continues(const struct occurrence_finder *f, const struct wanted *w,
	size_t met, const struct partial *p, uint32_t pos)
{
	uint32_t gap = f->query->analysed.phrases[w->phrase + met].gap;
	if (p->begin == 0 || pos <= p->pos)
		return false;
	if (w->between > 0)
		return pos - p->begin < w->len + w->between + p->gaps + gap;
	return pos - p->pos == 1 || (gap > 0 && pos - p->pos == gap + 1);
}

/* Continues the phrases that were begun with a token, and begins one; adds one that is complete. */
static enum coop_status advance(struct occurrence_finder *f, const struct wanted *w,
	const struct coop_token *t, struct occurrences *out, struct coop_error *err)
{
	struct partial *partials = f->partials + w->phrase;
	enum coop_status st = COOP_OK;
	/* from the end, so that a token is one word of a phrase */
	for (size_t met = w->len; !st && met-- > 0;) {
		struct partial next = {t->word.off, t->pos, t->pos, 0};
		if (!is_word(f, w->phrase + met, t))
			continue;
		if (met > 0) {
			const struct partial *before = &partials[met - 1];
			if (!continues(f, w, met, before, t->pos))
				continue;
			next = *before;
			next.pos = t->pos;
			next.gaps += f->query->analysed.phrases[w->phrase + met].gap;
		}
		if (met + 1 == w->len)
			st = add(out, next.off, t->word.end, err);
		else
			partials[met] = next;
	}
	return st;
}

static void forget_partials(struct occurrence_finder *f)
{
	for (size_t i = 0; i < f->query->analysed.nphrases; i++)
		f->partials[i].begin = 0;
}

/* ---- a value ---- */

/* Whether a word that is looked for with its accents has those of a token; others need none. */
static enum coop_status has_accents(struct occurrence_finder *f, size_t word,
	const struct coop_value *v, const struct coop_token *t, bool *has,
	struct coop_error *err)
{
	const struct analysed_query *a = &f->query->analysed;
	struct slice term = a->words[word].exact;
	size_t prefix = strlen(COOP_PREFIX_ACCENTED);
	const char *s = coop_buf_cstr(&a->text) + term.off;
	*has = true;
	if (term.len <= prefix || memcmp(s, COOP_PREFIX_ACCENTED, prefix) != 0)
		return COOP_OK;
	coop_buf_reset(&f->accented);
	enum coop_status st = coop_accented(
		v->text + t->word.off, t->word.end - t->word.off, &f->accented, err);
	*has = !st && coop_bytes_equal(s + prefix, term.len - prefix,
			      coop_buf_cstr(&f->accented), f->accented.len);
	return st;
}

static enum coop_status match_words(struct occurrence_finder *f, const struct wanted *w,
	const struct coop_value *v, const struct coop_token *t, struct occurrences *out,
	struct coop_error *err)
{
	bool matches = false;
	enum coop_status st = COOP_OK;
	for (size_t i = w->first; !st && !matches && i < w->first + w->count; i++)
		if (query_word_matches(f->query, i, t))
			st = has_accents(f, i, v, t, &matches, err);
	return matches && !st ? add(out, t->word.off, t->word.end, err) : st;
}

static enum coop_status match_token(struct occurrence_finder *f,
	const struct coop_value *v, const struct coop_token *t, struct occurrences *out,
	struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < f->count; i++) {
		const struct wanted *w = &f->wanted[i];
		if (!w->here)
			continue;
		if (w->len == 0)
			st = match_words(f, w, v, t, out, err);
		else if (w->len == 1 || !(t->word.flags & COOP_TOKEN_JOINED))
			st = advance(f, w, t, out, err);
	}
	return st;
}

/* Whether anything that is looked for has a token. */
static bool is_wanted(const struct occurrence_finder *f, const struct coop_token *t)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct wanted *w = &f->wanted[i];
		for (size_t k = w->phrase; k < w->phrase + w->len; k++)
			if (is_word(f, k, t))
				return true;
		for (size_t k = w->first; k < w->first + w->count; k++)
			if (query_word_matches(f->query, k, t))
				return true;
	}
	return false;
}

/* Makes room for the verdicts of forms. */
static enum coop_status reserve_verdicts(
	struct occurrence_finder *f, size_t count, struct coop_error *err)
{
	if (!coop_array_grow(&f->verdicts, &f->verdicts_cap, count, 1))
		return coop_fail_nomem(err);
	if (count > f->nverdicts)
		memset(f->verdicts + f->nverdicts, NOT_SEEN, count - f->nverdicts);
	f->nverdicts = count;
	return COOP_OK;
}

/* The token of some numbers. */
static struct coop_token token_of(
	const struct occurrence_finder *f, const struct coop_token_ids *ids)
{
	struct coop_token t = {.form = ids->form, .pos = ids->pos};
	t.word.s =
		coop_strmap_at(coop_analyzer_forms(f->analyzer), ids->form, &t.word.len);
	t.word.off = ids->off;
	t.word.end = ids->end;
	t.word.flags = ids->flags;
	t.stem = coop_analyzer_stem_of(f->analyzer, ids->form, &t.stem_len);
	return t;
}

/* Matches tokens; nearly all have a form that is known to be unwanted. */
static enum coop_status match_tokens(struct occurrence_finder *f,
	const struct coop_value *v, const struct coop_token_ids *ids, size_t count,
	struct occurrences *out, struct coop_error *err)
{
	enum coop_status st = reserve_verdicts(
		f, coop_strmap_count(coop_analyzer_forms(f->analyzer)), err);
	for (size_t i = 0; !st && i < count; i++) {
		unsigned char *verdict = &f->verdicts[ids[i].form];
		if (*verdict == UNWANTED)
			continue;
		struct coop_token t = token_of(f, &ids[i]);
		if (*verdict == NOT_SEEN)
			*verdict = is_wanted(f, &t) ? WANTED : UNWANTED;
		if (*verdict == WANTED)
			st = match_token(f, v, &t, out, err);
	}
	return st;
}

/* The first, and of those that begin together the longest. */
static int compare(const void *a, const void *b)
{
	const struct occurrence *x = a, *y = b;
	if (x->off != y->off)
		return x->off < y->off ? -1 : 1;
	return (x->end < y->end) - (x->end > y->end);
}

static void drop_overlaps(struct occurrences *o)
{
	size_t kept = 0, end = 0;
	if (o->count > 1)
		qsort(o->at, o->count, sizeof *o->at, compare);
	for (size_t i = 0; i < o->count; i++) {
		if (o->at[i].off < end)
			continue;
		end = o->at[i].end;
		o->at[kept++] = o->at[i];
	}
	o->count = kept;
}

/* Finds out what is looked for in a value. */
static void choose_wanted(struct occurrence_finder *f, const struct coop_value *v)
{
	struct coop_own_key key = {.len = 0};
	if (v->field == COOP_F_OTHER)
		coop_own_key(v->name, v->name_len, &key);
	for (size_t i = 0; i < f->count; i++) {
		struct wanted *w = &f->wanted[i];
		const char *column = qtree_column(&f->query->tree, w->field);
		w->here = column ? v->field == COOP_F_OTHER &&
					   coop_bytes_equal(
						   column, strlen(column), key.s, key.len)
				 : w->field == QFIELD_NONE ||
					   w->field == (enum qfield)v->field;
	}
}

enum coop_status occurrences_find(struct occurrence_finder *f, const struct coop_value *v,
	struct occurrences *out, struct coop_error *err)
{
	enum { TOKENS = 64 };
	struct coop_token_ids ids[TOKENS];
	size_t count = 0;
	enum coop_status st = COOP_OK;
	out->count = 0;
	if (!coop_value_is_text(v) || f->count == 0)
		return COOP_OK;
	forget_partials(f);
	choose_wanted(f, v);
	/* as it was indexed: positions tell where a phrase stands */
	if (coop_value_is_line(v))
		coop_analyzer_begin_line(f->analyzer, v->text, v->len);
	else
		coop_analyzer_begin(f->analyzer, v->text, v->len);
	/* an analyzer that holds too many forms begins afresh with a text */
	if (coop_strmap_count(coop_analyzer_forms(f->analyzer)) < f->nverdicts)
		f->nverdicts = 0;
	do {
		st = coop_analyzer_next_ids(f->analyzer, ids, TOKENS, &count, err);
		if (!st)
			st = match_tokens(f, v, ids, count, out, err);
	} while (!st && count > 0);
	drop_overlaps(out);
	return st;
}
