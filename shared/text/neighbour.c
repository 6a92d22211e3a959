#include "shared/text/neighbour.h"

#include <string.h>

#include "shared/text/fold.h"

/* The blanks: a space, no-break, narrow no-break. */
static const char *const blanks[] = {" ", "\u00a0", "\u202f"};
enum { BLANKS = sizeof blanks / sizeof *blanks };

size_t coop_blank_len(const char *text, size_t len, size_t at)
{
	if (at >= len)
		return 0;
	if (text[at] == ' ')
		return 1;
	if ((unsigned char)text[at] < 0x80)
		return 0;
	for (size_t i = 1; i < BLANKS; i++) {
		size_t n = strlen(blanks[i]);
		if (len - at >= n && memcmp(text + at, blanks[i], n) == 0)
			return n;
	}
	return 0;
}

size_t coop_blank_before(const char *text, size_t at)
{
	for (size_t i = 0; i < BLANKS; i++) {
		size_t n = strlen(blanks[i]);
		if (at >= n && memcmp(text + at - n, blanks[i], n) == 0)
			return at - n;
	}
	return at;
}

bool coop_neighbour_at(
	const char *text, size_t len, size_t at, struct coop_neighbour *out)
{
	enum { STEPS = 4 * COOP_NEIGHBOUR_MAX };
	struct coop_folded f = {.used = 0};
	*out = (struct coop_neighbour){.off = at};
	for (int step = 0; at < len && step < STEPS; step++, at += f.used) {
		coop_fold_char(text + at, len - at, &f);
		if (f.class == COOP_CLASS_IGNORE)
			continue;
		if ((f.class != COOP_CLASS_WORD && f.class != COOP_CLASS_DIGIT) ||
			f.len > COOP_NEIGHBOUR_MAX - out->len)
			break;
		out->upper |= out->len == 0 && f.upper;
		out->small |= f.class == COOP_CLASS_WORD && !f.upper;
		memcpy(out->s + out->len, f.s, f.len);
		out->len += f.len;
	}
	out->end = at;
	return out->len > 0;
}

bool coop_neighbour_after(
	const char *text, size_t len, size_t at, struct coop_neighbour *out)
{
	size_t blank = coop_blank_len(text, len, at);
	return blank > 0 && coop_neighbour_at(text, len, at + blank, out);
}

bool coop_neighbour_ending(const char *text, size_t end, struct coop_neighbour *out)
{
	struct coop_folded f;
	size_t begin = end;
	for (int step = 0; begin > 0 && step < COOP_NEIGHBOUR_MAX; step++) {
		coop_fold_char_before(text, begin, &f);
		if (f.class != COOP_CLASS_WORD && f.class != COOP_CLASS_DIGIT &&
			f.class != COOP_CLASS_IGNORE)
			break;
		begin -= f.used;
	}
	return coop_neighbour_at(text, end, begin, out);
}

bool coop_neighbour_before(const char *text, size_t at, struct coop_neighbour *out)
{
	size_t end = coop_blank_before(text, at);
	return end < at && coop_neighbour_ending(text, end, out);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool coop_figure_after(const char *text, size_t len, size_t at)
{
	at += coop_blank_len(text, len, at);
	return at < len && is_digit(text[at]);
}

bool coop_figure_before(const char *text, size_t at)
{
	size_t end = coop_blank_before(text, at);
	return end < at && end > 0 && is_digit(text[end - 1]);
}
