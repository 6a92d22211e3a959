/*
 * column_forms.h - which form of a value is shown where it has several in several shards.
 *
 * It is the one that an index of them all would show (columns.h): the most frequent in all shards together, of
 * equally frequent ones the first in bytes.
 */
#ifndef COOP_INDEX_COLUMN_FORMS_H
#define COOP_INDEX_COLUMN_FORMS_H

#include "shared/core/error.h"
#include "shared/index/columns.h"

struct coop_column_forms;
enum coop_status coop_column_forms_new(
	struct coop_column_forms **out, struct coop_error *err);
void coop_column_forms_free(struct coop_column_forms *f); /* NULL is fine */

/* Begins with a value, of which no form is known. */
enum coop_status coop_column_forms_begin(
	struct coop_column_forms *f, struct coop_error *err);
/* Adds the forms of the current value of a walk. */
enum coop_status coop_column_forms_add(struct coop_column_forms *f,
	const struct coop_columns_walk *w, struct coop_error *err);
/* Gives the form to show; borrowed until the next value. */
void coop_column_forms_choose(
	const struct coop_column_forms *f, const char **shown, size_t *len);

#endif
