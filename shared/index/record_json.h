/*
 * record_json.h - JSON as both programs print it: one object a line, safe on a terminal.
 */
#ifndef COOP_INDEX_RECORD_JSON_H
#define COOP_INDEX_RECORD_JSON_H

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

#include "shared/core/error.h"
#include "shared/index/record.h"

/*
 * The number of the schema of the JSON output: adding keys keeps it, any other change
 * increases it.
 */
#define COOP_JSON_SCHEMA 1

/*
 * A string; bytes that are not UTF-8, as in file names, become U+FFFD. Returns a new
 * reference, NULL when memory runs out.
 */
json_t *coop_json_string(const char *s, size_t n);

/*
 * A value as a JSON integer if the field is a number and the text is one, else as a
 * string. Returns a new reference.
 */
json_t *coop_json_value(const struct coop_value *v);

/*
 * Writes an object as a line, with characters that could drive a terminal escaped.
 * COOP_E_NOMEM when `object` is NULL; a write error stays with the stream.
 */
enum coop_status coop_json_write(FILE *out, const json_t *object, struct coop_error *err);
/* The same with all digits of numbers, of which coop_json_write() gives six. */
enum coop_status coop_json_write_exact(
	FILE *out, const json_t *object, struct coop_error *err);

/* The same without the line end, for a part of a larger object. */
enum coop_status coop_json_put(FILE *out, const json_t *value, struct coop_error *err);
/* The same with all digits of its numbers. */
enum coop_status coop_json_put_exact(
	FILE *out, const json_t *value, struct coop_error *err);
/* The members of an object alone, without its braces. */
enum coop_status coop_json_put_members(
	FILE *out, const json_t *object, struct coop_error *err);

#endif
