/*
 * field_terms.c - finding the terms of a query's leaves: in the field around each, or among all
 * words.
 */
#include <string.h>

#include "query/plan/lookup.h"
#include "shared/core/bytes.h"
#include "shared/index/id_term.h"

void lookup_warn(struct lookup *l, enum warning_kind kind, const struct qnode *n,
	size_t count, size_t limit)
{
	struct warning *made = warnings_add(&l->e->warnings, kind, n->column,
		coop_buf_cstr(&l->tree->text) + n->text, n->len);
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
		st = expanded_add_term(l->e, slice_add(&l->e->text, word, len), err);
		word += len + 1;
	}
	if (found->matched > found->count)
		lookup_warn(l, WARNING_EXPANSION, n, found->matched, found->count);
	return st ? st : coop_buf_check(&l->e->text, err);
}

enum coop_status lookup_add_family(struct lookup *l, const struct qnode *n,
	struct slice stem, struct coop_error *err)
{
	struct expansion found = {0};
	struct slice bare = slice_stem(stem);
	enum coop_status st = expand_family(
		&l->expander, slice_in(&l->e->text, bare), bare.len, &found, err);
	l->cost += found.cost;
	if (!st)
		st = lookup_add(l, n, &found, err);
	coop_buf_release(&found.words);
	return st;
}

/* All forms of a word beside NEAR, since stems have no positions. */
static enum coop_status expand_word(struct lookup *l, const struct qnode *n,
	const struct expanded_word *w, struct coop_error *err)
{
	enum coop_status st = expanded_add_term(l->e, w->word.form, err);
	if (w->word.exact.len > 0 || w->word.stem.len == 0)
		return st;
	if (!st)
		st = lookup_add_family(l, n, w->word.stem, err);
	for (size_t i = 0; !st && i < w->nothers; i++)
		st = lookup_add_family(l, n, w->others[i], err);
	return st;
}

/*
 * The forms of a leaf beside NEAR: of all its words, since the distance is that of the nearest; of an
 * alternative those of its main word.
 */
static enum coop_status expand_words(struct lookup *l, const struct qnode *n,
	const struct analysed_leaf *leaf, struct coop_error *err)
{
	const struct expanded_word *main = expanded_main_word(l->e, leaf);
	enum coop_status st = COOP_OK;
	if (!l->side)
		return main ? expand_word(l, n, main, err) : COOP_OK;
	for (size_t i = leaf->first; !st && i < leaf->first + leaf->count; i++)
		if (!l->e->words[i].word.joined)
			st = expand_word(l, n, &l->e->words[i], err);
	return st;
}

/* ---- in a field ---- */

static enum coop_status expand_in_field(struct lookup *l, const struct qnode *n,
	const struct field_lookup *wanted, struct coop_error *err)
{
	struct expansion found = {0};
	if (l->field_words == 0) {
		lookup_warn(l, WARNING_TERMS, n, 0, QUERY_FIELD_WORDS);
		return COOP_OK;
	}
	l->field_words--;
	enum coop_status st = field_lookup_expand(&l->expander, wanted, &found, err);
	if (!st)
		st = lookup_add(l, n, &found, err);
	coop_buf_release(&found.words);
	return st;
}

/* Whether a word says all that others beside it say in parts: a telephone number does. */
static bool has_whole(const struct lookup *l, const struct analysed_leaf *leaf)
{
	for (size_t i = leaf->first; i < leaf->first + leaf->count; i++)
		if (l->a->words[i].whole)
			return true;
	return false;
}

/* How the postcodes of the departments begin whose names are no digits; NULL for another word. */
static const char *const *postcodes_of(const char *s, size_t n)
{
	static const char *const south[] = {"200", "201", NULL}, *const north[] = {"202",
									 "206", NULL};
	if (coop_bytes_equal(s, n, "2a", 2))
		return south;
	return coop_bytes_equal(s, n, "2b", 2) ? north : NULL;
}

/* The postcodes of Corsica-South or of Upper Corsica; `*done` is whether a word is one of them. */
static enum coop_status expand_corsica(struct lookup *l, const struct qnode *n,
	const struct field_lookup *wanted, bool *done, struct coop_error *err)
{
	const char *const *begin = l->field == QFIELD_DEPARTMENT
					   ? postcodes_of(wanted->s, wanted->len)
					   : NULL;
	enum coop_status st = COOP_OK;
	*done = begin != NULL;
	for (; !st && begin && *begin; begin++) {
		struct field_lookup part = *wanted;
		part.s = *begin;
		part.len = strlen(*begin);
		st = expand_in_field(l, n, &part, err);
	}
	return st;
}

/*
 * Whether a word of a column is a mark or a number, which has no other forms: there may be more of them
 * that begin alike than are compared.
 */
static bool is_mark(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return true;
	return false;
}

static enum coop_status word_in_field(struct lookup *l, const struct qnode *n,
	struct expanded_word *w, struct coop_error *err)
{
	struct field_lookup wanted = {.field = l->field,
		.column = qtree_column(l->tree, l->field),
		.how = field_lookup_how_of(l->field)};
	struct slice s = w->word.form;
	size_t first = l->e->nterms;
	if (wanted.how == FIELD_LOOKUP_STEM &&
		(w->word.exact.len > 0 || w->word.stem.len == 0 ||
			(wanted.column && is_mark(slice_in(&l->e->text, s), s.len))))
		wanted.how = FIELD_LOOKUP_FORM;
	else if (wanted.how == FIELD_LOOKUP_STEM)
		s = slice_stem(w->word.stem);
	wanted.s = slice_in(&l->e->text, s);
	wanted.len = s.len;
	bool done;
	enum coop_status st = expand_corsica(l, n, &wanted, &done, err);
	if (!done)
		st = expand_in_field(l, n, &wanted, err);
	w->field_terms = lookup_since(l, first);
	w->in_field = true;
	return st;
}

/* The terms of the words of a leaf in its field, each word's by itself. */
static enum coop_status words_in_field(struct lookup *l, const struct qnode *n,
	const struct analysed_leaf *leaf, struct coop_error *err)
{
	bool whole = has_whole(l, leaf);
	enum coop_status st = COOP_OK;
	for (size_t i = leaf->first; !st && i < leaf->first + leaf->count; i++) {
		struct expanded_word *w = &l->e->words[i];
		if (whole ? w->word.whole : !w->word.joined)
			st = word_in_field(l, n, w, err);
	}
	return st;
}

/* The terms of a phrase's words in its field. */
static enum coop_status phrase_in_field(struct lookup *l,
	const struct analysed_leaf *leaf, struct expanded_leaf *out,
	struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct coop_buf prefix = {0}, *text = &l->e->text;
	size_t first = l->e->nterms;
	field_lookup_prefix(l->field, qtree_column(l->tree, l->field), &prefix);
	for (size_t i = 0; !st && i < leaf->phrase_len; i++) {
		struct slice form = l->a->phrases[leaf->phrase + i].form;
		struct slice term = slice_add(text, prefix.s, prefix.len);
		term.len += slice_add(text, slice_in(&l->a->text, form), form.len).len;
		st = expanded_add_term(l->e, term, err);
	}
	out->inside = lookup_since(l, first);
	st = st ? st : coop_buf_check(&prefix, err);
	coop_buf_release(&prefix);
	return st ? st : coop_buf_check(text, err);
}

/* Of a relaxed phrase, the words' forms in its field, and those that have positions. */
static enum coop_status relaxed_in_field(struct lookup *l, const struct qnode *n,
	const struct analysed_leaf *leaf, struct coop_error *err)
{
	enum coop_status st = relaxed_expand(l, leaf, err);
	return st ? st : words_in_field(l, n, leaf, err);
}

/* The id of a notice, as it stands in the query. */
static enum coop_status find_id(struct lookup *l, const struct qnode *n,
	struct expanded_leaf *out, struct coop_error *err)
{
	struct coop_buf *text = &l->e->text;
	struct slice term = {text->len, 0};
	coop_id_term(coop_buf_cstr(&l->tree->text) + n->text, n->len, text);
	term.len = text->len - term.off;
	out->terms = (struct term_range){l->e->nterms, 1};
	out->in_field = true;
	return expanded_add_term(l->e, term, err);
}

/* The term that says that the field is there; of parts of fields, all terms. */
static enum coop_status presence(
	struct lookup *l, const struct qnode *n, struct coop_error *err)
{
	struct field_lookup any = {.field = l->field, .how = FIELD_LOOKUP_BEGIN, .s = ""};
	struct coop_buf term = {0};
	field_lookup_presence(l->field, qtree_column(l->tree, l->field), &term);
	if (term.len == 0)
		return expand_in_field(l, n, &any, err);
	enum coop_status st = coop_buf_check(&term, err);
	if (!st)
		st = expanded_add_term(
			l->e, slice_add(&l->e->text, term.s, term.len), err);
	coop_buf_release(&term);
	return st ? st : coop_buf_check(&l->e->text, err);
}

/* The terms of a pattern, a word with edits, a range, or of the field itself. */
static enum coop_status values_in_field(struct lookup *l, const struct qnode *n,
	struct slice form, struct coop_error *err)
{
	struct field_lookup wanted = {.field = l->field,
		.column = qtree_column(l->tree, l->field),
		.s = slice_in(&l->a->text, form),
		.len = form.len,
		.edits = n->number,
		.low = n->low,
		.high = n->high};
	bool sound = n->kind == QNODE_FUZZY && n->number == QFUZZY_SOUND;
	wanted.how = sound                    ? FIELD_LOOKUP_SOUND
		     : n->kind == QNODE_WILD  ? FIELD_LOOKUP_PATTERN
		     : n->kind == QNODE_FUZZY ? FIELD_LOOKUP_EDITS
					      : FIELD_LOOKUP_RANGE;
	if (n->kind == QNODE_ALL)
		return presence(l, n, err);
	if (n->kind == QNODE_RANGE || form.len > 0)
		return expand_in_field(l, n, &wanted, err);
	return COOP_OK;
}

/* Whether all bytes of a word are digits. */
static bool is_number(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

/*
 * Whether the words of a leaf are values of a field of numbers: numbers, or words such as "avril"
 * that stand beside a number in some notice. Of several words one is enough.
 */
static bool is_value(
	const struct lookup *l, const struct qnode *n, const struct analysed_leaf *leaf)
{
	const char *text = coop_buf_cstr(&l->tree->text) + n->text;
	bool any = false, all = true;
	for (size_t i = leaf->first; i < leaf->first + leaf->count; i++) {
		const struct expanded_word *w = &l->e->words[i];
		struct slice form = w->word.form;
		if (!w->in_field)
			continue;
		bool value = w->field_terms.count > 0 ||
			     is_number(slice_in(&l->e->text, form), form.len);
		any |= value;
		all &= value;
	}
	return memchr(text, ' ', n->len) ? any : all;
}

/* Looks up the words of a leaf; those that are no value of a field of numbers are ignored. */
static enum coop_status find_values(
	struct lookup *l, uint32_t node, struct coop_error *err)
{
	const struct qnode *n = &l->tree->nodes[node];
	const struct analysed_leaf *leaf = &l->a->leaves[node];
	enum coop_status st = words_in_field(l, n, leaf, err);
	if (st || !qfield_is_number(l->field) || l->field_words == 0 ||
		leaf->count == 0 || is_value(l, n, leaf))
		return st;
	l->e->leaves[node].dropped = true;
	lookup_warn(l, WARNING_NUMBER, n, 0, 0);
	return COOP_OK;
}

/* Finds the terms of a leaf in the field around it. */
static enum coop_status find_in_field(
	struct lookup *l, uint32_t node, struct coop_error *err)
{
	const struct qnode *n = &l->tree->nodes[node];
	const struct analysed_leaf *leaf = &l->a->leaves[node];
	struct expanded_leaf *out = &l->e->leaves[node];
	if (n->kind == QNODE_PHRASE && leaf->phrase_len > 0)
		return analysed_is_relaxed(l->a, node)
			       ? relaxed_in_field(l, n, leaf, err)
			       : phrase_in_field(l, leaf, out, err);
	out->in_field = true;
	out->has_positions = field_lookup_how_of(l->field) == FIELD_LOOKUP_STEM;
	if (n->kind == QNODE_WORDS || n->kind == QNODE_PHRASE)
		return find_values(l, node, err);
	size_t first = l->e->nterms;
	enum coop_status st = values_in_field(l, n, leaf->form, err);
	out->terms = lookup_since(l, first);
	return st;
}

/* ---- among all words ---- */

/* Finds the words of a pattern, or the forms of a word beside NEAR, if they can be paid for. */
static enum coop_status find_words(
	struct lookup *l, uint32_t node, bool pattern, struct coop_error *err)
{
	const struct qnode *n = &l->tree->nodes[node];
	struct expanded_leaf *out = &l->e->leaves[node];
	bool paid = l->nleading > 0 && wildcard_is_leading(l->tree, l->a, node),
	     dropped = l->patterns == QUERY_PATTERNS ||
		       (l->cost >= QUERY_COMPARISONS_MAX && !paid);
	enum coop_status st = COOP_OK;
	size_t first = l->e->nterms;
	if (!dropped)
		st = pattern ? wildcard_expand(l, node, &dropped, err)
			     : expand_words(l, n, &l->a->leaves[node], err);
	out->terms = lookup_since(l, first);
	if (!st && pattern && out->terms.count > 1)
		st = wildcard_share_idf(l, out->terms, err);
	out->dropped = dropped && pattern;
	if (dropped)
		lookup_warn(l, WARNING_PATTERNS, n, 0, l->patterns);
	else
		l->patterns++;
	return st;
}

/* ---- all leaves ---- */

/* Finds the terms of a leaf; `near` is whether it stands beside NEAR. */
static enum coop_status find_terms(
	struct lookup *l, uint32_t node, bool near, struct coop_error *err)
{
	const struct qnode *n = &l->tree->nodes[node];
	if (l->field == (enum qfield)COOP_F_ID && n->kind != QNODE_ALL)
		return find_id(l, n, &l->e->leaves[node], err);
	if (l->field == (enum qfield)COOP_F_ID)
		return COOP_OK; /* every notice has one */
	if (lookup_in_field(l->field, n))
		return find_in_field(l, node, err);
	l->e->leaves[node].running = running_in(l->field);
	if (l->e->leaves[node].running && !near &&
		analysed_kind(l->tree, l->a, node) == QNODE_WORDS)
		return running_find_words(l, node, err);
	if (analysed_is_relaxed(l->a, node))
		return relaxed_expand(l, &l->a->leaves[node], err);
	bool pattern = n->kind == QNODE_WILD || n->kind == QNODE_FUZZY;
	if (pattern ? l->a->leaves[node].form.len == 0 : !near || n->kind != QNODE_WORDS)
		return COOP_OK;
	return find_words(l, node, pattern, err);
}

static enum coop_status walk(
	struct lookup *l, uint32_t node, bool near, struct coop_error *err)
{
	const struct qnode *n = &l->tree->nodes[node];
	if (!n->first)
		return find_terms(l, node, near, err);
	near = n->kind == QNODE_NEAR || (near && n->kind == QNODE_OR);
	bool side = l->side;
	l->side = n->kind == QNODE_NEAR;
	enum coop_status st = COOP_OK;
	enum qfield field = l->field;
	if (n->kind == QNODE_FIELD) {
		l->field = n->field;
		st = running_find_field(l, node, err);
	}
	for (uint32_t k = n->first; !st && k; k = l->tree->nodes[k].next)
		st = walk(l, k, near, err);
	l->field = field;
	l->side = side;
	return st;
}

/* How many words each pattern may stand for. */
static size_t share_of(const struct qtree *tree)
{
	size_t patterns = 0;
	for (size_t i = 1; i < tree->count; i++) {
		enum qkind kind = tree->nodes[i].kind;
		patterns += kind == QNODE_WILD || kind == QNODE_FUZZY;
	}
	patterns = patterns < QUERY_PATTERNS ? patterns : QUERY_PATTERNS;
	return patterns * EXPAND_MAX > QUERY_EXPANDED ? QUERY_EXPANDED / patterns
						      : EXPAND_MAX;
}

enum coop_status lookup_leaves(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *out,
	struct coop_error *err)
{
	struct lookup l = {.tree = tree,
		.a = a,
		.e = out,
		.expander = {index->collection, index->corrector, index->analyzer,
			share_of(tree)},
		.field_words = QUERY_FIELD_WORDS,
		.relaxed_share = relaxed_share(tree, a),
		.field = QFIELD_NONE};
	enum coop_status st = walk(&l, tree->root, false, err);
	for (size_t i = 0; i < l.nleading; i++)
		coop_buf_release(&l.leading[i].found.words);
	return st;
}
