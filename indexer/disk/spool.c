#include "indexer/disk/spool.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/disk/tempfile.h"

/* Each piece stands in the file behind its size. */
struct spool {
	struct tempfile *file;
	uint64_t at; /* where the next piece is read */
};

enum coop_status spool_new(const char *dir, struct spool **out, struct coop_error *err)
{
	*out = NULL;
	struct spool *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	enum coop_status st = tempfile_new(dir, &s->file, err);
	if (st)
		free(s);
	else
		*out = s;
	return st;
}

void spool_free(struct spool *s)
{
	if (!s)
		return;
	tempfile_free(s->file);
	free(s);
}

enum coop_status spool_put(
	struct spool *s, const char *data, size_t len, struct coop_error *err)
{
	uint64_t size = len;
	enum coop_status st = tempfile_add(s->file, &size, sizeof size, err);
	return st ? st : tempfile_add(s->file, data, len, err);
}

enum coop_status spool_rewind(struct spool *s, struct coop_error *err)
{
	s->at = 0;
	return tempfile_flush(s->file, err);
}

enum coop_status spool_next(
	struct spool *s, struct coop_buf *out, bool *more, struct coop_error *err)
{
	uint64_t size = 0;
	*more = s->at < tempfile_size(s->file);
	if (!*more)
		return COOP_OK;
	enum coop_status st = tempfile_read(s->file, s->at, sizeof size, out, err);
	if (st)
		return st;
	memcpy(&size, out->s, sizeof size);
	s->at += sizeof size;
	st = tempfile_read(s->file, s->at, size, out, err);
	s->at += size;
	return st;
}
