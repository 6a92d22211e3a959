/*
 * print.h - a parsed query as text, for readers and for tests.
 */
#ifndef COOP_QUERY_SYNTAX_PRINT_H
#define COOP_QUERY_SYNTAX_PRINT_H

#include "query/syntax/parser.h"

/*
 * Appends the query in the language of queries, with as few parentheses as it needs.
 * Parsing that gives the same tree again, unless it is then too deep (WARNING_DEEP): a sign
 * before a figure needs a pair that the figure alone did not.
 */
void qtree_print(const struct qtree *tree, struct coop_buf *out);

/* Appends the tree, a node on each line, kids indented below. The same in any language. */
void qtree_print_nodes(const struct qtree *tree, struct coop_buf *out);

/*
 * Appends what is looked for as a sentence in the user's language. `any` is whether words beside
 * filters only rank.
 */
void qtree_explain(const struct qtree *tree, bool any, struct coop_buf *out);

#endif
