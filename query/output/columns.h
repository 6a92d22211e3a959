/*
 * columns.h - what can be told of a result, by name: a field of the notice, its rank, its path.
 *
 * Tables, JSON and templates take their columns from here. A name is English or French, or any heading
 * that the field table knows; accents and case do not matter.
 */
#ifndef COOP_QUERY_OUTPUT_COLUMNS_H
#define COOP_QUERY_OUTPUT_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "query/output/output.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"

enum column_kind {
	COLUMN_FIELD, /* values of a field */
	COLUMN_OTHER, /* values of a column without a field: "other.NAME" */
	COLUMN_RANK,
	COLUMN_SCORE,
	COLUMN_PATH,
	COLUMN_LINE,
	COLUMN_INDEX,    /* the name of the index */
	COLUMN_QUERY,    /* the query as it was typed */
	COLUMN_QUERY_ID, /* in a batch */
	COLUMN_SNIPPET,
	COLUMN_TIME /* when it is said, of subtitles */
};

struct column {
	enum column_kind kind;
	enum coop_field field; /* COLUMN_FIELD */
	/* as it was typed, or its English name; of COLUMN_OTHER, `other` is what follows the dot */
	struct coop_bytes name, other;
};

/* Begin with `= {0}`. */
struct columns {
	struct column *at;
	size_t count, cap;
};

/* The English name of a column, as a key of JSON; that of COLUMN_OTHER is "other". */
const char *column_key(const struct column *c);

/*
 * Finds the column of a name, which is borrowed. COOP_E_ARG, and a message that lists all names, when
 * there is none.
 */
enum coop_status column_find(
	const char *name, size_t len, struct column *out, struct coop_error *err);

/* The names of columns, in the user's language, as messages list them; NULL behind the last. */
const char *column_listed(size_t i);

/* Parses names that are separated by commas; they are borrowed. The caller releases `out`. */
enum coop_status output_columns_parse(
	const char *list, struct columns *out, struct coop_error *err);
void output_columns_release(struct columns *c);
bool output_columns_have(const struct columns *c, enum column_kind kind);

/* Whether a value is one of COLUMN_FIELD or COLUMN_OTHER. */
bool column_has(const struct column *c, const struct coop_value *v);

/*
 * Appends the value of a column, as it is in the notice: any UTF-8, to be escaped by the format. Several
 * values of a field like producers are separated by `between`, paragraphs by an empty line. Without a
 * result, only the columns of the query have a value.
 */
void column_value(const struct column *c, const struct answer *answer,
	const struct result *result, const char *between, struct coop_buf *out);

#endif
