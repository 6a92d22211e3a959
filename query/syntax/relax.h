/*
 * relax.h - the filters of a tree: whether they are why a query matches nothing.
 */
#ifndef COOP_QUERY_SYNTAX_RELAX_H
#define COOP_QUERY_SYNTAX_RELAX_H

#include <stdbool.h>

#include "query/syntax/parser.h"

/* Whether clauses of a tree only narrow what others find: filters, and what must not match. */
bool qtree_has_filters(const struct qtree *tree);
/* Removes these clauses, before the tree is analysed. */
void qtree_unfilter(struct qtree *tree);

#endif
