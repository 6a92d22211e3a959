/*
 * spool.h - new records, kept aside until it is known what they are built into.
 *
 * How much of an index has changed is known only when all changed sources are read. So their new records
 * go to a temporary file first, and then into a delta or a new base, without being read or converted
 * twice.
 */
#ifndef COOP_INDEXER_UPDATE_SPOOL_H
#define COOP_INDEXER_UPDATE_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/record.h"

struct spool;

/* Makes an empty spool; its file is on the file system of the folder `dir`. */
enum coop_status spool_new(const char *dir, struct spool **out, struct coop_error *err);
void spool_free(struct spool *s); /* NULL is fine */

/* Adds a record and its packed form; records are numbered from 1. */
enum coop_status spool_add(struct spool *s, const struct coop_record *record,
	const char *packed, size_t len, struct coop_error *err);
uint32_t spool_count(const struct spool *s);

/* Reads a record, with its `id_origin`; nothing can be added after that. */
enum coop_status spool_read(struct spool *s, uint32_t number, struct coop_record *out,
	struct coop_error *err);

#endif
