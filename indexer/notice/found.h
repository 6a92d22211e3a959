/*
 * found.h - the output of the notice parsers: values with their place and confidence.
 */
#ifndef COOP_INDEXER_NOTICE_FOUND_H
#define COOP_INDEXER_NOTICE_FOUND_H

#include <stdbool.h>

#include "indexer/notice/span.h"
#include "indexer/report/problems.h"
#include "indexer/report/stop.h"
#include "shared/index/record.h"

/* The confidence in a value, in percent, by what identifies it. */
enum confidence {
	SURE = 95,      /* a label or a unit */
	KNOWN = 90,     /* a list of words, or an unmistakable form */
	LIKELY = 75,    /* form and place together */
	PLAUSIBLE = 60, /* its place alone */
	GUESS = 45      /* nothing else fits */
};

struct found {
	const char *base;        /* the whole text: places are offsets in it */
	struct coop_record *rec; /* gets the values, and remembers a failure */
	const stop_flag *stop;   /* once it is set, the rest of the text is skipped */
	const struct problems *problems; /* where they are reported; NULL: nowhere */
	struct coop_buf folded;          /* scratch: a folded line or label */
	struct coop_buf text;            /* scratch: a value that differs from the text */
	size_t first[COOP_FIELD_COUNT];  /* number of a field's first value, from 1 */
	unsigned strange;                /* labels without a field so far */
};

/* Releases the scratch buffers, whose failure the record remembers. */
void found_release(struct found *f);

static inline bool found_has(const struct found *f, enum coop_field field)
{
	return f->first[field] > 0;
}

/*
 * Adds a value that is a span of the text. A second value of a field that holds one only is kept
 * under the name of the field, like a column without a field, unless it is the same.
 */
void found_add(
	struct found *f, enum coop_field field, struct span value, enum confidence sure);
/* The same for a value that differs from the text at `where`. */
void found_add_text(struct found *f, enum coop_field field, const char *text, size_t n,
	struct span where, enum confidence sure);
/* Adds a value, found at `where`, under a name without a field. */
void found_add_named(struct found *f, struct span name, struct span value,
	struct span where, enum confidence sure);
/* Reports that something in a line was repaired and kept; `what` is in the user's language. */
void found_tell(const struct found *f, size_t line, const char *what);
/* Adds a running time, as a number of minutes if it is the first one and can be parsed. */
void found_add_minutes(struct found *f, struct span value, enum confidence sure);

#endif
