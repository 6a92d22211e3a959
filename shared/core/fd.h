/*
 * fd.h - writing to a file descriptor.
 */
#ifndef COOP_CORE_FD_H
#define COOP_CORE_FD_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all of it, however often it is interrupted; false, with errno set, when it cannot. */
bool coop_fd_write(int fd, const void *data, size_t len);

#endif
