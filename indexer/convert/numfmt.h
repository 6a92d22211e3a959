/*
 * numfmt.h - how a cell shows its number: the format codes of ECMA-376 part 1, 18.8.30 and 18.8.31.
 *
 * What is shown is what a file of comma-separated values would hold: a point before decimals and no blanks
 * or commas between thousands; dates in the form of ISO 8601; numbers without an exponent. Of a format the
 * rest counts: leading zeros, places, percent, literal text, sections for negative numbers and conditions.
 */
#ifndef COOP_INDEXER_CONVERT_NUMFMT_H
#define COOP_INDEXER_CONVERT_NUMFMT_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/* The code of a format that files name by its number alone; NULL for a number that is none. */
const char *numfmt_builtin(size_t id);

/*
 * Appends a number, a text of `n` bytes, as a format shows it; a text that is no number as it stands. An
 * unknown format (NULL) is General.
 */
void numfmt_add(
	const char *code, bool from_1904, const char *s, size_t n, struct coop_buf *out);

#endif
