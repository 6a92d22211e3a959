/*
 * bulk_lines.h - records as the bulk lines of OpenSearch: two lines of JSON each, for POST /INDEX/_bulk.
 *
 *   {"index":{"_id":"film-001"}}
 *   {"file":"films.csv","line":2,"id":["film-001"],"title":["Coopérer"],"year":["1979-1981"],
 *    "facets":{"year":[1979,1981]},"other":{"lot":["B"]},"names":{"lot":["Lot"]}}
 *
 * The document has, in UTF-8 and with characters that could drive a terminal as \u escapes:
 *   file, line    where the record comes from
 *   fields        under the names of the field table, an array of the values in their order, as written
 *   found         the same, of the parts that were found within another value, such as the town in the line
 *                 of a producer: the other value has their words
 *   other         columns that are no field, under their keys (own_column.h), which are no more than
 *                 OPENSEARCH_COLUMNS; those of further columns, and of names without a key, under
 *                 OPENSEARCH_MORE
 *   names         for each value in `other`, in the same order, the name of its column
 *   facets        the values by which records are counted and sorted (column_values.h): whole numbers of
 *                 years and minutes, texts as written
 *
 * template.h has the mapping that fits. An _id has at most OPENSEARCH_ID_MAX bytes: of a longer id it is
 * the beginning, '~' and the SHA-256 of the whole, which stands in `id`.
 */
#ifndef COOP_INDEXER_OPENSEARCH_BULK_LINES_H
#define COOP_INDEXER_OPENSEARCH_BULK_LINES_H

#include <stdio.h>

#include "shared/core/error.h"
#include "shared/core/strmap.h"
#include "shared/index/column_values.h"
#include "shared/index/record.h"

enum {
	OPENSEARCH_ID_MAX = 512, /* bytes, by the documentation of its bulk requests */
	OPENSEARCH_COLUMNS = 500
};
#define OPENSEARCH_MORE "more"

/* Where records are written. Begin with bulk_lines_init(). */
struct bulk_lines {
	FILE *out;
	struct coop_strmap *columns; /* the keys of `other` so far */
	struct coop_column_scratch scratch;
	size_t long_ids; /* how many ids were too long */
};

enum coop_status bulk_lines_init(struct bulk_lines *b, FILE *out, struct coop_error *err);
void bulk_lines_release(struct bulk_lines *b);

/* Writes a record, which has an id; a write error stays with the stream. */
enum coop_status bulk_lines_put(
	struct bulk_lines *b, const struct coop_record *record, struct coop_error *err);

/* Tells on standard error how many ids were too long, if any were. */
void bulk_lines_tell(const struct bulk_lines *b, const char *program);

#endif
