/*
 * t_gaps.c - docids from gaps of every width, by the code for this processor and by that for any.
 */
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/index/gaps.h"
#include "shared/index/postings.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

enum { ROUNDS = 50, BYTES = COOP_POSTINGS_BLOCK * 4 + COOP_GAPS_BEHIND };

typedef void decoder(const uint8_t *from, unsigned width, uint32_t before, uint32_t count,
	uint32_t *docids);

/* Whether the docids are those of the gaps, read one by one; the bytes end where they may. */
static bool decodes(decoder *decode, const uint8_t *bytes, unsigned width,
	uint32_t before, uint32_t count)
{
	uint32_t docids[COOP_POSTINGS_BLOCK], docid = before;
	uint32_t groups = (count + COOP_GAPS_GROUP - 1) / COOP_GAPS_GROUP;
	size_t len = (groups - 1) * (size_t)width + COOP_GAPS_BEHIND;
	uint8_t *ending = malloc(len);
	need(ending != NULL, "no memory");
	memcpy(ending, bytes, len);
	decode(ending, width, before, count, docids);
	free(ending);
	bool same = true;
	for (uint32_t i = 0; i < count; i++) {
		docid += coop_get_bits(bytes, i * (size_t)width, width) + 1;
		same = same && docids[i] == docid;
	}
	return same;
}

int main(void)
{
	static uint8_t bytes[BYTES + 8];
	uint32_t state = 3;
	for (unsigned width = 0; width <= 32; width++) {
		size_t wrong = 0;
		for (int round = 0; round < ROUNDS; round++) {
			/* docids that come to an end as well: the bytes of a file may be any */
			uint32_t before = round % 4 ? next_random(&state) : 0,
				 count = 1 + next_random(&state) % COOP_POSTINGS_BLOCK;
			for (size_t i = 0; i < sizeof bytes; i++)
				bytes[i] = (uint8_t)next_random(&state);
			wrong += !decodes(coop_gaps_decode, bytes, width, before, count);
			wrong += !decodes(
				coop_gaps_decode_plainly, bytes, width, before, count);
		}
		is_num(wrong, 0, "gaps of %u bits", width);
	}
	return done();
}
