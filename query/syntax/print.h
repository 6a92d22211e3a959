/*
 * print.h - prints a tree: as a query, as nodes, and as a sentence.
 */
#ifndef COOP_QUERY_SYNTAX_PRINT_H
#define COOP_QUERY_SYNTAX_PRINT_H

#include "query/syntax/parser.h"

/*
 * Appends the tree in the language of queries, with as few parentheses as it needs. Parsing that
 * gives the same tree again, unless it is then nested too deep (WARNING_DEEP): a number after a
 * sign needs parentheses that it did not need alone. Operators and fields have their English names, or
 * where tree->local is set those of the user's language.
 */
void qtree_print(const struct qtree *tree, struct coop_buf *out);

/* Appends one clause of it in the same way, without the sign before it. */
void qtree_print_clause(const struct qtree *tree, uint32_t node, struct coop_buf *out);

/* Appends a line for each node, kids indented below. It is the same in any language. */
void qtree_print_nodes(const struct qtree *tree, struct coop_buf *out);

/*
 * Appends a sentence in the user's language that says what the query finds. `any` is whether words
 * beside filters only rank.
 */
void qtree_explain(const struct qtree *tree, bool any, struct coop_buf *out);

#endif
