/*
 * configs.h - a table of options, and configurations for it.
 */
#ifndef COOP_TESTS_UNIT_CONFIGS_H
#define COOP_TESTS_UNIT_CONFIGS_H

#include "shared/cli/config.h"
#include "tests/unit/tap.h"

/* Options that coopq has, with targets of the tests. */
static struct {
	size_t limit, threads;
	int group, pager, format;
	const char *sort, *synonyms;
	struct coop_opt_list index, filter;
} set;

static const struct coop_opt config_table[] = {
	{'i', "index", COOP_OPT_LIST, &set.index, 0, 0, 0, "DIR", "", ""},
	{'n', "limit", COOP_OPT_COUNT, &set.limit, 0, 0, 1000, "N", "", ""},
	{0, "threads", COOP_OPT_COUNT, &set.threads, 0, 1, 64, "N", "", ""},
	{0, "group", COOP_OPT_SET, &set.group, 1, 0, 0, NULL, "", ""},
	{0, "pager", COOP_OPT_SET, &set.pager, 1, 0, 0, NULL, "", ""},
	{0, "no-pager", COOP_OPT_SET, &set.pager, 2, 0, 0, NULL, "", ""},
	{0, "format", COOP_OPT_CHOICE, &set.format, 0, 0, 0, "text|tsv|jsonl", "", ""},
	{0, "tsv", COOP_OPT_SET, &set.format, 1, 0, 0, NULL, "", ""},
	{0, "sort", COOP_OPT_STRING, &set.sort, 0, 0, 0, "KEY", "", ""},
	{0, "synonyms", COOP_OPT_STRING, &set.synonyms, 0, 0, 0, "FILE", "", ""},
	{0, "filter", COOP_OPT_LIST, &set.filter, 0, 0, 0, "FIELD=VALUE", "", ""},
	COOP_OPT_END};

/* Sets all options back. */
static inline void unset_all(void)
{
	coop_opt_list_release(&set.index);
	coop_opt_list_release(&set.filter);
	set.limit = set.threads = 0;
	set.group = set.pager = set.format = 0;
	set.sort = set.synonyms = NULL;
}

/* Applies a configuration beside options that are given, words of a command line between blanks. */
static inline enum coop_status apply_beside(
	struct coop_config *c, const char *line, struct coop_error *err)
{
	static char copy[200];
	char *argv[20] = {copy};
	int argc = 1;
	size_t none;
	struct coop_opts_given given;
	snprintf(copy, sizeof copy, "%s", line);
	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	need(coop_opts_parse(config_table, argc, argv, &given, &none, err) == COOP_OK,
		"the command line");
	struct coop_config_use use = {
		.program = COOP_PROGRAM_COOPQ, .table = config_table, .given = &given};
	return coop_config_apply(c, &use, err);
}

#endif
