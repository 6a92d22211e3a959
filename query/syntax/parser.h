/*
 * parser.h - the first stage of a query: a string to a tree of operators and leaves.
 *
 * Any bytes are a query. What looks like syntax and cannot be obeyed is ignored or taken for
 * words, with a warning. Operators from the loosest to the tightest: OR; AND and NOT; clauses side
 * by side; NEAR; a field; a boost. Values of one field side by side become one clause (filter.c).
 * A tree that is printed (print.h) and parsed again is the same tree.
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
	QNODE_PHRASE, /* `text`: words in order, with up to `number` others between them */
	QNODE_WILD,   /* `text`: a pattern of * and ? */
	QNODE_FUZZY,  /* `text`: a word, within an edit distance of `number` */
	QNODE_ALL,    /* every document; in a field, every document that has the field */
	QNODE_RANGE,  /* numbers from `low` to `high`; only in a field */
	QNODE_AND,
	QNODE_OR,
	QNODE_NOT, /* every document that its kid does not match */
	/*
	 * Clauses side by side, some with a sign. One with '-' must not match. One with '+' must,
	 * and so must each condition (qnode_is_condition()). The others are optional: one of them
	 * must match where there are no others, or none but filters (qnode_is_filter()). One with '?'
	 * or '|' is implied by words (implied.c), and not printed: with '?' it only ranks, with '|' it is
	 * an alternative to the words, which imply nothing else.
	 */
	QNODE_LIST,
	QNODE_NEAR, /* each kid within `near` words of the one before it */
	QNODE_FIELD /* its kid, in `field` */
};

struct qnode {
	enum qkind kind;
	char sign;    /* '+', '-', '?', '|' or 0; kids of a LIST */
	bool ordered; /* kids of a NEAR: it stands after the one before it */
	uint32_t first,
		next; /* the first kid, and the next one of the same parent; 0: none */
	size_t text, len; /* leaves: offset in the tree's text, and length */
	size_t column;    /* the byte of the query at which it begins, from 1 */
	unsigned number;
	unsigned near; /* kids of a NEAR: words, or a scope of lexer.h */
	enum qfield field;
	unsigned low, high;
	double boost; /* 1 when there is none */
};

/* The largest number in a range, and the end of one that is open: "1980..". */
#define QRANGE_MAX 99999U

/* The limits of a tree: nested parentheses, and nodes, not counting those that join others. */
#define QDEPTH_MAX 32
#define QNODES_MAX 10000

struct qtree {
	struct qnode *nodes; /* from 1 */
	size_t count, cap;
	uint32_t root; /* 0 for a query without any clause */
	bool plain; /* free words and nothing else: `source` is analysed as it stands */
	bool capitals; /* qlex_is_capitals() */
	bool local;    /* set it to print the tree in the user's language (print.h) */
	struct coop_buf text;
	struct coop_buf columns; /* the keys of qtree_column(), a NUL after each */
	const char *source;      /* the query, borrowed; needed until it is analysed */
	size_t source_len;       /* bytes of it that were read */
	struct warnings warnings;
};

/*
 * A longer query is cut here, with a warning. A text that is pasted has shown its subject by then.
 */
#define QUERY_BYTES 131072
/* The bytes of a query that are read: whole words, if it has blanks. */
size_t qtree_length(const char *s, size_t n);

/* Parses a query into `tree`, whatever that holds. Fails for lack of memory only. */
enum coop_status qtree_parse(
	struct qtree *tree, const char *s, size_t n, struct coop_error *err);
/*
 * The same of a query that `filters` narrow, which are clauses side by side (narrowing.h): as if the
 * query stood in parentheses, and the filters behind it; and fields of text narrow as well. Then it is
 * never a query in capitals. Nodes and warnings of filters have the column 0.
 */
enum coop_status qtree_parse_narrowed(struct qtree *tree, const char *s, size_t n,
	const char *filters, size_t filters_len, struct coop_error *err);
/* The same, where a name may be that of a column of an index (names.h); `names` may be NULL. */
enum coop_status qtree_parse_named(struct qtree *tree, const char *s, size_t n,
	const char *filters, size_t filters_len, const struct qnames *names,
	struct coop_error *err);
void qtree_release(struct qtree *tree);

/* The key of a column that is no field (own_column.h), borrowed; NULL for a field. */
static inline const char *qtree_column(const struct qtree *tree, enum qfield field)
{
	return field >= QFIELD_OWN ? coop_buf_cstr(&tree->columns) + (field - QFIELD_OWN)
				   : NULL;
}
/* What users read for a field of a tree: its label, or the key of a column. */
static inline const char *qtree_label(const struct qtree *tree, enum qfield field)
{
	const char *column = qtree_column(tree, field);
	return column ? column : qfield_label(field);
}

/* Whether a clause of a LIST is implied by words. */
static inline bool qnode_is_implied(const struct qnode *n)
{
	return n->sign == '?' || n->sign == '|';
}

/* Whether a clause of a LIST must match without a sign: a phrase, NEAR, a field or NOT. */
bool qnode_is_condition(const struct qtree *tree, uint32_t node);
/*
 * Whether a clause only narrows what others find: a value of a field of fixed values
 * (qfield_is_filter()), a field that must be there, or NOT.
 */
bool qnode_is_filter(const struct qtree *tree, uint32_t node);

#endif
