/*
 * changes.h - the single changes by which a query may find more: a filter left out, say.
 *
 * Nodes below what must not match are left alone.
 */
#ifndef COOP_QUERY_SYNTAX_CHANGES_H
#define COOP_QUERY_SYNTAX_CHANGES_H

#include <stddef.h>
#include <stdint.h>

#include "query/syntax/parser.h"

enum qchange_kind {
	QCHANGE_DROP,     /* a clause that must match is left out */
	QCHANGE_ADMIT,    /* a clause that must not match is left out */
	QCHANGE_UNQUOTE,  /* a phrase becomes its words */
	QCHANGE_ANYWHERE, /* what stands in a field may stand anywhere */
	QCHANGE_APART,    /* what must be near must only be there */
	QCHANGE_EITHER    /* any of the clauses of an AND will do */
};

struct qchange {
	enum qchange_kind kind;
	uint32_t node, parent; /* parent: of a clause that is left out */
};

/* Finds up to `max` changes, in the order of the query; returns how many. */
size_t qtree_changes(const struct qtree *tree, struct qchange *out, size_t max);

/*
 * Changes a tree. False, and nothing is done, where an earlier change has made this one pointless.
 * Changes cannot be undone: keep a copy of the nodes.
 */
bool qchange_apply(struct qtree *tree, const struct qchange *c);

/*
 * Drops the inner lists that changes have emptied, and puts the clause in the place of those that have one left.
 * No change can be made after it.
 */
void qtree_tidy(struct qtree *tree);

/* Appends a sentence's part that says what is changed: "without year:1750". */
void qchange_print(
	const struct qtree *tree, const struct qchange *c, struct coop_buf *out);

#endif
