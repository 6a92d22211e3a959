/*
 * json_survey.h - what is at the places of a file of JSON (json_places.h), from its start.
 */
#ifndef COOP_INDEXER_CONVERT_JSON_SURVEY_H
#define COOP_INDEXER_CONVERT_JSON_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/convert/json_text.h"
#include "shared/core/buf.h"
#include "shared/core/strmap.h"

enum {
	JSON_PATH_DEPTH = 12, /* arrays and objects around a place that are looked into */
	JSON_OWN_KEYS = 7     /* all of the keys that records of coopidx have, in `own` */
};

/* What is at a path, in all values there that were looked into. */
struct json_node {
	uint32_t parent;
	size_t objects, arrays, others;
	unsigned title; /* the best rank of a key that names a title; UINT_MAX for none */
	uint32_t fields; /* a bit for each other field that a key names */
	unsigned own;    /* which of the keys it has that records of coopidx have */
	bool map;        /* an object whose members are objects that are alike */
	size_t last;     /* where its last key begins in the path */
};

struct json_survey {
	struct json_text *t;
	struct coop_strmap *paths;
	struct json_node *node;
	size_t cap;
	struct coop_buf path, scratch;
	size_t values; /* of the file */
	bool whole;    /* that is all of it, and nothing is wrong with it */
	bool enough;   /* the rest of the file is not looked at */
	bool failed;
};

/*
 * Looks at the start of a text, and puts it back to where it was; false when memory runs out. A place that
 * is damaged, or beyond what can be kept, ends the survey.
 */
bool json_survey_take(struct json_survey *s, struct json_text *t);
void json_survey_release(struct json_survey *s);

/* The number of the node at `s->path`, which is added if it is new; 0, the file, when there are too many. */
uint32_t json_survey_node(struct json_survey *s, uint32_t parent, size_t last);

/* Appends a key to a path. */
void json_path_add(struct coop_buf *path, const char *key, size_t n);

#endif
