#include <string.h>

#include "query/infield.h"
#include "query/pattern.h"
#include "query/query_words.h"
#include "query/weights.h"
#include "shared/impact.h"
#include "shared/index.h"

/* The leaves of a query whose terms are looked up in the index. */
struct lookup {
	struct query *q;
	struct expander expander;
	size_t patterns; /* that have been expanded */
	size_t cost;     /* of that, in words compared */
	/* those that begin with a sign: they are expanded together, with the first of them */
	struct open_pattern open[QUERY_PATTERNS];
	uint32_t open_nodes[QUERY_PATTERNS];
	size_t nopen;
	size_t words;      /* of fields, likewise */
	enum qfield field; /* around */
};

static void note(struct lookup *l, enum qnote_kind kind, const struct qnode *n,
	size_t count, size_t limit)
{
	struct qnote *made = qnotes_add(&l->q->tree.notes, kind, n->column,
		coop_buf_cstr(&l->q->tree.text) + n->text, n->len);
	if (!made)
		return;
	made->count = count;
	made->limit = limit;
}

/* Adds the words of an expansion to the terms. */
static enum coop_status add_terms(struct lookup *l, const struct qnode *n,
	const struct expansion *found, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	const char *word = coop_buf_cstr(&found->words);
	for (size_t i = 0; !st && i < found->count; i++) {
		size_t len = strlen(word);
		st = query_add_term(l->q, query_keep(l->q, word, len), err);
		word += len + 1;
	}
	if (found->matched > found->count)
		note(l, QNOTE_EXPANSION, n, found->matched, found->count);
	return st ? st : coop_buf_check(&l->q->text, err);
}

/*
 * Gives all terms of a leaf the idf that a term would have that is wherever any of them is, as
 * far as their numbers tell: together they then weigh what the engine's synonyms do, and the
 * ranked lists can answer.
 */
static enum coop_status share_idf(
	struct lookup *l, const struct part *part, struct coop_error *err)
{
	uint64_t documents, holding;
	double without = 1; /* the part of the documents that have none of them */
	struct leaf_term *terms = l->q->terms + part->term;
	enum coop_status st = coop_reader_count(l->expander.reader, &documents, err);
	for (size_t i = 0; !st && i < part->nterms; i++) {
		st = coop_reader_frequency(l->expander.reader,
			query_text(l->q, terms[i].text), terms[i].text.len, &holding,
			err);
		terms[i].weight = st ? 0 : coop_idf(documents, holding);
		without *= st ? 1 : 1 - (double)holding / (double)documents;
	}
	if (st || part->nterms == 0)
		return st;
	double idf =
		coop_idf(documents, (uint64_t)((double)documents * (1 - without) + 0.5));
	for (size_t i = 0; i < part->nterms; i++)
		terms[i].weight = idf / terms[i].weight;
	return COOP_OK;
}

/* Whether a leaf is looked for in the terms of a field. */
static bool has_field(enum qfield field, const struct qnode *n)
{
	return field != QFIELD_NONE && (infield_can(field) || n->kind == QNODE_ALL);
}

/* Whether a leaf is a pattern that begins with a sign. */
static bool is_open(const struct query *q, uint32_t node)
{
	const struct part *part = &q->parts[node];
	return q->tree.nodes[node].kind == QNODE_WILD && part->form.len > 0 &&
	       pattern_prefix(query_text(q, part->form), part->form.len) == 0;
}

/* Gathers such patterns, but those in fields, in the order of the query. */
static void gather_open(struct lookup *l, uint32_t node, enum qfield field)
{
	const struct qnode *n = &l->q->tree.nodes[node];
	if (n->kind == QNODE_FIELD)
		field = n->field;
	for (uint32_t k = n->first; k; k = l->q->tree.nodes[k].next)
		gather_open(l, k, field);
	if (n->first || l->nopen == QUERY_PATTERNS || !is_open(l->q, node) ||
		has_field(field, n) || field == (enum qfield)COOP_F_ID)
		return;
	struct slice form = l->q->parts[node].form;
	l->open_nodes[l->nopen] = node;
	l->open[l->nopen++] =
		(struct open_pattern){.s = query_text(l->q, form), .len = form.len};
}

static enum coop_status expand_open(struct lookup *l, struct coop_error *err)
{
	size_t left = l->cost < QUERY_LOOK ? QUERY_LOOK - l->cost : 0, cost;
	gather_open(l, l->q->tree.root, QFIELD_NONE);
	enum coop_status st =
		expand_open_patterns(&l->expander, l->open, l->nopen, left, &cost, err);
	l->cost += cost;
	return st;
}

/* What an open pattern stands for; NULL when it was too much. */
static const struct expansion *expansion_of(const struct lookup *l, uint32_t node)
{
	for (size_t i = 0; i < l->nopen; i++)
		if (l->open_nodes[i] == node && !l->open[i].dropped)
			return &l->open[i].found;
	return NULL;
}

static enum coop_status expand(
	struct lookup *l, uint32_t node, bool *dropped, struct coop_error *err)
{
	const struct qnode *n = &l->q->tree.nodes[node];
	const struct part *part = &l->q->parts[node];
	const char *form = query_text(l->q, part->form);
	struct expansion own = {0};
	const struct expansion *found = &own;
	enum coop_status st = COOP_OK;
	if (is_open(l->q, node)) {
		if (l->nopen == 0)
			st = expand_open(l, err);
		found = expansion_of(l, node);
	} else if (n->kind == QNODE_WILD) {
		st = expand_pattern(&l->expander, form, part->form.len, &own, err);
	} else {
		st = expand_slips(
			&l->expander, form, part->form.len, n->number, &own, err);
	}
	l->cost += own.cost;
	*dropped = !found;
	if (!st && found)
		st = add_terms(l, n, found, err);
	coop_buf_release(&own.words);
	return st;
}

/* The word that stands for a clause beside NEAR: the first that is no stop word. */
static const struct word *main_word(const struct query *q, const struct part *part)
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

static enum coop_status expand_stem(struct lookup *l, const struct qnode *n,
	struct slice stem, struct coop_error *err)
{
	struct expansion found = {0};
	/* the stem stands behind its prefix */
	enum coop_status st = expand_family(
		&l->expander, query_text(l->q, stem) + 1, stem.len - 1, &found, err);
	l->cost += found.cost;
	if (!st)
		st = add_terms(l, n, &found, err);
	coop_buf_release(&found.words);
	return st;
}

/* All forms of a word, since stems have no places. */
static enum coop_status expand_word(struct lookup *l, const struct qnode *n,
	const struct part *part, struct coop_error *err)
{
	const struct word *w = main_word(l->q, part);
	if (!w)
		return COOP_OK;
	struct word word = *w; /* the array does not move, but the compiler cannot know */
	enum coop_status st = query_add_term(l->q, word.form, err);
	if (word.exact.len > 0 || word.stem.len == 0)
		return st;
	if (!st)
		st = expand_stem(l, n, word.stem, err);
	for (size_t i = 0; !st && i < word.nothers; i++)
		st = expand_stem(l, n, word.others[i], err);
	return st;
}

/* ---- in a field ---- */

static enum coop_status expand_in_field(struct lookup *l, const struct qnode *n,
	const struct infield *wanted, struct coop_error *err)
{
	struct expansion found = {0};
	if (l->words == 0) {
		note(l, QNOTE_TERMS, n, 0, QUERY_FIELD_WORDS);
		return COOP_OK;
	}
	l->words--;
	enum coop_status st = infield_expand(&l->expander, wanted, &found, err);
	if (!st)
		st = add_terms(l, n, &found, err);
	coop_buf_release(&found.words);
	return st;
}

/* Whether a word says all that others beside it say in parts: a telephone number does. */
static bool has_whole(const struct query *q, const struct part *part)
{
	for (size_t i = part->first; i < part->first + part->count; i++)
		if (q->words[i].whole)
			return true;
	return false;
}

/* The terms of the words of a leaf in its field, each word's by itself. */
static enum coop_status words_in_field(struct lookup *l, const struct qnode *n,
	const struct part *part, struct coop_error *err)
{
	bool whole = has_whole(l->q, part);
	enum coop_status st = COOP_OK;
	for (size_t i = part->first; !st && i < part->first + part->count; i++) {
		struct word *w = &l->q->words[i];
		struct infield wanted = {
			.field = l->field, .how = infield_how_of(l->field)};
		w->term = l->q->nterms;
		if (whole ? !w->whole : w->joined)
			continue;
		struct slice s = w->form;
		if (wanted.how == INFIELD_STEM && (w->exact.len > 0 || w->stem.len == 0))
			wanted.how = INFIELD_FORM;
		else if (wanted.how == INFIELD_STEM)
			s = (struct slice){w->stem.off + 1, w->stem.len - 1};
		wanted.s = query_text(l->q, s);
		wanted.len = s.len;
		st = expand_in_field(l, n, &wanted, err);
		w->nterms = l->q->nterms - w->term;
		w->asked = true;
	}
	return st;
}

/* The terms of a phrase's words in its field. */
static enum coop_status phrase_in_field(
	struct lookup *l, struct part *part, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct coop_buf prefix = {0};
	infield_presence(l->field, &prefix);
	part->inside = l->q->nterms;
	for (size_t i = 0; !st && prefix.len > 0 && i < part->nterms; i++) {
		struct slice form = l->q->terms[part->term + i].text;
		char word[COOP_WORD_MAX];
		memcpy(word, query_text(l->q, form), form.len);
		struct slice term = query_keep(l->q, prefix.s, prefix.len);
		term.len += query_keep(l->q, word, form.len).len;
		st = query_add_term(l->q, term, err);
	}
	part->ninside = l->q->nterms - part->inside;
	st = st ? st : coop_buf_check(&prefix, err);
	coop_buf_release(&prefix);
	return st ? st : coop_buf_check(&l->q->text, err);
}

/* The id of a notice, as it stands in the query. */
static enum coop_status find_id(struct lookup *l, const struct qnode *n,
	struct part *part, struct coop_error *err)
{
	char prefix = COOP_PREFIX_ID;
	size_t len = n->len < COOP_TERM_MAX - 1 ? n->len : COOP_TERM_MAX - 1;
	struct slice term = query_keep(l->q, &prefix, 1);
	term.len += query_keep(l->q, coop_buf_cstr(&l->q->tree.text) + n->text, len).len;
	part->term = l->q->nterms;
	part->nterms = 1;
	part->in_field = true;
	return query_add_term(l->q, term, err);
}

/* The term that says that the field is there; of parts of fields, all terms. */
static enum coop_status presence(
	struct lookup *l, const struct qnode *n, struct coop_error *err)
{
	struct infield any = {.field = l->field, .how = INFIELD_BEGIN, .s = ""};
	struct coop_buf term = {0};
	infield_presence(l->field, &term);
	if (term.len == 0)
		return expand_in_field(l, n, &any, err);
	enum coop_status st = coop_buf_check(&term, err);
	if (!st)
		st = query_add_term(l->q, query_keep(l->q, term.s, term.len), err);
	coop_buf_release(&term);
	return st ? st : coop_buf_check(&l->q->text, err);
}

/* Finds the terms of a leaf in the field around it. */
static enum coop_status find_in_field(struct lookup *l, const struct qnode *n,
	struct part *part, struct coop_error *err)
{
	struct infield wanted = {.field = l->field,
		.s = query_text(l->q, part->form),
		.len = part->form.len,
		.slips = n->number,
		.low = n->low,
		.high = n->high};
	if (n->kind == QNODE_PHRASE && part->nterms > 0)
		return phrase_in_field(l, part, err);
	part->in_field = true;
	if (n->kind == QNODE_WORDS || n->kind == QNODE_PHRASE)
		return words_in_field(l, n, part, err);
	part->term = l->q->nterms;
	wanted.how = n->kind == QNODE_WILD    ? INFIELD_PATTERN
		     : n->kind == QNODE_FUZZY ? INFIELD_SLIPS
					      : INFIELD_RANGE;
	enum coop_status st = COOP_OK;
	if (n->kind == QNODE_ALL)
		st = presence(l, n, err);
	else if (n->kind == QNODE_RANGE || part->form.len > 0)
		st = expand_in_field(l, n, &wanted, err);
	part->nterms = l->q->nterms - part->term;
	return st;
}

/* Whether a leaf is looked for in the field around it; told when it is not. */
static bool is_in_field(struct lookup *l, const struct qnode *n)
{
	if (has_field(l->field, n))
		return true;
	if (l->field != QFIELD_NONE && l->field != (enum qfield)COOP_F_ID)
		note(l, QNOTE_RUNNING, n, 0, 0);
	return false;
}

/* Finds the terms of a leaf, which may stand beside NEAR. */
static enum coop_status find_terms(
	struct lookup *l, uint32_t node, bool near, struct coop_error *err)
{
	const struct qnode *n = &l->q->tree.nodes[node];
	struct part *part = &l->q->parts[node];
	if (l->field == (enum qfield)COOP_F_ID && n->kind != QNODE_ALL)
		return find_id(l, n, part, err);
	if (l->field == (enum qfield)COOP_F_ID)
		return COOP_OK; /* every notice has one */
	if (is_in_field(l, n))
		return find_in_field(l, n, part, err);
	bool pattern = n->kind == QNODE_WILD || n->kind == QNODE_FUZZY;
	if ((!pattern || part->form.len == 0) && (!near || n->kind != QNODE_WORDS))
		return COOP_OK;
	bool paid = l->nopen > 0 && is_open(l->q, node),
	     dropped = l->patterns == QUERY_PATTERNS || (l->cost >= QUERY_LOOK && !paid);
	enum coop_status st = COOP_OK;
	part->term = l->q->nterms;
	if (!dropped)
		st = pattern ? expand(l, node, &dropped, err)
			     : expand_word(l, n, part, err);
	part->nterms = l->q->nterms - part->term;
	if (!st && pattern && part->nterms > 1)
		st = share_idf(l, part, err);
	if (dropped) {
		note(l, QNOTE_PATTERNS, n, 0, l->patterns);
		part->form.len = 0; /* as if it were not there */
	} else {
		l->patterns++;
	}
	return st;
}

static enum coop_status walk(
	struct lookup *l, uint32_t node, bool near, struct coop_error *err)
{
	const struct qnode *n = &l->q->tree.nodes[node];
	if (!n->first)
		return find_terms(l, node, near, err);
	near = n->kind == QNODE_NEAR || (near && n->kind == QNODE_OR);
	enum coop_status st = COOP_OK;
	enum qfield field = l->field;
	if (n->kind == QNODE_FIELD)
		l->field = n->field;
	for (uint32_t k = n->first; !st && k; k = l->q->tree.nodes[k].next)
		st = walk(l, k, near, err);
	l->field = field;
	return st;
}

/* How many words each pattern may stand for. */
static size_t share_of(const struct query *q)
{
	size_t patterns = 0;
	for (size_t i = 1; i < q->tree.count; i++) {
		enum qkind kind = q->tree.nodes[i].kind;
		patterns += kind == QNODE_WILD || kind == QNODE_FUZZY;
	}
	patterns = patterns < QUERY_PATTERNS ? patterns : QUERY_PATTERNS;
	return patterns * EXPAND_MAX > QUERY_EXPANDED ? QUERY_EXPANDED / patterns
						      : EXPAND_MAX;
}

enum coop_status query_find_terms(
	struct query *q, const struct query_context *context, struct coop_error *err)
{
	struct lookup l = {.q = q,
		.expander = {context->reader, context->corrector, context->analyzer,
			share_of(q)},
		.words = QUERY_FIELD_WORDS,
		.field = QFIELD_NONE};
	enum coop_status st = q->tree.root ? walk(&l, q->tree.root, false, err) : COOP_OK;
	for (size_t i = 0; i < l.nopen; i++)
		coop_buf_release(&l.open[i].found.words);
	return st;
}
