#include "indexer/report/file_report.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

/* The widths of columns, with the two blanks after them; and the lines of an example. */
enum { FACT = 12, LABEL = 20, NAME = 34, FIELD = 24, EXAMPLE_LINES = 14 };

/* ---- text ---- */

/* The number of characters in `n` bytes; a byte that is not UTF-8 counts as one. */
static size_t count_chars(const char *s, size_t n)
{
	size_t count = 0;
	uint32_t cp;
	for (size_t i = 0; i < n; count++) {
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		i += used > 0 ? used : 1;
	}
	return count;
}

static void put_blanks(FILE *out, size_t n)
{
	fprintf(out, "%*s", (int)n, "");
}

/* Prints a text broken into lines that begin at `indent`; the first begins at column `at`. */
static void put_wrapped(FILE *out, const char *s, size_t indent, size_t at)
{
	for (bool first = true; *s; first = false) {
		size_t n = strcspn(s, " \n"), chars = count_chars(s, n);
		if (!first && at + 1 + chars > FILE_REPORT_WIDTH) {
			fputc('\n', out);
			put_blanks(out, indent);
			at = indent;
		} else if (!first) {
			fputc(' ', out);
			at++;
		}
		coop_put_safe(out, s, n);
		at += chars;
		s += n + (s[n] != '\0');
	}
	fputc('\n', out);
}

/* Prints the beginning of a text on one line, `width` characters at most; returns how many. */
static size_t put_cut(FILE *out, const char *s, size_t n, size_t width)
{
	struct {
		char s[FILE_REPORT_WIDTH * COOP_UTF8_MAX];
		size_t n, chars;
	} line = {.n = 0};
	bool blank = false, whole = true;
	uint32_t cp;
	for (size_t i = 0; i < n && whole;) {
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		used = used > 0 ? used : 1;
		bool is_blank = coop_is_blank(s[i]);
		if (!is_blank) {
			whole = line.chars + blank < width;
			if (whole && blank) {
				line.s[line.n++] = ' ';
				line.chars++;
			}
			if (whole) {
				memcpy(line.s + line.n, s + i, used);
				line.n += used;
				line.chars++;
			}
		}
		blank = is_blank && line.n > 0;
		i += used;
	}
	if (!whole && line.chars == width) { /* room for the dots */
		do
			line.n--;
		while (line.n > 0 && ((unsigned char)line.s[line.n] & 0xc0) == 0x80);
		line.chars--;
	}
	coop_put_safe(out, line.s, line.n);
	if (!whole)
		fputs("\u2026", out);
	return line.chars + !whole;
}

/* The same, padded with blanks to `width`. */
static void put_cell(FILE *out, const char *s, size_t width)
{
	size_t chars = put_cut(out, s, strlen(s), width - 2);
	put_blanks(out, width - chars);
}

static void put_label(FILE *out, const char *label)
{
	put_blanks(out, 2);
	put_cell(out, label, FACT);
}

/* ---- the parts of a report ---- */

static void print_heading(FILE *out, const char *path)
{
	size_t chars = count_chars(path, strlen(path));
	coop_put_safe(out, path, strlen(path));
	fputc('\n', out);
	for (size_t i = 0; i < chars && i < FILE_REPORT_WIDTH; i++)
		fputc('=', out);
	fputc('\n', out);
}

static void print_counts(FILE *out, const struct findings *f)
{
	put_label(out, TR("notices", "notices"));
	fprintf(out, "%zu", f->records);
	if (f->left_out > 0)
		fprintf(out, TR(", left out: %zu", ", laissé de côté : %zu"),
			f->left_out);
	if (f->repaired > 0)
		fprintf(out, TR(", mended: %zu", ", réparé : %zu"), f->repaired);
	fputc('\n', out);
}

/* In percent, rounded so that 0 means none and 100 means all. */
static size_t percent(size_t part, size_t all)
{
	size_t p = all > 0 ? part * 100 / all : 0;
	return p == 0 && part > 0 ? 1 : p;
}

/* Why a column has its field: beside it; why it has none, which is longer, below. */
static void print_why(FILE *out, const struct findings *f, const struct finding_column *c)
{
	const char *why = findings_text(f, c->why);
	bool below = c->field == COOP_F_OTHER && *why;
	if (*why && !below)
		put_blanks(out, 2);
	if (below) {
		fputc('\n', out);
		put_blanks(out, 6);
	}
	coop_put_safe(out, why, strlen(why));
	fputc('\n', out);
}

static void print_columns(FILE *out, const struct findings *f)
{
	fputc('\n', out);
	put_blanks(out, 2);
	if (f->has_header)
		put_cell(out, TR("column", "colonne"), NAME);
	put_cell(out, TR("field", "champ"), FIELD);
	fprintf(out, "%s\n", TR("empty", "vide"));
	for (size_t i = 0; i < f->ncolumns && i < FINDINGS_COLUMNS; i++) {
		const struct finding_column *c = &f->columns[i];
		const struct coop_field_info *info = coop_field_info(c->field);
		const char *field =
			c->field == COOP_F_OTHER
				? TR("kept under its name", "gardée sous son nom")
				: TR(info->label_en, info->label_fr);
		put_blanks(out, 2);
		if (f->has_header)
			put_cell(out, findings_text(f, c->name), NAME);
		else if (c->field == COOP_F_OTHER)
			field = findings_text(f, c->name);
		if (c->ignored) {
			fprintf(out, "%s\n",
				TR("ignored, as told", "ignorée, comme demandé"));
			continue;
		}
		put_cell(out, field, FIELD);
		fprintf(out, "%3zu %%", percent(findings_empty(f, c), f->records));
		print_why(out, f, c);
	}
	if (f->ncolumns > FINDINGS_COLUMNS)
		fprintf(out, TR("  ... and %zu more\n", "  ... et %zu autres\n"),
			f->ncolumns - FINDINGS_COLUMNS);
}

/* What a line of the file is called, or several. */
static const char *line_word(const struct findings *f, bool several)
{
	if (f->of_sheet)
		return several ? TR("rows", "lignes") : TR("row", "ligne");
	return several ? TR("lines", "lignes") : TR("line", "ligne");
}

static void print_places(
	FILE *out, const struct findings *f, const struct finding_problem *p)
{
	char text[FINDINGS_PLACES * 48] = "";
	size_t n = 0;
	if (p->places[0].line == 0)
		return;
	for (size_t i = 0; i < p->count && i < FINDINGS_PLACES; i++) {
		const char *before = i > 0 ? "," : line_word(f, p->count > 1);
		n += (size_t)snprintf(
			text + n, sizeof text - n, "%s %zu", before, p->places[i].line);
		if (p->places[i].column > 0)
			n += (size_t)snprintf(
				text + n, sizeof text - n, ":%zu", p->places[i].column);
	}
	if (p->count > FINDINGS_PLACES)
		snprintf(text + n, sizeof text - n, ", ...");
	put_blanks(out, 8);
	put_wrapped(out, text, 8, 8);
}

static void print_problems(FILE *out, const struct findings *f)
{
	fprintf(out, "\n  %s\n", TR("problems", "problèmes"));
	for (size_t i = 0; i < f->nproblems; i++) {
		const struct finding_problem *p = &f->problems[i];
		int n = fprintf(out, "    %zu \u00d7 ", p->count);
		put_wrapped(
			out, findings_text(f, p->message), 8, n > 0 ? (size_t)n - 1 : 0);
		print_places(out, f, p);
		const char *hint = findings_text(f, p->hint);
		if (*hint) {
			put_blanks(out, 8);
			put_wrapped(out, hint, 8, 8);
		}
	}
	if (f->others > 0)
		fprintf(out, TR("    %zu of other kinds\n", "    %zu d'autres sortes\n"),
			f->others);
}

static void print_alike(FILE *out, const struct findings *f)
{
	fprintf(out, "\n  %s\n",
		TR("nearly the same as an earlier one",
			"presque pareil qu'une notice précédente"));
	for (size_t i = 0; i < f->nalike && i < FINDINGS_ALIKE; i++) {
		const struct finding_alike *a = &f->alike[i];
		const char *path = findings_text(f, a->other_path);
		fprintf(out, TR("    %s %zu: ", "    %s %zu : "), line_word(f, false),
			a->line);
		coop_put_safe(out, path, strlen(path));
		fprintf(out, ":%zu%s\n", a->other_line,
			a->same ? TR(", word for word", ", mot pour mot") : "");
	}
	if (f->nalike > FINDINGS_ALIKE)
		fprintf(out, TR("    ... and %zu more\n", "    ... et %zu autres\n"),
			f->nalike - FINDINGS_ALIKE);
}

static void print_record(FILE *out, const struct findings *f, const struct coop_record *r)
{
	fprintf(out, "    %s %zu\n", line_word(f, false), r->line);
	size_t shown = 0;
	for (size_t i = 0; i < r->count && shown < EXAMPLE_LINES; i++) {
		struct coop_value v = coop_record_at(r, i);
		const struct coop_field_info *info = coop_field_info(v.field);
		if (info->flags & COOP_FIELD_BESIDE)
			continue;
		shown++;
		const char *label = TR(info->label_en, info->label_fr);
		bool other = v.field == COOP_F_OTHER;
		put_blanks(out, 6);
		size_t chars = put_cut(out, other ? v.name : label,
			other ? v.name_len : strlen(label), LABEL - 2);
		put_blanks(out, LABEL - chars);
		put_cut(out, v.text, v.len, FILE_REPORT_WIDTH - 6 - LABEL);
		fputc('\n', out);
	}
	if (r->count > EXAMPLE_LINES)
		fprintf(out, "      ...\n");
}

static enum coop_status print_examples(
	FILE *out, const struct findings *f, struct coop_error *err)
{
	struct coop_record record;
	enum coop_status st = COOP_OK;
	coop_record_init(&record);
	fprintf(out, "\n  %s\n", TR("examples", "exemples"));
	for (size_t i = 0; i < f->records && i < FINDINGS_EXAMPLES && !st; i++) {
		st = coop_record_unpack(
			&record, f->examples[i].s, f->examples[i].len, err);
		if (!st)
			print_record(out, f, &record);
	}
	coop_record_release(&record);
	return st;
}

enum coop_status file_report_print(
	FILE *out, const struct findings *f, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	print_heading(out, findings_text(f, f->path));
	for (size_t i = 0; i < f->nfacts; i++) {
		put_label(out, f->facts[i].what);
		put_wrapped(out, findings_text(f, f->facts[i].text), 2 + FACT, 2 + FACT);
	}
	print_counts(out, f);
	if (f->has_header || f->records > 1)
		print_columns(out, f);
	if (f->nproblems > 0)
		print_problems(out, f);
	if (f->nalike > 0)
		print_alike(out, f);
	if (f->records > 0)
		st = print_examples(out, f, err);
	fputc('\n', out);
	return st;
}
