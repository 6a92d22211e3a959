/*
 * found.h - where the parts of a notice's parser put what they find.
 */
#ifndef COOP_INDEXER_NOTICE_FOUND_H
#define COOP_INDEXER_NOTICE_FOUND_H

#include <stdbool.h>

#include "indexer/notice/span.h"
#include "indexer/report/stop.h"
#include "shared/index/record.h"

/*
 * How sure a finding is, in percent. What the text says in so many words is sure; what only
 * its place or its shape tells is less so.
 */
enum confidence {
	SURE = 95,      /* a label or a unit says it */
	KNOWN = 90,     /* a word of a list, a form that nothing else has */
	LIKELY = 75,    /* its shape and its place */
	PLAUSIBLE = 60, /* its place alone */
	GUESS = 45      /* what is left over */
};

struct found {
	const char *base; /* the whole text: places are counted from here */
	struct coop_record *rec;
	const stop_flag *stop; /* once it is set, the rest of the text is not looked at */
	struct coop_buf folded;         /* a folded line or label, for comparing */
	struct coop_buf text;           /* a value that does not read as the text does */
	size_t first[COOP_FIELD_COUNT]; /* the number of its first value, from 1 */
	unsigned strange;               /* labels that no field has */
};

/* The memory that the parts take; a failure of it is remembered by the record. */
void found_release(struct found *f);

static inline bool found_has(const struct found *f, enum coop_field field)
{
	return f->first[field] > 0;
}

/*
 * Adds a value as it stands in the text. A second value of a field that can have one only is
 * kept under the field's name, as a column of a table would be; not if it says the same.
 */
void found_add(
	struct found *f, enum coop_field field, struct span value, enum confidence sure);
/* The same, reading otherwise than the text at `where`. */
void found_add_text(struct found *f, enum coop_field field, const char *text, size_t n,
	struct span where, enum confidence sure);
/* Adds a value, found at `where`, under a name that no field has. */
void found_add_named(struct found *f, struct span name, struct span value,
	struct span where, enum confidence sure);
/*
 * A running time, as a number of minutes if it can be read as one. What is not the first is
 * kept in its own words.
 */
void found_add_minutes(struct found *f, struct span value, enum confidence sure);

/* Folds a short text; borrowed until the next call. */
const char *found_fold(struct found *f, struct span l);

#endif
