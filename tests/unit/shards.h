/*
 * shards.h - the notices of an index dealt to several, which are made with its facts.
 */
#ifndef COOP_TESTS_UNIT_SHARDS_H
#define COOP_TESTS_UNIT_SHARDS_H

#include "indexer/terms/facts.h"
#include "shared/index/documents.h"
#include "tests/unit/snapshots.h"

enum { SHARDS_MOST = 16 };

/* How notices are dealt. */
enum shard_dealing {
	BY_SOURCE, /* all of a file to one shard */
	BY_NOTICE  /* those of a file to all */
};

static inline size_t shard_of(
	const struct coop_record *r, enum shard_dealing dealing, size_t n)
{
	struct coop_value id;
	const char *path = coop_record_path(r);
	uint32_t hash = 2166136261U;
	for (; *path; path++)
		hash = (hash ^ (unsigned char)*path) * 16777619U;
	coop_record_get(r, COOP_F_ID, &id);
	for (size_t i = 0; dealing == BY_NOTICE && i < id.len; i++)
		hash = (hash ^ (unsigned char)id.text[i]) * 16777619U;
	return (hash >> 7) % n;
}

struct dealt {
	enum shard_dealing dealing;
	bool engine_tools; /* each can be handed out by the engine's servers */
	const char *root;  /* of the paths of notices; NULL: unknown */
};

/* Deals the notices of an index, open in a collection alone, to `n` shards in the folders `dirs`. */
static inline void deal_shards_as(const struct coop_collection *from,
	const struct dealt *how, const struct coop_buf *dirs, size_t n)
{
	const struct coop_reader *reader = from->parts->segment->reader;
	struct coop_collection_documents *documents;
	struct facts facts = {0};
	struct coop_error err = {0};
	struct sink *sinks[SHARDS_MOST];
	struct coop_buf paths[SHARDS_MOST] = {{0}}, data = {0};
	struct coop_record record;
	coop_record_init(&record);
	need(n <= SHARDS_MOST && !facts_read(reader, &facts, &err), err.msg);
	need(!coop_collection_documents_open(from, &documents, &err), err.msg);
	for (size_t i = 0; i < n; i++) {
		struct build build = {.threads = 1,
			.memory = 64 << 20,
			.facts = &facts,
			.engine_tools = how->engine_tools};
		coop_buf_printf(&paths[i], "%s/" COOP_INDEX_GENERATION "1", dirs[i].s);
		need(mkdir(dirs[i].s, 0777) == 0 && mkdir(paths[i].s, 0777) == 0,
			paths[i].s);
		need(!build_sink(paths[i].s, &build, &sinks[i], &err), err.msg);
	}
	for (uint32_t d = 1; d <= from->last; d++) {
		coop_buf_reset(&data);
		need(!coop_collection_documents_read(documents, d, &data, &err), err.msg);
		need(!coop_record_unpack(&record, data.s, data.len, &err), err.msg);
		need(!sink_add(sinks[shard_of(&record, how->dealing, n)], &record, &err),
			err.msg);
	}
	for (size_t i = 0; i < n; i++) {
		need(!sink_finish(sinks[i], &err), err.msg);
		sink_free(sinks[i]);
		write_checksums(paths[i].s);
		write_manifest(dirs[i].s, 1, how->root);
		coop_buf_release(&paths[i]);
	}
	coop_record_release(&record);
	coop_buf_release(&data);
	coop_collection_documents_free(documents);
	facts_release(&facts);
}

static inline void deal_shards(const struct coop_collection *from,
	enum shard_dealing dealing, const struct coop_buf *dirs, size_t n)
{
	struct dealt how = {.dealing = dealing};
	deal_shards_as(from, &how, dirs, n);
}

#endif
