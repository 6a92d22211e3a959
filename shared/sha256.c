#include "shared/sha256.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, ROUNDS = 64, LENGTH = 8, WORDS = COOP_SHA256_BYTES / 4 };

static const uint32_t constants[ROUNDS] = {0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
	0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
	0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
	0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138,
	0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624,
	0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
	0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f,
	0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, unsigned by)
{
	return x >> by | x << (32 - by);
}

static uint32_t read_word(const unsigned char *s)
{
	return (uint32_t)s[0] << 24 | (uint32_t)s[1] << 16 | (uint32_t)s[2] << 8 | s[3];
}

static void spread(const unsigned char *block, uint32_t w[ROUNDS])
{
	for (size_t i = 0; i < ROUNDS; i++) {
		if (i < BLOCK / 4) {
			w[i] = read_word(block + 4 * i);
			continue;
		}
		uint32_t x = w[i - 15], y = w[i - 2];
		w[i] = w[i - 16] + (rotate(x, 7) ^ rotate(x, 18) ^ x >> 3) + w[i - 7] +
		       (rotate(y, 17) ^ rotate(y, 19) ^ y >> 10);
	}
}

/* Takes a block into the state; the letters of the standard are h[0] to h[7]. */
static void take(uint32_t state[WORDS], const unsigned char *block)
{
	uint32_t w[ROUNDS], h[WORDS];
	spread(block, w);
	memcpy(h, state, sizeof h);
	for (size_t i = 0; i < ROUNDS; i++) {
		uint32_t e = rotate(h[4], 6) ^ rotate(h[4], 11) ^ rotate(h[4], 25),
			 choice = (h[4] & h[5]) ^ (~h[4] & h[6]),
			 a = rotate(h[0], 2) ^ rotate(h[0], 13) ^ rotate(h[0], 22),
			 most = (h[0] & h[1]) ^ (h[0] & h[2]) ^ (h[1] & h[2]),
			 more = h[7] + e + choice + constants[i] + w[i];
		memmove(h + 1, h, sizeof h - sizeof *h);
		h[4] += more;
		h[0] = more + a + most;
	}
	for (size_t i = 0; i < WORDS; i++)
		state[i] += h[i];
}

void coop_sha256(const char *s, size_t n, unsigned char out[COOP_SHA256_BYTES])
{
	uint32_t state[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	unsigned char end[2 * BLOCK] = {0};
	size_t rest = n % BLOCK, blocks = rest < BLOCK - LENGTH ? 1 : 2;
	for (size_t i = 0; i + BLOCK <= n; i += BLOCK)
		take(state, (const unsigned char *)s + i);
	if (rest > 0)
		memcpy(end, s + n - rest, rest);
	end[rest] = 0x80;
	for (size_t i = 0; i < LENGTH; i++)
		end[blocks * BLOCK - 1 - i] = (unsigned char)((uint64_t)n * 8 >> 8 * i);
	for (size_t i = 0; i < blocks; i++)
		take(state, end + i * BLOCK);
	for (size_t i = 0; i < COOP_SHA256_BYTES; i++)
		out[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}
