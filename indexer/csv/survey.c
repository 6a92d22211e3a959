#include "indexer/csv/survey.h"

#include <stdlib.h>

#include "shared/index/fields.h"

/* A longer cell names no field; rows of this width or more are counted together. */
enum { NAME_MAX_BYTES = 80, WIDTHS = 1024 };

static bool names_field(const char *s, size_t n, enum charset charset,
	struct coop_buf *text, struct coop_buf *scratch)
{
	if (n == 0 || n > NAME_MAX_BYTES)
		return false;
	coop_buf_reset(text);
	charset_decode(charset, s, n, text);
	return coop_field_by_name(coop_buf_cstr(text), text->len, scratch) !=
	       COOP_F_OTHER;
}

/* Reads the next row; false at the end of the text. */
static bool read_row(struct survey *s, struct scan *scan, enum charset charset,
	struct coop_buf scratch[2], struct survey_row *row)
{
	struct scan_cell cell = {0};
	*row = (struct survey_row){0};
	while (!cell.ends_row && scan_next(scan, &cell)) {
		const char *text = scan->s + cell.off;
		if (row->all++ == 0)
			row->off = cell.begin;
		s->quoted += cell.quoted;
		s->loose += cell.loose;
		s->literal += cell.loose && !cell.quoted && cell.len > 0 &&
			      *text == scan->quote;
		if (cell.len == 0)
			continue;
		row->width = row->all;
		row->filled++;
		if (s->count < SURVEY_TOP && row->all <= SURVEY_NAMES)
			row->known += names_field(
				text, cell.len, charset, &scratch[0], &scratch[1]);
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
	for (size_t i = 0; i < top; i++) {
		const struct survey_row *row = &s->row[i];
		if (row->known < 2 || (row->known < 3 && row->known * 2 < row->filled))
			continue;
		s->first = i;
		set_width(s, row->all);
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
	enum coop_status st = read_rows(s, &scan, charset, scratch, err);
	if (cut && s->count > 1 && s->count < SURVEY_ROWS)
		s->count--;
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
