/*
 * sandbox.h - restricts a process to computing.
 *
 * A file to be converted may have been made to take over the library that parses it.
 * Before the converter reads the first byte it gives up everything it does not need.
 */
#ifndef COOP_INDEXER_CONVERT_SANDBOX_H
#define COOP_INDEXER_CONVERT_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The address sanitizer reserves terabytes of addresses, so that memory cannot be
 * limited.
 */
#if defined(__SANITIZE_ADDRESS__)
#define SANDBOX_ADDRESSES_TAKEN
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANDBOX_ADDRESSES_TAKEN
#endif
#endif
#ifndef SANDBOX_ADDRESSES_TAKEN
#define SANDBOX_LIMITS_MEMORY
#endif

/*
 * Closes all descriptors but the first three, and sets limits: on memory, `seconds` of
 * processor time (0: none), open files, no writing of files, death with coopidx. False
 * when that fails.
 */
bool sandbox_limit(size_t seconds);

/*
 * Forbids the rest. Landlock closes all files but those below `folders` (NULL, or ended by NULL),
 * which may be read; a seccomp filter leaves no network, no other process and no opening of files or,
 * where Landlock is in force and one of the folders is there, none but for reading. Where the system
 * has no filters, or without libseccomp, only files and the network are closed, as far as it can. False
 * when setting up a filter fails. `*guards` is set to the restrictions now in force, those of
 * sandbox_limit() included: a set of enum guard (frame.h).
 */
bool sandbox_lock(const char *const *folders, unsigned *guards);

/* Tries what the restrictions forbid; returns those that hold. */
unsigned sandbox_try(unsigned guards);

#endif
