/*
 * byte_problems.h - problems with the bytes of a file, reported where they stand.
 *
 * Used where a file is decoded, and where rows are taken from a file that is already decoded.
 */
#ifndef COOP_INDEXER_DECODE_BYTE_PROBLEMS_H
#define COOP_INDEXER_DECODE_BYTE_PROBLEMS_H

#include <stddef.h>

#include "indexer/decode/charset.h"
#include "indexer/decode/source.h"
#include "indexer/report/problems.h"
#include "shared/core/error.h"

/* A byte without a meaning in its set (charset_find_bad()), which was repaired. */
void byte_problems_report(struct problems p, enum charset charset, unsigned char byte,
	size_t line, size_t column);

/*
 * `n` characters that are U+FFFD in the file, the first of them at the place: what they were was lost
 * before. Nothing when `n` is 0.
 */
void byte_problems_report_lost(struct problems p, size_t n, size_t line, size_t column);

/* A row that is left out; `raw` is in the set given, UTF-8 or Windows-1252. */
enum coop_status byte_problems_reject_row(struct problems p, enum charset charset,
	const struct coop_place *place, const struct coop_error *why, const char *raw,
	size_t n, struct coop_error *err);

/* At the end of a file: what could not be converted in it, if anything. */
void byte_problems_report_replaced(struct problems p, const struct source *source);

#endif
