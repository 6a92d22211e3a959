/*
 * xml_table.h - XML of no known vocabulary: a table of the elements that repeat, or a text.
 *
 * The start of the file tells which elements are records: those that hold a title and something else under
 * names that headings of columns may have (heading.h), or else the outermost ones that repeat and are no
 * mere groups of others. A file of one such element is a table of one row. Columns are what is in a
 * record: elements without others in them, by their path, and attributes; what occurs several times in a
 * record has a line each in its cell. An element that an attribute names is a column of that name:
 * <property name="Titre" value="..."/>, <field name="Titre">...</field>.
 *
 * As a table, and not as notices, so that columns get their meaning as those of CSV do: by what they hold as
 * well as by their headings, and by the user's --map.
 *
 * Where elements repeat within running text, or nothing repeats, all text is one text without markup.
 */
#ifndef COOP_INDEXER_CONVERT_XML_TABLE_H
#define COOP_INDEXER_CONVERT_XML_TABLE_H

#include "indexer/convert/doc.h"
#include "indexer/convert/xml_events.h"

/* Reads all of a file that was just opened; it ends in a table of the document, or in its text. */
enum conversion_failure xml_table_read(struct xml_events *e, struct doc *doc);

#endif
