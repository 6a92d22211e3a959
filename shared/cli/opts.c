#include "shared/cli/opts.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/buf.h"
#include "shared/core/i18n.h"

enum { NAME_MAX_LEN = 32 };

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t min = a < b ? a : b;
	return min < c ? min : c;
}

/*
 * The edit distance (Wagner and Fischer, JACM 21, 1974) of two short names, one row at a
 * time.
 */
static size_t distance(const char *a, const char *b)
{
	size_t row[NAME_MAX_LEN + 1], la = strlen(a), lb = strlen(b);
	if (la > NAME_MAX_LEN || lb > NAME_MAX_LEN)
		return NAME_MAX_LEN;
	for (size_t j = 0; j <= lb; j++)
		row[j] = j;
	for (size_t i = 1; i <= la; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= lb; j++) {
			size_t replace = diagonal + (a[i - 1] != b[j - 1]);
			diagonal = row[j];
			row[j] = min3(row[j] + 1, row[j - 1] + 1, replace);
		}
	}
	return row[lb];
}

/* Fails for an unknown long option; `arg` is "name" or "name=value". */
static enum coop_status unknown(
	const struct coop_opt *opts, const char *arg, struct coop_error *err)
{
	char name[NAME_MAX_LEN + 1];
	snprintf(name, sizeof name, "%.*s", (int)strcspn(arg, "="), arg);
	coop_fail(err, COOP_E_ARG, TR("unknown option '--%s'", "option inconnue '--%s'"),
		name);
	const char *closest = NULL;
	size_t nearest = 3; /* a distance of two at most */
	for (; opts->name; opts++) {
		size_t d = distance(name, opts->name);
		if (d < nearest) {
			nearest = d;
			closest = opts->name;
		}
	}
	if (closest)
		coop_hint(err, TR("did you mean '--%s'?", "vouliez-vous dire '--%s' ?"),
			closest);
	else
		coop_hint(err, "%s",
			TR("'--help' lists the options; before a word that begins with '-' put '--'",
				"'--help' donne les options ; devant un mot qui commence par '-', mettez '--'"));
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
				"--%s attend un nombre entier de %zu à %zu, pas '%s'"),
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
	size_t len = strlen(arg);
	int number = o->value;
	for (const char *word = o->metavar;; number++) {
		size_t n = strcspn(word, "|");
		if (n == len && memcmp(word, arg, n) == 0) {
			*(int *)o->target = number;
			return COOP_OK;
		}
		if (!word[n])
			break;
		word += n + 1;
	}
	return coop_fail(err, COOP_E_ARG,
		TR("--%s takes one of %s, not '%s'", "--%s attend %s, pas '%s'"), o->name,
		o->metavar, arg);
}

void coop_opt_list_release(struct coop_opt_list *list)
{
	free(list->values);
	*list = (struct coop_opt_list){0};
}

static enum coop_status add_value(
	struct coop_opt_list *list, const char *arg, struct coop_error *err)
{
	if (!coop_array_grow(
		    &list->values, &list->cap, list->count + 1, sizeof *list->values))
		return coop_fail_nomem(err);
	list->values[list->count++] = arg;
	return COOP_OK;
}

/* Whether an option may have an argument behind '='. */
static bool may_take_argument(const struct coop_opt *o)
{
	return o->kind == COOP_OPT_OPTIONAL || o->kind == COOP_OPT_OPTIONAL_COUNT;
}

/* Whether an option always has an argument. */
static bool takes_argument(const struct coop_opt *o)
{
	return o->kind != COOP_OPT_SET && !may_take_argument(o);
}

/* `arg` is NULL where there is none. */
static enum coop_status apply(
	const struct coop_opt *o, const char *arg, struct coop_error *err)
{
	if (!arg) {
		*(int *)o->target = o->value;
		return COOP_OK;
	}
	switch (o->kind) {
	case COOP_OPT_SET:
		break;
	case COOP_OPT_COUNT:
	case COOP_OPT_OPTIONAL_COUNT:
		return set_count(o, arg, err);
	case COOP_OPT_STRING:
		*(const char **)o->target = arg;
		return COOP_OK;
	case COOP_OPT_LIST:
		return add_value(o->target, arg, err);
	case COOP_OPT_CHOICE:
	case COOP_OPT_OPTIONAL:
		return set_choice(o, arg, err);
	}
	return COOP_OK;
}

static enum coop_status missing(const struct coop_opt *o, struct coop_error *err)
{
	return coop_fail(err, COOP_E_ARG,
		TR("--%s needs an argument: %s", "--%s attend un argument : %s"), o->name,
		o->metavar);
}

/*
 * Parses a long option; `arg` begins after the two dashes, `next` is the next argument or
 * NULL.
 */
static enum coop_status parse_long(const struct coop_opt *opts, const char *arg,
	const char *next, bool *used_next, struct coop_error *err)
{
	size_t len = strcspn(arg, "=");
	const char *value = arg[len] ? arg + len + 1 : NULL;
	for (const struct coop_opt *o = opts; o->name; o++) {
		if (strlen(o->name) != len || memcmp(o->name, arg, len) != 0)
			continue;
		if (o->kind == COOP_OPT_SET && value)
			return coop_fail(err, COOP_E_ARG,
				TR("--%s takes no argument",
					"--%s n'attend pas d'argument"),
				o->name);
		if (takes_argument(o) && !value) {
			if (!next)
				return missing(o, err);
			value = next;
			*used_next = true;
		}
		return apply(o, value, err);
	}
	return unknown(opts, arg, err);
}

/*
 * Parses letters of options; `arg` begins after the dash. The last may have an argument.
 */
static enum coop_status parse_short(const struct coop_opt *opts, const char *arg,
	const char *next, bool *used_next, struct coop_error *err)
{
	for (; *arg; arg++) {
		const struct coop_opt *o = opts;
		while (o->name && o->letter != *arg)
			o++;
		if (!o->name) {
			coop_fail(err, COOP_E_ARG,
				TR("unknown option '-%s'", "option inconnue '-%s'"), arg);
			coop_hint(err, "%s",
				TR("'-h' lists the options; before a word that begins with '-' put '--'",
					"'-h' donne les options ; devant un mot qui commence par '-', mettez '--'"));
			return COOP_E_ARG;
		}
		const char *value = arg[1] ? arg + 1 : next;
		if (takes_argument(o)) {
			if (!value)
				return missing(o, err);
			*used_next = !arg[1];
			return apply(o, value, err);
		}
		apply(o, NULL, err);
	}
	return COOP_OK;
}

enum coop_status coop_opts_parse(const struct coop_opt *opts, int argc, char **argv,
	size_t *noperands, struct coop_error *err)
{
	*noperands = 0;
	bool only_operands = false;
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
		enum coop_status st =
			arg[1] == '-' ? parse_long(opts, arg + 2, next, &used_next, err)
				      : parse_short(opts, arg + 1, next, &used_next, err);
		if (st)
			return st;
		i += used_next;
	}
	return COOP_OK;
}

void coop_opts_help(const struct coop_opt *opts, FILE *out)
{
	for (; opts->name; opts++) {
		char names[80], letter[8] = "    ";
		if (opts->letter)
			snprintf(letter, sizeof letter, "-%c, ", opts->letter);
		bool optional = may_take_argument(opts);
		const char *equals = optional ? "[=" : opts->metavar ? "=" : "";
		snprintf(names, sizeof names, "%s--%s%s%s%s", letter, opts->name, equals,
			opts->metavar ? opts->metavar : "", optional ? "]" : "");
		fprintf(out, "  %-28s %s%s\n", names,
			strlen(names) > 28 ? "\n                               " : "",
			TR(opts->help_en, opts->help_fr));
	}
}
