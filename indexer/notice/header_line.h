/*
 * header_line.h - a line of a notice's header, classified (header.h).
 */
#ifndef COOP_INDEXER_NOTICE_HEADER_LINE_H
#define COOP_INDEXER_NOTICE_HEADER_LINE_H

#include "indexer/notice/found.h"

enum header_kind {
	HEADER_NONE,    /* none of these */
	HEADER_CREDIT,  /* "Un film de ..." */
	HEADER_NAME,    /* "de Jeanne Morvan", which may be anything */
	HEADER_PIECES,  /* year, country and so on, separated by blanks or commas */
	HEADER_LABEL,   /* "Label : value", with a label of the field table */
	HEADER_CONTACT, /* "Contact : ...", "Distribution : ...": a name and its details */
	HEADER_PART     /* "Ville : Lyon": a part of the producer above */
};

struct header {
	enum header_kind kind;
	enum coop_field field; /* of a label */
	struct span label;     /* as it is written */
	struct span value;     /* after the label or the credit; may be empty */
	int separators;        /* how pieces are separated: pieces.c */
};

/* Bytes; a longer line is a paragraph. */
#define HEADER_LINE_MAX 400

#endif
