/*
 * text.c - results for reading: title, details, a passage, and where the notice comes from.
 */
#include <string.h>

#include "query/output/explained.h"
#include "query/output/output.h"
#include "shared/core/bytes.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

enum { WIDTH = 80, INDENT = 4 };

/* A text that is wrapped into lines. */
struct flow {
	FILE *out;
	bool colour;
	size_t column;
	bool marked; /* highlighting is on */
};

static const char BOLD[] = "\033[1m";
static const char RESET[] = "\033[0m";
static const char HIT[] = "\033[1;31m";

static void new_line(struct flow *f)
{
	fprintf(f->out, "\n%*s", INDENT, "");
	f->column = INDENT;
}

static size_t count_characters(const char *s, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
	return count;
}

static void set_marked(struct flow *f, bool marked, const char *after)
{
	if (!f->colour || f->marked == marked)
		return;
	fputs(marked ? HIT : RESET, f->out);
	if (!marked)
		fputs(after, f->out);
	f->marked = marked;
}

/*
 * Puts bytes [off, end) of a text with its marks highlighted. `after` is the style around a mark.
 */
static void put_marked(struct flow *f, const char *text, size_t off, size_t end,
	const struct marks *marks, const char *after)
{
	for (size_t i = 0; i < marks->count && off < end; i++) {
		const struct mark *m = &marks->at[i];
		if (m->end <= off || m->off >= end)
			continue;
		size_t from = m->off > off ? m->off : off,
		       to = m->end < end ? m->end : end;
		coop_put_safe(f->out, text + off, from - off);
		set_marked(f, true, after);
		coop_put_safe(f->out, text + from, to - from);
		set_marked(f, false, after);
		off = to;
	}
	coop_put_safe(f->out, text + off, end - off);
}

/* Puts the words of a text, wrapped. */
static void flow_text(
	struct flow *f, const char *text, size_t len, const struct marks *marks)
{
	for (size_t i = 0; i < len;) {
		size_t begin = i;
		while (i < len && !coop_is_blank(text[i]))
			i++;
		size_t width = count_characters(text + begin, i - begin);
		if (f->column + width > WIDTH && f->column > INDENT)
			new_line(f);
		else if (begin > 0 && f->column > INDENT && i > begin)
			f->column += fputc(' ', f->out) != EOF;
		put_marked(f, text, begin, i, marks, "");
		f->column += width;
		while (i < len && coop_is_blank(text[i]))
			i++;
	}
}

/* Puts the value of a field, if there is one, with its unit; a comma before all but the first. */
static void put_detail(FILE *out, const struct coop_record *rec, enum coop_field field,
	const char *unit, bool *begun)
{
	struct coop_value v;
	if (!coop_record_get(rec, field, &v))
		return;
	fputs(*begun ? ", " : "    ", out);
	coop_put_safe(out, v.text, v.len);
	/* a column of minutes may say so itself */
	if (*unit && v.text[v.len - 1] >= '0' && v.text[v.len - 1] <= '9')
		fputs(unit, out);
	*begun = true;
}

static void put_title(FILE *out, bool colour, const struct result *result)
{
	struct coop_value title;
	struct flow f = {.out = out, .colour = colour};
	fprintf(out, "%2zu. ", result->rank);
	if (!coop_record_get(result->record, COOP_F_TITLE, &title))
		coop_record_get(result->record, COOP_F_ID, &title);
	if (colour)
		fputs(BOLD, out);
	put_marked(&f, title.text, 0, title.len, result->title_marks, BOLD);
	if (colour)
		fputs(RESET, out);
	fputc('\n', out);
}

static void put_details(FILE *out, const struct coop_record *rec)
{
	bool begun = false;
	put_detail(out, rec, COOP_F_DIRECTOR, "", &begun);
	put_detail(out, rec, COOP_F_YEAR, "", &begun);
	put_detail(out, rec, COOP_F_COUNTRY, "", &begun);
	put_detail(out, rec, COOP_F_GENRE, "", &begun);
	put_detail(out, rec, COOP_F_MINUTES, " min", &begun);
	if (begun)
		fputc('\n', out);
}

static void put_snippet(FILE *out, bool colour, const struct snippet *s)
{
	struct flow f = {.out = out, .colour = colour, .column = INDENT};
	if (s->len == 0)
		return;
	fprintf(out, "%*s", INDENT, "");
	if (s->cut_before)
		f.column += fputs("\u2026 ", out) != EOF ? 2 : 0;
	flow_text(&f, s->text, s->len, &s->marks);
	fputs(s->cut_after ? " \u2026\n" : "\n", out);
}

static void put_origin(FILE *out, const struct result *result)
{
	struct coop_value id;
	const struct coop_record *rec = result->record;
	const char *path = coop_record_path(rec);
	fprintf(out, "%*s", INDENT, "");
	coop_put_safe(out, result->path, strlen(result->path));
	fprintf(out, ":%zu", rec->line);
	/* a text file's id is its path in the index: once is enough */
	bool named = coop_record_get(rec, COOP_F_ID, &id);
	if (named && (strlen(path) != id.len || memcmp(path, id.text, id.len) != 0)) {
		fputs("  ", out);
		coop_put_safe(out, id.text, id.len);
	}
	fputc('\n', out);
}

enum coop_status out_text(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	(void)answer;
	if (result->number > 0)
		fputc('\n', out->stream);
	put_title(out->stream, out->colour, result);
	put_details(out->stream, result->record);
	put_snippet(out->stream, out->colour, result->snippet);
	put_origin(out->stream, result);
	return result->explanation ? explained_put_text(out->stream, result->explanation,
					     result->rank, WIDTH, err)
				   : COOP_OK;
}
