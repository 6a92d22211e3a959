#include "shared/index/hashes.h"

#define XXH_INLINE_ALL /* see the Makefile */
#include <xxhash.h>

#include "shared/core/bytes.h"

uint64_t coop_hash_bytes(const char *s, size_t len)
{
	return XXH3_64bits(s, len);
}

uint64_t coop_hash_packed(const struct coop_record *r, const char *packed, size_t len)
{
	return XXH3_64bits(packed, coop_record_content(r, len));
}

enum coop_status coop_hashes_open(
	const struct coop_reader *reader, struct coop_hashes *h, struct coop_error *err)
{
	const uint64_t expected = (uint64_t)coop_reader_last(reader) * COOP_HASH_BYTES;
	enum coop_status st =
		coop_reader_map(reader, COOP_HASHES_FILE, &h->file, &h->pages, err);
	if (!st && h->file.there && h->file.size != expected)
		st = coop_glass_fail(COOP_HASHES_FILE, err);
	return st;
}

void coop_hashes_close(struct coop_hashes *h)
{
	coop_mapping_close(&h->file);
	*h = (struct coop_hashes){0};
}

enum coop_status coop_hashes_get(const struct coop_hashes *h, uint32_t docid,
	uint64_t *hash, struct coop_error *err)
{
	const char *at = h->file.at + (size_t)(docid - 1) * COOP_HASH_BYTES;
	if (!coop_pages_verify(&h->pages, at, COOP_HASH_BYTES))
		return coop_glass_fail(COOP_HASHES_FILE, err);
	*hash = coop_get_le64(at);
	return COOP_OK;
}
