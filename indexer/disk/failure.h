/*
 * failure.h - why a file cannot be read: because of the file, or because the machine fails.
 *
 * A file that is itself the cause is left out, and an index without it is correct. These values of
 * errno mean that, and no others:
 *
 *	EACCES, EPERM                     the user may not read it
 *	ENOENT, ENOTDIR                   it is not there, or no longer
 *	ELOOP, ENAMETOOLONG               its path leads nowhere
 *	EISDIR, ENXIO, EINVAL, EBADF      it is nothing that can be read, or a closed stream
 *	EFBIG, EOVERFLOW                  it is larger than the system can read
 *
 * All others are failures of the machine: EIO, ENOMEM, EMFILE, ENFILE, EAGAIN, ENOSPC, EDQUOT,
 * ESTALE, ETIMEDOUT, ENODEV, ENOTCONN, EUCLEAN, EBADMSG and whatever else a file system, a
 * network or the start of a process may fail with. The next run may read more, so an index of what
 * this run could read must not replace one that was made of everything. A file that changes while
 * it is read (infile.h) is such a failure too, without an errno.
 */
#ifndef COOP_INDEXER_DISK_FAILURE_H
#define COOP_INDEXER_DISK_FAILURE_H

#include <stdbool.h>

#include "shared/core/error.h"

/* Whether an errno value is a failure of the machine. */
bool failure_is_machine(int number);

/*
 * The status for an errno value: COOP_E_INPUT when the file is to be left out, COOP_E_IO for a
 * failure of the machine, COOP_E_INTERRUPTED for EINTR. Only a signal with a handler interrupts a
 * call, and those are Ctrl-C and SIGTERM.
 */
enum coop_status failure_status(int number);

/* coop_fail() with that status: "cannot be read: <reason>". */
enum coop_status failure_to_read(int number, struct coop_error *err);

#endif
