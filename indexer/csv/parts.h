/*
 * parts.h - producers whose address, town and so on also stand in columns of their own.
 *
 * So it is in the tables that coopidx prints, and in some others. Such a part is told to have
 * been found in its producer (record.h), whose words it would count twice.
 */
#ifndef COOP_INDEXER_CSV_PARTS_H
#define COOP_INDEXER_CSV_PARTS_H

#include "shared/core/error.h"
#include "shared/core/strmap.h"
#include "shared/index/record.h"

/* To be initialised with zeros. */
struct parts {
	struct coop_record found;  /* in the producers of the record */
	struct coop_strmap *known; /* the same, each behind its field */
	struct coop_buf key;
};

void parts_release(struct parts *p);

/* Marks the parts of a record that its producers hold. Time is linear in the record. */
enum coop_status parts_mark(
	struct parts *p, struct coop_record *rec, struct coop_error *err);

#endif
