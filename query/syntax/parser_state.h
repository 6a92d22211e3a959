/*
 * parser_state.h - a query being parsed: what the files that parse its parts share.
 */
#ifndef COOP_QUERY_SYNTAX_PARSER_STATE_H
#define COOP_QUERY_SYNTAX_PARSER_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/syntax/lexer.h"
#include "query/syntax/parser.h"

struct qparser {
	struct qtree *tree;
	struct qlexer lexer;
	struct qtok token; /* the next one */
	int depth;         /* of parentheses */
	size_t ignored;    /* parentheses that were opened too deep */
	enum qfield field; /* around */
	bool decade;
	bool syntax; /* something was met that is more than words and parentheses */
	bool spared; /* an operator was taken for a word, and that is noted */
	bool dropped; /* the clause that was parsed last is ignored, which a warning says */
	bool full;    /* there are QNODES_MAX nodes */
	bool failed; /* memory ran out */
};

/* Moves on to the next token. */
void qparser_advance(struct qparser *p);

/* Notes something about a token. */
void qparser_warn(struct qparser *p, enum warning_kind kind, const struct qtok *t);

/* Whether nothing has said yet why a clause is missing. */
static inline bool qparser_lacks(const struct qparser *p)
{
	return !p->full && !p->dropped;
}

/* A node; borrowed until another is made. */
static inline struct qnode *qparser_at(struct qparser *p, uint32_t node)
{
	return &p->tree->nodes[node];
}

/* Makes a node; 0 when there is no memory or no room for it. */
uint32_t qparser_node(struct qparser *p, enum qkind kind, const struct qtok *t);

/* A node's kids, being gathered. */
struct qkids {
	uint32_t first, last;
	size_t count;
};

void qkids_add(struct qparser *p, struct qkids *kids, uint32_t node);
/* Makes a node of that kind of the kids; of a single one, itself. */
uint32_t qkids_join(struct qparser *p, enum qkind kind, const struct qkids *kids,
	const struct qtok *t);

/* Puts clauses side by side that are values of one field together (filter.c). */
void qparser_group(struct qparser *p, struct qkids *kids);

/* How many figures there are in "+33", "+33." or "+33-"; 0 for any other text. */
size_t qparser_country_code(const char *s, size_t n);

/* What OR joins: the whole grammar (parser.c). */
uint32_t qparser_or(struct qparser *p);
/*
 * One clause without a sign (parser_clause.c); 0 for one that is ignored, of which a token is used
 * then.
 */
uint32_t qparser_clause(struct qparser *p);

#endif
