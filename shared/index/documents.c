#include "shared/index/documents.h"

#include <stdlib.h>

#include "shared/core/bytes.h"
#include "shared/index/inflate.h"
#include "shared/index/table.h"

enum { KEY_MAX = 5 };

struct coop_documents {
	const struct coop_reader *reader;
	const struct coop_table *table;
	struct libdeflate_decompressor *decompressor;
	struct coop_buf pieces;
	/* at the last piece of this document; 0 when it is nowhere */
	struct coop_table_cursor cursor;
	uint32_t docid;
};

enum coop_status coop_documents_open(const struct coop_reader *reader,
	struct coop_documents **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_documents *t = calloc(1, sizeof *t);
	if (!t)
		return coop_fail_nomem(err);
	t->reader = reader;
	t->table = coop_reader_table(reader, COOP_GLASS_DOCDATA);
	t->decompressor = coop_inflate_new();
	if (t->decompressor) {
		*out = t;
		return COOP_OK;
	}
	coop_documents_free(t);
	return coop_fail_nomem(err);
}

void coop_documents_free(struct coop_documents *t)
{
	if (!t)
		return;
	libdeflate_free_decompressor(t->decompressor);
	coop_buf_release(&t->pieces);
	free(t);
}

/* Makes the key of a document, and returns its length. */
static size_t make_key(uint32_t docid, char key[KEY_MAX])
{
	size_t len = 2;
	/* each further byte gives seven bits more: eight, less one for the length */
	while (len < KEY_MAX && docid >> (15 + 7 * (len - 2)) != 0)
		len++;
	for (size_t i = 0; i < len; i++)
		key[i] = (char)((uint64_t)docid >> 8 * (len - 1 - i));
	key[0] = (char)((unsigned char)key[0] | (0xff00U >> (len - 2) & 0xffU));
	return len;
}

/* Moves the cursor to the first piece of a document; one step when it is the next one. */
static enum coop_lookup find(struct coop_documents *t, uint32_t docid)
{
	char key[KEY_MAX] = {0};
	size_t len = make_key(docid, key);
	struct coop_table_cursor *c = &t->cursor;
	if (t->docid != 0 && t->docid == docid - 1 &&
		coop_table_cursor_next(c) == COOP_LOOKUP_FOUND && c->item.piece == 1 &&
		coop_bytes_equal((const char *)c->item.key, c->item.key_len, key, len))
		return COOP_LOOKUP_FOUND;
	return coop_table_cursor_find(c, t->table, key, len);
}

enum coop_status coop_documents_read(struct coop_documents *t, uint32_t docid,
	struct coop_buf *out, struct coop_error *err)
{
	const unsigned char *s;
	size_t n;
	enum coop_lookup found = find(t, docid);
	bool compressed = found == COOP_LOOKUP_FOUND && t->cursor.item.compressed;
	if (found == COOP_LOOKUP_FOUND)
		found = coop_table_cursor_read(&t->cursor, &t->pieces, &s, &n);
	t->docid = found == COOP_LOOKUP_FOUND ? docid : 0;
	/* memory that ran out is not to be reported as damage */
	if (found == COOP_LOOKUP_FOUND && !t->pieces.failed) {
		if (!compressed)
			coop_buf_add(out, (const char *)s, n);
		else if (!coop_inflate(t->decompressor, s, n, out))
			found = COOP_LOOKUP_DAMAGED;
	}
	if (t->pieces.failed || out->failed)
		return coop_fail_nomem(err);
	return found == COOP_LOOKUP_FOUND
		       ? COOP_OK
		       : coop_reader_damaged(t->reader, COOP_GLASS_DOCDATA, err);
}
