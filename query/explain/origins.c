#include "query/explain/origins.h"

#include <stdlib.h>

#include "shared/index/own_column.h"

static void add(struct origins *o, struct slice term, struct origin origin)
{
	origin.off = term.off;
	if (term.len == 0)
		return;
	if (coop_array_grow(&o->at, &o->cap, o->count + 1, sizeof *o->at))
		o->at[o->count++] = origin;
	else
		o->failed = true;
}

/* The terms of a range, and the forms of each. */
static void add_terms(struct origins *o, struct term_range terms, struct origin origin)
{
	const struct leaf_term *all = o->query->expanded.terms;
	for (size_t i = terms.first; i < terms.first + terms.count; i++) {
		struct term_range forms = all[i].forms;
		add(o, all[i].text, origin);
		for (size_t k = forms.first; k < forms.first + forms.count; k++)
			add(o, all[k].text, origin);
	}
}

/* The words beside NEAR in a field stand there without the prefix of its terms. */
static void add_positioned(
	struct origins *o, struct term_range terms, struct origin origin)
{
	origin.kind = EXPLAINED_NEAR;
	for (size_t i = terms.first; i < terms.first + terms.count; i++) {
		struct slice text = o->query->expanded.terms[i].text;
		size_t prefix = coop_field_prefix(
			slice_in(&o->query->expanded.text, text), text.len);
		if (text.len > prefix)
			add(o, (struct slice){text.off + prefix, text.len}, origin);
	}
}

static enum explained_kind kind_of(
	const struct query *q, uint32_t node, enum qfield field)
{
	if (q->expanded.leaves[node].in_field)
		return qfield_is_filter(field) ? EXPLAINED_FILTER : EXPLAINED_FIELD;
	switch (analysed_kind(&q->tree, &q->analysed, node)) {
	case QNODE_PHRASE:
		return EXPLAINED_PHRASE;
	case QNODE_WILD:
		return EXPLAINED_WILDCARD;
	case QNODE_FUZZY:
		return EXPLAINED_FUZZY;
	default:
		return EXPLAINED_NEAR;
	}
}

static void add_leaf(struct origins *o, uint32_t node, enum qfield field, bool near)
{
	const struct query *q = o->query;
	const struct expanded_leaf *leaf = &q->expanded.leaves[node];
	const struct analysed_leaf *words = &q->analysed.leaves[node];
	struct origin origin = {.kind = kind_of(q, node, field),
		.word = NO_WORD,
		.node = node,
		.field = field};
	enum explained_kind in_field =
		qfield_is_filter(field) ? EXPLAINED_FILTER : EXPLAINED_FIELD;
	add_terms(o, leaf->terms, origin);
	if (near && leaf->in_field)
		add_positioned(o, leaf->terms, origin);
	origin.kind = in_field;
	add_terms(o, leaf->inside, origin);
	for (size_t i = words->first; i < words->first + words->count; i++) {
		struct term_range terms = q->expanded.words[i].field_terms;
		origin.word = i;
		origin.kind = in_field;
		add_terms(o, terms, origin);
		if (near)
			add_positioned(o, terms, origin);
	}
}

static void walk(struct origins *o, uint32_t node, enum qfield field, bool near)
{
	const struct qnode *n = &o->query->tree.nodes[node];
	near |= n->kind == QNODE_NEAR;
	if (n->kind == QNODE_FIELD)
		field = n->field;
	for (uint32_t k = n->first; k; k = o->query->tree.nodes[k].next)
		walk(o, k, field, near);
	if (!n->first)
		add_leaf(o, node, field, near);
}

static enum explained_kind word_kind(const struct expanded_word *w)
{
	if (w->typed.len > 0)
		return EXPLAINED_CORRECTION;
	if (w->word.whole)
		return EXPLAINED_WHOLE;
	return w->word.joined ? EXPLAINED_JOINED : EXPLAINED_WORD;
}

static enum explained_kind addition_kind(enum addition_kind kind)
{
	switch (kind) {
	case ADDITION_LONG_FORM:
		return EXPLAINED_LONG_FORM;
	case ADDITION_JOINED:
		return EXPLAINED_JOINED;
	case ADDITION_SYNONYM:
		return EXPLAINED_SYNONYM;
	case ADDITION_THESAURUS:
		return EXPLAINED_THESAURUS;
	case ADDITION_FAMILY:
		return EXPLAINED_FAMILY;
	default:
		return EXPLAINED_ACRONYM;
	}
}

/* The terms of a word that stands by itself, and of what it adds to the plan. */
static void add_word(struct origins *o, size_t i)
{
	const struct expanded_query *e = &o->query->expanded;
	const struct expanded_word *w = &e->words[i];
	struct origin origin = {.kind = EXPLAINED_EXACT, .word = i, .field = QFIELD_NONE};
	add(o, w->word.exact, origin);
	origin.kind = word_kind(w);
	add(o, w->word.stem, origin);
	if (w->word.stem.len + w->word.exact.len == 0) {
		origin.kind = EXPLAINED_STOP;
		add(o, w->word.form, origin);
	}
	origin.kind = EXPLAINED_CORRECTION;
	for (size_t k = 0; k < w->nothers; k++)
		add(o, w->others[k], origin);
	size_t count;
	const struct addition *more = expanded_additions(e, i, &count);
	for (size_t a = 0; a < count; a++) {
		origin.kind = addition_kind(more[a].kind);
		for (size_t k = 0; k < more[a].count; k++)
			add(o, more[a].terms[k], origin);
	}
}

/* By their terms; of one term, that of the leaf comes first. */
static int by_term(const void *a, const void *b)
{
	const struct origin *x = a, *y = b;
	if (x->off != y->off)
		return x->off < y->off ? -1 : 1;
	return (x->node == 0) - (y->node == 0);
}

static int compare_terms(const void *a, const void *b)
{
	const struct origin *x = a, *y = b;
	return (x->off > y->off) - (x->off < y->off);
}

static void keep_first(struct origins *o)
{
	size_t kept = 0;
	for (size_t i = 0; i < o->count; i++)
		if (i == 0 || o->at[i].off != o->at[i - 1].off)
			o->at[kept++] = o->at[i];
	o->count = kept;
}

enum coop_status origins_find(
	struct origins *o, const struct query *q, struct coop_error *err)
{
	o->query = q;
	o->count = 0;
	o->failed = false;
	for (size_t i = 0; i < q->analysed.count; i++)
		add_word(o, i);
	if (q->analysed.leaves)
		walk(o, q->tree.root, QFIELD_NONE, false);
	if (o->failed)
		return coop_fail_nomem(err);
	if (o->count > 0)
		qsort(o->at, o->count, sizeof *o->at, by_term);
	keep_first(o);
	return COOP_OK;
}

void origins_release(struct origins *o)
{
	free(o->at);
	*o = (struct origins){.count = 0};
}

const struct origin *origins_at(const struct origins *o, const char *term)
{
	const struct coop_buf *text = &o->query->expanded.text;
	uintptr_t begin = (uintptr_t)coop_buf_cstr(text), at = (uintptr_t)term;
	if (at < begin || at >= begin + text->len)
		return NULL;
	struct origin key = {.off = at - begin};
	size_t i = coop_array_lower_bound(
		&key, o->at, o->count, sizeof *o->at, compare_terms);
	return i < o->count && o->at[i].off == key.off ? &o->at[i] : NULL;
}
