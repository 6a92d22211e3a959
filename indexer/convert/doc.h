/*
 * doc.h - a document on its way to a record.
 *
 * Converters pour in text as it comes: blanks and line ends in it count as one blank, lines
 * and paragraphs begin where they are told to.
 */
#ifndef COOP_INDEXER_CONVERT_DOC_H
#define COOP_INDEXER_CONVERT_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/frame.h"
#include "shared/core/buf.h"
#include "shared/index/record.h"

struct doc {
	struct coop_record record; /* what the document says of itself */
	struct coop_buf text;      /* its words */
	int breaks;                /* line ends due before the next word */
	bool blank;                /* a blank is due before it */
	bool joined;               /* and no more of both than that */
	bool has_heading;
	size_t heading, heading_end; /* the heading of the whole, in `text` */
};

void doc_init(struct doc *d);
void doc_release(struct doc *d);

/* Appends UTF-8 text whose blanks mean no more than one. */
void doc_text(struct doc *d, const char *s, size_t n);
/* Appends text as it stands, inside a line. */
void doc_raw(struct doc *d, const char *s);
/* The next word begins a line (1) or a paragraph (2). */
void doc_break(struct doc *d, int breaks);
/* Around a row of a table: a line, however its cells begin and end. */
void doc_row_begin(struct doc *d);
void doc_row_end(struct doc *d);
/*
 * Between two cells: the next word goes on in this line, behind " : " when the line is short enough to be a
 * label, behind two blanks when `label` is false. A longer line is ended.
 */
void doc_cell(struct doc *d, bool label);
/* What lies between is the heading of the whole; only the first that has words counts. */
void doc_heading_begin(struct doc *d);
void doc_heading_end(struct doc *d);

/* Whether there is more text than a document may have. */
bool doc_is_full(const struct doc *d);

/*
 * Adds what a document says of itself under a name of Dublin Core or the like, such as
 * "creator" or "dcterms.issued", in any case; what the name does not tell is left out. Of a
 * date the year is taken.
 */
void doc_meta(struct doc *d, const char *name, const char *s, size_t n);

/*
 * Puts the text into the record, as COOP_F_BODY: the heading first, then what follows it,
 * then what stood before it. With a heading of its own the document needs no other title:
 * COOP_F_TITLE is left out. PROBLEM_MEMORY or PROBLEM_TOO_LARGE when that went wrong.
 */
enum problem doc_finish(struct doc *d, struct coop_record *out);

#endif
