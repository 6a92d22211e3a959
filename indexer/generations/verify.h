/*
 * verify.h - whether the files of a generation are as they were written.
 *
 * Every page of the segments is compared with its checksum (checksums.h), and the files that the
 * manifest names with theirs. Nothing is locked or changed.
 */
#ifndef COOP_INDEXER_GENERATIONS_VERIFY_H
#define COOP_INDEXER_GENERATIONS_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/report/report.h"
#include "shared/core/error.h"
#include "shared/index/stub.h"

/* The segment that a file belongs to. */
enum verify_segment {
	VERIFY_BASE,
	VERIFY_DELTA,
	VERIFY_REMOVED,
	VERIFY_SEGMENTS,
	VERIFY_NONE =
		VERIFY_SEGMENTS /* it is the manifest, or a file about the sources */
};

enum verify_kind {
	VERIFY_MISSING,
	VERIFY_SIZE, /* the file has another size */
	VERIFY_PAGES,
	VERIFY_WHOLE /* it has one checksum, which is not that of the file */
};

/* A file that is not as it was written. */
struct verify_damage {
	enum verify_segment segment;
	const char *name; /* lives as long as the program */
	enum verify_kind kind;
	size_t size; /* what it has now */
	size_t pages, damaged,
		first; /* VERIFY_PAGES: all, those damaged, the first of these */
};

enum { VERIFY_FILES = 10 /* of a segment */, VERIFY_MAX = 3 * VERIFY_FILES + 3 };

/* What was found. */
struct verified {
	size_t files, pages; /* verified */
	struct verify_damage damage[VERIFY_MAX];
	size_t damaged; /* entries of `damage` */
};

struct verify;

/*
 * Opens all files of a generation, whose folder is open, borrowed, and called `path` in messages; one
 * that is missing is no failure yet.
 */
enum coop_status verify_open(
	int folder, const char *path, struct verify **out, struct coop_error *err);
void verify_free(struct verify *v); /* NULL is fine */

/*
 * Verifies the files that are open. `stub` says which checksums and manifest the generation has; NULL:
 * not known. `progress` may be NULL. Damage is no failure. COOP_E_ARG: a tool of the engine has changed or copied the index,
 * so that there is nothing to verify it with.
 */
enum coop_status verify_files(struct verify *v, const struct coop_stub *stub,
	struct progress *progress, struct verified *out, struct coop_error *err);

/* Says of each damaged file how much of it is damaged; COOP_E_CORRUPT if there is one. */
enum coop_status verify_tell(const struct verified *found, const char *path,
	const struct report *report, struct coop_error *err);

/* All of that for a generation whose stub is not known. */
enum coop_status verify_generation(int folder, const char *path,
	const struct report *report, struct coop_error *err);

#endif
