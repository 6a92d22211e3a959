/*
 * selection.h - what the user wants read: the files and folders named, and the rules for what
 * is in them.
 */
#ifndef COOP_INDEXER_SELECT_SELECTION_H
#define COOP_INDEXER_SELECT_SELECTION_H

#include <stddef.h>

#include "indexer/report/report.h"
#include "indexer/select/ignore.h"
#include "shared/cli/opts.h"
#include "shared/core/error.h"

/* As the options have it. */
struct selection_options {
	char **paths; /* INFILE_STDIN among them is standard input */
	size_t npaths;
	const char *list; /* a file of more paths, each with a NUL behind it, or
			     INFILE_STDIN; or NULL */
	struct coop_opt_list include, exclude; /* patterns of ignore.h */
};

/* Rows of the option table. */
#define SELECTION_OPTIONS(s)                                                               \
	{0, "include", COOP_OPT_LIST, &(s).include, 0, 0, 0, "GLOB",                       \
		"read only the files that match; may be given several times",              \
		"ne lire que les fichiers qui correspondent ; peut être répétée"},         \
		{0, "exclude", COOP_OPT_LIST, &(s).exclude, 0, 0, 0, "GLOB",               \
			"do not read what matches; may be given several times",            \
			"ne pas lire ce qui correspond ; peut être répétée"},              \
	{                                                                                  \
		0, "files0-from", COOP_OPT_STRING, &(s).list, 0, 0, 0, "FILE",             \
			"read the paths that FILE lists, each ended by a NUL byte",        \
			"lire les chemins qu'énumère FILE, chacun fini par un octet nul" \
	}

/* What the lists of options hold. */
void selection_options_release(struct selection_options *options);

struct selection {
	const char **paths;
	size_t count, cap;
	size_t listed;          /* the first of those that the list names */
	struct coop_buf list;   /* what the list of paths holds */
	struct ignore *include; /* NULL, or which files are read, of all that would be */
	struct ignore *exclude; /* NULL, or which files and folders are not */
};

/*
 * Reads the list, which is read once even where it is standard input, and the patterns. The
 * paths are borrowed from the options. An empty path in the list goes to the report;
 * COOP_E_IO when the list cannot be read, COOP_E_ARG when a pattern cannot be used.
 */
enum coop_status selection_new(const struct selection_options *options,
	struct report *report, struct selection **out, struct coop_error *err);
void selection_free(struct selection *s); /* NULL is fine */

#endif
