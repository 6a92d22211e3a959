#include <string.h>

#include "query/plan/lookup.h"
#include "shared/index/id_term.h"

void lookup_note(struct lookup *l, enum warning_kind kind, const struct qnode *n,
	size_t count, size_t limit)
{
	struct warning *made = warnings_add(&l->q->tree.notes, kind, n->column,
		coop_buf_cstr(&l->q->tree.text) + n->text, n->len);
	if (!made)
		return;
	made->count = count;
	made->limit = limit;
}

enum coop_status lookup_add(struct lookup *l, const struct qnode *n,
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
		lookup_note(l, WARNING_EXPANSION, n, found->matched, found->count);
	return st ? st : coop_buf_check(&l->q->text, err);
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
		st = lookup_add(l, n, &found, err);
	coop_buf_release(&found.words);
	return st;
}

/* All forms of a word, since stems have no places. */
static enum coop_status expand_word(struct lookup *l, const struct qnode *n,
	const struct part *part, struct coop_error *err)
{
	const struct word *w = query_main_word(l->q, part);
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
	const struct field_lookup *wanted, struct coop_error *err)
{
	struct expansion found = {0};
	if (l->words == 0) {
		lookup_note(l, WARNING_TERMS, n, 0, QUERY_FIELD_WORDS);
		return COOP_OK;
	}
	l->words--;
	enum coop_status st = field_lookup_expand(&l->expander, wanted, &found, err);
	if (!st)
		st = lookup_add(l, n, &found, err);
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
		struct field_lookup wanted = {
			.field = l->field, .how = field_lookup_how_of(l->field)};
		w->term = l->q->nterms;
		if (whole ? !w->whole : w->joined)
			continue;
		struct slice s = w->form;
		if (wanted.how == FIELD_LOOKUP_STEM &&
			(w->exact.len > 0 || w->stem.len == 0))
			wanted.how = FIELD_LOOKUP_FORM;
		else if (wanted.how == FIELD_LOOKUP_STEM)
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
	field_lookup_presence(l->field, &prefix);
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

/* Of a phrase that is relaxed, the words' forms in its field, and those that have places. */
static enum coop_status relaxed_in_field(struct lookup *l, const struct qnode *n,
	const struct part *part, struct coop_error *err)
{
	enum coop_status st = relaxed_expand(l, part, err);
	return st ? st : words_in_field(l, n, part, err);
}

/* The id of a notice, as it stands in the query. */
static enum coop_status find_id(struct lookup *l, const struct qnode *n,
	struct part *part, struct coop_error *err)
{
	struct slice term = {l->q->text.len, 0};
	coop_id_term(coop_buf_cstr(&l->q->tree.text) + n->text, n->len, &l->q->text);
	term.len = l->q->text.len - term.off;
	part->term = l->q->nterms;
	part->nterms = 1;
	part->in_field = true;
	return query_add_term(l->q, term, err);
}

/* The term that says that the field is there; of parts of fields, all terms. */
static enum coop_status presence(
	struct lookup *l, const struct qnode *n, struct coop_error *err)
{
	struct field_lookup any = {.field = l->field, .how = FIELD_LOOKUP_BEGIN, .s = ""};
	struct coop_buf term = {0};
	field_lookup_presence(l->field, &term);
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
	struct field_lookup wanted = {.field = l->field,
		.s = query_text(l->q, part->form),
		.len = part->form.len,
		.slips = n->number,
		.low = n->low,
		.high = n->high};
	if (n->kind == QNODE_PHRASE && part->nterms > 0)
		return query_is_relaxed(l->q, part) ? relaxed_in_field(l, n, part, err)
						    : phrase_in_field(l, part, err);
	part->in_field = true;
	part->placed = field_lookup_how_of(l->field) == FIELD_LOOKUP_STEM;
	if (n->kind == QNODE_WORDS || n->kind == QNODE_PHRASE)
		return words_in_field(l, n, part, err);
	part->term = l->q->nterms;
	wanted.how = n->kind == QNODE_WILD    ? FIELD_LOOKUP_PATTERN
		     : n->kind == QNODE_FUZZY ? FIELD_LOOKUP_SLIPS
					      : FIELD_LOOKUP_RANGE;
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
	if (lookup_in_field(l->field, n))
		return true;
	if (l->field != QFIELD_NONE && l->field != (enum qfield)COOP_F_ID)
		lookup_note(l, WARNING_RUNNING, n, 0, 0);
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
	if (query_is_relaxed(l->q, part))
		return relaxed_expand(l, part, err);
	bool pattern = n->kind == QNODE_WILD || n->kind == QNODE_FUZZY;
	if ((!pattern || part->form.len == 0) && (!near || n->kind != QNODE_WORDS))
		return COOP_OK;
	bool paid = l->nopen > 0 && wildcard_is_open(l->q, node),
	     dropped = l->patterns == QUERY_PATTERNS || (l->cost >= QUERY_LOOK && !paid);
	enum coop_status st = COOP_OK;
	part->term = l->q->nterms;
	if (!dropped)
		st = pattern ? wildcard_expand(l, node, &dropped, err)
			     : expand_word(l, n, part, err);
	part->nterms = l->q->nterms - part->term;
	if (!st && pattern && part->nterms > 1)
		st = wildcard_share_idf(l, part, err);
	if (dropped) {
		lookup_note(l, WARNING_PATTERNS, n, 0, l->patterns);
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
		.relaxed_share = relaxed_share(q),
		.field = QFIELD_NONE};
	enum coop_status st = q->tree.root ? walk(&l, q->tree.root, false, err) : COOP_OK;
	for (size_t i = 0; i < l.nopen; i++)
		coop_buf_release(&l.open[i].found.words);
	return st;
}
