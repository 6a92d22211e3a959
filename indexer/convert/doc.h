/*
 * doc.h - a document on its way to a record.
 *
 * Converters add text as it comes. Blanks and line ends in it count as one blank; lines
 * and paragraphs begin where the converter says so.
 */
#ifndef COOP_INDEXER_CONVERT_DOC_H
#define COOP_INDEXER_CONVERT_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/frame.h"
#include "shared/core/buf.h"
#include "shared/index/record.h"

/* A table in a document that may list notices (tables.h). */
struct doc_table {
	size_t from, to;     /* its text: of the document's, then of the record's */
	struct coop_buf csv; /* its rows, tab-separated */
	struct coop_buf
		lines; /* of each line of `csv` the one in the page, in four bytes */
	bool headed;   /* the first row is known to be a header */
	bool lists;    /* the rows are known to be notices */
	bool placed;   /* doc_finish() has found its text in the record's */
	size_t left_out, left_out_line; /* rows, and where the first of them is */
};

void doc_table_release(struct doc_table *t);

struct doc {
	struct coop_record record; /* the document's metadata */
	struct coop_buf text;      /* its text */
	int breaks;                /* line ends due before the next word */
	bool blank;                /* a blank is due before the next word */
	bool joined;               /* inside a row: the next word stays on the line */
	bool has_heading;
	size_t heading,
		/* the document's heading: [heading, heading_end) in `text` */
		heading_end;
	struct doc_table *tables; /* in the order of the text */
	size_t ntables, tables_cap;
	size_t table_bytes; /* written of tables, kept or not */
};

void doc_init(struct doc *d);
void doc_release(struct doc *d);

/* Appends UTF-8 text; a run of blanks in it counts as one. */
void doc_text(struct doc *d, const char *s, size_t n);
/* Appends text unchanged, within a line. */
void doc_raw(struct doc *d, const char *s);
/* Makes the next word begin a line (1) or a paragraph (2). */
void doc_break(struct doc *d, int breaks);
/* Begins and ends a row of a table, which becomes one line whatever its cells contain. */
void doc_row_begin(struct doc *d);
void doc_row_end(struct doc *d);
/*
 * Between two cells: continues the line, after " : " if the text so far is short enough
 * for a label, or after two blanks if `label` is false. A longer line is ended.
 */
void doc_cell(struct doc *d, bool label);
/* Enclose the heading of the document; only the first one with text counts. */
void doc_heading_begin(struct doc *d);
void doc_heading_end(struct doc *d);

/* Takes a table over; false, and none taken, when it cannot be found in the text again. */
bool doc_add_table(struct doc *d, const struct doc_table *table);

/* Whether there is more text than a document may have. */
bool doc_is_full(const struct doc *d);

/*
 * Adds a piece of metadata under a name of Dublin Core or the like, such as "creator" or
 * "dcterms.issued", in any case; unknown names are ignored. Of a date the year is taken.
 */
void doc_meta(struct doc *d, const char *name, const char *s, size_t n);

/*
 * Makes the record: the metadata, and the text as COOP_F_BODY, which begins with the
 * heading, continues with what follows it and ends with what precedes it. If there is a
 * heading, the COOP_F_TITLE of the metadata is dropped. The places of tables become those in
 * the COOP_F_BODY. CONVERSION_MEMORY or CONVERSION_TOO_LARGE on failure.
 */
enum conversion_failure doc_finish(struct doc *d, struct coop_record *out);

#endif
