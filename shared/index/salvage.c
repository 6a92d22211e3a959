#include "shared/index/salvage.h"

#include <stdlib.h>

#include "shared/core/bytes.h"
#include "shared/index/hashes.h"
#include "shared/index/inflate.h"
#include "shared/index/table.h"

/* The size of a block in all tables that the bulk builder writes, and the revision of these. */
enum { BLOCK = 8192, REVISION = 1 };

/* Where a piece of the data of a document is, or seems to be. */
struct place {
	uint32_t docid, block;
	uint16_t piece, item; /* number of the item in its leaf */
	bool verified;        /* the leaf is as it was written */
};

struct coop_salvage {
	struct coop_mapping sums, docdata, hashes;
	struct coop_checksums *checksums; /* NULL: they cannot be used */
	struct coop_pages docdata_pages, hashes_pages;
	struct coop_table table; /* its pages are not verified when a leaf is entered */
	struct place *places;    /* by docid and piece */
	size_t count, cap;
	struct libdeflate_decompressor *decompressor;
	struct coop_buf pieces, data;
};

/* ---- opening ---- */

/* Maps a file, and finds its pages; what was appended to it is left aside. */
static enum coop_status map(struct coop_salvage *s, int folder, const char *path,
	const char *name, struct coop_mapping *file, struct coop_pages *pages,
	struct coop_error *err)
{
	uint64_t size;
	struct coop_error why = {0};
	*pages = (struct coop_pages){0};
	enum coop_status st = coop_mapping_open(file, folder, path, name, &why);
	if (st == COOP_E_CORRUPT) /* it is no file */
		return COOP_OK;
	if (st || !s->checksums)
		return coop_pass_on(err, &why);
	if (!coop_checksums_find(s->checksums, name, &size)) {
		coop_mapping_close(file); /* nothing that was written */
		*file = (struct coop_mapping){0};
		return COOP_OK;
	}
	struct coop_mapping known = *file;
	known.size = known.size > size ? (size_t)size : known.size;
	coop_checksums_pages(s->checksums, name, &known, pages);
	return COOP_OK;
}

static enum coop_status open_checksums(struct coop_salvage *s, int folder,
	const char *path, const uint32_t *crc, struct coop_error *err)
{
	struct coop_error why = {0};
	enum coop_status st =
		coop_mapping_open(&s->sums, folder, path, COOP_CHECKSUMS_FILE, &why);
	if (!st && s->sums.there)
		st = coop_checksums_open(&s->sums, &s->checksums, &why);
	if (st && st != COOP_E_CORRUPT)
		return coop_pass_on(err, &why);
	if (s->checksums && crc && coop_checksums_crc(s->checksums) != *crc) {
		coop_checksums_free(s->checksums);
		s->checksums = NULL;
	}
	return COOP_OK;
}

static int by_docid(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	if (x->docid != y->docid)
		return x->docid < y->docid ? -1 : 1;
	if (x->piece != y->piece)
		return x->piece < y->piece ? -1 : 1;
	return (int)y->verified - (int)x->verified;
}

/* Notes the items of a leaf. */
static enum coop_status take_leaf(struct coop_salvage *s, size_t block,
	const struct coop_table_level *leaf, struct coop_error *err)
{
	struct coop_item item;
	uint64_t docid;
	bool verified =
		s->checksums && coop_pages_verify(&s->docdata_pages, leaf->block, BLOCK);
	if (!coop_array_grow(
		    &s->places, &s->cap, s->count + leaf->count, sizeof *s->places))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < leaf->count; i++)
		if (coop_table_leaf_item(&s->table, leaf, i, &item) &&
			coop_glass_sorted(item.key, item.key_len, &docid) && docid > 0 &&
			docid <= UINT32_MAX && item.piece <= UINT16_MAX)
			s->places[s->count++] =
				(struct place){(uint32_t)docid, (uint32_t)block,
					(uint16_t)item.piece, (uint16_t)i, verified};
	return COOP_OK;
}

static enum coop_status find_leaves(struct coop_salvage *s, struct coop_error *err)
{
	struct coop_table_level leaf;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < s->table.blocks && i <= UINT32_MAX; i++)
		if (coop_table_leaf(&s->table, i, &leaf))
			st = take_leaf(s, i, &leaf, err);
	if (!st && s->count > 0)
		qsort(s->places, s->count, sizeof *s->places, by_docid);
	return st;
}

static enum coop_status open_all(struct coop_salvage *s, int folder, const char *path,
	const uint32_t *crc, struct coop_error *err)
{
	s->decompressor = coop_inflate_new();
	if (!s->decompressor)
		return coop_fail_nomem(err);
	enum coop_status st = open_checksums(s, folder, path, crc, err);
	if (!st)
		st = map(s, folder, path, coop_glass_file(COOP_GLASS_DOCDATA),
			&s->docdata, &s->docdata_pages, err);
	if (!st)
		st = map(s, folder, path, COOP_HASHES_FILE, &s->hashes, &s->hashes_pages,
			err);
	if (st)
		return st;
	size_t size =
		s->docdata_pages.checksums ? s->docdata_pages.size : s->docdata.size;
	s->table = (struct coop_table){.at = (const unsigned char *)s->docdata.at,
		.blocks = size / BLOCK,
		.root.size = BLOCK,
		.revision = REVISION};
	return find_leaves(s, err);
}

enum coop_status coop_salvage_open(int folder, const char *path, const uint32_t *crc,
	struct coop_salvage **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_salvage *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	enum coop_status st = open_all(s, folder, path, crc, err);
	if (st)
		coop_salvage_free(s);
	else
		*out = s;
	return st;
}

void coop_salvage_free(struct coop_salvage *s)
{
	if (!s)
		return;
	coop_checksums_free(s->checksums);
	coop_mapping_close(&s->sums);
	coop_mapping_close(&s->docdata);
	coop_mapping_close(&s->hashes);
	if (s->decompressor)
		libdeflate_free_decompressor(s->decompressor);
	coop_buf_release(&s->pieces);
	coop_buf_release(&s->data);
	free(s->places);
	free(s);
}

uint32_t coop_salvage_most(const struct coop_salvage *s)
{
	/* no item of the table has less than a byte */
	size_t n = s->docdata.size > s->hashes.size / COOP_HASH_BYTES
			   ? s->docdata.size
			   : s->hashes.size / COOP_HASH_BYTES;
	return n < UINT32_MAX - 1 ? (uint32_t)n : UINT32_MAX - 1;
}

bool coop_salvage_names(const struct coop_salvage *s, const char *name)
{
	uint64_t size;
	return s->checksums && coop_checksums_find(s->checksums, name, &size);
}

/* ---- reading ---- */

/* Puts the pieces of a document together; false when one is missing. */
static bool join_pieces(
	struct coop_salvage *s, uint32_t docid, bool *compressed, bool *verified)
{
	struct coop_table_level leaf;
	struct coop_item item = {.last = false};
	unsigned piece = 0;
	*verified = true;
	coop_buf_reset(&s->pieces);
	const struct place least = {.docid = docid, .verified = true};
	for (size_t i = coop_array_lower_bound(
		     &least, s->places, s->count, sizeof *s->places, by_docid);
		!item.last; i++) {
		if (i == s->count || s->places[i].docid != docid)
			return false;
		const struct place *p = &s->places[i];
		/* the same piece again: one of the two was never written there */
		if (p->piece == piece)
			continue;
		if (p->piece != ++piece || !coop_table_leaf(&s->table, p->block, &leaf) ||
			!coop_table_leaf_item(&s->table, &leaf, p->item, &item))
			return false;
		if (piece == 1)
			*compressed = item.compressed;
		*verified &= p->verified;
		coop_buf_add(&s->pieces, (const char *)item.s, item.n);
	}
	return true;
}

/* Reads the data of a document; false when there are none. */
static bool read_data(struct coop_salvage *s, uint32_t docid, bool *verified)
{
	bool compressed = false;
	coop_buf_reset(&s->data);
	if (!join_pieces(s, docid, &compressed, verified) || s->pieces.failed)
		return false;
	const char *pieces = coop_buf_cstr(&s->pieces);
	if (compressed)
		return coop_inflate(s->decompressor, (const unsigned char *)pieces,
			s->pieces.len, &s->data);
	coop_buf_add(&s->data, pieces, s->pieces.len);
	return true;
}

/* Reads the hash that was written for a document, if there is one; whether it can be relied on. */
static bool read_hash(const struct coop_salvage *s, uint32_t docid, uint64_t *hash)
{
	const struct coop_pages *pages = &s->hashes_pages;
	size_t at = (size_t)(docid - 1) * COOP_HASH_BYTES;
	size_t size = pages->checksums ? pages->size : s->hashes.size;
	if (at + COOP_HASH_BYTES > size)
		return false;
	*hash = coop_get_le64(s->hashes.at + at);
	return pages->checksums &&
	       coop_pages_verify(pages, s->hashes.at + at, COOP_HASH_BYTES);
}

/* No damage makes a record and a hash agree, whatever else is known of the two. */
static enum coop_salvaged judge(
	bool record_verified, bool hash_verified, bool agree, bool checksums)
{
	if (agree)
		return hash_verified || !checksums ? COOP_SALVAGE_WHOLE
						   : COOP_SALVAGE_UNHASHED;
	return record_verified && !hash_verified ? COOP_SALVAGE_UNHASHED
						 : COOP_SALVAGE_LOST;
}

enum coop_status coop_salvage_read(struct coop_salvage *s, uint32_t docid,
	struct coop_record *out, uint64_t *hash, enum coop_salvaged *how,
	struct coop_error *err)
{
	uint64_t written = 0;
	bool verified, there = read_data(s, docid, &verified);
	*how = COOP_SALVAGE_LOST;
	if (s->pieces.failed || s->data.failed)
		return coop_fail_nomem(err);
	if (!there)
		return COOP_OK;
	const char *data = coop_buf_cstr(&s->data);
	enum coop_status st = coop_record_unpack(out, data, s->data.len, NULL);
	if (st)
		return st == COOP_E_CORRUPT ? COOP_OK : coop_fail_nomem(err);
	*hash = coop_hash_packed(out, data, s->data.len);
	bool known = read_hash(s, docid, &written);
	*how = judge(verified, known, written == *hash, s->checksums != NULL);
	return COOP_OK;
}
