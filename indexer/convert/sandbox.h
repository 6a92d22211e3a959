/*
 * sandbox.h - a process that can do little more than compute.
 *
 * What a converting program reads may have been made to take it over. Before it looks at the
 * first byte it gives up what it does not need.
 */
#ifndef COOP_INDEXER_CONVERT_SANDBOX_H
#define COOP_INDEXER_CONVERT_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* The address sanitizer reserves terabytes for itself. */
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
 * Closes all descriptors but the first three and sets the limits: memory, no file written,
 * few files open, `seconds` of the processor (0: no limit), an end when coopidx ends. False
 * when that cannot be done.
 */
bool sandbox_limit(size_t seconds);

/*
 * Forbids what is left: no network, no other process, no file opened (but to read, when
 * `reads_files`), where the system can; where it cannot, or without libseccomp, no network.
 * False when it can, and fails. `*guards` gets what there is now, those of sandbox_limit()
 * too: a set of enum guard (frame.h).
 */
bool sandbox_lock(bool reads_files, unsigned *guards);

/* Those of them that are found to hold when what they forbid is tried. */
unsigned sandbox_try(bool reads_files, unsigned guards);

#endif
