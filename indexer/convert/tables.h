/*
 * tables.h - the tables of a page that may list notices, a row each.
 *
 * Such a table holds no other table and no heading, has two columns or more, and its first column
 * holds no labels beside their values. Whether its columns name fields is for coopidx to judge, by
 * the code that reads CSV: so a table is sent as tab-separated values in quotes (RFC 4180), while
 * its text stays in the page for the case that it lists nothing.
 *
 * Rows of headings become one: of each column the lowest heading. A cell that spans columns is in
 * the first of them, a heading in all; one that spans rows is in each of these. A row of one cell
 * across the table is a heading within it, and left out. Empty rows are dropped, short ones filled up
 * with empty cells.
 */
#ifndef COOP_INDEXER_CONVERT_TABLES_H
#define COOP_INDEXER_CONVERT_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/doc.h"
#include "indexer/convert/tree.h"

/* What the converter of the page knows of its elements. */
struct tables_page {
	bool (*is_left_out)(xmlNode *n);
	/* appends the text of an element */
	void (*render)(struct doc *cell, xmlNode *n);
};

/* Marks the tables in a tree that hold no others, for tables_is_marked(). Takes linear time. */
void tables_mark(xmlNode *root);
bool tables_is_marked(const xmlNode *n);

/*
 * Adds a table to the tables of a document, if it may list notices; its text in there is [from,
 * end). The document remembers a failed allocation.
 */
void tables_take(
	struct doc *doc, xmlNode *table, size_t from, const struct tables_page *page);

#endif
