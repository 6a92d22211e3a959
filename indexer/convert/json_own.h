/*
 * json_own.h - JSON that coopidx and coopq have written, back to the records it was made of.
 *
 * Such are the lines of `coopidx --extract=jsonl` and of a dump, which hold all values as they were, and
 * the hits of `coopq --json` and `--jsonl`, which hold them but for their order and their places
 * (query/coopq.schema.json).
 */
#ifndef COOP_INDEXER_CONVERT_JSON_OWN_H
#define COOP_INDEXER_CONVERT_JSON_OWN_H

#include <jansson.h>

#include "shared/index/record.h"

enum json_own {
	JSON_FOREIGN, /* not ours */
	JSON_RECORD,  /* a record */
	JSON_ASIDE    /* ours, but no record, such as the head of a dump */
};

/*
 * What an object is; fills the record, with its path and line, if it is one. A failed allocation stays
 * with the record.
 */
enum json_own json_own_record(const json_t *object, struct coop_record *out);

#endif
