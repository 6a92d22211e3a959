/*
 * opts.c - parses a command line by the table of its options.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/cli/nearest.h"
#include "shared/cli/opts_internal.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

/* Fails for an unknown long option; `arg` is "name" or "name=value". */
static enum coop_status unknown(
	const struct coop_opt *opts, const char *arg, struct coop_error *err)
{
	char name[COOP_NAME_MAX + 1];
	snprintf(name, sizeof name, "%.*s", (int)strcspn(arg, "="), arg);
	coop_fail(err, COOP_E_ARG,
		TR("unknown option '--%s'", "option inconnue « --%s »"), name);
	struct coop_nearest nearest = COOP_NEAREST_NONE;
	for (; opts->name; opts++)
		coop_nearest_try(&nearest, name, opts->name);
	if (nearest.name)
		coop_hint(err, TR("did you mean '--%s'?", "vouliez-vous dire « --%s » ?"),
			nearest.name);
	else
		coop_hint(err, "%s",
			TR("'--help' lists the options; before a word that begins with '-' put '--'",
				"« --help » donne les options ; devant un mot qui commence par « - », mettez « -- »"));
	return COOP_E_ARG;
}

/* Reads a number. strtoull() alone would accept blanks and a sign before it. */
static enum coop_status read_count(
	const struct coop_opt *o, const char *arg, size_t *count, struct coop_error *err)
{
	char *end;
	errno = 0;
	unsigned long long n = strtoull(arg, &end, 10);
	if (*arg < '0' || *arg > '9' || *end || errno || n < o->min || n > o->max)
		return coop_fail(err, COOP_E_ARG,
			TR("--%s takes a whole number from %zu to %zu, not '%s'",
				"--%s attend un nombre entier de %zu à %zu, pas « %s »"),
			o->name, o->min, o->max, arg);
	*count = (size_t)n;
	return COOP_OK;
}

static enum coop_status set_count(
	const struct coop_opt *o, const char *arg, struct coop_error *err)
{
	size_t n = 0;
	enum coop_status st = read_count(o, arg, &n, err);
	if (st)
		return st;
	if (o->kind == COOP_OPT_COUNT)
		*(size_t *)o->target = n;
	else
		*(int *)o->target = (int)n;
	return COOP_OK;
}

static enum coop_status set_choice(
	const struct coop_opt *o, const char *arg, struct coop_error *err)
{
	int number = coop_choice_number(o->metavar, arg, strlen(arg));
	if (number >= 0) {
		*(int *)o->target = o->value + number;
		return COOP_OK;
	}
	return coop_fail(err, COOP_E_ARG,
		TR("--%s takes one of %s, not '%s'", "--%s attend %s, pas « %s »"),
		o->name, o->metavar, arg);
}

void coop_opt_list_release(struct coop_opt_list *list)
{
	free(list->values);
	*list = (struct coop_opt_list){0};
}

enum coop_status coop_opt_list_add(
	struct coop_opt_list *list, const char *arg, struct coop_error *err)
{
	if (!coop_array_grow(
		    &list->values, &list->cap, list->count + 1, sizeof *list->values))
		return coop_fail_nomem(err);
	list->values[list->count++] = arg;
	return COOP_OK;
}

size_t coop_opts_target_size(const struct coop_opt *o)
{
	switch (o->kind) {
	case COOP_OPT_COUNT:
		return sizeof(size_t);
	case COOP_OPT_STRING:
	case COOP_OPT_OPTIONAL_STRING:
		return sizeof(const char *);
	case COOP_OPT_LIST:
		return 0;
	case COOP_OPT_SET:
	case COOP_OPT_CHOICE:
	case COOP_OPT_OPTIONAL:
	case COOP_OPT_OPTIONAL_COUNT:
	case COOP_OPT_HELP:
		break;
	}
	return sizeof(int);
}

bool coop_opts_takes_argument(const struct coop_opt *o)
{
	return o->kind != COOP_OPT_SET && o->kind != COOP_OPT_HELP &&
	       !coop_opts_may_take_argument(o);
}

bool coop_opts_is_given(const struct coop_opts_given *given, const void *target)
{
	for (size_t i = 0; i < given->count; i++)
		if (given->at[i]->target == target)
			return true;
	return false;
}

/* A row comes here once, but a table might have more rows. */
static void add_given(struct coop_opts_given *g, const struct coop_opt *o)
{
	if (g->count < COOP_OPTS_MAX)
		g->at[g->count++] = o;
}

/* Refuses an option that was given, and one that would replace what another has set. */
static enum coop_status check_given(
	struct coop_opts_given *g, const struct coop_opt *o, struct coop_error *err)
{
	for (size_t i = 0; i < g->count; i++) {
		if (g->at[i] == o)
			return coop_fail(err, COOP_E_ARG,
				TR("--%s is given twice", "--%s est donné deux fois"),
				o->name);
		if (g->at[i]->target == o->target)
			return coop_fail(err, COOP_E_ARG,
				TR("--%s and --%s exclude each other",
					"--%s et --%s s'excluent l'un l'autre"),
				g->at[i]->name, o->name);
	}
	add_given(g, o);
	return COOP_OK;
}

enum coop_status coop_opts_set(
	const struct coop_opt *o, const char *arg, struct coop_error *err)
{
	if (!arg && o->kind == COOP_OPT_OPTIONAL_STRING) {
		*(const char **)o->target = "";
		return COOP_OK;
	}
	if (!arg) {
		*(int *)o->target = o->kind == COOP_OPT_HELP ? COOP_HELP_FULL : o->value;
		return COOP_OK;
	}
	switch (o->kind) {
	case COOP_OPT_SET:
	case COOP_OPT_HELP:
		break;
	case COOP_OPT_COUNT:
	case COOP_OPT_OPTIONAL_COUNT:
		return set_count(o, arg, err);
	case COOP_OPT_STRING:
	case COOP_OPT_OPTIONAL_STRING:
		*(const char **)o->target = arg;
		return COOP_OK;
	case COOP_OPT_LIST:
		return coop_opt_list_add(o->target, arg, err);
	case COOP_OPT_CHOICE:
	case COOP_OPT_OPTIONAL:
		return set_choice(o, arg, err);
	}
	return COOP_OK;
}

/* `arg` is NULL where there is none. */
static enum coop_status apply(struct coop_opts_given *g, const struct coop_opt *o,
	const char *arg, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (o->kind != COOP_OPT_LIST)
		st = check_given(g, o, err);
	else if (!coop_opts_is_given(g, o->target))
		add_given(g, o);
	return st ? st : coop_opts_set(o, arg, err);
}

static enum coop_status missing(const struct coop_opt *o, struct coop_error *err)
{
	return coop_fail(err, COOP_E_ARG,
		TR("--%s needs an argument: %s", "--%s attend un argument : %s"), o->name,
		coop_opts_metavar(o));
}

/* The row of a name; NULL when there is none. */
static const struct coop_opt *find(
	const struct coop_opt *opts, const char *name, size_t len)
{
	for (; opts->name; opts++)
		if (strlen(opts->name) == len && memcmp(opts->name, name, len) == 0)
			return opts;
	return NULL;
}

/* Whether an option has the argument that it needs, and none that it does not take. */
static enum coop_status check_argument(
	const struct coop_opt *o, const char *arg, struct coop_error *err)
{
	if (arg && (o->kind == COOP_OPT_SET || o->kind == COOP_OPT_HELP))
		return coop_fail(err, COOP_E_ARG,
			TR("--%s takes no argument", "--%s n'attend pas d'argument"),
			o->name);
	return coop_opts_takes_argument(o) && !arg ? missing(o, err) : COOP_OK;
}

const struct coop_opt *coop_opts_find(const struct coop_opt *opts, const char *name,
	const char *arg, struct coop_error *err)
{
	const struct coop_opt *o = find(opts, name, strlen(name));
	if (!o) {
		unknown(opts, name, err);
		return NULL;
	}
	return check_argument(o, arg, err) ? NULL : o;
}

/*
 * Parses a long option; `arg` begins after the two dashes, `next` is the next argument or
 * NULL.
 */
static enum coop_status parse_long(const struct coop_opt *opts, struct coop_opts_given *g,
	const char *arg, const char *next, bool *used_next, struct coop_error *err)
{
	size_t len = strcspn(arg, "=");
	const char *value = arg[len] ? arg + len + 1 : NULL;
	const struct coop_opt *o = find(opts, arg, len);
	if (!o)
		return unknown(opts, arg, err);
	if (coop_opts_takes_argument(o) && !value && next) {
		value = next;
		*used_next = true;
	}
	enum coop_status st = check_argument(o, value, err);
	return st ? st : apply(g, o, value, err);
}

/*
 * Parses letters of options; `arg` begins after the dash. The last may have an argument.
 */
static enum coop_status parse_short(const struct coop_opt *opts,
	struct coop_opts_given *g, const char *arg, const char *next, bool *used_next,
	struct coop_error *err)
{
	for (; *arg; arg++) {
		const struct coop_opt *o = opts;
		while (o->name && o->letter != *arg)
			o++;
		if (!o->name) {
			coop_fail(err, COOP_E_ARG,
				TR("unknown option '-%s'", "option inconnue « -%s »"),
				arg);
			coop_hint(err, "%s",
				TR("'-h' lists the options; before a word that begins with '-' put '--'",
					"« -h » donne les options ; devant un mot qui commence par « - », mettez « -- »"));
			return COOP_E_ARG;
		}
		const char *value = arg[1] ? arg + 1 : next;
		if (coop_opts_takes_argument(o)) {
			if (!value)
				return missing(o, err);
			*used_next = !arg[1];
			return apply(g, o, value, err);
		}
		enum coop_status st = apply(g, o, NULL, err);
		if (st)
			return st;
		if (o->kind == COOP_OPT_HELP)
			*(int *)o->target = COOP_HELP_SHORT;
	}
	return COOP_OK;
}

enum coop_status coop_opts_parse(const struct coop_opt *opts, int argc, char **argv,
	struct coop_opts_given *given, size_t *noperands, struct coop_error *err)
{
	*noperands = 0;
	bool only_operands = false;
	given->count = 0;
	for (int i = 1; i < argc; i++) {
		char *arg = argv[i], *next = i + 1 < argc ? argv[i + 1] : NULL;
		if (only_operands || arg[0] != '-' || !arg[1]) {
			/* in place: operands never move past the argument that is read */
			argv[1 + (*noperands)++] = arg;
			continue;
		}
		if (strcmp(arg, "--") == 0) {
			only_operands = true;
			continue;
		}
		bool used_next = false;
		enum coop_status st = arg[1] == '-' ? parse_long(opts, given, arg + 2,
							      next, &used_next, err)
						    : parse_short(opts, given, arg + 1,
							      next, &used_next, err);
		if (st)
			return st;
		i += used_next;
	}
	return COOP_OK;
}

bool coop_opts_is_among(const char *names, const char *name)
{
	return coop_choice_number(names, name, strlen(name)) >= 0;
}
