/*
 * modes.h - what coopidx does with an index alone, without sources: --restore, --check, --status, --list,
 * --acronyms, --dump, --load and --fingerprint.
 */
#ifndef COOP_INDEXER_MODES_H
#define COOP_INDEXER_MODES_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/check.h"
#include "indexer/inspect/acronyms.h"
#include "indexer/inspect/list.h"
#include "indexer/inspect/status.h"
#include "indexer/job.h"
#include "indexer/report/report.h"
#include "shared/cli/config.h"
#include "shared/cli/opts.h"
#include "shared/core/diag.h"
#include "shared/core/error.h"

/* What the options ask for; begin with `= {0}`. */
struct modes {
	int restore, dump, fingerprint;
	int check;                        /* enum check_depth */
	int status, list;                 /* enum status_format, enum list_format */
	int acronyms;                     /* enum acronyms_format */
	const char *load;                 /* the dump */
	const struct coop_config *config; /* for --status */
};

/* Rows of the option table. */
#define MODE_OPTIONS(m)                                                                                                       \
	{0, "restore", COOP_OPT_SET, &(m).restore, 1, 0, 0, NULL,                                                             \
		"go back to the index that the last build replaced",                                                          \
		"revenir à l'index que la dernière indexation a remplacé"},                                                   \
		{0, "check", COOP_OPT_OPTIONAL, &(m).check, CHECK_PAGES, 0, 0,                                                \
			"files|full",                                                                                         \
			"verify that the files of the index are as they were written; full: and what they say",               \
			"vérifier que les fichiers de l'index sont tels qu'ils ont été écrits ; full : et ce qu'ils disent"}, \
		{0, "status", COOP_OPT_OPTIONAL, &(m).status, STATUS_TEXT, 0, 0,                                              \
			"text|json", "say what the index holds, and how it is",                                               \
			"dire ce que contient l'index, et comment il va"},                                                    \
		{0, "list", COOP_OPT_OPTIONAL, &(m).list, LIST_LINES, 0, 0, "lines|0",                                        \
			"print the sources of the index; =0: paths alone, each with a NUL",                                   \
			"afficher les sources de l'index ; =0 : les chemins seuls, chacun avec un NUL"},                      \
		{0, "acronyms", COOP_OPT_OPTIONAL, &(m).acronyms, ACRONYMS_TEXT, 0, 0,                                        \
			"text|tsv|json",                                                                                      \
			"print the acronyms of the index, with the sentences that define them, and conflicts",                \
			"afficher les sigles de l'index, avec les phrases qui les définissent, et les conflits"},             \
		{0, "dump", COOP_OPT_SET, &(m).dump, 1, 0, 0, NULL,                                                           \
			"print the index as JSON lines, for --load",                                                          \
			"afficher l'index en lignes JSON, pour --load"},                                                      \
		{0, "load", COOP_OPT_STRING, &(m).load, 0, 0, 0, "FILE",                                                      \
			"make the index from what --dump printed",                                                            \
			"faire l'index de ce que --dump a affiché"},                                                          \
	{                                                                                                                     \
		0, "fingerprint", COOP_OPT_SET, &(m).fingerprint, 1, 0, 0, NULL,                                              \
			"print a line that is the same for the same contents",                                                \
			"afficher une ligne qui est la même pour les mêmes contenus"                                        \
	}

/* How many modes the options name, and the name of the first; NULL for none. */
size_t modes_count(const struct modes *m, const char **name);

/* Whether the mode may take long, and ends at a signal: the report's `stop` is checked. */
static inline bool modes_can_stop(const struct modes *m)
{
	return m->dump || m->load || m->check == CHECK_FULL;
}

/*
 * Does the one that is named, for the index of a job; output goes to standard output. `*place` is where
 * in a dump a failure is; its path is NULL for others.
 */
enum coop_status modes_run(const struct modes *m, const struct job *job,
	struct report *report, struct coop_place *place, struct coop_error *err);

#endif
