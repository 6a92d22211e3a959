#include "query/explain/explain.h"

#include <stdlib.h>
#include <string.h>

#include "query/explain/occurrences.h"
#include "query/explain/origins.h"
#include "query/search/reasons.h"

struct explainer {
	struct search *search;
	const struct query *query;
	struct origins origins;
	struct search_reasons reasons;
	/* of the current result */
	struct occurrences *found; /* of each part */
	size_t found_cap;
	struct coop_bytes *terms; /* of the first stage, as in `reasons` */
	size_t terms_cap;
};

enum coop_status explainer_new(struct search *s, const struct query *q,
	struct explainer **out, struct coop_error *err)
{
	struct explainer *e = calloc(1, sizeof *e);
	*out = e;
	if (!e)
		return coop_fail_nomem(err);
	e->search = s;
	e->query = q;
	enum coop_status st = origins_find(&e->origins, q, err);
	if (st) {
		explainer_free(e);
		*out = NULL;
	}
	return st;
}

void explainer_free(struct explainer *e)
{
	if (!e)
		return;
	origins_release(&e->origins);
	reasons_release(&e->reasons);
	free(e->found);
	free(e->terms);
	free(e);
}

/* ---- parts ---- */

/* Adds a part, and what is looked for in the record; NULL when there is no memory. */
static struct explained_part *add_part(
	struct explainer *e, struct explanation *x, enum explained_kind kind)
{
	if (!coop_array_grow(&x->parts, &x->cap, x->count + 1, sizeof *x->parts) ||
		!coop_array_grow(
			&e->found, &e->found_cap, x->count + 1, sizeof *e->found))
		return NULL;
	e->found[x->count] = (struct occurrences){.nterms = 0};
	struct explained_part *p = &x->parts[x->count++];
	*p = (struct explained_part){.kind = kind, .field = QFIELD_NONE};
	return p;
}

/* Adds a word of the query as it was typed. */
static struct slice add_word(struct explanation *x, const struct query_word *w)
{
	return w->source_len > 0 ? slice_add(&x->text, w->source, w->source_len)
				 : slice_add(&x->text, w->form, w->form_len);
}

/* Adds the text of a leaf: a phrase, a pattern, a value. */
static struct slice add_leaf(
	struct explanation *x, const struct qtree *tree, const struct qnode *n)
{
	size_t begin = x->text.len;
	if (n->kind == QNODE_ALL)
		return slice_add(&x->text, "*", 1);
	if (n->kind != QNODE_RANGE)
		return slice_add(&x->text, coop_buf_cstr(&tree->text) + n->text, n->len);
	if (n->low > 0)
		coop_buf_printf(&x->text, "%u", n->low);
	if (n->low != n->high)
		coop_buf_str(&x->text, "..");
	if (n->low != n->high && n->high < QRANGE_MAX)
		coop_buf_printf(&x->text, "%u", n->high);
	return (struct slice){begin, x->text.len - begin};
}

/* A term of the index as a word, without its prefix. */
static struct coop_bytes bare(struct coop_bytes term)
{
	size_t accented = strlen(COOP_PREFIX_ACCENTED), prefix = 0;
	if (term.len > accented && memcmp(term.s, COOP_PREFIX_ACCENTED, accented) == 0)
		prefix = accented;
	else if (term.len > 2 && *term.s == COOP_PREFIX_FIELD)
		prefix = coop_field_prefix(term.s, term.len);
	else if (term.len > 1 &&
		 (*term.s == COOP_PREFIX_STEM || *term.s == COOP_PREFIX_ID))
		prefix = 1;
	return (struct coop_bytes){term.s + prefix, term.len - prefix};
}

/* Adds the terms of a part to the text: as they are, or as words. */
static struct slice add_terms(struct explainer *e, struct explanation *x,
	const struct match_part *mp, bool as_words)
{
	size_t begin = x->text.len;
	for (size_t i = mp->first; i < mp->first + mp->count; i++) {
		struct coop_bytes t = as_words ? bare(e->terms[i]) : e->terms[i];
		if (i > mp->first)
			coop_buf_str(&x->text, as_words ? ", " : " ");
		coop_buf_add(&x->text, t.s, t.len);
	}
	return (struct slice){begin, x->text.len - begin};
}

/* Says what a term comes from. */
static void set_origin(struct explainer *e, struct explanation *x,
	const struct origin *origin, struct explained_part *p, struct occurrences *found)
{
	const struct query *q = e->query;
	struct query_word w = {.form_len = 0};
	p->kind = origin->kind;
	p->field = origin->field;
	const char *column = qtree_column(&q->tree, p->field);
	if (column)
		p->column = slice_add(&x->text, column, strlen(column));
	if (origin->word != NO_WORD && origin->word < query_count(q))
		w = query_at(q, origin->word);
	p->word = origin->node ? add_leaf(x, &q->tree, &q->tree.nodes[origin->node])
			       : add_word(x, &w);
	bool other = p->kind >= EXPLAINED_LONG_FORM && p->kind <= EXPLAINED_FAMILY;
	if (!other && !origin->node)
		found->plain = (struct coop_bytes){w.form, w.form_len};
	if (p->kind == EXPLAINED_CORRECTION)
		p->found = slice_add(&x->text, w.form, w.form_len);
}

/* Adds a part of the first stage. */
static enum coop_status add_term(struct explainer *e, struct explanation *x,
	const struct match_part *mp, struct coop_error *err)
{
	const struct match_term *terms = e->reasons.terms.terms;
	struct explained_part *p = add_part(e, x, EXPLAINED_BREAK);
	if (!p)
		return coop_fail_nomem(err);
	struct occurrences *found = &e->found[x->count - 1];
	const struct origin *origin = origins_at(&e->origins, terms[mp->first].term->s);
	found->terms = e->terms + mp->first;
	found->nterms = mp->count;
	p->term = add_terms(e, x, mp, false);
	p->found = add_terms(e, x, mp, true);
	p->impact = mp->impact;
	p->weight = mp->weight;
	p->idf = mp->idf;
	p->value = mp->score * reasons_unit();
	if (origin)
		set_origin(e, x, origin, p, found);
	return COOP_OK;
}

static enum coop_status add_first(
	struct explainer *e, struct explanation *x, struct coop_error *err)
{
	const struct match_parts *parts = &e->reasons.terms;
	enum coop_status st = COOP_OK;
	if (!coop_array_grow(&e->terms, &e->terms_cap, parts->nterms, sizeof *e->terms))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < parts->nterms; i++) {
		const struct coop_plan *term = parts->terms[i].term;
		e->terms[i] = (struct coop_bytes){term->s, term->len};
	}
	for (size_t i = 0; !st && i < parts->count; i++)
		st = add_term(e, x, &parts->at[i], err);
	if (st || search_matcher(e->search))
		return st;
	struct explained_part *whole = add_part(e, x, EXPLAINED_STAGE);
	if (!whole)
		return coop_fail_nomem(err);
	whole->value = e->reasons.first;
	return COOP_OK;
}

/* ---- the second stage ---- */

static enum explained_kind kind_of(enum rerank_kind kind)
{
	static const enum explained_kind kinds[] = {[RERANK_RELATED] = EXPLAINED_RELATED,
		[RERANK_FORM] = EXPLAINED_FORM,
		[RERANK_ACCENTS] = EXPLAINED_ACCENTS,
		[RERANK_PAIR] = EXPLAINED_PAIR,
		[RERANK_LEAD] = EXPLAINED_LEAD,
		[RERANK_WINDOW] = EXPLAINED_WINDOW,
		[RERANK_ALL] = EXPLAINED_ALL};
	return kinds[kind];
}

/* The words of the best window but the first, commas between. */
static struct slice add_window(struct explainer *e, struct explanation *x)
{
	const struct rerank_parts *text = &e->reasons.text;
	size_t begin = x->text.len;
	for (size_t i = 1; i < text->nwindow; i++) {
		struct query_word w = query_at(e->query, text->window[i]);
		if (i > 1)
			coop_buf_str(&x->text, ", ");
		add_word(x, &w);
	}
	return (struct slice){begin, x->text.len - begin};
}

static enum coop_status add_evidence(struct explainer *e, struct explanation *x,
	const struct rerank_part *r, struct coop_error *err)
{
	struct explained_part *p = add_part(e, x, kind_of(r->kind));
	if (!p)
		return coop_fail_nomem(err);
	struct query_word w = query_at(e->query, r->word);
	struct occurrences *found = &e->found[x->count - 1];
	p->word = add_word(x, &w);
	p->tf = r->tf;
	p->value = r->value;
	if (r->kind == RERANK_PAIR) {
		struct query_word before = query_at(e->query, r->other);
		p->other = add_word(x, &before);
	} else if (r->kind == RERANK_WINDOW) {
		p->other = add_window(e, x);
	} else if (r->kind == RERANK_RELATED) {
		found->related = (struct coop_bytes){w.form, w.form_len};
		found->stem = (struct coop_bytes){w.stem, w.stem_len};
	}
	return COOP_OK;
}

static enum coop_status add_second(
	struct explainer *e, struct explanation *x, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < e->reasons.text.count; i++)
		st = add_evidence(e, x, &e->reasons.text.at[i], err);
	return st;
}

/* What the score lacks to the sum of its parts: the document was lowered. */
static enum coop_status add_lowered(
	struct explainer *e, struct explanation *x, struct coop_error *err)
{
	double sum = 0, least = 1e-9;
	for (size_t i = 0; i < x->count; i++)
		sum += x->parts[i].value;
	if (!x->reranked || sum - x->score <= least * sum)
		return COOP_OK;
	struct explained_part *p = add_part(e, x, EXPLAINED_LOWERED);
	if (!p)
		return coop_fail_nomem(err);
	p->value = x->score - sum;
	return COOP_OK;
}

/* ---- fields and forms ---- */

/* The field of a term that is of a field, where none of its words was counted. */
static bool field_of(struct coop_bytes term, enum coop_field *field)
{
	if (term.len < 2 || *term.s != COOP_PREFIX_FIELD)
		return false;
	bool column = term.s[1] == COOP_LETTER_COLUMN ||
		      term.s[1] == COOP_LETTER_IN_COLUMN ||
		      term.s[1] == COOP_LETTER_ISBN || term.s[1] == COOP_LETTER_ISSN;
	*field = column ? COOP_F_OTHER : COOP_F_PRODUCER;
	for (int f = 0; f < COOP_FIELD_COUNT; f++)
		if (coop_field_letter((enum coop_field)f) == term.s[1])
			*field = (enum coop_field)f;
	return true;
}

static enum coop_status add_field(struct explanation *x, struct explained_part *p,
	enum coop_field field, size_t count, double share, struct coop_error *err)
{
	if (!coop_array_grow(
		    &x->fields, &x->fields_cap, x->nfields + 1, sizeof *x->fields))
		return coop_fail_nomem(err);
	x->fields[x->nfields++] =
		(struct explained_field){field, count, p->value * share};
	p->nfields++;
	return COOP_OK;
}

/* Shares the value of a part of the first stage among the fields. */
static enum coop_status share_out(struct explanation *x, struct explained_part *p,
	const struct occurrences *found, struct coop_error *err)
{
	double sum = 0;
	enum coop_field field;
	enum coop_status st = COOP_OK;
	p->first_field = x->nfields;
	for (int f = 0; f < COOP_FIELD_COUNT; f++)
		sum += (double)found->counts[f] *
		       coop_field_info((enum coop_field)f)->weight;
	for (int f = 0; !st && sum > 0 && f < COOP_FIELD_COUNT; f++) {
		field = (enum coop_field)f;
		double tf = (double)found->counts[f] * coop_field_info(field)->weight;
		if (tf > 0)
			st = add_field(x, p, field, found->counts[f], tf / sum, err);
	}
	if (sum == 0 && found->nterms > 0 && field_of(found->terms[0], &field))
		st = add_field(x, p, field, 0, 1, err);
	return st;
}

static struct slice join_forms(struct explanation *x, const struct occurrences *found)
{
	size_t begin = x->text.len;
	for (size_t i = 0; i < found->nforms; i++) {
		struct slice s = found->shown[i];
		if (i > 0)
			coop_buf_str(&x->text, ", ");
		/* the text may move while it grows: room comes first */
		if (coop_buf_reserve(&x->text, s.len))
			coop_buf_add(&x->text, slice_in(&x->text, s), s.len);
	}
	return (struct slice){begin, x->text.len - begin};
}

static enum coop_status add_occurrences(struct explainer *e, struct explanation *x,
	const struct coop_record *record, struct coop_error *err)
{
	enum coop_status st = occurrences_count(e->found, x->count, record,
		search_text_analyzer(e->search), &x->text, err);
	for (size_t i = 0; !st && i < x->count; i++) {
		struct explained_part *p = &x->parts[i];
		p->forms = join_forms(x, &e->found[i]);
		if (explained_stage(p->kind) == 1)
			st = share_out(x, p, &e->found[i], err);
	}
	return st ? st : coop_buf_check(&x->text, err);
}

enum coop_status explainer_explain(struct explainer *e, size_t i,
	const struct coop_record *record, struct explanation *out, struct coop_error *err)
{
	coop_buf_reset(&out->text);
	out->count = out->nfields = 0;
	enum coop_status st =
		reasons_find(e->search, e->query, i, record, &e->reasons, err);
	out->score = search_score(e->search, i);
	out->reranked = e->reasons.reranked;
	if (!st)
		st = add_first(e, out, err);
	if (!st)
		st = add_second(e, out, err);
	if (!st)
		st = add_lowered(e, out, err);
	return st ? st : add_occurrences(e, out, record, err);
}
