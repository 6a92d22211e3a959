/*
 * parts.h - a document or workbook of any parts, as standard input.
 */
#ifndef COOP_TESTS_FUZZ_PARTS_H
#define COOP_TESTS_FUZZ_PARTS_H

#include "tests/fuzz/fuzz.h"
#include "tests/unit/packed.h"

/* Packs the parts; no more than `room` bytes, which is enough. */
static inline size_t fuzz_pack(
	const char *const *names, const char *s, size_t n, char *to, size_t room)
{
	size_t used;
	struct archive *zip = packed_begin(to, room, &used);
	HOLDS(zip != NULL);
	for (const char *end = s + n; s < end;) {
		const char *nul = memchr(s, '\0', (size_t)(end - s));
		size_t len = (size_t)((nul ? nul : end) - s);
		if (len > 0)
			HOLDS(packed_add(
				zip, names[(unsigned char)*s % 4], s + 1, len - 1));
		s += len + 1;
	}
	HOLDS(packed_end(zip));
	return used;
}

/*
 * Gives the parts, which are ended by NUL, each a byte that tells which of four names it has and its bytes;
 * packed without compression they get as far as the code.
 */
static inline void fuzz_give_parts(
	const char *const *names, const uint8_t *data, size_t size)
{
	/* parts take two bytes at least; the end counts as one */
	size_t room = size + (size / 2 + 3) * PACKED_HEADERS;
	char *zip = malloc(room);
	HOLDS(zip != NULL);
	size_t n = fuzz_pack(names, (const char *)data, size, zip, room);
	fuzz_give((uint8_t *)zip, n);
	free(zip);
}

#endif
