/*
 * urn.h - ids for feeds: the same for the same texts, on any machine.
 */
#ifndef COOP_QUERY_OUTPUT_URN_H
#define COOP_QUERY_OUTPUT_URN_H

#include <stddef.h>

/* Room for "urn:uuid:" and a UUID, with its NUL. */
enum { URN_TEXT = 46 };

/* A UUID of version 8 (RFC 9562) made of texts. */
void urn_make(const char *const *texts, size_t count, char out[URN_TEXT]);

#endif
