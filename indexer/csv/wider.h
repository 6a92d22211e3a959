/*
 * wider.h - tables whose rows have cells that the header does not name.
 */
#ifndef COOP_INDEXER_CSV_WIDER_H
#define COOP_INDEXER_CSV_WIDER_H

#include "indexer/csv/trial.h"

/*
 * How many columns the header does not name, of those of nearly all rows, unless they are empty,
 * which spreadsheets leave behind.
 */
size_t wider_unnamed(const struct trial *t);

/*
 * Makes `*columns`, the width of the table, that of its wider rows, if their surplus cells are
 * columns of their own, and not a text with the delimiter in it: at least three of these rows, and one
 * in fifty, have the same width; what they hold in the columns with a heading is of the same kind; and
 * either the last of these columns is none of text, or its cells are all different, while those after
 * it are the same again and again, as is the status of a copy. Fails with COOP_E_NOMEM only.
 */
enum coop_status wider_find(const struct trial *t, const struct dialect_sample *sample,
	size_t *columns, struct coop_error *err);

#endif
