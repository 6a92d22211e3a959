/*
 * opts.h - the options of a program as one table.
 *
 * The table drives parsing and --help; tests compare the manual pages with it.
 */
#ifndef COOP_CLI_OPTS_H
#define COOP_CLI_OPTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "shared/core/error.h"

enum coop_opt_kind {
	COOP_OPT_SET,    /* no argument: *(int *)target becomes `value` */
	COOP_OPT_COUNT,  /* a whole number from `min` to `max` into *(size_t *)target */
	COOP_OPT_STRING, /* any text into *(const char **)target */
	COOP_OPT_LIST,   /* any text, appended to *(struct coop_opt_list *)target */
	/* one of the words of `metavar`, separated by '|': its number, from `value`, into *(int *)target */
	COOP_OPT_CHOICE,
	COOP_OPT_OPTIONAL, /* the same, but only after '='; without that, the first word */
	/* a number as above, into *(int *)target, but only after '='; without that, `value` */
	COOP_OPT_OPTIONAL_COUNT,
	/* any text into *(const char **)target, but only after '='; without that, "" */
	COOP_OPT_OPTIONAL_STRING,
	COOP_OPT_HELP /* no argument: which enum coop_help is asked for, into *(int *)target */
};

enum coop_help {
	COOP_HELP_NONE,
	COOP_HELP_SHORT, /* by the letter of the option */
	COOP_HELP_FULL   /* by its name */
};

/* The most rows that a table has. */
#define COOP_OPTS_MAX 128

/* The arguments of an option that may be repeated, in order. */
struct coop_opt_list {
	const char **values; /* borrowed from the arguments */
	size_t count, cap;
};

/* Appends an argument, which is borrowed. */
enum coop_status coop_opt_list_add(
	struct coop_opt_list *list, const char *value, struct coop_error *err);
void coop_opt_list_release(struct coop_opt_list *list);

struct coop_opt {
	char letter;      /* the short name, 0 for none */
	const char *name; /* the long name */
	enum coop_opt_kind kind;
	void *target;
	int value;       /* COOP_OPT_SET; of the first choice */
	size_t min, max; /* COOP_OPT_COUNT */
	/*
	 * what the help calls the argument; NULL where there is none. opts.c knows the French for
	 * those that are no words to be typed.
	 */
	const char *metavar;
	const char *help_en, *help_fr;
};

/* A table ends with a row whose name is NULL. */
#define COOP_OPT_END                                                                     \
	{                                                                                \
		0                                                                        \
	}

/* The options of a command line, each once. */
struct coop_opts_given {
	const struct coop_opt *at[COOP_OPTS_MAX];
	size_t count;
};

/* Whether one of them sets this. */
bool coop_opts_is_given(const struct coop_opts_given *given, const void *target);

/*
 * Parses the arguments. Options may be anywhere; after "--" everything is an operand, and
 * "-" always is. Operands are moved to argv[1] and after, in their order, and
 * `*noperands` is their number; `*given` is replaced by the options. An option given twice is an error, except COOP_OPT_LIST, and so are
 * two with one target. Fails with COOP_E_ARG, or with COOP_E_NOMEM if the table
 * has a COOP_OPT_LIST. The caller releases lists whatever the result.
 */
enum coop_status coop_opts_parse(const struct coop_opt *opts, int argc, char **argv,
	struct coop_opts_given *given, size_t *noperands, struct coop_error *err);

/* How many bytes a target has that holds a value; 0 for a list. */
size_t coop_opts_target_size(const struct coop_opt *o);

/* Whether an option always has an argument. */
bool coop_opts_takes_argument(const struct coop_opt *o);

/*
 * Sets one option as parsing does; `arg`, which is borrowed, is NULL for one without an argument. Fails
 * with COOP_E_ARG for an argument that it does not take.
 */
enum coop_status coop_opts_set(
	const struct coop_opt *o, const char *arg, struct coop_error *err);

/*
 * The row of a name that is an option; `arg` is its argument, or NULL. COOP_E_ARG, and NULL, when there is
 * no such option, when it needs an argument, and when it takes none.
 */
const struct coop_opt *coop_opts_find(const struct coop_opt *opts, const char *name,
	const char *arg, struct coop_error *err);

/* Whether a list of names, separated by '|', holds one. */
bool coop_opts_is_among(const char *names, const char *name);

/*
 * Prints one aligned line for each option, in the user's language. `only` is NULL for all, or names
 * of some, separated by '|'.
 */
void coop_opts_help(const struct coop_opt *opts, const char *only, FILE *out);

#endif
