/*
 * exceptions.h - which files are dealt to shards otherwise than their names say (dealing.h), found out by reading
 * all of their records.
 */
#ifndef COOP_INDEXER_UPDATE_EXCEPTIONS_H
#define COOP_INDEXER_UPDATE_EXCEPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"
#include "shared/index/record.h"

/* Begin with `= {.paths = ...}`. */
struct exceptions {
	struct coop_strmap *paths; /* gets them, as they are stored; borrowed */
	/* private: of the current file */
	const char *stored;
	bool own;             /* a record has an id that is not made of the path */
	bool unordered;       /* records do not come in the order of their places */
	struct coop_buf path; /* of the record before; empty for none */
	size_t line;
};

void exceptions_release(struct exceptions *e);

/* Begins a file, whose path is borrowed until its end; again, when it is read again. */
void exceptions_begin(struct exceptions *e, const char *stored);
/* Sees the next of its records, which has the id that the file gave it. */
enum coop_status exceptions_see(struct exceptions *e, const struct coop_record *record,
	const struct coop_value *id, struct coop_error *err);
enum coop_status exceptions_end(struct exceptions *e, struct coop_error *err);

#endif
