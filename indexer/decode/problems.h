/*
 * problems.h - what is wrong with the bytes of a file, said where it stands.
 *
 * Whoever decodes a file or takes rows from it repairs or leaves out what makes no sense, and reports
 * it through this: the file's name as users know it, and the run's report.
 */
#ifndef COOP_INDEXER_DECODE_PROBLEMS_H
#define COOP_INDEXER_DECODE_PROBLEMS_H

#include <stddef.h>

#include "indexer/decode/charset.h"
#include "indexer/decode/source.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

/* Both are borrowed. */
struct problems {
	const char *path;
	struct report *report;
};

/* Reports a byte that has no meaning (charset_find_bad()) and was mended. */
void problems_report_byte(struct problems p, enum charset charset, unsigned char byte,
	size_t line, size_t column);

/* Reports a row that is left out; `raw` is in a set that readers take. */
enum coop_status problems_reject_row(struct problems p, enum charset charset,
	const struct coop_place *place, const struct coop_error *why, const char *raw,
	size_t n, struct coop_error *err);

/* At the end of a file: reports what could not be converted, if anything. */
void problems_report_replaced(struct problems p, const struct source *source);

#endif
