/*
 * sources.h - the table of what an index was made from: each file, as it was when it was read, and
 * where its records are.
 *
 * It is the file `sources` of a generation (shared/index/sources_file.h).
 */
#ifndef COOP_INDEXER_UPDATE_SOURCES_H
#define COOP_INDEXER_UPDATE_SOURCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"

enum source_segment {
	SOURCE_BASE,
	SOURCE_DELTA,
	SOURCE_SPOOL /* spool.h: only while an update is being made */
};

/* Consecutive records of a source that are consecutive documents of a segment. */
struct source_run {
	enum source_segment segment;
	uint32_t first, count; /* the first docid */
};

enum source_flag {
	SOURCE_UNREAD =
		1,      /* it could not be read, or not to its end: to be tried again */
	SOURCE_CUT = 2, /* records of it were removed from the index: not all are there */
	SOURCE_LOST = 4 /* records of it are damaged; never in the file */
};

/* What a file is recognised by without reading it, and what its records depend on. */
struct source_state {
	uint64_t size;
	int64_t mtime;     /* nanoseconds since 1970 */
	uint64_t hash;     /* of the content; 0: not known */
	uint64_t settings; /* settings.h */
};

struct source {
	size_t path;       /* offset of its path in the table's names */
	size_t rejects_at; /* where its rows begin in the table of rejected rows */
	unsigned flags;
	struct source_state state;
	uint64_t rejected, repaired, rejected_bytes;
	/*
	 * Records whose id was taken, which `repaired` does not count: it depends on the other sources
	 * as well.
	 */
	uint64_t copies;
	size_t run, nruns; /* a range of the table's runs */
};

/* Begin with `= {0}`. */
struct sources {
	int64_t begun;           /* when the build began, nanoseconds since 1970 */
	uint64_t rejected_bytes; /* size of the table of rejected rows */
	struct source *at;
	size_t count, cap;
	struct source_run *runs;
	size_t nruns, runs_cap;
	struct coop_buf names;
};

void sources_release(struct sources *s);

static inline const char *source_path(const struct sources *s, const struct source *of)
{
	return coop_buf_cstr(&s->names) + of->path;
}

/* Adds a source without runs, whose path is copied. */
enum coop_status sources_add(
	struct sources *s, const char *path, struct source **out, struct coop_error *err);
/* Adds a run to the source that was added last, joined to the run before where it continues it. */
enum coop_status sources_add_run(
	struct sources *s, struct source_run run, struct coop_error *err);

/* The number of records of a source. */
uint64_t source_records(const struct sources *s, const struct source *of);

/* The number of records of all sources. */
uint64_t sources_records(const struct sources *s);

/* Makes a map from paths to numbers of sources; of equal paths the first counts. */
enum coop_status sources_index(
	const struct sources *s, struct coop_strmap **out, struct coop_error *err);

/* Writes the file into the folder of a generation; fsync() of the folder is up to the caller. */
enum coop_status sources_write(
	int folder, const char *path, const struct sources *s, struct coop_error *err);

/*
 * Reads the file from the folder of a generation, which messages call `path`; its runs may lead to the
 * first `base` documents of the base and `delta` of the delta. To be released even after a failure.
 * COOP_E_CORRUPT: it is not as it was written; `crc` is its checksum.
 */
enum coop_status sources_read(int folder, const char *path, uint32_t crc, uint32_t base,
	uint32_t delta, struct sources *out, struct coop_error *err);

#endif
