/*
 * acronym_stems.h - computes the stems of the long forms of acronyms.
 *
 * Queries find an acronym by the stems of its long form and vice versa. The stems are
 * stored in the index, as stemming some thousand long forms takes longer than a query.
 */
#ifndef COOP_INDEXER_TERMS_ACRONYM_STEMS_H
#define COOP_INDEXER_TERMS_ACRONYM_STEMS_H

#include "shared/core/error.h"
#include "shared/text/acronyms.h"
#include "shared/text/analyzer.h"

/*
 * Sets the stems of all acronyms of a table that is being made; one that was opened has them, and
 * stays as it is. The analyzer uses these acronyms meanwhile, and none
 * afterwards.
 */
enum coop_status acronym_stems_set(struct coop_acronyms *acronyms,
	struct coop_analyzer *analyzer, struct coop_error *err);

/*
 * The stems of a long form, separated by blanks, into `out`, and how many they are. The same for what
 * differs in plurals, accents and small words.
 */
enum coop_status acronym_stems_of(struct coop_analyzer *analyzer, const char *long_form,
	struct coop_buf *out, size_t *count, struct coop_error *err);

#endif
