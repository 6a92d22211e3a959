/*
 * parser_state.h - the state of the parser, which parser.c, parser_clause.c and filter.c share.
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
	const struct qnames *names; /* of columns; NULL for none */
	struct qtok token;          /* the next one */
	int depth;                  /* open parentheses */
	size_t ignored;             /* open parentheses beyond QDEPTH_MAX */
	enum qfield field;          /* the field that encloses the clause */
	bool decade;                /* years in `field` are decades */
	bool sound;                 /* words are to sound alike */
	bool syntax;                /* the query is more than words and parentheses */
	bool phrase;                /* some leaf before is one */
	bool question;              /* the query ends with a question mark by itself */
	bool literal;               /* an operator was taken for a word, with a warning */
	bool dropped; /* the last clause was ignored, with a warning of its own */
	bool full;    /* QNODES_MAX is reached */
	bool failed;  /* memory ran out */
};

/* Moves on to the next token. */
void qparser_advance(struct qparser *p);

/* Adds a warning about a token. */
void qparser_warn(struct qparser *p, enum warning_kind kind, const struct qtok *t);

/* Whether a missing clause needs a warning: none has said yet why it is missing. */
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

/* A list of nodes that are to become the kids of one. */
struct qkids {
	uint32_t first, last;
	size_t count;
};

void qkids_add(struct qparser *p, struct qkids *kids, uint32_t node);
/* Makes a node of a kind with these kids; a single kid is returned itself. */
uint32_t qkids_join(struct qparser *p, enum qkind kind, const struct qkids *kids,
	const struct qtok *t);

/* Joins clauses side by side that are values of one field (filter.c). */
void qparser_group(struct qparser *p, struct qkids *kids);
/* Whether a clause is a value of a field that a document has once, or an OR of values of one. */
bool qparser_is_value(struct qparser *p, uint32_t node);

/*
 * Adds years and running times that free words tell, as wishes beside these: once there is a tree
 * (implied.c).
 */
void qparser_imply(struct qparser *p);
/* Reads a value of the field around, years or minutes, from words that tell nothing else. */
bool qparser_read_value(
	struct qparser *p, const char *s, size_t n, unsigned *low, unsigned *high);

/* Puts codes instead of the names of departments: once there is a tree (department_names.c). */
void qparser_name_departments(struct qparser *p);

/* The number of digits in a country code, "+33", "+33." or "+33-"; 0 for any other text. */
size_t qparser_country_code(const char *s, size_t n);

/* Parses an OR, the start of the grammar (parser.c). */
uint32_t qparser_or(struct qparser *p);
/*
 * Parses a clause without its sign (parser_clause.c). For one that is ignored it returns 0, having
 * consumed a token.
 */
uint32_t qparser_clause(struct qparser *p);

#endif
