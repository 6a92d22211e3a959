/*
 * program.h - what both programs share: version, exit codes, common options.
 */
#ifndef COOP_CLI_PROGRAM_H
#define COOP_CLI_PROGRAM_H

#include "shared/cli/opts.h"
#include "shared/core/error.h"

#define COOP_VERSION "0.1.0"

/* The exit codes of both programs; tests compare them, and whose they are, with the manuals. */
enum coop_exit {
	COOP_EXIT_OK = 0,
	COOP_EXIT_NO_HIT = 1, /* coopq: nothing matches */
	COOP_EXIT_ERROR =
		2, /* error of usage, query, index or output; nothing was committed */
	COOP_EXIT_PROBLEMS =
		3, /* coopidx: done; input was left out or repaired, or it may not last */
	COOP_EXIT_PARTIAL = 4,      /* coopq: an answer without shards that are missing */
	COOP_EXIT_LOCKED = 5,       /* coopidx: another process is writing the index */
	COOP_EXIT_INTERRUPTED = 130 /* Ctrl-C */
};

/* Rows of the option table of both programs. */
#define COOP_OPT_HELP(target)                                                            \
	{                                                                                \
		'h', "help", COOP_OPT_HELP, target, 0, 0, 0, NULL,                       \
			"print a short help (-h) or all of it (--help)",                 \
			"afficher une aide brève (-h) ou complète (--help)"            \
	}
#define COOP_OPT_NO_CONFIG(target)                                                       \
	{                                                                                \
		0, "no-config", COOP_OPT_SET, target, 1, 0, 0, NULL,                     \
			"read no configuration file",                                    \
			"ne lire aucun fichier de configuration"                         \
	}
#define COOP_OPT_VERSION(target)                                                         \
	{                                                                                \
		0, "version", COOP_OPT_SET, target, 1, 0, 0, NULL, "print the version",  \
			"afficher la version"                                            \
	}

/*
 * Opens /dev/null, unusably, on standard streams that are closed, so that no file opened
 * later gets their number and is written to. Has each line of standard error written at once.
 * Must be called first.
 */
void coop_guard_streams(void);

/* The exit code of a failed run. */
int coop_exit_of(enum coop_status status);

#endif
