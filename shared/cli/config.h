/*
 * config.h - the configuration files of both programs.
 *
 * A file has an option a line, with the long names of the command line and without dashes:
 *
 *	# a comment
 *	limit = 20
 *	group
 *	index = ./films
 *	coopq.threads = 4
 *	filter = "genre:fiction "
 *
 * There may be two: that of the user, $XDG_CONFIG_HOME/coop/config, or what COOP_CONFIG names, and that of
 * the project, ".coop" in the current folder or the nearest one around it, up to the home folder, or to the
 * root of the file system. A line counts for each program with an option of that name, unless it
 * begins with the name of one of them. What decides is, in this order: the command line, a saved search, the environment,
 * the project, the user; in one file the line for one program goes before the one for both. Lists are no
 * exception: those of the nearest place are all there are.
 *
 * The file of a project is not trusted: settings.h says what may stand there, paths must lead below its
 * folder, also through links, and a file that others can write, or own, is refused.
 */
#ifndef COOP_CLI_CONFIG_H
#define COOP_CLI_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/cli/opts.h"
#include "shared/cli/settings.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* No file is larger, and no line longer, in bytes; and how many lines may name an option. */
enum { COOP_CONFIG_BYTES = 65536, COOP_CONFIG_LINE = 4096, COOP_CONFIG_LINES = 1000 };

/* A line that names an option. */
struct coop_config_line {
	size_t name,
		value; /* in `strings`; SIZE_MAX: there is no value, the name stands alone */
	size_t number, column; /* of the value, or of the name alone, from 1 */
	unsigned char file;
	unsigned char programs;        /* enum coop_program: for which it counts */
	bool own;                      /* it begins with the name of the program */
	bool in_force;                 /* nothing goes before it (coop_config_apply()) */
	const struct coop_opt *option; /* of the program that has applied it, or NULL */
};

struct coop_config_file {
	size_t path, folder; /* in `strings`, absolute where that could be found out */
	bool project;
};

/* Begin with `= {0}`. */
struct coop_config {
	struct coop_buf strings;
	struct coop_config_file files[2];
	size_t nfiles;
	struct coop_config_line *lines;
	size_t count, cap;
};

/*
 * Finds the files and reads them; there need not be any. COOP_E_ARG, with the place in the message, for
 * a line that makes no sense or may not stand there, and for a file that is not to be read.
 */
enum coop_status coop_config_load(struct coop_config *c, struct coop_error *err);
void coop_config_release(struct coop_config *c);

/* Reads the text of a file; its path and folder are absolute. */
enum coop_status coop_config_parse(struct coop_config *c, const char *path, bool project,
	const char *text, size_t len, struct coop_error *err);

/*
 * Sets the options of a program that are not among those given, on the command line or by what goes before the
 * files, and that `fits`, which may be NULL, says are wanted; options are asked for in the order of the table.
 * Values stay borrowed from `c`. All lines of the program are checked, also where they are not needed.
 */
struct coop_config_use {
	enum coop_program program;
	const struct coop_opt *table;
	const struct coop_opts_given *given;
	/* `value` is NULL for a switch */
	bool (*fits)(const void *data, const struct coop_opt *o, const char *value);
	const void *data;
};
enum coop_status coop_config_apply(
	struct coop_config *c, const struct coop_config_use *use, struct coop_error *err);

/*
 * coop_pass_on() of a failure whose reason is the value of an option, with the place of the line that the value was
 * borrowed from, if it was.
 */
enum coop_status coop_config_pass_on(const struct coop_config *c, const char *value,
	struct coop_error *err, const struct coop_error *from);

static inline const char *coop_config_string(const struct coop_config *c, size_t at)
{
	return at == SIZE_MAX ? NULL : c->strings.s + at;
}

/* The rank of a line among those of one option: the higher one decides. */
int coop_config_rank(const struct coop_config *c, const struct coop_config_line *line);

#endif
