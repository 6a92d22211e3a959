/*
 * parser.h - a query as a tree: what its signs and operators say.
 *
 * Any bytes are a query. What looks like syntax and cannot be obeyed is ignored, or taken
 * for words, and noted. From the loosest to the tightest: OR; AND and NOT; clauses side by
 * side; NEAR; a field; a boost. Values of one field side by side are put together (filter.c).
 * A tree printed and parsed again is the same tree.
 */
#ifndef COOP_QUERY_SYNTAX_PARSER_H
#define COOP_QUERY_SYNTAX_PARSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/syntax/field.h"
#include "query/syntax/lexer.h"
#include "query/syntax/warning.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

enum qkind {
	QNODE_WORDS,  /* `text`: free words, to be analysed */
	QNODE_PHRASE, /* `text`: words side by side, `number` others between at most */
	QNODE_WILD,   /* `text`: a pattern of * and ? */
	QNODE_FUZZY,  /* `text`: a word with up to `number` slips */
	QNODE_ALL,    /* everything; in a field: that there is one */
	QNODE_RANGE,  /* numbers from `low` to `high`; only in a field */
	QNODE_AND,
	QNODE_OR,
	QNODE_NOT, /* everything but its kid */
	/*
	 * Clauses side by side, some with a sign: what has '-' must not hold; what has '+',
	 * and each condition (qnode_is_condition), must; the others are wishes, of which one
	 * must hold when there is nothing else, or nothing but filters (qnode_is_filter).
	 */
	QNODE_LIST,
	QNODE_NEAR, /* each kid `near` words from the one before it */
	QNODE_FIELD /* its kid, looked for in `field` */
};

struct qnode {
	enum qkind kind;
	char sign;            /* '+', '-' or 0; kids of a LIST */
	bool ordered;         /* kids of a NEAR: behind the one before */
	uint32_t first, next; /* the first kid, the next of the same parent; 0 is none */
	size_t text, len;     /* bytes of the tree's text */
	size_t column;        /* where it begins in the query, in bytes from 1 */
	unsigned number;
	unsigned near; /* kids of a NEAR */
	enum qfield field;
	unsigned low, high;
	double boost; /* 1 when there is none */
};

/* The bounds of ranges that have none. */
#define QRANGE_MAX 99999U

/*
 * So deep may parentheses stand in one another, and so many nodes may there be, not counting
 * those that join others.
 */
#define QDEPTH_MAX 32
#define QNODES_MAX 10000

struct qtree {
	struct qnode *nodes; /* from 1 */
	size_t count, cap;
	uint32_t root; /* 0 for a query without any clause */
	bool plain;    /* free words and nothing else: to be taken as they were typed */
	bool capitals; /* AND, OR and the like are words in it (qlex_is_capitals()) */
	struct coop_buf text;
	const char *
		source; /* the query as far as it was read; borrowed, for query_analyse() */
	size_t source_len;
	struct warnings warnings;
};

/*
 * Of a longer query only so many bytes are read, and a note tells. Nobody types as much, and
 * what is pasted has said what it is about by then.
 */
#define QUERY_BYTES 131072
size_t qtree_length(const char *s, size_t n);

/* Parses a query into `tree`, which is zero or released. Fails for memory only. */
enum coop_status qtree_parse(
	struct qtree *tree, const char *s, size_t n, struct coop_error *err);
void qtree_release(struct qtree *tree);

/* Whether a clause of a LIST must hold though it has no sign: it says where or how. */
bool qnode_is_condition(const struct qtree *tree, uint32_t node);
/*
 * Whether a clause may hold without a word that finds anything: a value of a field that has
 * such (qfield_is_filter), a field being there, and what must not hold.
 */
bool qnode_is_filter(const struct qtree *tree, uint32_t node);

#endif
