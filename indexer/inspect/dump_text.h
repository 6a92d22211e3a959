/*
 * dump_text.h - the strings and hashes of a dump (dump.h) as JSON.
 */
#ifndef COOP_INDEXER_INSPECT_DUMP_TEXT_H
#define COOP_INDEXER_INSPECT_DUMP_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "shared/core/buf.h"

/* A string, or {"hex": ...} where the bytes are no UTF-8. NULL when memory runs out. */
json_t *dump_text(const char *s, size_t n);
/* Appends the bytes of such a value; false when it is none. */
bool dump_text_read(const json_t *value, struct coop_buf *out);

/* A number as a string of `digits` hexadecimal digits, up to 16. NULL when memory runs out. */
json_t *dump_hex(uint64_t n, int digits);
/* Reads one of exactly so many digits. */
bool dump_hex_read(const json_t *value, int digits, uint64_t *out);

#endif
