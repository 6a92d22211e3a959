#include "shared/cli/opts.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/cli/nearest.h"
#include "shared/core/buf.h"
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

/* Whether an option may have an argument behind '='. */
static bool may_take_argument(const struct coop_opt *o)
{
	return o->kind == COOP_OPT_OPTIONAL || o->kind == COOP_OPT_OPTIONAL_COUNT ||
	       o->kind == COOP_OPT_OPTIONAL_STRING;
}

bool coop_opts_takes_argument(const struct coop_opt *o)
{
	return o->kind != COOP_OPT_SET && o->kind != COOP_OPT_HELP &&
	       !may_take_argument(o);
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

/* What the user's language calls the argument of an option; words to be typed stay as they are. */
static const char *metavar_of(const struct coop_opt *o)
{
	static const char *const french[][2] = {{"NAME|DIR", "NOM|DOSSIER"},
		{"NAME", "NOM"}, {"DIR", "DOSSIER"}, {"FILE", "FICHIER"},
		{"TEXT", "TEXTE"}, {"WORD", "MOT"}, {"PATH", "CHEMIN"},
		{"PATTERN", "MOTIF"}, {"FIELD", "CHAMP"}, {"FIELDS", "CHAMPS"},
		{"NAME,...", "NOM,..."}, {"FILE.svg", "FICHIER.svg"}, {"SET", "JEU"},
		{"FIELD=VALUE", "CHAMP=VALEUR"}, {"KEY", "CLÉ"}, {"TEMPLATE", "MODÈLE"},
		{"QUERY", "REQUÊTE"}, {"WIDTH", "LARGEUR"}, {"SECONDS", "SECONDES"},
		{"MIB", "MIO"}, {"FILE|@NAME", "FICHIER|@NOM"}, {"ADDRESS", "ADRESSE"}};
	const char *fr = o->metavar;
	for (size_t i = 0; i < sizeof french / sizeof *french; i++)
		if (strcmp(o->metavar, french[i][0]) == 0)
			fr = french[i][1];
	return TR(o->metavar, fr);
}

static enum coop_status missing(const struct coop_opt *o, struct coop_error *err)
{
	return coop_fail(err, COOP_E_ARG,
		TR("--%s needs an argument: %s", "--%s attend un argument : %s"), o->name,
		metavar_of(o));
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
	size_t len = strlen(name);
	for (;;) {
		size_t n = strcspn(names, "|");
		if (n == len && memcmp(names, name, n) == 0)
			return true;
		if (!names[n])
			return false;
		names += n + 1;
	}
}

/* The columns that ASCII and French letters take. */
static size_t columns_of(const char *s)
{
	size_t n = 0;
	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* The length of a word, with the signs that French has a blank before or behind: "« oui » ;". */
static size_t word_length(const char *s)
{
	static const char *const behind[] = {"\u00bb", ":", ";", "?", "!", NULL};
	size_t len = strcspn(s, " ");
	if (strncmp(s, "\u00ab", 2) == 0 && s[len])
		len += 1 + strcspn(s + len + 1, " ");
	for (bool more = true; more && s[len];) {
		const char *next = s + len + 1;
		more = false;
		for (size_t i = 0; behind[i]; i++)
			more |= strncmp(next, behind[i], strlen(behind[i])) == 0;
		if (more)
			len += 1 + strcspn(next, " ");
	}
	return len;
}

/* Puts the words of a text in lines of 80 columns, indented; the first line has its indent already. */
static void put_wrapped(FILE *out, const char *text, int indent)
{
	enum { COLUMNS = 80 };
	size_t column = (size_t)indent;
	while (*text) {
		size_t len = word_length(text);
		char word[120];
		snprintf(word, sizeof word, "%.*s", (int)len, text);
		if (column + 1 + columns_of(word) > COLUMNS && column > (size_t)indent) {
			fprintf(out, "\n%*s", indent, "");
			column = (size_t)indent;
		}
		fprintf(out, " %s", word);
		column += 1 + columns_of(word);
		text += len;
		text += strspn(text, " ");
	}
	fputc('\n', out);
}

static void print_option(const struct coop_opt *o, FILE *out)
{
	enum { NAMES = 28 };
	char names[120], letter[8] = "    ";
	if (o->letter)
		snprintf(letter, sizeof letter, "-%c, ", o->letter);
	bool optional = may_take_argument(o);
	const char *equals = optional ? "[=" : o->metavar ? "=" : "";
	snprintf(names, sizeof names, "%s--%s%s%s%s", letter, o->name, equals,
		o->metavar ? metavar_of(o) : "", optional ? "]" : "");
	size_t used = columns_of(names);
	fprintf(out, "  %s", names);
	if (used > NAMES)
		fprintf(out, "\n  %*s", NAMES, "");
	else
		fprintf(out, "%*s", (int)(NAMES - used), "");
	put_wrapped(out, TR(o->help_en, o->help_fr), NAMES + 2);
}

void coop_opts_help(const struct coop_opt *opts, const char *only, FILE *out)
{
	for (; opts->name; opts++)
		if (!only || coop_opts_is_among(only, opts->name))
			print_option(opts, out);
}
