#include "indexer/csv/survey.h"

#include <stdlib.h>

#include "shared/index/fields.h"
#include "shared/index/heading.h"

/* A longer cell names no field; rows of this width or more are counted together. */
enum { NAME_MAX_BYTES = 80, WIDTHS = 1024 };

/* How cells are looked up: as aliases of fields, or as headings in all their forms. */
typedef bool is_known(const char *name, size_t len, struct coop_buf *scratch);

static bool is_alias(const char *name, size_t len, struct coop_buf *scratch)
{
	return coop_field_by_name(name, len, scratch) != COOP_F_OTHER;
}

static bool names_field(const char *s, size_t n, enum charset charset, is_known *is,
	struct coop_buf scratch[2])
{
	struct coop_buf *text = &scratch[0];
	if (n == 0 || n > NAME_MAX_BYTES)
		return false;
	coop_buf_reset(text);
	charset_decode(charset, s, n, text);
	return is(coop_buf_cstr(text), text->len, &scratch[1]);
}

/* Whether there is a blank line between the end of a row, at `end`, and the next one. */
static bool is_apart(const char *s, size_t end, size_t begin)
{
	bool within = end > 0 && end < begin && s[end - 1] == '\r' && s[end] == '\n';
	return end > 0 && begin > end + within;
}

/* Reads the next row; false at the end of the text. */
static bool read_row(struct survey *s, struct scan *scan, enum charset charset,
	struct coop_buf scratch[2], struct survey_row *row)
{
	struct scan_cell cell = {0};
	size_t end = scan->at;
	*row = (struct survey_row){0};
	while (!cell.ends_row && scan_next(scan, &cell)) {
		const char *text = scan->s + cell.off;
		if (row->all++ == 0) {
			row->off = cell.begin;
			row->apart = is_apart(scan->s, end, cell.begin);
		}
		s->quoted += cell.quoted;
		s->loose += cell.loose;
		s->literal += cell.loose && !cell.quoted && cell.len > 0 &&
			      *text == scan->quote;
		if (cell.len == 0)
			continue;
		row->width = row->all;
		row->filled++;
		if (s->count < SURVEY_TOP && row->all <= SURVEY_NAMES)
			row->known +=
				names_field(text, cell.len, charset, is_alias, scratch);
	}
	s->filled += row->filled;
	return row->all > 0;
}

static enum coop_status read_rows(struct survey *s, struct scan *scan,
	enum charset charset, struct coop_buf scratch[2], struct coop_error *err)
{
	struct survey_row row;
	while (s->count < SURVEY_ROWS && read_row(s, scan, charset, scratch, &row)) {
		if (scratch[0].failed || scratch[1].failed ||
			!coop_array_grow(&s->row, &s->cap, s->count + 1, sizeof *s->row))
			return coop_fail_nomem(err);
		s->row[s->count++] = row;
	}
	return COOP_OK;
}

/* Whether a row has a width, empty cells at its end aside. */
static bool has_width(const struct survey_row *row, size_t width)
{
	return row->width <= width && row->all >= width;
}

static void set_width(struct survey *s, size_t width)
{
	s->width = width;
	s->agreeing = 0;
	for (size_t i = 0; i < s->count; i++)
		s->agreeing += has_width(&s->row[i], width);
}

/* The width that most rows have; of two, the larger one. */
static size_t usual_width(const struct survey *s)
{
	size_t rows_of[WIDTHS] = {0}, best = 0;
	for (size_t i = 0; i < s->count; i++) {
		const struct survey_row *row = &s->row[i];
		if (row->width < WIDTHS)
			rows_of[row->all < WIDTHS ? row->all : row->width]++;
	}
	for (size_t w = 2; w < WIDTHS; w++)
		if (rows_of[w] > 0 && rows_of[w] >= rows_of[best])
			best = w;
	return best > 0 ? best : 1;
}

/* The average number of cells that are not empty in a row of the table. */
static size_t usual_filling(const struct survey *s)
{
	size_t filled = 0;
	for (size_t i = 0; i < s->count; i++)
		filled += has_width(&s->row[i], s->width) ? s->row[i].filled : 0;
	return s->agreeing > 0 ? filled / s->agreeing : 0;
}

/* Whether enough cells of a row name fields for it to be a header. */
static bool may_be_header(const struct survey_row *row)
{
	return row->known >= 2 && (row->known >= 3 || row->known * 2 >= row->filled);
}

/* The first of the first rows that may be a header; `top` when there is none. */
static size_t find_header(const struct survey *s, size_t top)
{
	size_t i = 0;
	while (i < top && !may_be_header(&s->row[i]))
		i++;
	return i;
}

/*
 * Where no row of the first is a header by aliases alone, looks the cells of short ones up in all forms
 * that headings have, "dc:title". That takes longer, and ends where the first cells of a row name nothing.
 */
static void look_closer(struct survey *s, struct scan scan, enum charset charset,
	struct coop_buf scratch[2])
{
	enum { HOPELESS = 10 };
	size_t top = s->count < SURVEY_TOP ? s->count : SURVEY_TOP;
	if (find_header(s, top) < top)
		return;
	for (size_t i = 0; i < top; i++) {
		struct scan_cell cell = {0};
		size_t known = 0;
		scan.at = s->row[i].off;
		scan.after = false;
		for (size_t k = 0; k < (known > 0 ? SURVEY_NAMES : HOPELESS) &&
				   !cell.ends_row && scan_next(&scan, &cell);
			k++)
			known += names_field(scan.s + cell.off, cell.len, charset,
				coop_heading_is_one, scratch);
		if (known > s->row[i].known)
			s->row[i].known = known;
	}
}

/* Takes the width of the rows where nearly all have the same, and the header names fewer. */
static void name_less(struct survey *s)
{
	size_t named = s->width, usual = usual_width(s), rows = 0;
	for (size_t i = s->first + 1; i < s->count; i++)
		rows += has_width(&s->row[i], usual) && s->row[i].width > named;
	if (usual > named && rows * 10 >= (s->count - s->first - 1) * 9)
		set_width(s, usual);
}

/* Finds where the table begins, and how wide it is. */
static void find_table(struct survey *s)
{
	size_t top = s->count < SURVEY_TOP ? s->count : SURVEY_TOP;
	set_width(s, usual_width(s));
	size_t header = find_header(s, top);
	if (header < top) {
		s->first = header;
		set_width(s, s->row[header].all);
		name_less(s);
		return;
	}
	size_t usual = usual_filling(s);
	while (s->first < top && s->row[s->first].filled * 2 < usual)
		s->first++;
	if (s->first == top)
		s->first = 0;
}

enum coop_status survey_take(struct survey *s, struct scan scan, enum charset charset,
	bool cut, struct coop_error *err)
{
	struct coop_buf scratch[2] = {{0}, {0}};
	*s = (struct survey){0};
	struct scan rows = scan;
	enum coop_status st = read_rows(s, &rows, charset, scratch, err);
	if (cut && s->count > 1 && s->count < SURVEY_ROWS)
		s->count--;
	if (!st)
		look_closer(s, scan, charset, scratch);
	if (!st && (scratch[0].failed || scratch[1].failed))
		st = coop_fail_nomem(err);
	if (!st)
		find_table(s);
	else
		survey_release(s);
	coop_buf_release(&scratch[0]);
	coop_buf_release(&scratch[1]);
	return st;
}

void survey_release(struct survey *s)
{
	free(s->row);
	*s = (struct survey){0};
}
