#include "query/output/wrap.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/cells.h"
#include "shared/core/diag.h"

static const char HIT[] = "\033[1;31m";
static const char RESET[] = "\033[0m";

/* A text, and the first of its marks that does not end before what is put next. */
struct source {
	const char *text;
	const struct marks *marks;
	size_t next;
};

static void new_line(struct wrap *w)
{
	fprintf(w->out, "\n%*s", (int)w->indent, "");
	w->column = w->indent;
}

/* Puts bytes [off, end) with the marks among them highlighted. */
static void put_marked(struct wrap *w, struct source *s, size_t off, size_t end)
{
	size_t count = w->colour && s->marks ? s->marks->count : 0;
	while (s->next < count && s->marks->at[s->next].off < end) {
		const struct mark *m = &s->marks->at[s->next];
		size_t from = m->off > off ? m->off : off,
		       to = m->end < end ? m->end : end;
		if (to > from) {
			coop_put_safe(w->out, s->text + off, from - off);
			fputs(HIT, w->out);
			coop_put_safe(w->out, s->text + from, to - from);
			fputs(RESET, w->out);
			off = to;
		}
		if (m->end > end)
			break;
		s->next++;
	}
	coop_put_safe(w->out, s->text + off, end - off);
}

/* Puts the word [off, end), in pieces where it is longer than a line. */
static void put_word(struct wrap *w, struct source *s, size_t off, size_t end)
{
	size_t room = w->width > w->indent ? w->width - w->indent : 1;
	size_t piece = coop_cells_cut(s->text + off, end - off, room);
	while (piece < end - off) {
		put_marked(w, s, off, off + piece);
		new_line(w);
		off += piece;
		piece = coop_cells_cut(s->text + off, end - off, room);
	}
	put_marked(w, s, off, end);
	w->column += coop_cells(s->text + off, end - off);
}

/* Ends lines as blanks [off, end) of the text do; returns whether they do. */
static bool end_lines(struct wrap *w, const struct source *s, size_t off, size_t end)
{
	size_t count = 0;
	for (size_t i = off; i < end; i++)
		count += s->text[i] == '\n';
	if (count > 1)
		fputc('\n', w->out);
	if (count > 0)
		new_line(w);
	return count > 0;
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

/* The end of the word that begins at `at`, with what no line may separate from it. */
static size_t word_end(const char *text, size_t len, size_t at)
{
	while (at < len && (!coop_is_blank(text[at]) || is_firm(text, len, at)))
		at++;
	return at;
}

void wrap_text(struct wrap *w, const char *text, size_t len, const struct marks *marks)
{
	struct source s = {text, marks, 0};
	bool begun = false;
	for (size_t i = 0; i < len;) {
		size_t blank = i, word;
		while (i < len && coop_is_blank(text[i]))
			i++;
		word = i;
		i = word_end(text, len, i);
		if (i == word)
			break;
		size_t cells = coop_cells(text + word, i - word);
		if (begun && !end_lines(w, &s, blank, word)) {
			if (w->column + 1 + cells > w->width)
				new_line(w);
			else
				w->column += fputc(' ', w->out) != EOF;
		}
		put_word(w, &s, word, i);
		begun = true;
	}
}
