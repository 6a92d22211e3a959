/*
 * column_forms.h - writes how texts spell a value of a facet (shared/index/columns.h).
 */
#ifndef COOP_INDEXER_BULK_COLUMN_FORMS_H
#define COOP_INDEXER_BULK_COLUMN_FORMS_H

#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/bytes.h"

/* A form, and how often it occurs. */
struct column_form {
	struct coop_bytes text;
	uint64_t count;
};

void column_string_write(struct coop_buf *out, const char *s, size_t n);

/* Chooses the form to show, of forms in the order of their bytes, and appends what is told of all. */
void column_forms_write(struct coop_buf *out, const struct column_form *forms, size_t n,
	struct coop_bytes key);

#endif
