/*
 * values.h - which values of a field begin as what is typed, and how many notices have each.
 */
#ifndef COOP_QUERY_COMPLETE_VALUES_H
#define COOP_QUERY_COMPLETE_VALUES_H

#include <stddef.h>
#include <stdint.h>

#include "query/search/session.h"
#include "query/syntax/names.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* A field as it stands before a colon (names.h). */
struct value_field {
	enum qfield field; /* QFIELD_OWN: a column with this key */
	struct coop_own_key key;
	bool decade;
};

struct value {
	size_t text,
		len; /* in `text` of the list; it ends with a NUL, and any UTF-8 may be in it */
	uint64_t count; /* notices; 0: unknown */
	const char *
		about; /* what else is said of it, such as the name of a department; or NULL */
};

/* Begin with `= {.max = ...}`. */
struct value_list {
	struct value *at; /* the most frequent first */
	size_t count, max;
	struct coop_buf text;
};
void value_list_release(struct value_list *l);

static inline const char *value_text(const struct value_list *l, size_t i)
{
	return l->text.s + l->at[i].text;
}

/*
 * Finds the field of a name as queries have it; false for none. "sound" is none. The session is open.
 */
enum coop_status value_field_find(struct session *s, const char *name, size_t len,
	struct value_field *field, bool *found, struct coop_error *err);

/*
 * Adds the values of a field that begin with what is typed, without regard to accents and case: those that
 * facets show, where the field is counted; else its words, as they are indexed, and of ids these themselves.
 */
enum coop_status values_find(struct session *s, const struct value_field *field,
	const char *typed, size_t len, struct value_list *out, struct coop_error *err);

/*
 * Adds the words of the index that begin so, folded. Of very many that do, the first in the order of their
 * bytes are considered.
 */
enum coop_status values_find_words(struct session *s, const char *typed, size_t len,
	struct value_list *out, struct coop_error *err);

#endif
