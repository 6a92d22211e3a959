#include "indexer/bulk/columns_gather.h"

#include <stdlib.h>

enum coop_status columns_gather_new(struct columns_gather **out, struct coop_error *err)
{
	*out = NULL;
	struct columns_gather *g = calloc(1, sizeof *g);
	if (!g)
		return coop_fail_nomem(err);
	g->ncolumns = coop_column_fields(g->fields);
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < g->ncolumns; i++)
		st = coop_strmap_new(&g->columns[i].forms, err);
	if (st)
		columns_gather_free(g);
	else
		*out = g;
	return st;
}

/* Frees what documents that are added take. */
static void release(struct columns_gather *g)
{
	for (size_t i = 0; i < g->ncolumns; i++) {
		coop_strmap_free(g->columns[i].forms);
		free(g->columns[i].counts);
		coop_buf_release(&g->columns[i].documents);
		g->columns[i] = (struct columns_gathered){0};
	}
	coop_column_scratch_release(&g->scratch);
	coop_buf_release(&g->form);
}

void columns_gather_free(struct columns_gather *g)
{
	if (!g)
		return;
	release(g);
	for (size_t i = 0; i < g->nparts; i++)
		columns_part_free(g->parts[i]);
	free(g->parts);
	free(g->batches);
	free(g);
}

enum coop_status columns_gather_begin(
	struct columns_gather *g, uint32_t first, struct coop_error *err)
{
	if (!coop_array_grow(
		    &g->batches, &g->batches_cap, g->nbatches + 1, sizeof *g->batches))
		return coop_fail_nomem(err);
	g->batches[g->nbatches++] =
		(struct columns_batch){.first = first, .part = (uint32_t)g->nparts};
	return COOP_OK;
}

/* ---- a document ---- */

/* The column of a field that has one. */
static size_t column_of(const struct columns_gather *g, enum coop_field field)
{
	size_t i = 0;
	while (i + 1 < g->ncolumns && g->fields[i] != field)
		i++;
	return i;
}

/* The number of a form, which is found or added. */
static enum coop_status number_of(struct columns_gather *g, struct columns_gathered *to,
	const struct coop_column_found *value, uint32_t *number, struct coop_error *err)
{
	const char *form = value->key;
	size_t len = value->key_len;
	bool added = false;
	if (value->shown) {
		coop_buf_reset(&g->form);
		coop_buf_add(&g->form, value->key, value->key_len);
		coop_buf_byte(&g->form, '\0');
		coop_buf_add(&g->form, value->shown, value->shown_len);
		form = g->form.s;
		len = g->form.len;
	}
	enum coop_status st = coop_buf_check(&g->form, err);
	if (!st)
		st = coop_strmap_intern(to->forms, form, len, number, &added, err);
	if (st || !added)
		return st;
	if (!coop_array_grow(&to->counts, &to->counts_cap, (size_t)*number + 1,
		    sizeof *to->counts))
		return coop_fail_nomem(err);
	to->counts[*number] = 0;
	return COOP_OK;
}

static enum coop_status take(
	void *data, const struct coop_column_found *value, struct coop_error *err)
{
	struct columns_gather *g = data;
	size_t i = column_of(g, value->field), *count = &g->counts[i];
	struct columns_gathered *to = &g->columns[i];
	uint32_t number;
	if (*count == COOP_COLUMN_EACH_MAX)
		return COOP_OK;
	enum coop_status st = number_of(g, to, value, &number, err);
	for (size_t k = 0; !st && k < *count; k++)
		if (g->numbers[i][k] == number)
			return COOP_OK;
	if (st)
		return st;
	g->numbers[i][(*count)++] = number;
	to->counts[number]++;
	return COOP_OK;
}

enum coop_status columns_gather_add(struct columns_gather *g,
	const struct coop_record *record, struct coop_error *err)
{
	struct coop_column_taker taker = {take, g};
	for (size_t i = 0; i < g->ncolumns; i++)
		g->counts[i] = 0;
	enum coop_status st = coop_column_values(record, &g->scratch, taker, err);
	for (size_t i = 0; !st && i < g->ncolumns; i++) {
		struct coop_buf *to = &g->columns[i].documents;
		coop_buf_uint(to, g->counts[i]);
		for (size_t k = 0; k < g->counts[i]; k++)
			coop_buf_uint(to, g->numbers[i][k]);
		st = coop_buf_check(to, err);
	}
	g->batches[g->nbatches - 1].count++;
	g->gathered++;
	return st;
}

/* ---- a part ---- */

static enum coop_status write_part(
	struct columns_gather *g, struct columns_part *part, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < g->ncolumns; i++) {
		struct columns_gathered *c = &g->columns[i];
		st = columns_part_add(part, c->forms, c->counts, &c->documents, err);
	}
	return st ? st : columns_part_seal(part, err);
}

/* Forgets the documents; keeps the memory. */
static void reset(struct columns_gather *g)
{
	for (size_t i = 0; i < g->ncolumns; i++) {
		coop_strmap_reset(g->columns[i].forms);
		coop_buf_reset(&g->columns[i].documents);
	}
	g->gathered = 0;
}

enum coop_status columns_gather_flush(
	struct columns_gather *g, const char *dir, struct coop_error *err)
{
	if (g->gathered == 0)
		return COOP_OK;
	if (!coop_array_grow(&g->parts, &g->parts_cap, g->nparts + 1, sizeof *g->parts))
		return coop_fail_nomem(err);
	struct columns_part *part;
	enum coop_status st = columns_part_new(dir, &part, err);
	if (st)
		return st;
	g->parts[g->nparts++] = part;
	st = write_part(g, part, err);
	reset(g);
	return st;
}

enum coop_status columns_gather_end(
	struct columns_gather *g, const char *dir, struct coop_error *err)
{
	enum coop_status st = columns_gather_flush(g, dir, err);
	release(g);
	return st;
}

size_t columns_gather_memory(const struct columns_gather *g)
{
	size_t n = 0;
	uint32_t most = 0; /* forms of a column: they are sorted column by column */
	for (size_t i = 0; i < g->ncolumns; i++) {
		const struct columns_gathered *c = &g->columns[i];
		uint32_t forms = coop_strmap_count(c->forms);
		n += coop_strmap_memory(c->forms) + c->documents.len +
		     c->documents.len / 2 + forms * sizeof *c->counts;
		most = forms > most ? forms : most;
	}
	return n + (size_t)most * COLUMNS_PART_SORTING;
}
