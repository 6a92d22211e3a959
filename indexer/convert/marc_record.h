/*
 * marc_record.h - a record of MARC, as it is in ISO 2709 and in MARCXML alike: fields with a tag of three
 * characters, two indicators and subfields with a code of one.
 *
 * A control field has one subfield, with the code MARC_CONTROL.
 */
#ifndef COOP_INDEXER_CONVERT_MARC_RECORD_H
#define COOP_INDEXER_CONVERT_MARC_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/bytes.h"

enum {
	MARC_LEADER = 24,
	MARC_TAG = 3,
	MARC_CONTROL = 0,
	/* What a record may hold; an honest one, of a library with a thousand copies, is far below. */
	MARC_PARTS_MAX = 1 << 18,
	MARC_TEXT_MAX = 4 << 20 /* bytes of text */
};

struct marc_part { /* a subfield */
	char code;
	size_t text, len; /* in the text of the record */
};

struct marc_field {
	char tag[MARC_TAG + 1];
	char ind1, ind2;
	size_t first, count; /* of its parts */
};

struct marc_record {
	char leader[MARC_LEADER + 1]; /* blanks where there is none */
	struct marc_field *fields;
	size_t nfields, fields_cap;
	struct marc_part *parts;
	size_t nparts, parts_cap;
	struct coop_buf text; /* UTF-8; its failure is that of the record */
	bool too_large;       /* more was given than a record may hold */
};

/* Empties the record, which begins as zeros; keeps the memory. */
void marc_record_reset(struct marc_record *r);
void marc_record_release(struct marc_record *r);

/* Copies a leader that may be too short. */
void marc_record_leader(struct marc_record *r, const char *s, size_t n);

/* Begins a field; false when there is no room for it. A tag that is too short gets blanks. */
bool marc_record_field(
	struct marc_record *r, const char *tag, size_t tag_len, char ind1, char ind2);
/*
 * Adds a subfield to the field that was begun last, UTF-8: without control characters, without blanks
 * around it, with one blank for many. That of a control field stays as it is but for control characters,
 * since the places in it count. One without text is left out.
 */
void marc_record_part(struct marc_record *r, char code, const char *s, size_t n);

/* The text of a subfield. */
struct coop_bytes marc_part_text(const struct marc_record *r, const struct marc_part *p);
/* The first subfield of a field with a code; of length 0 when there is none. */
struct coop_bytes marc_field_part(
	const struct marc_record *r, const struct marc_field *f, char code);
/* The first field with a tag; NULL when there is none. */
const struct marc_field *marc_record_find(const struct marc_record *r, const char *tag);
/* The first subfield of the first field with a tag that has one; of length 0 when there is none. */
struct coop_bytes marc_record_text(
	const struct marc_record *r, const char *tag, char code);

#endif
