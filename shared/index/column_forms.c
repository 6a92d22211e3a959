#include "shared/index/column_forms.h"

#include <stdlib.h>

#include "shared/core/buf.h"
#include "shared/core/strmap.h"

struct coop_column_forms {
	struct coop_strmap *forms;
	uint64_t *counts; /* of each */
	size_t cap;
};

enum coop_status coop_column_forms_new(
	struct coop_column_forms **out, struct coop_error *err)
{
	*out = calloc(1, sizeof **out);
	return *out ? COOP_OK : coop_fail_nomem(err);
}

void coop_column_forms_free(struct coop_column_forms *f)
{
	if (!f)
		return;
	coop_strmap_free(f->forms);
	free(f->counts);
	free(f);
}

enum coop_status coop_column_forms_begin(
	struct coop_column_forms *f, struct coop_error *err)
{
	coop_strmap_free(f->forms);
	f->forms = NULL;
	return coop_strmap_new(&f->forms, err);
}

static enum coop_status add(struct coop_column_forms *f, struct coop_bytes form,
	uint64_t count, struct coop_error *err)
{
	uint32_t number;
	bool added;
	enum coop_status st =
		coop_strmap_intern(f->forms, form.s, form.len, &number, &added, err);
	if (st)
		return st;
	if (!coop_array_grow(&f->counts, &f->cap, (size_t)number + 1, sizeof *f->counts))
		return coop_fail_nomem(err);
	if (added)
		f->counts[number] = 0;
	f->counts[number] += count;
	return COOP_OK;
}

enum coop_status coop_column_forms_add(struct coop_column_forms *f,
	const struct coop_columns_walk *w, struct coop_error *err)
{
	const char *at = w->others, *end = w->others_len > 0 ? at + w->others_len : at;
	struct coop_bytes form = {w->shown, w->shown_len};
	uint64_t count = w->shown_count;
	enum coop_status st = COOP_OK;
	do
		st = add(f, form, count, err);
	while (!st && at != end && coop_columns_other_form(&at, end, &form, &count));
	return st;
}

void coop_column_forms_choose(
	const struct coop_column_forms *f, const char **shown, size_t *len)
{
	uint64_t most = 0;
	*shown = "";
	*len = 0;
	for (uint32_t i = 0; i < coop_strmap_count(f->forms); i++) {
		size_t n;
		const char *s = coop_strmap_at(f->forms, i, &n);
		if (i > 0 && (f->counts[i] < most ||
				     (f->counts[i] == most &&
					     coop_bytes_compare(s, n, *shown, *len) > 0)))
			continue;
		most = f->counts[i];
		*shown = s;
		*len = n;
	}
}
