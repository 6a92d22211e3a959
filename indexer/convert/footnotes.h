/*
 * footnotes.h - footnotes and endnotes, which are put after the paragraph that refers to
 * them, so that the words of the paragraph stay adjacent.
 */
#ifndef COOP_INDEXER_CONVERT_FOOTNOTES_H
#define COOP_INDEXER_CONVERT_FOOTNOTES_H

#include "indexer/convert/tree.h"

/* The notes that the current paragraph refers to. Initialise with zeros. */
struct footnotes {
	xmlNode **at;
	size_t count, cap;
	bool within; /* notes are being written; notes within notes are ignored */
	bool failed; /* memory ran out */
};

void footnotes_release(struct footnotes *n);

/* Adds a note to be written later; NULL is ignored. */
void footnotes_call(struct footnotes *n, xmlNode *note);

/* Walks (tree.h) the notes that were added, and removes them. */
void footnotes_flush(struct footnotes *n, bool (*enter)(void *data, xmlNode *n),
	void (*leave)(void *data, xmlNode *n), void *data);

#endif
