/*
 * faults_config.h - failing allocations in reading and applying a configuration (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_CONFIG_H
#define COOP_TESTS_UNIT_FAULTS_CONFIG_H

#include "tests/unit/configs.h"
#include "tests/unit/faults.h"
#include "tests/unit/files.h"

static enum coop_status run_config(struct coop_error *err)
{
	static const char project[] = "index = ./here\nfilter = a=b\nlimit = 5\n";
	static const char user[] = "coopq.index = films\ncoopq.index = ./b\n"
				   "filter = \"c=d \"\nsynonyms = ~/x\nformat = tsv\n";
	struct coop_config c = {0};
	enum coop_status st = coop_config_parse(
		&c, "/usr/.coop", true, project, sizeof project - 1, err);
	if (!st)
		st = coop_config_parse(
			&c, "/etc/config", false, user, sizeof user - 1, err);
	if (!st)
		st = apply_beside(&c, "--group", err);
	for (size_t i = 0; !st && i < set.filter.count; i++)
		note(set.filter.values[i], strlen(set.filter.values[i]));
	for (size_t i = 0; !st && i < set.index.count; i++)
		note(set.index.values[i], strlen(set.index.values[i]));
	if (!st)
		note(set.synonyms, strlen(set.synonyms));
	unset_all();
	coop_config_release(&c);
	return st;
}

/* The file that the environment names, from the disk. */
static enum coop_status run_config_file(struct coop_error *err)
{
	struct coop_config c = {0};
	enum coop_status st = coop_config_load(&c, err);
	if (!st)
		note(c.strings.s, c.strings.len);
	coop_config_release(&c);
	return st;
}

/* `dir` is a folder to write to. */
static void test_config(const char *dir)
{
	static const char text[] = "limit = 5\nindex = films\nmap = x.map\n";
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/config", dir);
	write_whole(path.s, text, sizeof text - 1);
	exhaust("a configuration", run_config);
	setenv("COOP_CONFIG", path.s, 1);
	exhaust("a configuration file", run_config_file);
	setenv("COOP_CONFIG", "", 1);
	coop_buf_release(&path);
}

#endif
