/*
 * parts.h - marks the parts of producers - address, town and so on - that are in columns of their own.
 *
 * The exports of coopidx have such columns, and so have other tables. A part that its producer's
 * column holds too is marked as found there (record.h): else its words would be indexed twice.
 */
#ifndef COOP_INDEXER_CSV_PARTS_H
#define COOP_INDEXER_CSV_PARTS_H

#include "shared/core/error.h"
#include "shared/core/strmap.h"
#include "shared/index/record.h"

/* To be initialised with zeros. */
struct parts {
	struct coop_record found;  /* the parts in the producers of the record */
	struct coop_strmap *known; /* the same, as keys: field and value */
	struct coop_buf key;
};

void parts_release(struct parts *p);

/* Marks the parts of a record that its producers hold. Time is linear in the record. */
enum coop_status parts_mark(
	struct parts *p, struct coop_record *rec, struct coop_error *err);

#endif
