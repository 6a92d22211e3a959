/*
 * explained.h - explanations (explanation.h) in the formats.
 */
#ifndef COOP_QUERY_OUTPUT_EXPLAINED_H
#define COOP_QUERY_OUTPUT_EXPLAINED_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "query/explain/explanation.h"
#include "query/plan/query.h"
#include "shared/core/error.h"
#include "shared/text/acronyms.h"

/* The least width that explanations are laid out for. */
enum { EXPLAINED_WIDTH_MIN = 40 };

/*
 * Prints the explanation of the result of a rank as a block of lines of `width` columns: points on the
 * left, what they are for on the right. The points as printed sum up to the score as printed.
 */
enum coop_status explained_put_text(FILE *out, const struct explanation *x, size_t rank,
	size_t width, struct coop_error *err);

/*
 * An explanation as a JSON object; `words`, if not NULL, is the query whose words it tells as well.
 * Returns a new reference, NULL when memory runs out.
 */
json_t *explained_json(const struct explanation *x, const struct query *words);

/*
 * Appends what was made of word `i` of a query (query_at()): a line in the user's language, without its
 * end. Nothing for a pattern or a word with edits. `acronyms` has long forms and proofs, or is NULL.
 */
void explained_word(const struct query *q, size_t i, const struct coop_acronyms *acronyms,
	struct coop_buf *out);
/* Whether a word also finds others: long forms, synonyms and the like. */
bool explained_has_additions(const struct query *q, size_t i);
/* Appends a line that names the excluded words; nothing when there are none. */
void explained_excluded(const struct query *q, struct coop_buf *out);

#endif
