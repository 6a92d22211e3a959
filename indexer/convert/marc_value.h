/*
 * marc_value.h - the texts of MARC without the punctuation and the marks that belong to the format.
 */
#ifndef COOP_INDEXER_CONVERT_MARC_VALUE_H
#define COOP_INDEXER_CONVERT_MARC_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/marc_record.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"

/* A text without the punctuation of ISBD around it: " /", " :", " ;", " =", ",". */
struct coop_bytes marc_trimmed(struct coop_bytes text);
/* The same without the full stop behind a word of four letters or more, which is rarely an abbreviation. */
struct coop_bytes marc_without_stop(struct coop_bytes text);
/* The same without brackets around all of it. */
struct coop_bytes marc_unbracketed(struct coop_bytes text);
/* The same without what is in brackets at its end: "Les Films du Pavé [prod.]". */
struct coop_bytes marc_without_note(struct coop_bytes text);

/* Appends a text without the signs around an article that is not sorted: "<Le >temps", "<<Le>> temps". */
void marc_add_title(struct coop_bytes text, struct coop_buf *out);

/*
 * Appends the subfields of a field that have one of `codes`, without punctuation, in their order. Before each but the
 * first comes the punctuation of its code, which `between` lists with '|' between them.
 */
void marc_add_joined(const struct marc_record *r, const struct marc_field *f,
	const char *codes, const char *between, struct coop_buf *out);

/* Appends a heading for subjects with its subdivisions: "Coopératives -- France -- Histoire". */
void marc_add_subject(
	const struct marc_record *r, const struct marc_field *f, struct coop_buf *out);

/*
 * Appends the name of a person or a body as people write it: "Agnès Varda". The parts are "Varda" and
 * "Agnès", or "Varda, Agnès"; of a body its subdivisions.
 */
void marc_add_name(const struct marc_record *r, const struct marc_field *f, bool person,
	struct coop_buf *out);

/* Appends the year of a date, or the date where it is no single year: "[198-?]". */
void marc_add_year(struct coop_bytes text, struct coop_buf *out);

/* Whether a word of a text begins with one of some strings, in any case of ASCII; they end with NULL. */
bool marc_mentions(struct coop_bytes text, const char *const *words);

#endif
