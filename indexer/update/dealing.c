#include "indexer/update/dealing.h"

#include <string.h>

#include "indexer/decode/filetype.h"
#include "indexer/read/reader.h"
#include "shared/index/hashes.h"
#include "shared/text/nfc.h"

/* Whether the name of a file shows that it holds one text: reader.c reads it so unless its content misleads. */
static bool is_text(const char *path)
{
	/* in XML may be one text or a million notices */
	static const char *const any[] = {".xml", ".rdf", NULL};
	const struct filetype *kind = filetype_of(path);
	if (!kind)
		return reader_knows_as_text(path);
	return kind->holds == HOLDS_TEXT && !filetype_has_suffix(path, any);
}

bool dealing_is_whole(const struct dealing *d, const char *stored)
{
	uint32_t number;
	bool excepted = d->exceptions &&
			coop_strmap_find(d->exceptions, stored, strlen(stored), &number);
	return is_text(stored) != excepted;
}

/* The length of an id without the suffixes of copies. */
static size_t without_suffixes(const char *id, size_t len)
{
	for (size_t n = len;;) {
		while (n > 0 && id[n - 1] >= '0' && id[n - 1] <= '9')
			n--;
		if (n < 2 || n == len || id[n - 1] != '~')
			return len;
		len = --n;
	}
}

enum coop_status dealing_has(const struct dealing *d, const char *id, size_t len,
	struct coop_buf *scratch, bool *has, struct coop_error *err)
{
	*has = true;
	if (d->shards == 0)
		return COOP_OK;
	coop_buf_reset(scratch);
	coop_nfc_add(id, len, scratch);
	enum coop_status st = coop_buf_check(scratch, err);
	if (st)
		return st;
	const char *key = coop_buf_cstr(scratch);
	uint64_t hash = coop_hash_bytes(key, without_suffixes(key, scratch->len));
	*has = hash % d->shards + 1 == d->shard;
	return COOP_OK;
}

enum coop_status dealing_tells(const struct dealing *d, const char *stored,
	struct coop_buf *scratch, bool *tells, struct coop_error *err)
{
	*tells = true;
	return dealing_is_whole(d, stored)
		       ? COOP_OK
		       : dealing_has(d, stored, strlen(stored), scratch, tells, err);
}

bool dealing_is_own(const char *stored, const char *id, size_t len)
{
	size_t n = strlen(stored);
	return len < n || memcmp(id, stored, n) != 0 ||
	       (len > n && id[n] != '#' && id[n] != '/');
}
