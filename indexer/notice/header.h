/*
 * header.h - the lines that head a notice.
 *
 * "Un film de Jérôme Surroca"; a line where year, country, genre, running time, colour and
 * so on stand several blanks apart, or with commas between them behind the director's name;
 * "Durée : 1h12". A line is first looked at, then added: splitting a file into notices looks
 * only.
 */
#ifndef COOP_INDEXER_NOTICE_HEADER_H
#define COOP_INDEXER_NOTICE_HEADER_H

#include "indexer/notice/found.h"

enum header_kind {
	HEADER_NONE,    /* none of these */
	HEADER_CREDIT,  /* "Un film de ..." */
	HEADER_NAME,    /* "de Jeanne Morvan", which may be other things too */
	HEADER_PIECES,  /* year, country and so on, with blanks or commas between */
	HEADER_LABEL,   /* "Label : value", of the field table */
	HEADER_CONTACT, /* "Contact : ...", "Distribution : ...": a name and where it is */
	HEADER_PART     /* "Ville : Lyon": a part of the producer named before */
};

struct header {
	enum header_kind kind;
	enum coop_field field; /* of a label */
	struct span label;     /* as it is written */
	struct span value;     /* behind the label or the credit; may be empty */
	int separators;        /* of pieces */
};

/* Bytes; a longer line is a paragraph. */
#define HEADER_LINE_MAX 400

/*
 * Says what a line is. A label alone, its value on the lines below, needs a colon, capitals
 * throughout, or `heading`, when it is marked as a heading.
 */
struct header header_find(struct span line, bool heading, struct coop_buf *folded);

/* Adds a credit, a line of pieces, or a labelled value that is not empty. */
void header_add(struct found *f, const struct header *h);

/*
 * How much a line says that a film notice stands here: 1 would be chance, 3 is sure. A field
 * that had a line before adds nothing (`before`: their sum of 1 << field).
 */
unsigned header_weight(const struct header *h, unsigned long before);

/* Splits "Le Fil (1998)" into title and year; false when there is none. */
bool header_split_year(struct span title, struct span *name, struct span *year);

#endif
