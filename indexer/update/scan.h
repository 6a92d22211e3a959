/*
 * scan.h - which sources an index is to be made from, and which of them must be read.
 *
 * A source is unchanged, and not read, when its size, its mtime and its settings (settings.h) are those
 * that the table of the index has. An mtime is not trusted when it is later than two seconds before that
 * build began: the file may have changed once more within the tick of its clock. Such a file is compared
 * by the hash of its content, and so is one whose mtime alone has changed, if the table has its hash.
 */
#ifndef COOP_INDEXER_UPDATE_SCAN_H
#define COOP_INDEXER_UPDATE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/report/report.h"
#include "indexer/select/selection.h"
#include "indexer/update/dealing.h"
#include "indexer/update/sources.h"
#include "shared/core/error.h"

#define SCAN_NOT_BEFORE SIZE_MAX

struct scan_entry {
	/* Offsets in the names: of the path to open, and of that in the index. */
	size_t path, stored;
	struct source_state state;
	size_t before; /* number of the source in the table before; SCAN_NOT_BEFORE: it is new */
	bool stream; /* it can be read once only (walk.h), and always is */
	bool read;   /* it is new or has changed, or cannot be told from one that has */
};

/* Begin with `= {0}`. */
struct scan {
	struct scan_entry *at; /* in the order of reading */
	size_t count, cap;
	struct coop_buf names;
	uint64_t bytes; /* size of the files that must be read */
	int64_t begun;  /* when it began, in nanoseconds since 1970 */
	/* compared with the table before */
	size_t added, changed, gone;
	size_t passed;  /* files that other shards have */
	bool reordered; /* sources that were there before come in another order */
};

/* What a scan compares with. */
struct scan_before {
	const struct sources *sources; /* NULL: everything is read */
	uint64_t settings;             /* of this run (settings.h) */
	/*
	 * Whether sources that are not among the paths stay as they are (--add); else the index is to
	 * hold the paths alone. Those of which records are lost (SOURCE_LOST) are read again all the
	 * same, from their paths in the folder `root`.
	 */
	bool keep;
	const char *root; /* of the index before; NULL or "" for none */
	/* NULL, or which files are dealt whole to other shards: they are passed over */
	const struct dealing *dealing;
};

/*
 * Walks the paths of a selection. `root` is what stored paths are relative to. Files that cannot be
 * found, and what is skipped, go to the report. To be released even after a failure.
 */
enum coop_status scan_run(const struct selection *selection, const char *root,
	const struct scan_before *before, struct report *report, struct scan *out,
	struct coop_error *err);
/* Makes entries of all sources before, as those that stay: for `before->keep`. */
enum coop_status scan_keep_all(
	const struct scan_before *before, struct scan *out, struct coop_error *err);
void scan_release(struct scan *s);

static inline const char *scan_path(const struct scan *s, const struct scan_entry *e)
{
	return coop_buf_cstr(&s->names) + e->path;
}

static inline const char *scan_stored(const struct scan *s, const struct scan_entry *e)
{
	return coop_buf_cstr(&s->names) + e->stored;
}

/* The bytes that are to be read; 0 where that is not known, as of standard input. */
uint64_t scan_size(const struct scan *s);

/* Whether nothing was added, changed or lost. */
static inline bool scan_is_same(const struct scan *s)
{
	return s->added + s->changed + s->gone == 0;
}

#endif
