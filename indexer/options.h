/*
 * options.h - the option table of coopidx, and what its options become.
 */
#ifndef COOP_INDEXER_OPTIONS_H
#define COOP_INDEXER_OPTIONS_H

#include "indexer/job.h"
#include "indexer/modes.h"
#include "indexer/sharding.h"
#include "shared/cli/opts.h"
#include "shared/core/error.h"

/* Texts are borrowed from the arguments. */
struct indexing_options {
	struct job job;
	const char *dump; /* --dump-terms: a file */
	const char *map;  /* --map: a file that tells what columns are */
	struct modes modes;
	struct sharding sharding;
	int watch, repair, dry_run, keep_going, quiet, verbose, version, no_config;
	int help; /* enum coop_help */
	int complete; /* enum coop_shell: the paths are a line that is typed in it (complete.h) */
};

/* Nothing is given. */
void indexing_options_init(struct indexing_options *o);

/* Makes the table: its targets are in `o`, and `rows` has COOP_OPTS_MAX of them. */
void indexing_options_table(struct indexing_options *o, struct coop_opt *rows);

/*
 * Checks the options of a run, and sets what follows from them. COOP_E_ARG: options exclude each other, or
 * there is no character set of that name.
 */
enum coop_status indexing_options_settle(
	struct indexing_options *o, struct coop_error *err);

#endif
