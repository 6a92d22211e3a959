/*
 * fixed.h - tables whose columns stand in fixed places, padded with blanks:
 *
 *	TITRE                         REALISATEUR         ANNEE
 *	L'atelier                     Anne Brun            1998
 *
 * Such a table is read only if it is unmistakable. Its header is the first line whose words, where two blanks
 * part them, name two fields or more. No cell of any row crosses the blank before a column, and within a
 * column, the first one aside, all cells begin in one place or all end in one. Places count characters.
 */
#ifndef COOP_INDEXER_CSV_FIXED_H
#define COOP_INDEXER_CSV_FIXED_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/csv/candidate.h"
#include "shared/core/buf.h"

/* The limits of what is looked for: columns, the place of the last one, rows that are looked at. */
enum { FIXED_COLUMNS = 64, FIXED_WIDTH = 1024, FIXED_ROWS = 400 };

/* Where columns begin, from 0; none when `columns` is 0. */
struct fixed {
	uint16_t start[FIXED_COLUMNS];
	size_t columns;
	size_t known; /* of their headings, those that name a field */
	size_t above; /* offset of the header in the sample */
};

enum fixed_found {
	FIXED_NONE,
	FIXED_DOUBTFUL, /* there is such a header, and rows that do not keep to it */
	FIXED_TABLE
};

/* Looks for such a table in a sample. Where memory runs out, `scratch` remembers it. */
enum fixed_found fixed_find(
	const struct dialect_sample *sample, struct fixed *out, struct coop_buf *scratch);

/*
 * Appends a line with its cells parted by tabs, in the character set UTF-8 or Windows-1252. A line of blanks,
 * or one of dashes as below a header, becomes empty; line ends stay. Returns whether no cell crosses the
 * blank before a column.
 */
bool fixed_split(const struct fixed *f, enum charset set, const char *s, size_t n,
	struct coop_buf *out);

#endif
