#include "indexer/bulk/columns_part.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/bulk/bytesort.h"

_Static_assert(COLUMNS_PART_SORTING == sizeof(struct bytesort_string) + BYTESORT_MEMORY,
	"what sorting takes");

enum coop_status columns_part_new(
	const char *dir, struct columns_part **out, struct coop_error *err)
{
	*out = NULL;
	struct columns_part *p = calloc(1, sizeof *p);
	if (!p)
		return coop_fail_nomem(err);
	enum coop_status st = tempfile_new(dir, &p->file, err);
	if (st)
		free(p);
	else
		*out = p;
	return st;
}

void columns_part_free(struct columns_part *p)
{
	if (!p)
		return;
	tempfile_free(p->file);
	free(p);
}

/* ---- writing ---- */

/* Lists the forms; NULL without memory. */
static struct bytesort_string *list_forms(const struct coop_strmap *forms, uint32_t n)
{
	struct bytesort_string *all = calloc((size_t)n + 1, sizeof *all);
	for (uint32_t i = 0; all && i < n; i++) {
		size_t len;
		const char *s = coop_strmap_at(forms, i, &len);
		all[i] = (struct bytesort_string){s, (uint32_t)len, i, 0};
	}
	return all;
}

static enum coop_status add_forms(struct columns_part *p,
	const struct bytesort_string *forms, const struct bytesort_place *order,
	uint32_t n, const uint32_t *counts, struct coop_error *err)
{
	enum { AT_ONCE = 1 << 16 /* bytes */ };
	struct coop_buf out = {0};
	enum coop_status st = COOP_OK;
	for (uint32_t i = 0; !st && i < n; i++) {
		const struct bytesort_string *f = &forms[order[i].which];
		coop_buf_uint(&out, f->len);
		coop_buf_add(&out, f->s, f->len);
		coop_buf_uint(&out, counts[f->number]);
		if (out.len < AT_ONCE && i + 1 < n)
			continue;
		st = coop_buf_check(&out, err);
		if (!st)
			st = tempfile_add(p->file, out.s, out.len, err);
		out.len = 0;
	}
	coop_buf_release(&out);
	return st;
}

static enum coop_status add_numbers(struct columns_part *p,
	const struct bytesort_place *order, uint32_t n, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	/* the forms were listed in the order of their numbers */
	for (uint32_t i = 0; !st && i < n; i++)
		st = tempfile_add(p->file, &order[i].which, sizeof order[i].which, err);
	return st;
}

static enum coop_status add_sorted(struct columns_part *p, struct columns_part_column *c,
	const struct coop_strmap *forms, const uint32_t *counts, struct coop_error *err)
{
	struct bytesort_string *all = list_forms(forms, c->count);
	struct bytesort_place *order = all ? bytesort(all, c->count) : NULL;
	enum coop_status st = order ? add_forms(p, all, order, c->count, counts, err)
				    : coop_fail_nomem(err);
	c->numbers = tempfile_size(p->file);
	if (!st)
		st = add_numbers(p, order, c->count, err);
	free(order);
	free(all);
	return st;
}

enum coop_status columns_part_add(struct columns_part *p, const struct coop_strmap *forms,
	const uint32_t *counts, const struct coop_buf *documents, struct coop_error *err)
{
	struct columns_part_column *c = &p->columns[p->ncolumns++];
	*c = (struct columns_part_column){
		.forms = tempfile_size(p->file), .count = coop_strmap_count(forms)};
	enum coop_status st = add_sorted(p, c, forms, counts, err);
	c->documents = tempfile_size(p->file);
	if (!st)
		st = tempfile_add(p->file, coop_buf_cstr(documents), documents->len, err);
	c->end = tempfile_size(p->file);
	return st;
}

enum coop_status columns_part_seal(struct columns_part *p, struct coop_error *err)
{
	return tempfile_map(p->file, &p->map, err);
}

/* ---- reading ---- */

void columns_part_begin(
	const struct columns_part *p, size_t column, struct columns_part_walk *w)
{
	const struct columns_part_column *c = &p->columns[column];
	*w = (struct columns_part_walk){
		.at = (const unsigned char *)p->map + c->forms, .left = c->count};
}

bool columns_part_next(struct columns_part_walk *w)
{
	enum { UINT_MAX_BYTES = 10 };
	uint64_t len, documents;
	if (w->left == 0)
		return false;
	w->left--;
	(void)coop_get_uint(&w->at, w->at + UINT_MAX_BYTES, &len);
	w->form = (struct coop_bytes){(const char *)w->at, (size_t)len};
	w->at += len;
	(void)coop_get_uint(&w->at, w->at + UINT_MAX_BYTES, &documents);
	w->documents = (uint32_t)documents;
	return true;
}

void columns_part_numbers(const struct columns_part *p, size_t column, uint32_t first,
	uint32_t n, uint32_t *out)
{
	const char *from = p->map + p->columns[column].numbers;
	memcpy(out, from + (size_t)first * sizeof *out, n * sizeof *out);
}

void columns_part_unload(const struct columns_part *p)
{
	tempfile_unload(p->file);
}
