/*
 * notes.h - footnotes and endnotes, which come behind the paragraph that calls them, so that
 * its words stay together.
 */
#ifndef COOP_INDEXER_CONVERT_NOTES_H
#define COOP_INDEXER_CONVERT_NOTES_H

#include "indexer/convert/tree.h"

/* The notes that the paragraph being read calls. To be initialised with zeros. */
struct notes {
	xmlNode **at;
	size_t count, cap;
	bool within; /* notes are being written: what these call is not */
	bool failed; /* memory ran out */
};

void notes_release(struct notes *n);

/* Keeps a note for later; NULL is none. */
void notes_call(struct notes *n, xmlNode *note);

/* Walks (tree.h) through the notes that were called, and forgets them. */
void notes_flush(struct notes *n, bool (*enter)(void *data, xmlNode *n),
	void (*leave)(void *data, xmlNode *n), void *data);

#endif
