/*
 * marc_work.h - a rule of marc_table.h at work on a field; internal to marc_notice.c.
 */
#ifndef COOP_INDEXER_CONVERT_MARC_WORK_H
#define COOP_INDEXER_CONVERT_MARC_WORK_H

#include "indexer/convert/marc_gather.h"
#include "indexer/convert/marc_record.h"
#include "indexer/convert/marc_roles.h"
#include "indexer/convert/marc_table.h"

struct marc_notices {
	enum marc_format format; /* of the record that was read last */
	bool met[MARC_FORMATS];
	struct marc_gather gather;
	struct coop_buf agents[ROLES]; /* lists of the names in each role */
	struct coop_buf scratch;
	struct coop_buf year; /* of a copyright, or in codes: where no date is told */
	bool film;
	struct coop_buf said; /* the statements of responsibility */
	bool statement;       /* one of them was taken for who made it */
	bool failed;          /* memory ran out */
};

/* A rule at work on a field. */
struct marc_work {
	struct marc_notices *m;
	const struct marc_record *r;
	const struct marc_field *f;
	const struct marc_rule *rule;
};

/* Adds a value under the field or the name of the rule. */
void marc_work_add(const struct marc_work *w, struct coop_bytes value);
/* Makes one value of the subfields that the rule takes, in the scratch. */
struct coop_bytes marc_work_joined(const struct marc_work *w);

/* What the rules do, by enum marc_take; MARC_CODED does nothing. */
void marc_work_apply(const struct marc_work *w);

/* MARC_EXTENT. */
void marc_add_extent(const struct marc_work *w);
/* Adds what codes say and words do not, after all other fields; for MARC_CODED. */
void marc_add_coded(struct marc_notices *m, const struct marc_record *r);

static inline struct coop_bytes marc_bytes(const struct coop_buf *b)
{
	return (struct coop_bytes){coop_buf_cstr(b), b->len};
}

#endif
