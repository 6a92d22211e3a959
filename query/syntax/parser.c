/*
 * parser.c - operators that join clauses: NEAR, lists with signs, AND, NOT and OR.
 */
#include <string.h>

#include "query/syntax/parser_state.h"
#include "shared/core/bytes.h"
#include "shared/core/utf8.h"

/* Whether a node can stand beside NEAR: its words have positions. */
static bool has_positions(struct qparser *p, uint32_t node)
{
	switch (qparser_at(p, node)->kind) {
	case QNODE_WORDS:
	case QNODE_WILD:
	case QNODE_FUZZY:
		return true;
	case QNODE_OR:
		for (uint32_t k = qparser_at(p, node)->first; k;
			k = qparser_at(p, k)->next)
			if (!has_positions(p, k))
				return false;
		return true;
	default:
		return false;
	}
}

/* Skips one token that neither begins a clause nor is an operator; false when there is none. */
static bool skip_noise(struct qparser *p)
{
	switch (p->token.kind) {
	case QTOK_STRAY:
		qparser_warn(p, WARNING_QUOTE, &p->token);
		break;
	case QTOK_UNKNOWN:
		qparser_warn(p, WARNING_FIELD, &p->token);
		break;
	case QTOK_CLOSE:
		if (p->ignored > 0)
			p->ignored--;
		else if (p->depth > 0)
			return false;
		else
			qparser_warn(p, WARNING_CLOSE, &p->token);
		break;
	case QTOK_BOOST:
		p->syntax = true;
		break;
	default:
		return false;
	}
	qparser_advance(p);
	return true;
}

static uint32_t parse_near(struct qparser *p)
{
	struct qtok begin = p->token, op;
	struct qkids kids = {0};
	uint32_t node = qparser_clause(p);
	if (!node)
		return 0;
	qkids_add(p, &kids, node);
	bool good = true;
	while (p->token.kind == QTOK_NEAR) {
		op = p->token;
		p->syntax = true;
		qparser_advance(p);
		while (skip_noise(p))
			;
		node = qparser_clause(p);
		if (!node && !p->dropped)
			qparser_warn(p, WARNING_OPERATOR, &op);
		if (!node)
			continue;
		qparser_at(p, node)->near = op.number;
		qparser_at(p, node)->ordered = op.ordered;
		good &= has_positions(p, node) && has_positions(p, kids.last);
		qkids_add(p, &kids, node);
		if (!good)
			qparser_warn(p, WARNING_NEAR, &op);
	}
	return qkids_join(p, QNODE_NEAR, &kids, &begin);
}

static bool is_plain_words(const struct qnode *node)
{
	return node->kind == QNODE_WORDS && node->sign == 0 && node->boost == 1;
}

/* Adds a clause to a list. Words after words join them in one clause. */
static void add_clause(struct qparser *p, struct qkids *kids, uint32_t node)
{
	struct qtree *tree = p->tree;
	struct qnode *last = kids->last ? qparser_at(p, kids->last) : NULL;
	if (!last || !is_plain_words(last) || !is_plain_words(qparser_at(p, node)) ||
		last->text + last->len + 1 != qparser_at(p, node)->text) {
		qkids_add(p, kids, node);
		return;
	}
	last->len += 1 + qparser_at(p, node)->len;
	if (node == tree->count - 1)
		tree->count--;
}

/* Whether a text stands for the same words without quotes around it, parted by one blank each. */
static bool is_only_words(struct qparser *p, const char *s, size_t n)
{
	struct qlexer l;
	struct qtok t = {.kind = QTOK_TEXT};
	size_t end = 0;
	qlex_begin(&l, s, n, p->names);
	l.capitals = false;
	while (t.kind == QTOK_TEXT) {
		qlex_next(&l, &t);
		if (t.kind != QTOK_TEXT || t.off != end || t.from != t.off ||
			t.to != t.end)
			break;
		end = t.end + (t.end < n && s[t.end] == ' ');
	}
	bool only = n > 0 && t.kind == QTOK_END && end == n && s[n - 1] != ' ';
	p->failed |= l.failed;
	qlex_release(&l);
	return only;
}

/* A phrase of a question is what somebody cites, and need not stand in the answer: its words are free. */
static void free_quoted(struct qparser *p, struct qnode *node)
{
	if (p->question && p->field == QFIELD_NONE && node->kind == QNODE_PHRASE &&
		node->sign == 0 && node->boost == 1 && node->number == 0 &&
		is_only_words(p, coop_buf_cstr(&p->tree->text) + node->text, node->len))
		node->kind = QNODE_WORDS;
}

static uint32_t parse_sign(struct qparser *p, char *sign, struct qtok *t)
{
	*sign = 0;
	if (p->token.kind == QTOK_PLUS || p->token.kind == QTOK_MINUS) {
		*t = p->token;
		*sign = t->kind == QTOK_PLUS ? '+' : '-';
		p->syntax = true;
		qparser_advance(p);
		if (p->token.kind == QTOK_UNKNOWN)
			skip_noise(p);
	}
	return parse_near(p);
}

/* Makes a list, also of a single clause if that has a sign; without, the clause is returned. */
static uint32_t end_list(
	struct qparser *p, const struct qkids *kids, const struct qtok *t)
{
	if (kids->count != 1 || qparser_at(p, kids->first)->sign == 0)
		return qkids_join(p, QNODE_LIST, kids, t);
	uint32_t node = qparser_node(p, QNODE_LIST, t);
	if (node)
		qparser_at(p, node)->first = kids->first;
	return node;
}

static uint32_t parse_list(struct qparser *p)
{
	struct qtok begin = p->token, t;
	struct qkids kids = {0};
	for (;;) {
		char sign;
		if (skip_noise(p))
			continue;
		if (p->token.kind == QTOK_NEAR) {
			qparser_warn(p, WARNING_OPERATOR, &p->token);
			p->syntax = true;
			qparser_advance(p);
			continue;
		}
		if (p->token.kind == QTOK_END || p->token.kind == QTOK_CLOSE ||
			p->token.kind == QTOK_AND || p->token.kind == QTOK_OR ||
			p->token.kind == QTOK_NOT) {
			qparser_group(p, &kids);
			return end_list(p, &kids, &begin);
		}
		uint32_t node = parse_sign(p, &sign, &t);
		if (!node && sign && !p->dropped)
			qparser_warn(p, WARNING_OPERATOR, &t);
		if (!node)
			continue;
		qparser_at(p, node)->sign = sign;
		free_quoted(p, qparser_at(p, node));
		add_clause(p, &kids, node);
	}
}

/* Reads a run of AND and NOT; `left` is whether a clause stands before it, `*op` its last token. */
static bool read_operators(struct qparser *p, bool left, struct qtok *op, bool *negate)
{
	bool any = false;
	*negate = false;
	for (; p->token.kind == QTOK_AND || p->token.kind == QTOK_NOT;
		qparser_advance(p)) {
		bool and = p->token.kind == QTOK_AND;
		if ((and&&(any || !left)) || (!and&&*negate))
			qparser_warn(p, WARNING_OPERATOR, &p->token);
		any |= left || !and;
		*negate |= !and;
		*op = p->token;
		p->syntax = true;
	}
	return any;
}

static uint32_t negated(struct qparser *p, uint32_t node, const struct qtok *op)
{
	uint32_t not = qparser_node(p, QNODE_NOT, op);
	if (not )
		qparser_at(p, not )->first = node;
	return not ;
}

static uint32_t parse_and(struct qparser *p)
{
	struct qtok begin = p->token, op;
	struct qkids kids = {0};
	bool negate, any;
	do {
		any = read_operators(p, kids.count > 0 || p->dropped, &op, &negate);
		uint32_t node = parse_list(p);
		if (!node && any && qparser_lacks(p))
			qparser_warn(p, WARNING_OPERATOR, &op);
		if (node && negate)
			node = negated(p, node, &op);
		if (node)
			qkids_add(p, &kids, node);
	} while (p->token.kind == QTOK_AND || p->token.kind == QTOK_NOT);
	return qkids_join(p, QNODE_AND, &kids, &begin);
}

uint32_t qparser_or(struct qparser *p)
{
	struct qtok begin = p->token, op;
	struct qkids kids = {0};
	uint32_t node = parse_and(p);
	if (node)
		qkids_add(p, &kids, node);
	while (p->token.kind == QTOK_OR) {
		op = p->token;
		p->syntax = true;
		qparser_advance(p);
		bool left = kids.count > 0 || p->dropped;
		node = parse_and(p);
		if ((!left || !node) && qparser_lacks(p))
			qparser_warn(p, WARNING_OPERATOR, &op);
		if (node)
			qkids_add(p, &kids, node);
	}
	return qkids_join(p, QNODE_OR, &kids, &begin);
}

/*
 * Drops the sign of a country code that stands alone in its clause. Printed with the sign, it would
 * be parsed as a clause that must match.
 */
static void drop_sign(const struct qtree *tree, struct qnode *node)
{
	size_t figures = 0;
	if (node->kind == QNODE_WORDS)
		figures = qparser_country_code(
			coop_buf_cstr(&tree->text) + node->text, node->len);
	if (figures == 0)
		return;
	node->text++;
	node->len = figures;
}

size_t qtree_length(const char *s, size_t n)
{
	size_t end = QUERY_BYTES;
	if (n <= end)
		return n;
	while (end > QUERY_BYTES / 2 && !coop_is_blank(s[end - 1]))
		end--;
	return end > QUERY_BYTES / 2 ? end : coop_utf8_cut(s, n, QUERY_BYTES);
}

/* Whether a text ends with a question mark by itself, as in French, or after a quote. */
static bool is_question(const char *s, size_t n)
{
	size_t quotes = 0;
	for (size_t i = 0; i < n; i++)
		quotes += s[i] == '"' ||
			  (n - i >= 3 && (memcmp(s + i, "\u201c", 3) == 0 ||
						 memcmp(s + i, "\u201d", 3) == 0));
	/* what is ignored at the end of a query; of an odd number of quotes the last closes nothing */
	while (n > 0 &&
		(strchr(" \t\n()+-", s[n - 1]) || (s[n - 1] == '"' && quotes % 2)))
		quotes -= s[--n] == '"';
	if (n < 3 || s[n - 1] != '?')
		return false;
	static const char *const before[] = {
		" ", "\t", "\n", "\"", "\u00a0", "\u202f", "\u201c", "\u201d"};
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (coop_bytes_ends_with(s, n - 1, before[i]))
			return true;
	return false;
}

/* Parses a text from its beginning; 0 for one without any clause. */
static uint32_t parse_text(struct qparser *p, const char *s, size_t n, bool narrowed)
{
	qlex_begin(&p->lexer, s, n, p->names);
	p->lexer.capitals &= !narrowed;
	p->question = is_question(s, n);
	qparser_advance(p);
	uint32_t root = qparser_or(p);
	p->failed |= p->lexer.failed;
	qlex_release(&p->lexer);
	return root;
}

/* Parses the filters, first, so that there is room for them; they have no place in the query. */
static uint32_t parse_filters(struct qparser *p, const char *s, size_t n)
{
	uint32_t filters = parse_text(p, s, n, true);
	struct warnings *warnings = &p->tree->warnings;
	for (size_t i = 1; i < p->tree->count; i++)
		p->tree->nodes[i].column = 0;
	for (size_t i = 0; i < warnings->count && i < WARNINGS_MAX; i++)
		warnings->at[i].column = 0;
	p->syntax = true;
	return filters;
}

/*
 * Narrows a clause by filters. It must match where it would else be joined with them, as a value of a
 * field that has one, or only be wished for, as words beside a field of text.
 */
static uint32_t narrow(struct qparser *p, uint32_t root, uint32_t filters)
{
	struct qkids kids = {0};
	struct qtok begin = {.off = 0};
	if (!root || !filters)
		return root ? root : filters;
	if (qparser_is_value(p, root) || !qnode_is_filter(p->tree, filters))
		qparser_at(p, root)->sign = '+';
	qkids_add(p, &kids, root);
	if (qparser_at(p, filters)->kind != QNODE_LIST)
		qkids_add(p, &kids, filters);
	else
		for (uint32_t k = qparser_at(p, filters)->first; k;
			k = qparser_at(p, k)->next)
			qkids_add(p, &kids, k);
	return qkids_join(p, QNODE_LIST, &kids, &begin);
}

enum coop_status qtree_parse_named(struct qtree *tree, const char *s, size_t n,
	const char *filters, size_t filters_len, const struct qnames *names,
	struct coop_error *err)
{
	struct qparser p = {.tree = tree, .names = names, .field = QFIELD_NONE};
	size_t len = qtree_length(s, n);
	bool narrowed = filters_len > 0;
	uint32_t narrowing = 0;
	*tree = (struct qtree){.source = s, .source_len = len};
	if (narrowed)
		narrowing = parse_filters(&p, filters, filters_len);
	if (len < n)
		warnings_add(&tree->warnings, WARNING_LONG, len + 1, s + len, n - len);
	tree->root = parse_text(&p, s, len, narrowed);
	tree->capitals = p.lexer.capitals;
	tree->root = narrow(&p, tree->root, narrowing);
	qparser_imply(&p);
	qparser_name_departments(&p);
	if (p.failed || tree->text.failed || tree->columns.failed) {
		qtree_release(tree);
		return coop_fail_nomem(err);
	}
	for (uint32_t i = 1; i < tree->count; i++)
		drop_sign(tree, &tree->nodes[i]);
	tree->plain =
		!p.syntax && (!tree->root || tree->nodes[tree->root].kind == QNODE_WORDS);
	return COOP_OK;
}

enum coop_status qtree_parse_narrowed(struct qtree *tree, const char *s, size_t n,
	const char *filters, size_t filters_len, struct coop_error *err)
{
	return qtree_parse_named(tree, s, n, filters, filters_len, NULL, err);
}

enum coop_status qtree_parse(
	struct qtree *tree, const char *s, size_t n, struct coop_error *err)
{
	return qtree_parse_narrowed(tree, s, n, NULL, 0, err);
}
