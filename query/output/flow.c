#include "query/output/flow.h"

#include <string.h>

#include "query/output/link.h"
#include "shared/core/bytes.h"
#include "shared/core/cells.h"
#include "shared/core/diag.h"
#include "shared/core/utf8.h"

static const char RESET[] = "\033[0m";
static const char HIT[] = "\033[1;31m";

void flow_begin(struct flow *f)
{
	for (; f->column < f->indent; f->column++)
		fputc(' ', f->out);
	f->space = 0;
}

static void new_line(struct flow *f)
{
	fputc('\n', f->out);
	f->column = 0;
	flow_begin(f);
}

void flow_end(struct flow *f)
{
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

/* Writes part of a text in a style, if there is one. */
static void put_styled(const struct flow *f, const char *style, const char *s, size_t n)
{
	if (n == 0)
		return;
	if (f->colour && style)
		fputs(style, f->out);
	put_plain(f->out, s, n);
	if (f->colour && style)
		fputs(RESET, f->out);
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
			put_styled(f, HIT, text + from, to - from);
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
	for (; f->space > 0 && f->column > f->indent; f->space--, f->column++)
		fputc(' ', f->out);
	f->space = 0;
	while (f->column + cells > f->width) {
		size_t part = coop_cells_cut(text + off, end - off, f->width - f->column);
		put_piece(f, text, off, off + part, marks, next);
		off += part;
		cells = coop_cells(text + off, end - off);
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

void flow_string(struct flow *f, const char *text)
{
	flow_text(f, text, strlen(text), NULL, 0);
}
