/*
 * fuzz_charset.c - any bytes are a text file in any character set. The first byte tells which
 * set is named, and whether the file is read as text, or is made of the bytes in that set: then
 * it must come back as it was.
 */
#include <iconv.h>

#include "indexer/read/reader.h"
#include "indexer/read/reader_ops.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* All that a source gives, in pieces of that size. */
static struct source *charset_read(
	const char *path, enum charset set, size_t piece, struct coop_buf *out)
{
	struct source *s;
	size_t n = 1;
	HOLDS(source_open(path, charset_name(set), &s, NULL) == COOP_OK);
	while (n > 0) {
		char *to = coop_buf_reserve(out, piece);
		HOLDS(to && source_read(s, to, piece, &n, NULL) == COOP_OK && n <= piece);
		out->len += n;
	}
	return s;
}

/* However a file is read, it is the same text, and what is converted is UTF-8. */
static void charset_check_source(
	const char *path, enum charset set, const char *data, size_t size)
{
	struct coop_buf small = {0}, whole = {0};
	struct source *s = charset_read(path, set, 7, &small);
	enum charset found = source_charset(s), text = source_text(s);
	HOLDS(set == CHARSET_AUTO || found == set);
	HOLDS(charset_is_direct(text) && source_bytes(s) == size);
	if (!charset_is_direct(found)) {
		HOLDS(text == CHARSET_UTF8 && fuzz_is_utf8(small.s, small.len));
		HOLDS(source_replaced(s) <= size);
	} else {
		size_t bom = charset_bom(CHARSET_UTF8, data, size);
		HOLDS(source_replaced(s) == 0 && small.len == size - bom);
		HOLDS(memcmp(coop_buf_cstr(&small), data + bom, small.len) == 0);
	}
	source_close(s);
	HOLDS(source_open(path, charset_name(set), &s, NULL) == COOP_OK);
	HOLDS(source_read_all(s, SIZE_MAX, &whole, NULL) == COOP_OK);
	HOLDS(whole.len == small.len &&
		memcmp(coop_buf_cstr(&whole), coop_buf_cstr(&small), small.len) == 0);
	source_close(s);
	/* a line in its own set is never taken for one in the other */
	if (fuzz_is_utf8(data, size))
		HOLDS(charset_of_line(CHARSET_UTF8, data, size) == CHARSET_UTF8);
	coop_buf_release(&small);
	coop_buf_release(&whole);
}

static void charset_check_reader(
	const struct reader_ops *ops, const char *path, enum charset set)
{
	struct reader_options options = {
		.encoding = set != CHARSET_AUTO ? charset_name(set) : NULL};
	struct report report = {.program = "fuzz", .silent = true};
	struct reader *reader;
	struct coop_record r;
	bool more = true;
	coop_record_init(&r);
	struct reader_input in = {.path = path, .stored = path, .file = path};
	enum coop_status st = ops->open(&in, &options, &report, &reader, NULL);
	HOLDS(st == COOP_OK || st == COOP_E_INPUT);
	while (!st && more) {
		HOLDS(reader_next(reader, &r, &more, NULL) == COOP_OK);
		if (more)
			fuzz_check_values(&r);
	}
	if (!st)
		reader_close(reader);
	coop_record_release(&r);
}

/* The text in a set, with the mark that tells it if it has one; false if it cannot be. */
static bool charset_write(
	enum charset set, const struct coop_buf *text, struct coop_buf *out)
{
	static const char mark[] = "\ufeff";
	bool wide = set >= CHARSET_UTF16LE;
	char *in[] = {(char *)(uintptr_t)mark, text->s};
	size_t left[] = {wide ? sizeof mark - 1 : 0, text->len};
	size_t room = 8 * (text->len + 1), done = 0;
	char *to = coop_buf_reserve(out, room);
	iconv_t way = iconv_open(charset_name(set), "UTF-8");
	HOLDS(to && (intptr_t)way != -1);
	out->len = room;
	for (int i = 0; i < 2 && done != (size_t)-1; i++)
		if (left[i] > 0)
			done = iconv(way, &in[i], &left[i], &to, &room);
	iconv(way, NULL, NULL, &to, &room); /* UTF-7 ends a sequence with it */
	out->len -= room;
	iconv_close(way);
	return done == 0;
}

/* What is written in a set is read as that, told or, where a mark tells it, found out. */
static void charset_check_round(enum charset set, const char *data, size_t size)
{
	struct coop_buf text = {0}, written = {0}, back = {0};
	charset_decode(CHARSET_UTF8, data, size, &text);
	if (text.len > 0 && charset_write(set, &text, &written)) {
		const char *path = fuzz_file((const uint8_t *)written.s, written.len);
		bool wide = set >= CHARSET_UTF16LE;
		struct source *s =
			charset_read(path, wide ? CHARSET_AUTO : set, 100, &back);
		HOLDS(source_charset(s) == set && source_replaced(s) == 0);
		HOLDS(back.len == text.len && memcmp(back.s, text.s, back.len) == 0);
		source_close(s);
	}
	coop_buf_release(&text);
	coop_buf_release(&written);
	coop_buf_release(&back);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { SETS = CHARSET_UTF32BE + 1 };
	if (size == 0)
		return 0;
	enum charset set = (enum charset)(data[0] % SETS);
	const char *s = (const char *)data + 1;
	size_t n = size - 1;
	unsigned way = data[0] / SETS % 4;
	if (way == 0)
		charset_check_source(fuzz_file(data + 1, n), set, s, n);
	else if (way == 1)
		charset_check_reader(&reader_text, fuzz_file(data + 1, n), set);
	else if (way == 2)
		charset_check_reader(&reader_markdown, fuzz_file(data + 1, n), set);
	else if (set >= CHARSET_LATIN9 && set != CHARSET_ISO5426 && set != CHARSET_MARC8)
		charset_check_round(set, s, n);
	return 0;
}
