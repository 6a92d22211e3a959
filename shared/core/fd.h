/*
 * fd.h - reading and writing a file descriptor in full, however often a signal interrupts it.
 */
#ifndef COOP_CORE_FD_H
#define COOP_CORE_FD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"

/* Writes all bytes, restarting after interruptions; false, with errno set, on failure. */
bool coop_fd_write(int fd, const void *data, size_t len);

/* The same of bytes from `off` on, wherever the descriptor is. */
bool coop_fd_write_at(int fd, const void *data, size_t len, uint64_t off);

/* Reads until `room` bytes are there or the file ends; false, with errno set, on failure. */
bool coop_fd_read(int fd, void *to, size_t room, size_t *got);

/*
 * Appends a file up to its end, or up to the byte after the first `max`: `out` has grown by more
 * than `max` then. False, with errno set, on failure; ENOMEM when memory runs out.
 */
bool coop_fd_read_all(int fd, size_t max, struct coop_buf *out);

#endif
