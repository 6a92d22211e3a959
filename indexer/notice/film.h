/*
 * film.h - parses a film notice: header, producers, sections of running text.
 */
#ifndef COOP_INDEXER_NOTICE_FILM_H
#define COOP_INDEXER_NOTICE_FILM_H

#include "indexer/notice/found.h"

/* The text of a notice, and what outline.h knows of it. */
struct film_text {
	struct span text;
	bool markdown;
	bool untitled; /* its first line is not the title */
	bool numbered; /* one of several: a number before the title is not part of it */
};

/* Adds all values of the notice. */
void film_add(struct found *f, const struct film_text *text);

/* Running text of one field, being collected. */
struct film_section {
	enum coop_field field;
	enum confidence sure;
	struct coop_buf text; /* its lines and paragraphs */
	struct span where;
};

/* Adds a line; it begins a paragraph if `alone`, else it may continue a word (divided.h). */
void film_section_add(struct film_section *s, struct span line, bool alone);
/* Adds the text to the record, and empties the section. */
void film_section_end(struct film_section *s, struct found *f);

#endif
