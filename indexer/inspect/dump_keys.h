/*
 * dump_keys.h - the values of keys in a line of a dump (dump.h).
 *
 * COOP_E_INPUT: there is no such key, or its value is not what it must be; the message names it.
 */
#ifndef COOP_INDEXER_INSPECT_DUMP_KEYS_H
#define COOP_INDEXER_INSPECT_DUMP_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Fails because of a key. */
enum coop_status dump_bad_key(const char *key, struct coop_error *err);

/* Replaces `out` by a string without NULs. */
enum coop_status dump_take_text(
	const json_t *o, const char *key, struct coop_buf *out, struct coop_error *err);
/* A number from 0 on; `otherwise` is that of a key that is left out, unless it is negative. */
enum coop_status dump_take_number(const json_t *o, const char *key, int otherwise,
	uint64_t *out, struct coop_error *err);
/* A number in decimal, as a string. */
enum coop_status dump_take_long(
	const json_t *o, const char *key, int64_t *out, struct coop_error *err);
/* One of 16 hexadecimal digits. */
enum coop_status dump_take_hash(
	const json_t *o, const char *key, uint64_t *out, struct coop_error *err);
/* Whether the key is true. */
bool dump_take_bool(const json_t *o, const char *key);

#endif
