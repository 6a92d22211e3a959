/*
 * wrappings.h - what programs wrap the cells of a table in, taken off and counted.
 *
 * Entities and tags of HTML (markup.h); ="text", by which Excel keeps figures as text; lines that a
 * spreadsheet has quoted as a whole. Each kind is told once for a file, with how many there are and
 * the first place. A number that a spreadsheet has shortened (9,78E+12) is told too.
 */
#ifndef COOP_INDEXER_CSV_WRAPPINGS_H
#define COOP_INDEXER_CSV_WRAPPINGS_H

#include "indexer/csv/row.h"
#include "indexer/report/problems.h"

enum wrapping {
	WRAPPING_ENTITIES, /* cells */
	WRAPPING_TAGS,     /* cells */
	WRAPPING_FORMULA,  /* cells */
	WRAPPING_LINE,     /* rows */
	WRAPPING_QUOTES,   /* rows whose quotes belong to the text */
	WRAPPING_MARK,     /* byte order marks within the file */
	WRAPPING_FIGURES,  /* cells */
	WRAPPING_KINDS
};

/* To be initialised with zeros. */
struct wrappings {
	struct {
		size_t count;
		size_t line; /* of the first */
	} of[WRAPPING_KINDS];
	struct coop_buf scratch;
};

void wrappings_release(struct wrappings *w);

/* Counts a wrapping in the row that begins at a line. */
void wrappings_count(struct wrappings *w, enum wrapping kind, size_t line);

/*
 * Takes the wrappings off the cells of a row. Only a row `with_markup`, one with "&" or "<" in it, is
 * searched for HTML. False when memory runs out.
 */
bool wrappings_take_off(struct wrappings *w, struct row *row, bool with_markup);

/* The inside of a cell such as ="text", in which quotes are doubled; false when it is none. */
bool wrappings_formula(const char **s, size_t *n);

/* Tells of all that were counted, at the end of a file. */
void wrappings_report(const struct wrappings *w, struct problems problems);

#endif
