/*
 * fd.h - writing to a file descriptor.
 */
#ifndef COOP_CORE_FD_H
#define COOP_CORE_FD_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all bytes, restarting after interruptions; false, with errno set, on failure. */
bool coop_fd_write(int fd, const void *data, size_t len);

#endif
