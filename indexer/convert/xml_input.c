#include "indexer/convert/xml_input.h"

#include "shared/core/bytes.h"

#include <string.h>

/* Bytes that are read at once. */
#ifdef COOP_FUZZING
enum { BLOCK = 16 };
#else
enum { BLOCK = 1 << 16 };
#endif

void xml_mend(struct xml_mends *m, enum conversion_mend what, size_t n, size_t line)
{
	if (n > 0 && m->count[what] == 0)
		m->line[what] = line + 1;
	m->count[what] += n;
}

void xml_input_release(struct xml_input *in)
{
	coop_buf_release(&in->raw);
	coop_buf_release(&in->text);
}

/* Counts the bytes that are not of the set; they are on the line of what is read next or a later one. */
static void check_bytes(struct xml_input *in, enum charset set, const char *s, size_t n)
{
	size_t at = charset_find_bad(set, s, n);
	if (at == n)
		return;
	const char *text = coop_buf_cstr(&in->text);
	size_t line = in->line + coop_count_lines(text + in->at, in->text.len - in->at) +
		      coop_count_lines(s, at);
	while (at < n) {
		xml_mend(&in->mends, s[at] ? MEND_BYTES : MEND_CONTROLS, 1, line);
		at++;
		size_t good = charset_find_bad(set, s + at, n - at);
		line += coop_count_lines(s + at, good);
		at += good;
	}
}

/* How many of the bytes end with a whole character: up to the last one in ASCII. */
static size_t whole(const struct coop_buf *raw)
{
	size_t n = raw->len;
	while (n > 0 && (unsigned char)raw->s[n - 1] >= 0x80)
		n--;
	return n > 0 ? n : raw->len;
}

/* Reads a block more; false at the end. */
static bool fill(struct xml_input *in)
{
	size_t got = 0;
	char *to = in->ended || in->failure ? NULL : coop_buf_reserve(&in->raw, BLOCK);
	if (in->ended || in->failure)
		return false;
	enum coop_status st =
		to ? source_read(in->source, to, BLOCK, &got, NULL) : COOP_E_NOMEM;
	in->raw.len += got;
	in->ended = got == 0;
	size_t n = in->ended ? in->raw.len : whole(&in->raw);
	enum charset set = source_text(in->source);
	if (!st && n > 0) {
		check_bytes(in, set, in->raw.s, n);
		charset_decode(set, in->raw.s, n, &in->text);
		memmove(in->raw.s, in->raw.s + n, in->raw.len - n);
		in->raw.len -= n;
	}
	if (st == COOP_E_NOMEM || in->text.failed)
		in->failure = CONVERSION_MEMORY;
	else if (st)
		in->failure =
			st == COOP_E_IO ? CONVERSION_UNREADABLE : CONVERSION_DAMAGED;
	return !in->failure && n > 0;
}

/* Forgets what has been read, once that is worth the copy. */
static void forget(struct xml_input *in)
{
	if (in->kept || in->at < BLOCK || in->at < in->text.len / 2)
		return;
	memmove(in->text.s, in->text.s + in->at, in->text.len - in->at);
	in->text.len -= in->at;
	in->at = 0;
}

struct coop_bytes xml_input_see(struct xml_input *in, size_t n)
{
	if (in->text.len - in->at < n)
		forget(in);
	while (in->text.len - in->at < n && (fill(in) || !in->ended) && !in->failure)
		;
	size_t left = in->failure ? 0 : in->text.len - in->at;
	return (struct coop_bytes){coop_buf_cstr(&in->text) + in->at, left};
}

void xml_input_pass(struct xml_input *in, size_t n)
{
	in->line += coop_count_lines(coop_buf_cstr(&in->text) + in->at, n);
	in->at += n;
}

void xml_input_pass_over(struct xml_input *in, const char *mark)
{
	size_t len = strlen(mark);
	for (;;) {
		struct coop_bytes rest = xml_input_see(in, len);
		const char *found = memmem(rest.s, rest.len, mark, len);
		if (found || rest.len < len) {
			xml_input_pass(
				in, found ? (size_t)(found - rest.s) + len : rest.len);
			return;
		}
		/* the mark may begin in the last bytes */
		xml_input_pass(in, rest.len - len + 1);
	}
}

void xml_input_rewind(struct xml_input *in)
{
	struct xml_mends bytes = in->mends;
	in->mends = (struct xml_mends){0};
	in->at = 0;
	in->line = 0;
	xml_mend(&in->mends, MEND_BYTES, bytes.count[MEND_BYTES],
		bytes.line[MEND_BYTES] - (bytes.count[MEND_BYTES] > 0));
}
