/*
 * xml_cells.h - the cells of a record of unknown XML, each with the name of its column.
 */
#ifndef COOP_INDEXER_CONVERT_XML_CELLS_H
#define COOP_INDEXER_CONVERT_XML_CELLS_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "shared/core/buf.h"

/* Takes a cell; both are borrowed. */
typedef void xml_cell_taker(void *data, const char *column, const char *s, size_t n);

/*
 * Gives the cells of a record in their order: its attributes, its elements without others in them, or with
 * text beside others, and their attributes. Columns are called by their path, "auteurs/auteur/nom", without
 * what only groups ("auteurs/auteur" is "auteur"), or as attributes say. The parts of a person's name are
 * one cell. False when memory ran out.
 */
bool xml_cells(xmlNode *record, xml_cell_taker *take, void *data);

#endif
