#include "indexer/notice/encoded.h"

#include <string.h>
#include <strings.h>

enum charset encoded_charset(struct span name)
{
	static const char *const western[] = {
		"iso-8859-1", "iso-8859-15", "latin1", "windows-1252", "cp1252", NULL};
	for (const char *const *w = western; *w; w++)
		if (strlen(*w) == name.n && strncasecmp(*w, name.s, name.n) == 0)
			return CHARSET_WINDOWS_1252;
	return CHARSET_UTF8;
}

static int hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
				      : -1;
}

/* The length of an encoded byte or of a line end that does not count; 0 for other text. */
static size_t take_printable(struct span text, size_t at, struct coop_buf *bytes)
{
	const char *s = text.s + at;
	size_t n = text.n - at, end = 1;
	if (n < 2 || *s != '=')
		return 0;
	int high = hex(s[1]), low = n >= 3 ? hex(s[2]) : -1;
	if (high >= 0 && low >= 0) {
		coop_buf_byte(bytes, (char)(high * 16 + low));
		return 3;
	}
	while (end < n && (s[end] == ' ' || s[end] == '\t' || s[end] == '\r'))
		end++;
	return end < n && s[end] == '\n' ? end + 1 : 0;
}

void encoded_add_printable(struct span text, enum charset set, struct coop_buf *out)
{
	struct coop_buf bytes = {0};
	for (size_t i = 0; i < text.n;) {
		size_t taken;
		coop_buf_reset(&bytes);
		/* bytes of one character may be on two lines */
		while ((taken = take_printable(text, i, &bytes)) > 0)
			i += taken;
		charset_decode(set, coop_buf_cstr(&bytes), bytes.len, out);
		out->failed |= bytes.failed;
		const char *next = i + 1 < text.n
					   ? memchr(text.s + i + 1, '=', text.n - i - 1)
					   : NULL;
		size_t plain = next ? (size_t)(next - text.s) - i : text.n - i;
		coop_buf_add(out, text.s + i, plain);
		i += plain;
	}
	coop_buf_release(&bytes);
}

static int digit64(char c)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

void encoded_add_base64(struct span text, enum charset set, struct coop_buf *out)
{
	struct coop_buf bytes = {0};
	unsigned bits = 0, held = 0;
	for (size_t i = 0; i < text.n; i++) {
		int digit = digit64(text.s[i]);
		if (digit < 0)
			continue;
		bits = (bits << 6 | (unsigned)digit) & 0xffff;
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		coop_buf_byte(&bytes, (char)(bits >> held & 0xff));
	}
	charset_decode(set, coop_buf_cstr(&bytes), bytes.len, out);
	out->failed |= bytes.failed;
	coop_buf_release(&bytes);
}

/* The length of an encoded word at the start of a text; 0 when it is none. */
static size_t find_word(struct span text, struct span part[3])
{
	size_t at = 2;
	if (text.n < 2 || memcmp(text.s, "=?", 2) != 0)
		return 0;
	for (size_t i = 0; i < 3; i++) {
		const char *end = memchr(text.s + at, '?', text.n - at);
		if (!end || memchr(text.s + at, '\n', (size_t)(end - text.s) - at))
			return 0;
		part[i] = (struct span){text.s + at, (size_t)(end - text.s) - at};
		at += part[i].n + 1;
	}
	return part[1].n == 1 && at < text.n && text.s[at] == '=' ? at + 1 : 0;
}

static void add_word(const struct span part[3], struct coop_buf *out)
{
	const char *star = memchr(part[0].s, '*', part[0].n); /* a language follows */
	struct span name = {part[0].s, star ? (size_t)(star - part[0].s) : part[0].n};
	enum charset set = encoded_charset(name);
	if (*part[1].s == 'B' || *part[1].s == 'b') {
		encoded_add_base64(part[2], set, out);
		return;
	}
	size_t from = out->len;
	encoded_add_printable(part[2], set, out);
	for (size_t i = from; !out->failed && i < out->len; i++)
		if (out->s[i] == '_')
			out->s[i] = ' ';
}

void encoded_add_words(struct span text, struct coop_buf *out)
{
	struct span part[3];
	while (text.n > 0) {
		size_t word = find_word(text, part), n = word;
		if (word > 0) {
			add_word(part, out);
			/* blanks between two encoded words do not count */
			struct span rest = span_from(text, word), next[3];
			if (rest.n > 0 && find_word(rest, next) > 0)
				n = (size_t)(rest.s - text.s);
		} else {
			const char *mark = memmem(text.s + 1, text.n - 1, "=?", 2);
			n = mark ? (size_t)(mark - text.s) : text.n;
			coop_buf_add(out, text.s, n);
		}
		text.s += n;
		text.n -= n;
	}
}
