#include "indexer/bulk/column_numbers.h"

#include <stdlib.h>
#include <string.h>

enum { WAITING = 256, /* numbers of a part */ AT_ONCE = 1 << 14 /* that are read */ };

struct column_numbers_part {
	uint64_t at;     /* where the numbers begin in the file */
	uint32_t number; /* how many are written */
	uint32_t count;  /* how many wait */
	uint32_t waiting[WAITING];
};

enum coop_status column_numbers_new(struct column_numbers *n, const char *dir,
	struct columns_part *const *parts, size_t nparts, struct coop_error *err)
{
	*n = (struct column_numbers){.from = parts, .nparts = nparts};
	n->parts = calloc(nparts + 1, sizeof *n->parts);
	return n->parts ? tempfile_new(dir, &n->file, err) : coop_fail_nomem(err);
}

void column_numbers_release(struct column_numbers *n)
{
	tempfile_free(n->file);
	free(n->parts);
	coop_buf_release(&n->read);
}

void column_numbers_begin(struct column_numbers *n, size_t column)
{
	uint64_t at = 0;
	n->column = column;
	for (size_t i = 0; i < n->nparts; i++) {
		struct column_numbers_part *p = &n->parts[i];
		p->at = at;
		p->number = p->count = 0;
		at += (uint64_t)n->from[i]->columns[column].count * sizeof(uint32_t);
	}
}

static enum coop_status write_out(
	struct column_numbers *n, struct column_numbers_part *p, struct coop_error *err)
{
	enum coop_status st =
		tempfile_write_at(n->file, p->at + (uint64_t)p->number * sizeof(uint32_t),
			p->waiting, p->count * sizeof(uint32_t), err);
	p->number += p->count;
	p->count = 0;
	return st;
}

enum coop_status column_numbers_add(
	struct column_numbers *n, size_t part, uint32_t number, struct coop_error *err)
{
	struct column_numbers_part *p = &n->parts[part];
	p->waiting[p->count++] = number;
	return p->count < WAITING ? COOP_OK : write_out(n, p, err);
}

enum coop_status column_numbers_end(struct column_numbers *n, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < n->nparts; i++)
		st = write_out(n, &n->parts[i], err);
	return st;
}

enum coop_status column_numbers_read(
	struct column_numbers *n, size_t part, uint32_t *out, struct coop_error *err)
{
	const struct columns_part *from = n->from[part];
	uint32_t count = from->columns[n->column].count, thread[AT_ONCE];
	enum coop_status st = COOP_OK;
	for (uint32_t i = 0, some; !st && i < count; i += some) {
		some = count - i < AT_ONCE ? count - i : AT_ONCE;
		st = tempfile_read(n->file,
			n->parts[part].at + (uint64_t)i * sizeof(uint32_t),
			some * sizeof(uint32_t), &n->read, err);
		columns_part_numbers(from, n->column, i, some, thread);
		for (uint32_t k = 0; !st && k < some; k++)
			memcpy(&out[thread[k]], n->read.s + k * sizeof(uint32_t),
				sizeof(uint32_t));
	}
	return st;
}
