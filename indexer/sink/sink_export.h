/*
 * sink_export.h - what the readers understood, as a table, instead of an index.
 *
 * The CSV is that of RFC 4180, in UTF-8. Its columns are the fields of the field table, the
 * columns that were met under names of their own, and `file` and `line`, where each record
 * comes from. Several values of a field that has a line each in a cell (COOP_FIELD_LINES)
 * stand on lines of their own, others are paragraphs. Read again, it gives the same records.
 */
#ifndef COOP_INDEXER_SINK_SINK_EXPORT_H
#define COOP_INDEXER_SINK_SINK_EXPORT_H

#include <stdio.h>

#include "indexer/sink/sink.h"
#include "shared/cli/opts.h"

enum extract_format {
	EXTRACT_NONE = -1,
	EXTRACT_CSV,  /* the table */
	EXTRACT_JSONL /* an object a record, with the place and confidence of each value */
};

/* The row of the option table; `target` is an int, EXTRACT_NONE before. */
#define EXTRACT_OPTION(target)                                                           \
	{                                                                                \
		0, "extract", COOP_OPT_CHOICE, target, 0, 0, 0, "csv|jsonl",             \
			"index nothing; print the fields that are understood",           \
			"ne rien indexer ; afficher les champs compris"                  \
	}

/* The columns under names of their own that a table has at most. */
#define EXTRACT_COLUMNS_MAX 500

/*
 * A sink that prints its records; the table at its finish(), when all columns are known.
 * Write errors stay with `out`.
 */
enum coop_status extract_new(enum extract_format format, FILE *out, struct sink **sink,
	struct coop_error *err);

#endif
