/*
 * engine.h - databases of the tests, as the engine and our readers see them.
 */
#ifndef COOP_TESTS_UNIT_ENGINE_H
#define COOP_TESTS_UNIT_ENGINE_H

#include <fcntl.h>

#include "indexer/generations/checksums_write.h"
#include "shared/index/collection.h"
#include "shared/index/manifest.h"
#include "shared/index/plan_check.h"
#include "shared/index/postings.h"
#include "shared/index/store.h"
#include "shared/index/stub.h"
#include "tests/unit/files.h"

/* Searches with the engine, after checking what it will read. */
static inline enum coop_status engine_search(const struct coop_reader *r,
	const struct coop_plan *plan, size_t count, struct coop_hits **out,
	struct coop_error *err)
{
	struct coop_engine *e;
	enum coop_status st = coop_reader_engine(r, &e, err);
	if (!st)
		st = coop_plan_check(r, plan, err);
	if (!st)
		st = coop_engine_search(e, plan, count, out, err);
	coop_engine_free(e);
	return st;
}

/* The posting lists in a folder; NULL when they are damaged or of other documents. They stay mapped. */
static inline struct coop_postings *lists_of(const char *dir, uint64_t documents)
{
	static const struct coop_pages no_checksums;
	struct coop_mapping file;
	struct coop_postings *lists;
	struct coop_error err = {0};
	int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	need(folder >= 0, dir);
	need(!coop_mapping_open(&file, folder, dir, COOP_POSTINGS_FILE, &err), err.msg);
	enum coop_status st =
		coop_postings_open(&file, &no_checksums, documents, &lists, &err);
	need(st == COOP_OK || st == COOP_E_CORRUPT, err.msg);
	close(folder);
	return lists;
}

/* A snapshot of a database alone; its reader and lists stay the caller's. */
static inline struct coop_snapshot snapshot_of(
	struct coop_reader *reader, struct coop_postings *lists)
{
	struct coop_snapshot s = {.base = {.reader = reader, .lists = lists},
		.last = coop_reader_last(reader)};
	need(!coop_reader_count(reader, &s.documents, NULL), "a count");
	return s;
}

/* A collection of that alone. */
static inline struct coop_collection *collection_of(const struct coop_snapshot *snapshot)
{
	struct coop_collection *c;
	struct coop_error err = {0};
	need(coop_collection_of(snapshot, &c, &err) == COOP_OK, err.msg);
	return c;
}

/* Writes the checksums of the database in a folder beside it. */
static inline void write_checksums(const char *dir)
{
	struct coop_error err = {0};
	int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	need(folder >= 0, dir);
	need(checksums_write(folder, dir, NULL, &err) == COOP_OK, err.msg);
	close(folder);
}

/* Writes the stub of a generation, with what it has of checksums and of a manifest. */
static inline void serve(const char *index, unsigned long number)
{
	char text[COOP_STUB_TEXT];
	struct coop_stub stub = {.number = number};
	struct coop_mapping file = {0}, manifest = {0};
	struct coop_checksums *sums;
	struct coop_buf path = {0};
	struct coop_error err = {0};
	int folder = open(index, O_RDONLY | O_DIRECTORY | O_CLOEXEC), generation;
	need(folder >= 0, index);
	if (!coop_generation_open(folder, index, number, &generation, &err)) {
		need(!coop_mapping_open(
			     &file, generation, index, COOP_CHECKSUMS_FILE, &err),
			err.msg);
		need(!coop_mapping_open(
			     &manifest, generation, index, COOP_INDEX_MANIFEST, &err),
			err.msg);
		close(generation);
	}
	if (manifest.there)
		stub.manifest = coop_manifest_crc(manifest.at, manifest.size);
	if (file.there) {
		need(!coop_checksums_open(&file, &sums, &err), err.msg);
		stub.checksums = coop_checksums_crc(sums);
		coop_checksums_free(sums);
	}
	coop_mapping_close(&file);
	coop_mapping_close(&manifest);
	close(folder);
	coop_buf_printf(&path, "%s/" COOP_INDEX_STUB, index);
	need(!path.failed, "memory");
	coop_stub_text(stub, text);
	write_whole(path.s, text, strlen(text));
	coop_buf_release(&path);
}

/* Puts the folder of an index's current database into `out`, which is emptied first. */
static inline void database_of(const char *index, struct coop_buf *out)
{
	char name[COOP_GENERATION_NAME];
	struct coop_stub stub;
	struct coop_error err = {0};
	int folder = open(index, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	need(folder >= 0, index);
	need(!coop_stub_read(folder, index, &stub, &err), err.msg);
	coop_generation_name(stub.number, name);
	coop_buf_reset(out);
	coop_buf_printf(out, "%s/%s", index, name);
	need(!out->failed, "memory");
	close(folder);
}

#endif
