/*
 * names.h - the names that may stand before a colon: those of fields (field.h), and those of the columns
 * of an index that are no field.
 *
 * Which columns there are, only the index knows: who parses a query says how to ask it. A column comes
 * before the other names that a field has (`cote` means ids where no column is called so), but the name
 * and the labels of a field always mean the field. "other." or "autre." before a name means a column.
 */
#ifndef COOP_QUERY_SYNTAX_NAMES_H
#define COOP_QUERY_SYNTAX_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "query/syntax/field.h"
#include "shared/core/buf.h"
#include "shared/index/own_column.h"

/* The columns of an index; NULL where there is none. */
struct qnames {
	/* Whether there is one with a key (own_column.h). */
	bool (*has)(void *data, const char *key, size_t len);
	/* Appends up to `max` keys, a NUL after each; returns how many. */
	size_t (*list)(void *data, size_t max, struct coop_buf *out);
	void *data;
};

/*
 * The field of a name: QFIELD_OWN for a column, else what qfield_by_name() finds; else that of a heading
 * with the same key, so that who asks need not know which columns are fields.
 */
enum qfield qname_find(const struct qnames *names, const char *name, size_t len,
	bool *decade, struct coop_buf *scratch);

/* Whether a text begins with "other." or "autre.". */
bool qname_has_before(const char *s, size_t len);

/* The key of the column that a name means, where it means one. */
void qname_key(const char *name, size_t len, struct coop_own_key *key);

/* Appends the name of a column as it stands before a colon, so that qname_find() finds it. */
void qname_put(const char *key, struct coop_buf *out);

#define QNAMES_BETWEEN ", "
/*
 * Appends the names of columns, with QNAMES_BETWEEN before each, at most QNAMES_SHOWN and then "..."; nothing where
 * there are none.
 */
enum { QNAMES_SHOWN = 30 };
void qnames_print(const struct qnames *names, struct coop_buf *out);

#endif
