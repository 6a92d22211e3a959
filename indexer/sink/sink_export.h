/*
 * sink_export.h - a sink that prints its records as CSV or JSON lines, instead of indexing them.
 *
 * The CSV follows RFC 4180, in UTF-8. Its columns are the fields of the field table, then the names
 * of values without a field, then `file` and `line`, where each record comes from. Several values
 * of one column are separated by a line end when the field has one value a line
 * (COOP_FIELD_LINES), else by an empty line. Reading it gives the same records again.
 */
#ifndef COOP_INDEXER_SINK_SINK_EXPORT_H
#define COOP_INDEXER_SINK_SINK_EXPORT_H

#include <stdio.h>

#include "indexer/sink/sink.h"
#include "shared/cli/opts.h"

enum extract_format {
	EXTRACT_NONE = -1,
	EXTRACT_CSV,  /* the table */
	EXTRACT_JSONL /* an object for each record, with place and confidence of values */
};

/* The row of the option table; `target` points to an int, initially EXTRACT_NONE. */
#define EXTRACT_OPTION(target)                                                           \
	{                                                                                \
		0, "extract", COOP_OPT_CHOICE, target, 0, 0, 0, "csv|jsonl",             \
			"index nothing; print the fields that are understood",           \
			"ne rien indexer ; afficher les champs compris"                  \
	}

/* The most columns without a field; further names go to a column `other`. */
#define EXTRACT_COLUMNS_MAX 500

/*
 * Opens the sink. CSV is printed by sink_finish(), when all columns are known. Write errors stay
 * with `out`.
 */
enum coop_status extract_new(enum extract_format format, FILE *out, struct sink **sink,
	struct coop_error *err);

#endif
