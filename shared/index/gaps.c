#include "shared/index/gaps.h"

#include <stddef.h>

#include "shared/core/bytes.h"

/*
 * Compiles a piece of code for each width of gaps. With a constant width all bit offsets
 * are constants, which halves the time of decoding a block.
 */
#define WIDTHS(w, what)                                                                  \
	what((w)) what((w) + 1) what((w) + 2) what((w) + 3) what((w) + 4) what((w) + 5)  \
		what((w) + 6) what((w) + 7)

static inline __attribute__((always_inline)) void decode(const uint8_t *from,
	unsigned width, uint32_t docid, uint32_t count, uint32_t *docids)
{
	for (uint32_t i = 0; i < count; i += COOP_GAPS_GROUP, from += width)
		for (uint32_t k = 0; k < COOP_GAPS_GROUP; k++) {
			docid += coop_get_bits(from, (size_t)k * width, width) + 1;
			docids[i + k] = docid;
		}
}

void coop_gaps_decode_plainly(const uint8_t *from, unsigned width, uint32_t before,
	uint32_t count, uint32_t *docids)
{
#define DECODE(w)                                                                        \
	case (w):                                                                        \
		decode(from, (w), before, count, docids);                                \
		break;
	switch (width) {
		WIDTHS(0, DECODE)
		WIDTHS(8, DECODE)
		WIDTHS(16, DECODE)
		WIDTHS(24, DECODE)
		DECODE(32)
	}
#undef DECODE
}

#ifdef __x86_64__

#include <immintrin.h>

/* The width up to which a gap and the bits before it in its first byte are in four bytes. */
enum { WIDEST = 25 };

/*
 * How eight gaps come out of their bytes. Each half of a register holds 16 bytes: the lower half
 * those from the first gap on, the upper half those from byte width / 2 on, where the fifth begins.
 */
struct layout {
	uint8_t bytes[32];  /* the four bytes of each gap, in its half */
	uint32_t shifts[8]; /* the bits before it in the first of these */
};

#define BIT(w, k)  ((k) * (w) - ((k) < 4 ? 0 : (w) / 2 * 8))
#define BYTE(w, k) BIT(w, k) / 8
#define FOUR(w, k) BYTE(w, k), BYTE(w, k) + 1, BYTE(w, k) + 2, BYTE(w, k) + 3
#define LAYOUT(w)                                                                        \
	{{FOUR(w, 0), FOUR(w, 1), FOUR(w, 2), FOUR(w, 3), FOUR(w, 4), FOUR(w, 5),        \
		 FOUR(w, 6), FOUR(w, 7)},                                                \
		{BIT(w, 0) % 8, BIT(w, 1) % 8, BIT(w, 2) % 8, BIT(w, 3) % 8,             \
			BIT(w, 4) % 8, BIT(w, 5) % 8, BIT(w, 6) % 8, BIT(w, 7) % 8}},

static const struct layout layouts[] = {
	WIDTHS(0, LAYOUT) WIDTHS(8, LAYOUT) WIDTHS(16, LAYOUT) LAYOUT(24) LAYOUT(25)};
_Static_assert(sizeof layouts / sizeof *layouts == WIDEST + 1, "one for each width");

/* Adds up eight numbers, each with those before it. */
static inline __attribute__((target("avx2"), always_inline)) __m256i add_up(__m256i n)
{
	n = _mm256_add_epi32(n, _mm256_slli_si256(n, 4));
	n = _mm256_add_epi32(n, _mm256_slli_si256(n, 8));
	/* the halves are added up each by itself: the upper one lacks the sum of the lower */
	__m256i lower = _mm256_permute2x128_si256(n, n, 0x08);
	return _mm256_add_epi32(n, _mm256_shuffle_epi32(lower, 0xff));
}

static __attribute__((target("avx2"))) void decode_by_eight(const uint8_t *from,
	unsigned width, uint32_t before, uint32_t count, uint32_t *docids)
{
	const struct layout *l = &layouts[width];
	const __m256i bytes = _mm256_loadu_si256((const __m256i *)l->bytes),
		      shifts = _mm256_loadu_si256((const __m256i *)l->shifts),
		      mask = _mm256_set1_epi32((int)(((uint32_t)1 << width) - 1)),
		      one = _mm256_set1_epi32(1), last = _mm256_set1_epi32(7);
	__m256i sum = _mm256_set1_epi32((int)before);
	for (uint32_t i = 0; i < count; i += COOP_GAPS_GROUP, from += width) {
		const __m128i *lower = (const __m128i *)from,
			      *upper = (const __m128i *)(from + width / 2);
		__m256i n = _mm256_inserti128_si256(
			_mm256_castsi128_si256(_mm_loadu_si128(lower)),
			_mm_loadu_si128(upper), 1);
		n = _mm256_srlv_epi32(_mm256_shuffle_epi8(n, bytes), shifts);
		n = _mm256_add_epi32(_mm256_and_si256(n, mask), one);
		n = _mm256_add_epi32(add_up(n), sum);
		_mm256_storeu_si256((__m256i *)(docids + i), n);
		sum = _mm256_permutevar8x32_epi32(n, last);
	}
}

void coop_gaps_decode(const uint8_t *from, unsigned width, uint32_t before,
	uint32_t count, uint32_t *docids)
{
	if (width <= WIDEST && __builtin_cpu_supports("avx2"))
		decode_by_eight(from, width, before, count, docids);
	else
		coop_gaps_decode_plainly(from, width, before, count, docids);
}

#else

void coop_gaps_decode(const uint8_t *from, unsigned width, uint32_t before,
	uint32_t count, uint32_t *docids)
{
	coop_gaps_decode_plainly(from, width, before, count, docids);
}

#endif
