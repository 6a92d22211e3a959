/*
 * asked.h - what was asked, so that it can be asked again: in saved searches and in citations.
 *
 * Both are files of a JSON object with
 *   "schema"   COOP_JSON_SCHEMA
 *   "query"    the words
 *   "index"    a name, or an absolute path; an array of these for several indexes
 *   "options"  an array of long options as on a command line, such as "--limit=5"
 * and in a citation what citation.h adds.
 */
#ifndef COOP_QUERY_LASTING_ASKED_H
#define COOP_QUERY_LASTING_ASKED_H

#include <jansson.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Begin with `= {0}`. */
struct asked {
	struct coop_buf query;
	struct coop_buf indexes, options; /* each with its NUL */
};

void asked_release(struct asked *a);

/* How many indexes there are. */
size_t asked_count(const struct asked *a);
/* The name of an index by its number, which must be one of those there are. */
const char *asked_index(const struct asked *a, size_t number);
/* Appends the indexes for people, separated by commas. */
void asked_name_indexes(const struct asked *a, struct coop_buf *out);

/* Adds these members to an object; non-zero when memory runs out. */
int asked_to_json(const struct asked *a, json_t *object);

/*
 * Parses the text of a file, which messages call `path`; `*object`, with all members, is the caller's
 * to release. COOP_E_INPUT: it is no such object; the message has the line where it is no JSON at all.
 */
enum coop_status asked_parse(struct asked *a, const char *path,
	const struct coop_buf *text, json_t **object, struct coop_error *err);

/* Fails for a member that is missing or has another type. */
enum coop_status asked_fail(const char *path, const char *key, struct coop_error *err);

/*
 * Appends the query that finds what both find: each is put into parentheses, with whatever it leaves
 * open closed.
 */
enum coop_status asked_join(const struct coop_buf *first, const struct coop_buf *second,
	struct coop_buf *out, struct coop_error *err);

#endif
