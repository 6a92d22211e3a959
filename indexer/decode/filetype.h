/*
 * filetype.h - the kinds of files that are read through a library of their own.
 *
 * No such library is part of coopidx. Each kind names the program that does the work in a
 * process of its own (converter.h), so that a file made to break a library breaks no more
 * than the reading of that file.
 */
#ifndef COOP_INDEXER_DECODE_FILETYPE_H
#define COOP_INDEXER_DECODE_FILETYPE_H

#include <stdbool.h>
#include <stdio.h>

#include "shared/core/buf.h"

struct filetype {
	const char *name;            /* "ODT"; also tells the program what to do */
	const char *const *suffixes; /* with the dot, lower case; ends with NULL */
	const char *program;         /* which converts it */
	bool built; /* whether the libraries it takes were there when coopidx was built */
	const char *lacks_en, *lacks_fr; /* what to say when they were not */
	bool archive;                    /* holds files, and is not one text */
};

/* The kind whose suffix a path has, built in or not; NULL when there is none. */
const struct filetype *filetype_of(const char *path);

/* Whether the name of a file ends in one of the suffixes and has something before it. */
bool filetype_has_suffix(const char *path, const char *const *suffixes);

/* Why a kind that is not built in is not read, in words for users. */
const char *filetype_why_not(const struct filetype *kind);

/* Appends the suffixes of all kinds that are built in, a blank behind each. */
void filetype_list_suffixes(struct coop_buf *out);

/* Whether a file or folder on the path is hidden, or is what a Mac adds to archives. */
bool filetype_is_hidden(const char *path);

/* The programs of the kinds that are built in: the first, and the one behind; NULL at the end. */
const char *kind_next_program(const char *program);

/* Prints which kinds are read, and which are not for want of a library. */
void filetype_print_all(FILE *out);

#endif
