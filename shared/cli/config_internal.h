/*
 * config_internal.h - what the files of config.h share.
 */
#ifndef COOP_CLI_CONFIG_INTERNAL_H
#define COOP_CLI_CONFIG_INTERNAL_H

#include "shared/cli/config.h"

/* coop_fail(COOP_E_ARG) with a place before the message; a line or column of 0 is left out. */
enum coop_status coop_config_fail(const char *path, size_t number, size_t column,
	struct coop_error *err, const char *fmt, ...) COOP_PRINTF(5, 6);

/* Where a line is, of a file that is being read. */
struct coop_config_spot {
	const struct coop_config_file *file;
	size_t number, column;
};

/*
 * Appends the path that a value stands for, with its NUL: relative to the folder of the file, or below the home
 * folder after "~/". `is_index`: without a '/' it is a name. Fails for a path that a project may not
 * name.
 */
enum coop_status coop_config_resolve(struct coop_config *c,
	const struct coop_config_spot *spot, const char *value, bool is_index,
	struct coop_buf *out, struct coop_error *err);

#endif
