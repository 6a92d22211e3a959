/*
 * json_resume.h - where the next object of a list begins, behind a damaged one.
 *
 * Objects of one list begin alike: at the start of a line and as far into it, or behind a comma and with
 * the same key.
 */
#ifndef COOP_INDEXER_CONVERT_JSON_RESUME_H
#define COOP_INDEXER_CONVERT_JSON_RESUME_H

#include "indexer/convert/json_text.h"

enum { JSON_RESUME_KEY = 200 /* bytes of the longest key that objects are known by */ };

/* How an object begins. */
struct json_resume {
	bool begins_line; /* nothing but blanks and commas stands before it */
	size_t column;
	char key[JSON_RESUME_KEY]; /* its first one, with quotes */
	size_t key_len;            /* 0: none */
};

/* How the object at the next byte begins. */
struct json_resume json_resume_at(struct json_text *t);

/*
 * Moves from a mark at a damaged object, or from where the text is when it is no longer kept, to the next
 * one that begins like it, or with the key of the last one that was whole. False at the end of the file.
 */
bool json_resume(struct json_text *t, const struct json_resume *like,
	const struct json_resume *last);

#endif
