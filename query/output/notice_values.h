/*
 * notice_values.h - what of a notice is shown to people, and in which order: the title, then every other
 * value behind the label of its field, then running texts.
 */
#ifndef COOP_QUERY_OUTPUT_NOTICE_VALUES_H
#define COOP_QUERY_OUTPUT_NOTICE_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "query/output/marks.h"
#include "shared/core/bytes.h"
#include "shared/index/record.h"

/* The label of a value: that of its field in the user's language, or the own name of its column. */
struct coop_bytes notice_label(const struct coop_value *v);

/* Whether a value was found in the line of a producer, below which it is shown. */
bool notice_is_part(const struct coop_value *v);

/*
 * The number of the first value from `i` on that is shown among the running texts, or among those before
 * them; the number of all values when there is none. The title (evidence_title()) is not among them, nor
 * what only says something of another value.
 */
size_t notice_next(const struct coop_record *record, size_t i, bool running);

/* Finds the words of a query in a value, as far as its words are looked for; `q` may be NULL. */
enum coop_status notice_marks(struct marks *out, struct coop_analyzer *analyzer,
	const struct query *q, const struct coop_value *v, struct coop_error *err);

#endif
