#include "indexer/update/spool.h"

#include <stdlib.h>

#include "indexer/disk/tempfile.h"
#include "shared/core/buf.h"

struct spooled {
	uint64_t end; /* of the record in the file */
	enum coop_id_origin id_origin;
};

struct spool {
	struct tempfile *file; /* NULL before the first record */
	struct coop_buf dir;
	struct spooled *at;
	size_t count, cap;
	bool flushed;
	struct coop_buf packed;
};

enum coop_status spool_new(const char *dir, struct spool **out, struct coop_error *err)
{
	*out = NULL;
	struct spool *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	coop_buf_str(&s->dir, dir);
	enum coop_status st = coop_buf_check(&s->dir, err);
	if (st)
		spool_free(s);
	else
		*out = s;
	return st;
}

void spool_free(struct spool *s)
{
	if (!s)
		return;
	tempfile_free(s->file);
	coop_buf_release(&s->dir);
	coop_buf_release(&s->packed);
	free(s->at);
	free(s);
}

enum coop_status spool_add(struct spool *s, const struct coop_record *record,
	const char *packed, size_t len, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (!s->file)
		st = tempfile_new(s->dir.s, &s->file, err);
	if (!st && (s->count >= UINT32_MAX - 1 || !coop_array_grow(&s->at, &s->cap,
							  s->count + 1, sizeof *s->at)))
		st = coop_fail_nomem(err);
	if (!st)
		st = tempfile_add(s->file, packed, len, err);
	if (!st)
		s->at[s->count++] =
			(struct spooled){tempfile_size(s->file), record->id_origin};
	return st;
}

uint32_t spool_count(const struct spool *s)
{
	return (uint32_t)s->count;
}

enum coop_status spool_read(
	struct spool *s, uint32_t number, struct coop_record *out, struct coop_error *err)
{
	const struct spooled *r = &s->at[number - 1];
	uint64_t begin = number > 1 ? r[-1].end : 0;
	size_t len = (size_t)(r->end - begin);
	enum coop_status st = s->flushed ? COOP_OK : tempfile_flush(s->file, err);
	s->flushed |= st == COOP_OK;
	if (!st)
		st = tempfile_read(s->file, begin, len, &s->packed, err);
	if (!st)
		st = coop_record_unpack(
			out, coop_buf_cstr(&s->packed), s->packed.len, err);
	out->id_origin = r->id_origin;
	return st;
}
