#include "shared/idterm.h"

#include <string.h>

#include "shared/index.h"
#include "shared/sha256.h"

enum { KEPT = COOP_TERM_MAX - 1 - 2 * COOP_SHA256_BYTES };

size_t coop_id_term(const char *id, size_t len, char out[COOP_TERM_MAX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char hash[COOP_SHA256_BYTES];
	out[0] = COOP_PREFIX_ID;
	if (len < COOP_TERM_MAX - 1) {
		memcpy(out + 1, id, len);
		return 1 + len;
	}
	coop_sha256(id, len, hash);
	memcpy(out + 1, id, KEPT);
	for (size_t i = 0; i < COOP_SHA256_BYTES; i++) {
		out[1 + KEPT + 2 * i] = digits[hash[i] >> 4];
		out[1 + KEPT + 2 * i + 1] = digits[hash[i] & 15];
	}
	return COOP_TERM_MAX;
}
