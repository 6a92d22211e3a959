#include "indexer/csv/digest.h"

#include <endian.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"

struct digest_stretch {
	size_t off, len;
};

void digest_init(struct digest *d, char delimiter, char quote)
{
	static const char candidates[] = "xyz";
	const char *c = candidates;
	while (*c == delimiter || *c == quote)
		c++;
	*d = (struct digest){.delimiter = delimiter, .quote = quote, .stand_in = *c};
}

void digest_release(struct digest *d)
{
	coop_buf_release(&d->fed);
	coop_buf_release(&d->text);
	free(d->stretches);
}

void digest_forget(struct digest *d)
{
	d->count = d->next = 0;
	coop_buf_reset(&d->text);
}

/* Sets the high bit of each byte that equals `byte`, and clears all others. */
static uint64_t equal(uint64_t bytes, char byte)
{
	uint64_t rest = COOP_BYTES_EACH(0x7f), other = bytes ^ COOP_BYTES_EACH(byte);
	return ~(((other & rest) + rest) | other | rest);
}

/* Where the next delimiter or quote is; `n` when there is none. */
static size_t find_sign(const struct digest *d, const char *s, size_t at, size_t n)
{
	for (; n - at >= 8; at += 8) {
		uint64_t bytes;
		memcpy(&bytes, s + at, sizeof bytes);
		bytes = le64toh(bytes);
		uint64_t found = equal(bytes, d->delimiter) | equal(bytes, d->quote);
		if (found != 0)
			return at + (size_t)__builtin_ctzll(found) / 8;
	}
	while (at < n && s[at] != d->delimiter && s[at] != d->quote)
		at++;
	return at;
}

/*
 * Digests text without delimiters and quotes: the blanks around it are kept, the rest becomes one
 * byte. Returns the new end of the output; NULL when memory runs out.
 */
static char *take_text(struct digest *d, const char *s, size_t at, size_t end, char *to)
{
	size_t last = end;
	for (; at < end && s[at] == ' '; at++)
		*to++ = ' ';
	if (at == end)
		return to;
	while (s[last - 1] == ' ')
		last--;
	if (!coop_array_grow(&d->stretches, &d->cap, d->count + 1, sizeof *d->stretches))
		return NULL;
	d->stretches[d->count++] = (struct digest_stretch){d->text.len + at, last - at};
	*to++ = d->stand_in;
	for (; last < end; last++)
		*to++ = ' ';
	return to;
}

bool digest_take(struct digest *d, const char *s, size_t n)
{
	size_t body = n;
	if (d->next == d->count)
		digest_forget(d);
	coop_buf_reset(&d->fed);
	char *begin = coop_buf_reserve(&d->fed, n), *to = begin;
	while (body > 0 && coop_is_line_end(s[body - 1]))
		body--;
	for (size_t at = 0; to && at < body; at++) {
		size_t sign = find_sign(d, s, at, body);
		to = take_text(d, s, at, sign, to);
		if (to && sign < body)
			*to++ = s[sign];
		at = sign;
	}
	if (!to)
		return false;
	memcpy(to, s + body, n - body);
	d->fed.len = (size_t)(to - begin) + n - body;
	coop_buf_add(&d->text, s, body);
	return !d->text.failed;
}

void digest_restore(struct digest *d, const char *cell, size_t n, struct coop_buf *out)
{
	char *to = coop_buf_reserve(out, n + d->text.len), *begin = to;
	if (!to)
		return;
	for (size_t i = 0; i < n; i++) {
		if (cell[i] != d->stand_in || d->next == d->count) {
			*to++ = cell[i];
			continue;
		}
		const struct digest_stretch *stretch = &d->stretches[d->next++];
		memcpy(to, d->text.s + stretch->off, stretch->len);
		to += stretch->len;
	}
	*to = '\0';
	out->len += (size_t)(to - begin);
}
