#include "shared/index/stored.h"

#include <stdlib.h>

#include "shared/index/documents.h"
#include "shared/index/hashes.h"

struct coop_stored {
	const struct coop_reader *reader;
	struct coop_documents *documents;
	struct coop_buf data;
	uint64_t next, last; /* docids; `next` may be one more than any docid */
};

static enum coop_status begin(struct coop_stored *s, const struct coop_reader *reader,
	uint32_t first, uint32_t last, struct coop_error *err)
{
	*s = (struct coop_stored){.reader = reader, .next = first, .last = last};
	return coop_documents_open(reader, &s->documents, err);
}

static void end(struct coop_stored *s)
{
	coop_documents_free(s->documents);
	coop_buf_release(&s->data);
}

enum coop_status coop_stored_open(const struct coop_reader *reader, uint32_t first,
	uint32_t last, struct coop_stored **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_stored *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	enum coop_status st = begin(s, reader, first, last, err);
	if (st)
		coop_stored_free(s);
	else
		*out = s;
	return st;
}

void coop_stored_free(struct coop_stored *s)
{
	if (!s)
		return;
	end(s);
	free(s);
}

/* Unpacks the data of a document. */
static enum coop_status unpack(struct coop_stored *s, struct coop_record *record,
	uint64_t *hash, struct coop_error *err)
{
	const char *data = coop_buf_cstr(&s->data);
	enum coop_status st = coop_record_unpack(record, data, s->data.len, NULL);
	if (st == COOP_E_CORRUPT)
		return coop_reader_damaged(s->reader, COOP_GLASS_DOCDATA, err);
	if (st)
		return coop_fail_nomem(err);
	*hash = coop_hash_packed(record, data, s->data.len);
	return COOP_OK;
}

enum coop_status coop_stored_next(struct coop_stored *s, struct coop_record *record,
	uint64_t *hash, bool *more, struct coop_error *err)
{
	*more = s->next <= s->last;
	if (!*more)
		return COOP_OK;
	coop_buf_reset(&s->data);
	enum coop_status st =
		coop_documents_read(s->documents, (uint32_t)s->next, &s->data, err);
	if (st)
		return st;
	s->next++;
	return unpack(s, record, hash, err);
}

enum coop_status coop_stored_each(const struct coop_reader *reader, uint32_t first,
	uint32_t last, struct coop_stored_taker taker, struct coop_error *err)
{
	struct coop_stored stored;
	struct coop_record record;
	uint64_t hash = 0;
	bool more = true;
	coop_record_init(&record);
	enum coop_status st = begin(&stored, reader, first, last, err);
	while (!st && more) {
		st = coop_stored_next(&stored, &record, &hash, &more, err);
		if (!st && more)
			st = taker.take(taker.data, &record, hash, err);
	}
	end(&stored);
	coop_record_release(&record);
	return st;
}
