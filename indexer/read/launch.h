/*
 * launch.h - starting one of the programs that convert (indexer/convert/).
 */
#ifndef COOP_INDEXER_READ_LAUNCH_H
#define COOP_INDEXER_READ_LAUNCH_H

#include <sys/types.h>

#include "shared/core/error.h"

enum { LAUNCH_ARGUMENTS = 8 /* at most */ };

/*
 * Starts the program `name`, which lies beside this one or where it was installed, with a file as
 * its standard input. `arguments` ends with NULL. `*output` becomes the reading end of a pipe from its
 * standard output, and may be that even after a failure; `*pid` is 0 then.
 * COOP_E_INPUT: the program is not there. COOP_E_IO: the machine has no room for it (failure.h).
 */
enum coop_status launch(const char *name, const char *const *arguments, int file,
	pid_t *pid, int *output, struct coop_error *err);

#endif
