/*
 * notes.h - footnotes and endnotes, which are put after the paragraph that refers to
 * them, so that the words of the paragraph stay adjacent.
 */
#ifndef COOP_INDEXER_CONVERT_NOTES_H
#define COOP_INDEXER_CONVERT_NOTES_H

#include "indexer/convert/tree.h"

/* The notes that the current paragraph refers to. Initialise with zeros. */
struct notes {
	xmlNode **at;
	size_t count, cap;
	bool within; /* notes are being written; notes within notes are ignored */
	bool failed; /* memory ran out */
};

void notes_release(struct notes *n);

/* Adds a note to be written later; NULL is ignored. */
void notes_call(struct notes *n, xmlNode *note);

/* Walks (tree.h) the notes that were added, and removes them. */
void notes_flush(struct notes *n, bool (*enter)(void *data, xmlNode *n),
	void (*leave)(void *data, xmlNode *n), void *data);

#endif
