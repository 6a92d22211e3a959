/*
 * complete.h - what may stand where a command line is being typed, for the completion of shells.
 *
 * The programs decide, from the table of their options; the scripts of the shells hand over the line and take
 * what is printed:
 *
 *   a line: "words", "files", "folders" or the end of the names of files, as ".svg"; a TAB; what stands before
 *     the name of a file in the last word, such as "--plot=". But for "words" the shell looks for files
 *   a line for each candidate: what takes the place of the last word; a TAB; what it is, in the user's language
 *
 * For bash a candidate takes the place of the part of the word that bash replaces, and is quoted as it is typed
 * there; other shells quote the words themselves. A line that is empty but for its TAB says to replace
 * nothing while there are several. Nothing that could drive a terminal is printed.
 */
#ifndef COOP_CLI_COMPLETE_H
#define COOP_CLI_COMPLETE_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/cli/opts.h"
#include "shared/cli/shell_line.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* A row of the option tables. */
#define COOP_OPT_COMPLETE(target)                                                                                        \
	{                                                                                                                \
		0, "complete", COOP_OPT_CHOICE, target, COOP_SHELL_BASH, 0, 0,                                           \
			COOP_SHELL_CHOICES,                                                                              \
			"for the completion of shells: print what may stand at the end of a command line",               \
			"pour la complétion des shells : donner ce qui peut se trouver au bout d'une ligne de commande" \
	}

/* Candidates for the argument of an option, or for a word that is none. Begin with `= {0}`. */
struct coop_completion {
	struct coop_buf items; /* of each the text and what it is, both with a NUL */
	size_t count;
	/* "words", or what files are looked for: as it is printed; NULL: what follows from the option */
	const char *paths;
};

/*
 * Adds a candidate for the whole argument or word; one that holds what could drive a terminal is left out.
 * `about` may be NULL. A failure of memory is kept in `items`.
 */
void coop_completion_add(struct coop_completion *c, const char *text, const char *about);

/* What a program knows and the table does not; both functions may fail, which gives no candidates. */
struct coop_completer {
	const struct coop_opt *table;
	/* Takes the words before, with the name of the program: those that are complete. They stay borrowed. */
	void (*begin)(void *data, int argc, char **argv);
	/* Adds what an argument may be that begins so; `option` is NULL for a word that is none. */
	enum coop_status (*values)(void *data, const struct coop_opt *option,
		const char *typed, struct coop_completion *out, struct coop_error *err);
	void *data;
};

/*
 * Prints what may stand at the end of a line. `breaks` are the characters that part words for bash, else NULL. Nothing is
 * said of a failure, and nothing is printed then but an empty list.
 */
void coop_complete_line(const struct coop_completer *c, enum coop_shell shell,
	const char *line, const char *breaks, FILE *out);

#endif
