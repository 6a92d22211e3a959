/*
 * record_json.h - JSON as both programs print it: one object a line, harmless on a terminal.
 */
#ifndef COOP_INDEX_RECORD_JSON_H
#define COOP_INDEX_RECORD_JSON_H

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

#include "shared/core/error.h"
#include "shared/index/record.h"

/* Changes to the keys only add; anything else increases this number. */
#define COOP_JSON_SCHEMA 1

/*
 * A text; bytes that are not UTF-8, as in the names of files, become U+FFFD. A new
 * reference, NULL when memory runs out.
 */
json_t *coop_json_string(const char *s, size_t n);

/* A value: a whole number where the field is one and the text is. A new reference. */
json_t *coop_json_value(const struct coop_value *v);

/*
 * Writes an object as a line; characters that could drive a terminal become escapes. NULL is
 * COOP_E_NOMEM; a write error stays with the stream.
 */
enum coop_status coop_json_write(FILE *out, const json_t *object, struct coop_error *err);

#endif
