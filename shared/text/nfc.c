#include "shared/text/nfc.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "shared/core/bytes.h"
#include "shared/core/utf8.h"

enum {
	FAR = 0xcc,    /* lead bytes from here on begin code points above U+02FF */
	PARTS_MAX = 8, /* no canonical decomposition of a character has as many */
	RUN_SHORT = 24 /* so few marks are sorted by insertion */
};

/* ---- text that is in NFC already ---- */

/*
 * Whether a character is its own NFC and never combines with the one before it: it is no
 * mark, has no canonical decomposition that NFC leaves decomposed, and is not the second
 * of a pair that composes. The table is conservative: characters of scripts that are rare
 * here are left out, and then take the slow path. U+11A7 is in it since utf8proc takes it
 * for the second of a Hangul pair, and would drop it.
 */
static bool stands_alone(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {{0, 0x2ff}, {0x388, 0x482}, {0x48a, 0x590}, {0x5d0, 0x5ea},
		{0x61b, 0x64a}, {0x10a0, 0x10ff}, {0x1176, 0x11a7}, {0x1e00, 0x1eff},
		{0x2002, 0x20cf}, {0x2100, 0x2125}, {0x212c, 0x2328}, {0x232b, 0x2adb},
		{0x3030, 0x3098}, {0x309b, 0xa66e}, {0xac00, 0xd7a3}, {0xfb00, 0xfb1c},
		{0xfe30, 0xffff}, {0x1f000, 0x1fbff}, {0x20000, 0x2f7ff}};
	size_t i = 0;
	while (i < sizeof ranges / sizeof *ranges && cp > ranges[i].last)
		i++;
	return i < sizeof ranges / sizeof *ranges && cp >= ranges[i].first;
}

/*
 * Sets the high bit of each of eight bytes that is FAR or above, and clears all other
 * bits.
 */
static uint64_t far(const char *s)
{
	uint64_t word, low = COOP_BYTES_EACH(0x7f);
	memcpy(&word, s, sizeof word);
	return ((word & low) + COOP_BYTES_EACH(0x100 - FAR)) & word & ~low;
}

/* How many bytes the whole blocks at the start have that hold no byte from FAR on. */
static size_t skip_blocks(const char *text, size_t n)
{
	enum { BLOCK = 64 }; /* compilers vectorise a maximum over bytes */
	const unsigned char *s = (const unsigned char *)text;
	size_t i = 0;
	for (; n - i >= BLOCK; i += BLOCK) {
		unsigned char highest = 0;
		for (size_t k = 0; k < BLOCK; k++)
			highest = s[i + k] > highest ? s[i + k] : highest;
		if (highest >= FAR)
			break;
	}
	return i;
}

/* The offset of the first character that does not stand alone; `n` when all do. */
static size_t find_joined(const char *s, size_t n)
{
	for (size_t i = skip_blocks(s, n); i < n;) {
		uint64_t marked = n - i >= 8 ? far(s + i) : 0;
		if (n - i >= 8) {
			i += marked ? coop_bytes_first_nonzero(marked) : 8;
			if (!marked)
				continue;
		}
		uint32_t cp = 0;
		size_t used = (unsigned char)s[i] < FAR
				      ? 1
				      : coop_utf8_decode(s + i, n - i, &cp);
		if (!stands_alone(cp))
			return i;
		i += used > 0 ? used : 1;
		i += skip_blocks(s + i, n - i);
	}
	return n;
}

/* The start of the character that ends at `end`; `end` when no valid one does. */
static size_t last_before(const char *s, size_t end)
{
	uint32_t cp;
	size_t i = end;
	while (i > 0 && end - i < COOP_UTF8_MAX) {
		i--;
		if (((unsigned char)s[i] & 0xc0) != 0x80)
			return coop_utf8_decode(s + i, end - i, &cp) == end - i ? i : end;
	}
	return end;
}

size_t coop_nfc_find(const char *s, size_t n)
{
	size_t joined = find_joined(s, n);
	return joined < n ? last_before(s, joined) : n;
}

/* ---- composing ---- */

/* The decomposed code points of characters that may combine. */
struct pieces {
	utf8proc_int32_t *at, *sorted;
	size_t count, cap, sorted_cap;
};

static unsigned order_of(utf8proc_int32_t cp)
{
	return (unsigned)utf8proc_get_property(cp)->combining_class;
}

/* Appends the decomposition of a character; false when memory runs out. */
static bool add_parts(struct pieces *p, uint32_t cp)
{
	int unused = 0;
	if (!coop_array_grow(&p->at, &p->cap, p->count + PARTS_MAX, sizeof *p->at))
		return false;
	utf8proc_ssize_t n =
		utf8proc_decompose_char((utf8proc_int32_t)cp, p->at + p->count, PARTS_MAX,
			UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &unused);
	if (n < 1 || n > PARTS_MAX) {
		p->at[p->count] = (utf8proc_int32_t)cp;
		n = 1;
	}
	p->count += (size_t)n;
	return true;
}

/*
 * Appends a character and those after it that may combine with it; returns their length
 * in bytes.
 */
static size_t add_joined(struct pieces *p, const char *s, size_t n, bool *failed)
{
	size_t i = 0;
	for (size_t used; i < n; i += used) {
		uint32_t cp;
		used = coop_utf8_decode(s + i, n - i, &cp);
		if (used == 0 || (i > 0 && stands_alone(cp)))
			break;
		*failed |= !add_parts(p, cp);
	}
	return i;
}

/*
 * Sorts a few marks by combining class. The order of Unicode (canonical ordering, chapter
 * 3.11) is stable: marks of the same class keep theirs, here and below.
 */
static void order_few(utf8proc_int32_t *at, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		utf8proc_int32_t mark = at[i];
		size_t to = i;
		for (; to > 0 && order_of(at[to - 1]) > order_of(mark); to--)
			at[to] = at[to - 1];
		at[to] = mark;
	}
}

/*
 * Sorts many marks by counting, in linear time: utf8proc would compare each with all
 * before it. False when memory runs out.
 */
static bool order_many(struct pieces *p, size_t begin, size_t n)
{
	size_t from[256] = {0}, sum = 0;
	if (!coop_array_grow(&p->sorted, &p->sorted_cap, n, sizeof *p->sorted))
		return false;
	for (size_t i = 0; i < n; i++)
		from[order_of(p->at[begin + i]) & 0xff]++;
	for (size_t k = 0; k < 256; k++) {
		size_t count = from[k];
		from[k] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		p->sorted[from[order_of(p->at[begin + i]) & 0xff]++] = p->at[begin + i];
	memcpy(p->at + begin, p->sorted, n * sizeof *p->at);
	return true;
}

/* Sorts each run of marks by combining class; false when memory runs out. */
static bool put_in_order(struct pieces *p)
{
	bool good = true;
	for (size_t i = 0, end; good && i < p->count; i = end + 1) {
		for (end = i; end < p->count && order_of(p->at[end]) > 0; end++)
			;
		if (end - i > RUN_SHORT)
			good = order_many(p, i, end - i);
		else
			order_few(p->at + i, end - i);
	}
	return good;
}

/* Composes the pieces and appends the result. */
static void add_composed(struct pieces *p, struct coop_buf *out)
{
	utf8proc_ssize_t n = utf8proc_normalize_utf32(
		p->at, (utf8proc_ssize_t)p->count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	char *to = coop_buf_reserve(out, p->count * COOP_UTF8_MAX);
	for (utf8proc_ssize_t i = 0; to && p->at && i < n; i++) {
		size_t used = coop_utf8_encode((uint32_t)p->at[i], to);
		to += used;
		out->len += used;
	}
	if (to)
		*to = '\0';
}

void coop_nfc_add(const char *s, size_t n, struct coop_buf *out)
{
	struct pieces p = {0};
	for (size_t i = 0; i < n && !out->failed;) {
		size_t alone = coop_nfc_find(s + i, n - i);
		coop_buf_add(out, s + i, alone);
		i += alone;
		if (i == n)
			break;
		p.count = 0;
		i += add_joined(&p, s + i, n - i, &out->failed);
		if (out->failed || !put_in_order(&p))
			out->failed = true;
		else
			add_composed(&p, out);
	}
	free(p.at);
	free(p.sorted);
}
