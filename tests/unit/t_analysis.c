/*
 * t_analysis.c - runs tables/analysis.tst, which describes its own format.
 */
#include <stdint.h>

#include "shared/core/utf8.h"
#include "shared/text/analyzer.h"
#include "tests/unit/files.h"

/* Takes a hexadecimal number of at most `max` digits off the text. */
static uint32_t take_hex(const char **s, size_t max)
{
	static const char digits[] = "0123456789abcdef";
	uint32_t value = 0;
	for (; max > 0; max--, (*s)++) {
		int c = **s >= 'A' && **s <= 'F' ? **s + ('a' - 'A') : **s;
		const char *digit = c ? strchr(digits, c) : NULL;
		if (!digit)
			break;
		value = value * 16 + (uint32_t)(digit - digits);
	}
	return value;
}

static void take_escape(const char **s, struct coop_buf *out)
{
	char encoded[COOP_UTF8_MAX];
	switch (*(*s)++) {
	case 'n':
		coop_buf_byte(out, '\n');
		return;
	case 't':
		coop_buf_byte(out, '\t');
		return;
	case 'r':
		coop_buf_byte(out, '\r');
		return;
	case 's':
		coop_buf_byte(out, ' ');
		return;
	case '\\':
		coop_buf_byte(out, '\\');
		return;
	case 'e':
		return;
	case 'x':
		coop_buf_byte(out, (char)take_hex(s, 2));
		return;
	case 'u':
		need(*(*s)++ == '{', "\\u without {");
		coop_buf_add(out, encoded, coop_utf8_encode(take_hex(s, 6), encoded));
		need(*(*s)++ == '}', "\\u without }");
		return;
	default:
		need(false, "an unknown escape in the table");
	}
}

static void unescape(const char *s, struct coop_buf *out)
{
	coop_buf_reset(out);
	while (*s) {
		if (*s != '\\') {
			coop_buf_byte(out, *s++);
			continue;
		}
		s++;
		take_escape(&s, out);
	}
}

/* Writes a token as the table does. */
static void show(const struct coop_token *t, struct coop_buf *out)
{
	if (out->len > 0)
		coop_buf_byte(out, ' ');
	if (t->word.flags & COOP_TOKEN_JOINED)
		coop_buf_byte(out, '+');
	else
		coop_buf_printf(out, "%u:", (unsigned)t->pos);
	coop_buf_add(out, t->word.s, t->word.len);
	if (t->stem) {
		coop_buf_byte(out, '/');
		coop_buf_add(out, t->stem, t->stem_len);
	}
}

static void analyze(
	struct coop_analyzer *a, const struct coop_buf *text, struct coop_buf *out)
{
	struct coop_token t;
	bool more = false;
	struct coop_error err = {0};
	coop_buf_reset(out);
	coop_analyzer_begin(a, coop_buf_cstr(text), text->len);
	while (!coop_analyzer_next(a, &t, &more, &err) && more)
		show(&t, out);
	need(err.status == COOP_OK, err.msg);
	if (out->len == 0)
		coop_buf_byte(out, '-');
}

static char *next_line(char **rest)
{
	char *line = *rest, *end = strchr(line, '\n');
	if (end)
		*end = '\0';
	*rest = end ? end + 1 : line + strlen(line);
	return line;
}

static size_t run_table(struct coop_analyzer *a, char *rest)
{
	struct coop_buf text = {0}, got = {0};
	size_t line = 0, entries = 0;
	while (*rest) {
		const char *input = next_line(&rest);
		line++;
		if (*input == '\0' || *input == '#')
			continue;
		size_t at = line++;
		const char *expected = next_line(&rest);
		unescape(input, &text);
		analyze(a, &text, &got);
		is_str(got.s, got.len, expected, "analysis.tst:%zu: %s", at, input);
		need(*next_line(&rest) == '\0',
			"an entry without an empty line behind it");
		line++;
		entries++;
	}
	coop_buf_release(&text);
	coop_buf_release(&got);
	return entries;
}

int main(void)
{
	struct coop_buf path = {0}, table = {0};
	struct coop_analyzer *a;
	struct coop_error err = {0};
	need(coop_analyzer_new(&a, &err) == COOP_OK, err.msg);
	read_whole(test_path(&path, "tables/analysis.tst"), &table);
	ok(run_table(a, table.s) >= 470, "the whole table was read");
	coop_analyzer_free(a);
	coop_buf_release(&path);
	coop_buf_release(&table);
	return done();
}
