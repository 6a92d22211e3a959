/*
 * filetype.h - the kinds of documents and archives, each parsed by a library of its own.
 *
 * coopidx links none of these libraries. Each kind names the program that parses it in another
 * process (converter.h), so that a file made to exploit a library harms no more than its own
 * conversion.
 */
#ifndef COOP_INDEXER_DECODE_FILETYPE_H
#define COOP_INDEXER_DECODE_FILETYPE_H

#include <stdbool.h>
#include <stdio.h>

#include "shared/core/buf.h"

/* What is in a file of a kind, and so which reader takes it. */
enum filetype_holds {
	HOLDS_TEXT,    /* one text, or a few notices in it: reader_document.c */
	HOLDS_FILES,   /* other files, with or without notices: reader_archive.c */
	HOLDS_NOTICES, /* a record a notice: reader_notices.c */
	HOLDS_SHEETS   /* tables: reader_sheets.c */
};

struct filetype {
	const char *name;            /* "ODT"; also an argument of the program */
	const char *const *suffixes; /* with the dot, lower case; ends with NULL */
	const char *program;         /* the converter */
	bool built; /* coopidx was built with the libraries that it takes */
	const char *lacks_en, *lacks_fr; /* the message when it was not */
	enum filetype_holds holds;
};

/* The kind that has the suffix of a path, built in or not; NULL when none has. */
const struct filetype *filetype_of(const char *path);

/* The kind with a name, which exists. */
const struct filetype *filetype_named(const char *name);

/* Whether a name ends with one of the suffixes, and is more than that. */
bool filetype_has_suffix(const char *path, const char *const *suffixes);

/* Why a kind that is not built in is not read, in the user's language. */
const char *filetype_why_not(const struct filetype *kind);

/* Appends the suffixes of all kinds that are built in, each with a blank after it. */
void filetype_list_suffixes(struct coop_buf *out);

/* Whether a file or folder on a path is hidden, or one that macOS adds to archives. */
bool filetype_is_hidden(const char *path);

/* The converters of the kinds that are built in: the first for NULL, then the next; NULL at the end. */
const char *filetype_next_program(const char *program);

/* Prints which kinds are read, and which are not, for lack of a library. */
void filetype_print_all(FILE *out);

#endif
