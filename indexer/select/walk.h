/*
 * walk.h - the files of a selection, one by one, in the same order in every run.
 *
 * Folders are walked in the byte order of their names, and symbolic links are followed. A file or
 * folder that comes again, through a link or because it is named twice, is read once. Hidden files
 * are skipped, and what rule_stack.h excludes, and files whose kind no reader knows; all of that
 * goes to the report as skipped. A file that is named itself is read whatever its name, unless
 * --exclude or --include leaves it out.
 */
#ifndef COOP_INDEXER_SELECT_WALK_H
#define COOP_INDEXER_SELECT_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/read/reader.h"
#include "indexer/report/report.h"
#include "indexer/select/selection.h"
#include "shared/core/error.h"

struct walk;

struct walk_file {
	struct reader_file at; /* its strings are borrowed until the next call */
	uint64_t size;         /* in bytes; 0 when unknown */
	int64_t mtime;         /* in nanoseconds since 1970; 0 when unknown */
	bool stream;           /* standard input or a pipe, which can be read once */
};

/*
 * Starts a walk; selection, root and report are borrowed. Paths for records are relative to the root
 * (root.h); without one, NULL, they are those of the selection.
 */
enum coop_status walk_open(const struct selection *selection, const char *root,
	struct report *report, struct walk **out, struct coop_error *err);
void walk_close(struct walk *w); /* NULL is fine */

/* Calls `take` for each folder that is entered from now on, before it is listed, until it fails. */
void walk_on_folder(struct walk *w,
	enum coop_status (*take)(void *data, const char *path, struct coop_error *err),
	void *data);

/*
 * The next file; `*more` is false at the end. Paths that cannot be found, and folders that cannot
 * be listed to their end, go through report_failed().
 */
enum coop_status walk_next(
	struct walk *w, struct walk_file *file, bool *more, struct coop_error *err);

#endif
