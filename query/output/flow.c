#include "query/output/flow.h"

#include <string.h>

#include "query/output/link.h"
#include "shared/core/bytes.h"
#include "shared/core/cells.h"
#include "shared/core/diag.h"
#include "shared/core/utf8.h"

/* Switches to a style; NULL is none. */
static void set_style(struct flow *f, const char *style)
{
	if (!f->colour || style == f->on)
		return;
	if (f->on)
		fputs(FLOW_RESET, f->out);
	if (style)
		fputs(style, f->out);
	f->on = style;
}

void flow_begin(struct flow *f)
{
	for (; f->column < f->indent; f->column++)
		fputc(' ', f->out);
	f->space = 0;
}

static void new_line(struct flow *f)
{
	set_style(f, NULL);
	fputc('\n', f->out);
	f->column = 0;
	flow_begin(f);
}

void flow_end(struct flow *f)
{
	set_style(f, NULL);
	fputc('\n', f->out);
	f->column = 0;
	f->space = 0;
}

/* Writes text, of characters in a row that have no width only the first few. */
static void put_plain(FILE *out, const char *s, size_t n)
{
	enum { STACKED = 6 };
	size_t begun = 0, stacked = 0;
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t used = (unsigned char)s[i] < 0x80
				      ? 0
				      : coop_utf8_decode(s + i, n - i, &cp);
		bool narrow = used > 0 && coop_cells_of(cp) == 0;
		stacked = narrow ? stacked + 1 : 0;
		if (stacked > STACKED) {
			coop_put_safe(out, s + begun, i - begun);
			begun = i + used;
		}
		i += used > 0 ? used : 1;
	}
	if (begun < n)
		coop_put_safe(out, s + begun, n - begun);
}

/* Writes part of a text in a style. */
static void put_styled(struct flow *f, const char *style, const char *s, size_t n)
{
	if (n == 0)
		return;
	set_style(f, style);
	put_plain(f->out, s, n);
}

/* Writes bytes [off, end) of a text, which are on one line. `*next` is the first mark to look at. */
static void put_piece(struct flow *f, const char *text, size_t off, size_t end,
	const struct marks *marks, size_t *next)
{
	if (f->link)
		link_begin(f->out, f->link);
	for (; marks && *next < marks->count; ++*next) {
		const struct mark *m = &marks->at[*next];
		if (m->off >= end)
			break;
		if (m->end > off) {
			size_t from = m->off > off ? m->off : off,
			       to = m->end < end ? m->end : end;
			put_styled(f, f->style, text + off, from - off);
			put_styled(f, FLOW_HIT, text + from, to - from);
			off = to;
		}
		if (m->end > end)
			break; /* it goes on */
	}
	put_styled(f, f->style, text + off, end - off);
	if (f->link)
		link_end(f->out);
}

/* Puts a word, on this line or the next; in pieces when no line is wide enough. */
static void put_word(struct flow *f, const char *text, size_t off, size_t end,
	const struct marks *marks, size_t *next, size_t tail)
{
	size_t cells = coop_cells(text + off, end - off);
	if (f->column + f->space + cells + tail > f->width && f->column > f->indent)
		new_line(f);
	if (f->space > 0)
		set_style(f, f->style);
	for (; f->space > 0 && f->column > f->indent; f->space--, f->column++)
		fputc(' ', f->out);
	f->space = 0;
	for (size_t part; f->column + cells > f->width && off < end; cells -= part) {
		size_t bytes =
			coop_cells_cut(text + off, end - off, f->width - f->column);
		part = coop_cells(text + off, bytes);
		put_piece(f, text, off, off + bytes, marks, next);
		off += bytes;
		new_line(f);
	}
	put_piece(f, text, off, end, marks, next);
	f->column += cells;
}

void flow_text(struct flow *f, const char *text, size_t len, const struct marks *marks,
	size_t tail)
{
	size_t next = 0;
	for (size_t i = 0; i < len;) {
		size_t begin = i;
		while (i < len && !coop_is_blank(text[i]))
			i++;
		if (i > begin)
			put_word(f, text, begin, i, marks, &next, i == len ? tail : 0);
		for (; i < len && coop_is_blank(text[i]); i++)
			f->space = 1;
	}
}

/* Whether no line ends at the blank at `at`: before » : ; ? ! and after «, as French is set. */
static bool is_firm(const char *text, size_t len, size_t at)
{
	static const char open[] = "\u00ab", close[] = "\u00bb";
	const char *next = text + at + 1;
	size_t left = len - at - 1;
	if (text[at] != ' ' || left == 0 || *next == '\0')
		return false;
	return strchr(":;?!", *next) != NULL || coop_bytes_ends_with(text, at, open) ||
	       (left >= strlen(close) && memcmp(next, close, strlen(close)) == 0);
}

/* Ends lines as blanks of a text do; leaves a blank where they end none. */
static void put_blanks(struct flow *f, const char *blanks, size_t len)
{
	size_t ends = 0;
	for (size_t i = 0; i < len; i++)
		ends += blanks[i] == '\n';
	if (ends > 1)
		fputc('\n', f->out);
	if (ends > 0)
		new_line(f);
	else
		f->space = len > 0;
}

void flow_lines(struct flow *f, const char *text, size_t len, const struct marks *marks)
{
	size_t next = 0, end = 0; /* of the word before */
	for (size_t i = 0; i < len;) {
		while (i < len && coop_is_blank(text[i]))
			i++;
		size_t begin = i;
		while (i < len && (!coop_is_blank(text[i]) || is_firm(text, len, i)))
			i++;
		if (i == begin)
			break;
		if (end > 0)
			put_blanks(f, text + end, begin - end);
		put_word(f, text, begin, i, marks, &next, 0);
		end = i;
	}
}

void flow_string(struct flow *f, const char *text)
{
	flow_text(f, text, strlen(text), NULL, 0);
}

void flow_word(struct flow *f, const char *text, size_t len)
{
	size_t next = 0;
	put_word(f, text, 0, len, NULL, &next, 0);
}
