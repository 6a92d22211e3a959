/*
 * marc.h - the character sets of MARC, ISO 5426 and MARC-8, converted by YAZ.
 *
 * YAZ brings thirty libraries with it, which nobody needs who has no such file: it is loaded when the first
 * one is met, and not when coopidx starts.
 */
#ifndef COOP_INDEXER_DECODE_MARC_H
#define COOP_INDEXER_DECODE_MARC_H

#include <stddef.h>

#include "indexer/decode/charset_names.h"
#include "shared/core/error.h"

struct marc;

/* How far a conversion came. */
enum marc_end {
	MARC_DONE, /* all of it */
	MARC_FULL, /* no more room */
	MARC_CUT,  /* what is left is an accent, whose letter is not there yet */
	MARC_BAD   /* what is left begins with what cannot be converted */
};

/*
 * Opens the way from CHARSET_ISO5426 or CHARSET_MARC8 to UTF-8. COOP_E_INPUT, with what to do instead, where
 * coopidx was built without YAZ or its library is not there.
 */
enum coop_status marc_open(enum charset set, struct marc **out, struct coop_error *err);
void marc_close(struct marc *m); /* NULL is fine */

/*
 * Converts as iconv() does, moving all four. An accent follows its letter, as Unicode has it, apart from
 * it. Control characters stay what they are.
 */
enum marc_end marc_convert(struct marc *m, char **in, size_t *n, char **to, size_t *room);

#endif
