/*
 * relax.h - what of a query's tree has a part when nothing matches the query.
 */
#ifndef COOP_QUERY_SYNTAX_RELAX_H
#define COOP_QUERY_SYNTAX_RELAX_H

#include <stdbool.h>

#include "query/syntax/parser.h"

/*
 * Whether clauses of a tree only narrow what the others find: filters, and what must not
 * match. Or takes them out, which leaves what the others are.
 */
bool qtree_has_filters(const struct qtree *tree);
void qtree_unfilter(struct qtree *tree);

#endif
