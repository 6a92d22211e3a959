/*
 * json_value.h - a value of JSON: where it ends, and what is in it.
 *
 * json_skip() finds the end of a value, and the place where it is none. It checks all that keeps values
 * apart (brackets, commas, colons, keys), whatever the size of the value, with a stack of bits. What
 * exports often write otherwise than the format allows is read all the same (enum conversion_mend).
 *
 * json_parse() gives such a value to jansson, with numbers as strings: they stay as they are written,
 * which no floating point number does.
 */
#ifndef COOP_INDEXER_CONVERT_JSON_VALUE_H
#define COOP_INDEXER_CONVERT_JSON_VALUE_H

#include <jansson.h>

#include "indexer/convert/json_text.h"
#include "indexer/decode/charset.h"
#include "indexer/decode/frame.h"

enum { JSON_DEPTH_MAX = 256 /* arrays and objects in one another */ };

/* How often something was read that the format does not allow, and at which line first. */
struct json_oddities {
	struct {
		size_t count, line;
	} of[MEND_KINDS];
};
void json_odd(struct json_oddities *all, enum conversion_mend kind, size_t line);

/*
 * Moves behind the value that begins at the next byte that is not blank. On a failure the text is at the
 * place of it: CONVERSION_CUT at the end of the file, CONVERSION_TOO_DEEP, or one of those that begin with
 * CONVERSION_JSON. `odd` may be NULL.
 */
enum conversion_failure json_skip(struct json_text *t, struct json_oddities *odd);

/* Moves behind a key and the colon behind it; appends the key, without escapes, unless `key` is NULL. */
enum conversion_failure json_skip_key(
	struct json_text *t, struct coop_buf *key, struct json_oddities *odd);

/*
 * The value of a text that json_skip() has gone over, in UTF-8 or Windows-1252: a new reference; all its
 * scalars are strings, true, false and null. Of a key that an object has twice, the last one counts.
 * NULL when memory runs out. `scratch` is the caller's.
 */
json_t *json_parse(enum charset set, const char *s, size_t n, struct coop_buf scratch[2]);

#endif
