/*
 * setter.h - options that a program sets one by one, by the names of the command line.
 *
 * The option table decides what an argument may be. A list says which options there are: what the others do,
 * such as printing, is for a command line alone.
 */
#ifndef COOP_CLI_SETTER_H
#define COOP_CLI_SETTER_H

#include "shared/cli/opts.h"
#include "shared/core/error.h"

struct coop_setter {
	struct coop_opt rows[COOP_OPTS_MAX]; /* a table, whose targets outlive this */
	const char *allowed;                 /* names, separated by '|'; borrowed */
	/* of each row: what its target held before, and the argument that it borrows now */
	union coop_opt_before {
		int number;
		size_t count;
		const char *text;
	} before[COOP_OPTS_MAX];
	char *texts[COOP_OPTS_MAX];
};

/* Begins with `rows` and targets that are as when no option is given. */
void coop_setter_begin(struct coop_setter *s, const char *allowed);
/* Frees the arguments and empties the lists. */
void coop_setter_release(struct coop_setter *s);

/*
 * Sets an option; `arg` is copied, and NULL where there is none. An option that was set is set anew, but a list
 * gets longer. COOP_E_ARG as for coop_opts_find(), and for an option that is not allowed. After a failure
 * everything is as before.
 */
enum coop_status coop_setter_set(
	struct coop_setter *s, const char *name, const char *arg, struct coop_error *err);
/* Makes an option as if it had not been given; a list is empty then. */
enum coop_status coop_setter_unset(
	struct coop_setter *s, const char *name, struct coop_error *err);

#endif
