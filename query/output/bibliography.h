/*
 * bibliography.h - what bibliographic formats need to know of a notice.
 */
#ifndef COOP_QUERY_OUTPUT_BIBLIOGRAPHY_H
#define COOP_QUERY_OUTPUT_BIBLIOGRAPHY_H

#include "shared/core/buf.h"
#include "shared/index/record.h"

/* The kinds of things that they tell apart. */
enum genre {
	GENRE_FILM, /* also when nothing but a running time or a director says so */
	GENRE_BOOK,
	GENRE_ARTICLE,
	GENRE_THESIS,
	GENRE_REPORT,
	GENRE_SOUND,
	GENRE_WEB,
	GENRE_OTHER
};

/* By words of its genre. `scratch` is emptied; when memory runs out it has its failure set. */
enum genre genre_of(const struct coop_record *record, struct coop_buf *scratch);

/* The first four digits in a row of its year: "vers 1970" is 1970; `year` is "" when there are none. */
void bibliography_year(const struct coop_record *record, char year[5]);

/* What follows a running time: " min", or "" where the value has its unit itself. */
const char *bibliography_unit(const struct coop_value *minutes);

#endif
