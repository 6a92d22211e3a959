/*
 * command_line.c - the command line of this process, its configuration files, and the options that both set.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "query/actions/configured.h"
#include "query/actions/options_internal.h"
#include "query/output/output.h"
#include "shared/cli/config.h"
#include "shared/core/i18n.h"

/* Of the one command line; handles of libcoop have options of their own. */
static struct options options;
static struct coop_opt table[COOP_OPTS_MAX];

static struct {
	int argc;
	char **argv; /* as they were: parsing moves them */
	struct coop_opts_given options;
} given;

static struct coop_config config; /* of the files; options borrow from it */

/* A copy of the list, to be freed; NULL: no memory. */
static char **copy_words(int argc, char **argv)
{
	char **copy = calloc((size_t)argc + 1, sizeof *copy);
	if (copy)
		memcpy(copy, argv, (size_t)argc * sizeof *copy);
	return copy;
}

static enum coop_status keep_given(int argc, char **argv, struct coop_error *err)
{
	given.argv = copy_words(argc, argv);
	if (!given.argv)
		return coop_fail_nomem(err);
	given.argc = argc;
	return COOP_OK;
}

/* How many words stand after "--". */
static size_t count_literal(size_t nwords)
{
	int i = 1;
	while (i < given.argc && strcmp(given.argv[i], "--") != 0)
		i++;
	size_t after = i < given.argc ? (size_t)(given.argc - i - 1) : 0;
	return after < nwords ? after : nwords;
}

static bool fits(const void *data, const struct coop_opt *o, const char *value)
{
	const struct configured *how = data;
	bool kept = options_is_kept(o->name, strlen(o->name)) ||
		    o->target == &options.indexes;
	return !(how->recalled && kept) && configured_fits(how, o->name, value);
}

/* Sets what the files say, as far as it goes with what is asked. */
static enum coop_status configure(bool recalled, struct coop_error *err)
{
	struct configured how = {.options = &options,
		.format_given = options.format != OUTPUT_UNCHOSEN,
		.recalled = recalled};
	struct coop_config_use use = {.program = COOP_PROGRAM_COOPQ,
		.table = table,
		.given = &given.options,
		.fits = fits,
		.data = &how};
	size_t filters = options.filters.count;
	enum coop_status st = options_choose_action(&options, err);
	if (!st)
		st = coop_config_apply(&config, &use, err);
	options.filters_configured = options.filters.count > filters;
	return st;
}

enum coop_status options_pass_on(
	const char *value, struct coop_error *err, const struct coop_error *from)
{
	return coop_config_pass_on(&config, value, err, from);
}

enum coop_status options_parse(int argc, char **argv, const struct options **out,
	size_t *nwords, struct coop_error *err)
{
	*out = &options;
	options_init(&options);
	options_table(&options, table);
	enum coop_status st = keep_given(argc, argv, err);
	if (!st)
		st = coop_opts_parse(table, argc, argv, &given.options, nwords, err);
	/* help is there even where a file cannot be read; options_preview() reads the files itself */
	if (!st && !options.no_config && !options.help && !options.version &&
		!options.complete)
		st = coop_config_load(&config, err);
	if (!st)
		st = configure(false, err);
	if (!st)
		st = options_settle(&options, err);
	if (!st && *nwords > 0 &&
		(options.searches || options.remove || options.analyse || options.serve))
		st = coop_fail(err, COOP_E_ARG, "%s",
			TR("--searches, --delete-search, --analyse and --serve take no words",
				"--searches, --delete-search, --analyse et --serve ne prennent aucun mot"));
	options.literal = count_literal(*nwords);
	return st;
}

static void reset(void)
{
	size_t literal = options.literal;
	for (const struct coop_opt *o = table; o->name; o++)
		if (o->kind == COOP_OPT_LIST)
			coop_opt_list_release(o->target);
	options_init(&options);
	options.literal = literal;
}

const struct coop_opt *options_rows(void)
{
	return table;
}

const struct options *options_preview(int argc, char **argv)
{
	size_t nwords;
	struct coop_config_use use = {
		.program = COOP_PROGRAM_COOPQ, .table = table, .given = &given.options};
	reset();
	/* what a line lacks or has too much of while it is typed is no mistake yet */
	coop_opts_parse(table, argc, argv, &given.options, &nwords, NULL);
	if (!options.no_config && !coop_config_load(&config, NULL))
		coop_config_apply(&config, &use, NULL);
	return &options;
}

/* Parses options of a file, which stay borrowed from it. */
static enum coop_status parse_kept(const struct coop_buf *kept, struct coop_error *err)
{
	size_t count = 1, none = 0;
	struct coop_opts_given ignored;
	char **argv = calloc(kept->len + 2, sizeof *argv);
	enum coop_status st = COOP_OK;
	if (!argv)
		return coop_fail_nomem(err);
	for (size_t i = 0; !st && i < kept->len; i += strlen(kept->s + i) + 1) {
		char *arg = kept->s + i;
		bool good = strncmp(arg, "--", 2) == 0 &&
			    options_is_kept(arg + 2, strcspn(arg + 2, "="));
		argv[count++] = arg;
		if (!good)
			st = coop_fail(err, COOP_E_INPUT,
				TR("'%s' is no option of a saved search",
					"« %s » n'est pas une option de recherche enregistrée"),
				arg);
	}
	if (!st)
		st = coop_opts_parse(table, (int)count, argv, &ignored, &none, err);
	free(argv);
	return st;
}

/* Takes the indexes of a file, unless the command line has named others. */
static enum coop_status take_indexes(
	const struct coop_buf *indexes, struct coop_error *err)
{
	if (options.indexes.count > 0)
		return COOP_OK;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < indexes->len; i += strlen(indexes->s + i) + 1)
		st = coop_opt_list_add(&options.indexes, indexes->s + i, err);
	return st;
}

/* Parses the command line again, which may have words: parsing moves them. */
static enum coop_status parse_given(struct coop_error *err)
{
	size_t nwords;
	char **argv = copy_words(given.argc, given.argv);
	if (!argv)
		return coop_fail_nomem(err);
	enum coop_status st =
		coop_opts_parse(table, given.argc, argv, &given.options, &nwords, err);
	free(argv);
	return st;
}

enum coop_status options_recall(const struct coop_buf *kept,
	const struct coop_buf *indexes, struct coop_error *err)
{
	reset();
	enum coop_status st = parse_kept(kept, err);
	if (!st)
		st = parse_given(err);
	if (!st)
		st = take_indexes(indexes, err);
	if (!st)
		st = configure(true, err);
	return st ? st : options_settle(&options, err);
}

enum coop_status options_restore(struct coop_error *err)
{
	reset();
	enum coop_status st = parse_given(err);
	if (!st)
		st = configure(false, err);
	return st ? st : options_settle(&options, err);
}
