/*
 * faults_paths.h - from what is named to the paths of results (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_PATHS_H
#define COOP_TESTS_UNIT_FAULTS_PATHS_H

#include "indexer/select/root.h"
#include "indexer/select/walk.h"
#include "query/search/paths.h"
#include "tests/unit/faults.h"

static const char *paths_named[2]; /* a folder and a file in it */

/* Shows the paths of a record, as seen from the current folder. */
static enum coop_status show_paths(
	const char *root, const char *stored, struct coop_error *err)
{
	struct paths paths = {0};
	struct coop_record r;
	const char *shown = "";
	coop_record_init(&r);
	coop_record_reset(&r, stored, 1);
	enum coop_status st = coop_record_check(&r, err);
	if (!st)
		st = paths_open(&paths, PATHS_RELATIVE, root, err);
	if (!st)
		st = paths_shown(&paths, &r, &shown, err);
	if (!st)
		note(shown, strlen(shown));
	paths_release(&paths);
	coop_record_release(&r);
	return st;
}

static enum coop_status run_paths(struct coop_error *err)
{
	struct selection_options options = {
		.paths = (char **)(uintptr_t)paths_named, .npaths = 2};
	struct report report = {.program = "t_faults", .silent = true};
	struct selection *selection;
	struct walk *walk = NULL;
	struct walk_file file;
	struct coop_buf root = {0};
	bool more = true;
	enum coop_status st = selection_new(&options, &report, &selection, err);
	if (!st)
		st = root_of(selection, &root, err);
	if (!st)
		st = walk_open(selection, root.s, &report, &walk, err);
	while (!st && more) {
		st = walk_next(walk, &file, &more, err);
		if (!st && more)
			st = show_paths(root.s, file.at.stored, err);
	}
	walk_close(walk);
	selection_free(selection);
	coop_buf_release(&root);
	return st;
}

#endif
