/*
 * sha256.h - the hash SHA-256 (FIPS 180-4), for what must not be mistaken for another.
 */
#ifndef COOP_SHA256_H
#define COOP_SHA256_H

#include <stddef.h>

#define COOP_SHA256_BYTES 32

void coop_sha256(const char *s, size_t n, unsigned char out[COOP_SHA256_BYTES]);

#endif
