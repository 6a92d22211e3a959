/*
 * marc_codes.h - the codes of languages, countries and colours in MARC, in French words.
 */
#ifndef COOP_INDEXER_CONVERT_MARC_CODES_H
#define COOP_INDEXER_CONVERT_MARC_CODES_H

#include "shared/core/bytes.h"

/*
 * The name of a language (ISO 639-2, either form: "fre", "fra") or country (ISO 3166, "FR"; or the codes of
 * MARC21, "fr"). A code that is not in the table is its own name; of length 0 where it says nothing ("und").
 */
struct coop_bytes marc_language(struct coop_bytes code);
struct coop_bytes marc_country(struct coop_bytes code, bool marc21);

/* The colour of a film by its code: "a" and "b" of UNIMARC, "b" and "c" of MARC21; NULL for another. */
const char *marc_colour(char code, bool marc21);

#endif
