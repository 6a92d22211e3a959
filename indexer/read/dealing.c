#include "indexer/read/dealing.h"

#include <string.h>

#include "shared/index/hashes.h"

bool dealing_takes(const struct dealing *d, const struct reader *reader,
	const struct coop_record *record)
{
	struct coop_value id;
	const char *path = coop_record_path(record);
	if (d->shards == 0)
		return true;
	bool row = reader_is_table(reader) && coop_record_get(record, COOP_F_ID, &id);
	uint64_t hash = row ? coop_hash_bytes(id.text, id.len)
			    : coop_hash_bytes(path, strlen(path));
	return hash % d->shards == d->shard - 1;
}
