/*
 * failure.h - why something cannot be read: because of what it is, or because the machine fails.
 *
 * Trouble of one file keeps no other from being read: the file is left out, and an index without
 * it is right. These errors of the system mean that, and no others:
 *
 *	EACCES, EPERM                     the user may not read it
 *	ENOENT, ENOTDIR                   it is not there, or no longer
 *	ELOOP, ENAMETOOLONG               its path leads nowhere
 *	EISDIR, ENXIO, EINVAL, EBADF      it is nothing that can be read, or a closed stream
 *	EFBIG, EOVERFLOW                  it is larger than the system can read
 *
 * All others are failures of the machine: EIO, ENOMEM, EMFILE, ENFILE, EAGAIN, ENOSPC, EDQUOT,
 * ESTALE, ETIMEDOUT, ENODEV, ENOTCONN, EUCLEAN, EBADMSG and whatever else a file system, a
 * network or the start of a process may fail with. The next run may read more, so that what this
 * one read must not take the place of an index that was made of everything. A file that changes
 * while it is read (infile.h) is such a failure too, without an errno.
 */
#ifndef COOP_INDEXER_DISK_FAILURE_H
#define COOP_INDEXER_DISK_FAILURE_H

#include <stdbool.h>

#include "shared/core/error.h"

/* Whether an errno value is a failure of the machine. */
bool failure_is_machine(int number);

/*
 * What an errno value means for what could not be read: COOP_E_INPUT when it is left out,
 * COOP_E_IO for a failure of the machine, COOP_E_INTERRUPTED for EINTR: only a signal that
 * somebody handles interrupts a call, and that is Ctrl-C.
 */
enum coop_status failure_status(int number);

/* coop_fail() with that status: "cannot be read: <reason>". */
enum coop_status failure_to_read(int number, struct coop_error *err);

#endif
