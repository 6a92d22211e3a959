#include "query/output/urn.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include <sha256.h>

void urn_make(const char *const *texts, size_t count, char out[URN_TEXT])
{
	SHA2_CTX sha;
	uint8_t h[SHA256_DIGEST_LENGTH];
	char hex[33];
	SHA256Init(&sha);
	for (size_t i = 0; i < count; i++)
		SHA256Update(&sha, (const uint8_t *)texts[i], strlen(texts[i]) + 1);
	SHA256Final(h, &sha);
	h[6] = (uint8_t)((h[6] & 0x0f) | 0x80); /* the version */
	h[8] = (uint8_t)((h[8] & 0x3f) | 0x80); /* the variant */
	for (size_t i = 0; i < 16; i++)
		snprintf(hex + 2 * i, 3, "%02x", h[i]);
	snprintf(out, URN_TEXT, "urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8,
		hex + 12, hex + 16, hex + 20);
}
