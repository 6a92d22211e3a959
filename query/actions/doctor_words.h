/*
 * doctor_words.h - which words and ranges of a query are nowhere.
 */
#ifndef COOP_QUERY_ACTIONS_DOCTOR_WORDS_H
#define COOP_QUERY_ACTIONS_DOCTOR_WORDS_H

#include "query/output/output.h"
#include "query/search/session.h"
#include "shared/core/error.h"

enum { DOCTOR_WORDS = 5 };

/*
 * Prints a line for each of the first DOCTOR_WORDS words of the last query that the index does not hold,
 * or not in the field that they stand in, with words there that look like it. Corrected words are
 * left out: messages.h says of these what was looked for.
 */
enum coop_status doctor_print_words(
	struct session *s, const struct query_id *id, struct coop_error *err);

/* Prints a line for each of the first DOCTOR_WORDS ranges that no notice is in: from where to where there are some. */
enum coop_status doctor_print_ranges(
	struct session *s, const struct query_id *id, struct coop_error *err);

#endif
