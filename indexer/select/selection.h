/*
 * selection.h - what the user wants to be read: files and folders that are named, on the command
 * line or in a list, and the patterns for what is in the folders.
 */
#ifndef COOP_INDEXER_SELECT_SELECTION_H
#define COOP_INDEXER_SELECT_SELECTION_H

#include <stddef.h>

#include "indexer/report/report.h"
#include "indexer/select/ignore.h"
#include "shared/cli/opts.h"
#include "shared/core/error.h"

/* The command line. */
struct selection_options {
	char **paths; /* INFILE_STDIN among them is standard input */
	size_t npaths;
	const char *
		list; /* NULL, or a file of paths that end with a NUL each, or INFILE_STDIN */
	struct coop_opt_list include, exclude; /* patterns of ignore.h */
};

/* Rows of the option table. */
#define SELECTION_OPTIONS(s)                                                                  \
	{0, "include", COOP_OPT_LIST, &(s).include, 0, 0, 0, "GLOB",                          \
		"read only the files that match; may be given several times",                 \
		"ne lire que les fichiers qui correspondent ; peut être répétée"},            \
		{0, "exclude", COOP_OPT_LIST, &(s).exclude, 0, 0, 0, "GLOB",                  \
			"do not read what matches; may be given several times",               \
			"ne pas lire ce qui correspond ; peut être répétée"},                 \
	{                                                                                     \
		0, "files0-from", COOP_OPT_STRING, &(s).list, 0, 0, 0, "FILE",                \
			"read the paths that FILE lists, each ended by a NUL byte",           \
			"lire les chemins qu'énumère FICHIER, chacun fini par un octet nul" \
	}

/* Releases the lists of patterns. */
void selection_options_release(struct selection_options *options);

struct selection {
	const char **paths;
	size_t count, cap;
	size_t listed;          /* the paths from here on are from the list */
	struct coop_buf list;   /* the text of the list */
	struct ignore *include; /* NULL, or the only files that are read */
	struct ignore *exclude; /* NULL, or files and folders that are not read */
};

/*
 * Reads the list and parses the patterns. Paths of the command line are borrowed from the options.
 * An empty path in the list goes to the report; COOP_E_IO when the list cannot be read, COOP_E_ARG
 * when a pattern cannot be used.
 */
enum coop_status selection_new(const struct selection_options *options,
	struct report *report, struct selection **out, struct coop_error *err);
void selection_free(struct selection *s); /* NULL is fine */

#endif
