/*
 * notice.h - a whole notice, for people.
 */
#ifndef COOP_QUERY_OUTPUT_NOTICE_H
#define COOP_QUERY_OUTPUT_NOTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "query/plan/query.h"
#include "shared/core/error.h"
#include "shared/index/record.h"
#include "shared/text/analyzer.h"

/* How notices are printed. */
struct notice_style {
	FILE *out;
	size_t width; /* of a line; 0: COOP_WIDTH_DEFAULT */
	bool colour;
	struct coop_analyzer *analyzer;
	const struct query *query; /* its words are highlighted; NULL for none */
};

/*
 * Prints the title, every other value behind the label of its field in the user's language, or behind
 * the own name of its column, running texts wrapped below theirs, and "path:line" with the path as it is
 * given. What was found in the line of a producer stands below the line, indented.
 */
enum coop_status notice_print(const struct notice_style *style,
	const struct coop_record *record, const char *path, struct coop_error *err);

#endif
