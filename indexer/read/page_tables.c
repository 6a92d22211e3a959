#include "indexer/read/page_tables.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/csv/columns.h"
#include "indexer/csv/dialect.h"
#include "indexer/csv/roles.h"
#include "indexer/csv/scan.h"
#include "indexer/disk/tempfile.h"
#include "indexer/read/reader.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

/* What a table is. */
enum verdict {
	TABLE_TEXT,     /* text of the page, perhaps the notice of a film in rows */
	TABLE_FIGURES,  /* the same, but rows like each other: no notice */
	TABLE_IF_ALONE, /* it lists notices if the page has no other text */
	TABLE_NOTICES
};

struct page_table {
	enum verdict verdict;
	size_t from, to; /* its text in the page */
	size_t left_out, left_out_line;
	bool headed;
	uint64_t off; /* its rows */
	size_t len;
	struct coop_buf lines; /* where they are in the page (report.h) */
};

static void close_table(struct page_tables *t)
{
	reader_close(t->open);
	tempfile_free(t->file);
	t->open = NULL;
	t->file = NULL;
}

void page_tables_release(struct page_tables *t)
{
	close_table(t);
	for (size_t i = 0; i < t->count; i++)
		coop_buf_release(&t->table[i].lines);
	free(t->table);
	tempfile_free(t->rows);
	*t = (struct page_tables){0};
}

/* ---- does it list notices? ---- */

/* The row of a number, from 0, in a table; without cells when there is none. */
static void take_row(const char *s, size_t n, size_t number, struct row *row)
{
	struct scan scan = scan_begin(s, n, '\t', '"');
	struct scan_cell cell;
	coop_buf_reset(&row->text);
	row->count = 0;
	for (size_t i = 0; i <= number && scan_next(&scan, &cell); i += cell.ends_row) {
		if (i < number)
			continue;
		if (!coop_array_grow(
			    &row->cell, &row->cap, row->count + 1, sizeof *row->cell)) {
			row->text.failed = true;
			return;
		}
		row->cell[row->count++] = (struct row_cell){row->text.len, cell.len};
		coop_buf_add(&row->text, s + cell.off, cell.len);
		coop_buf_byte(&row->text, '\0');
	}
}

/* What the cells of a row would be as headings. */
struct headings {
	size_t known, filled; /* cells that name a field, that are not empty */
	bool title;
};

static enum coop_status read_headings(const struct row *row, struct column_map *map,
	struct headings *out, struct coop_error *err)
{
	struct columns c = {0};
	enum coop_status st = coop_buf_check(&row->text, err);
	if (!st)
		st = columns_from_header(&c, row, 0, map, err);
	if (!st)
		st = roles_by_heading(&c, &(struct profile){.columns = 0}, err);
	*out = (struct headings){.title = c.taken[COOP_F_TITLE]};
	for (size_t i = 0; !st && i < c.count; i++) {
		out->known += c.at[i].settled || c.at[i].field != COOP_F_OTHER;
		out->filled += row->cell[i].len > 0;
	}
	columns_release(&c);
	return st;
}

/* Judges by the header, and by the row below it, which must not name fields as well. */
static enum verdict verdict_of(const struct dialect *d, const struct headings *header,
	const struct headings *below, bool headed)
{
	const struct dialect_candidate *c = &d->candidates[0];
	bool like = c->agreeing * 10 >= c->rows * 9;
	if (!headed && below->known >= 2)
		return TABLE_TEXT;
	if (!d->header || d->columns < 2 || c->rows < c->first + 2 || !like)
		return headed ? TABLE_FIGURES : TABLE_TEXT;
	if (header->title && header->known >= 2 &&
		(headed || header->known * 2 >= header->filled))
		return TABLE_NOTICES;
	return headed || dialect_is_table(d) ? TABLE_IF_ALONE : TABLE_TEXT;
}

static enum coop_status judge(const char *s, size_t n, bool headed,
	struct column_map *map, enum verdict *verdict, struct coop_error *err)
{
	const struct dialect_sample sample = {
		s, n < DIALECT_SAMPLE ? n : DIALECT_SAMPLE, CHARSET_UTF8};
	struct dialect d;
	struct profile profile;
	struct row row = {0};
	struct headings header, below;
	enum coop_status st = dialect_guess(&sample,
		&(struct dialect_given){
			.delimiter = '\t', .header = headed, .exact = true},
		&d, &profile, err);
	if (st)
		return st;
	take_row(s, sample.n, d.candidates[0].first, &row);
	st = read_headings(&row, map, &header, err);
	if (!st) {
		take_row(s, sample.n, d.candidates[0].first + 1, &row);
		st = read_headings(&row, NULL, &below, err);
	}
	*verdict = st ? TABLE_TEXT : verdict_of(&d, &header, &below, headed);
	row_release(&row);
	profile_release(&profile);
	return st;
}

/* ---- what the converter sends ---- */

/* Whether a table is where it can be: after the one before, and in the text. */
static bool is_in_order(const struct page_tables *t, const struct page_table *table)
{
	size_t after = t->count > 0 ? t->table[t->count - 1].to : 0;
	return table->from >= after && table->to > table->from;
}

static enum coop_status keep(struct page_tables *t, struct page_table *table,
	const char *rows, struct coop_error *err)
{
	if (!coop_array_grow(&t->table, &t->cap, t->count + 1, sizeof *t->table))
		return coop_fail_nomem(err);
	enum coop_status st = coop_buf_check(&table->lines, err);
	if (!st && !t->rows)
		st = tempfile_new_in_memory(&t->rows, err);
	if (st)
		return st;
	table->off = tempfile_size(t->rows);
	if (table->verdict >= TABLE_IF_ALONE)
		st = tempfile_add(t->rows, rows, table->len, err);
	if (!st)
		t->table[t->count++] = *table;
	return st;
}

enum coop_status page_tables_add(struct page_tables *t, const struct frame *frame,
	const struct reader_options *options, struct coop_error *err)
{
	enum { HEAD = FRAME_TABLE_NUMBERS * COOP_LE32_SIZE };
	size_t number[FRAME_TABLE_NUMBERS];
	if (frame->len < HEAD)
		return COOP_OK;
	for (size_t i = 0; i < FRAME_TABLE_NUMBERS; i++)
		number[i] = coop_get_le32(frame->s + i * COOP_LE32_SIZE);
	const char *lines = frame->s + HEAD;
	size_t room = frame->len - HEAD, used = number[FRAME_TABLE_LINES];
	struct page_table table = {.from = number[FRAME_TABLE_FROM],
		.to = number[FRAME_TABLE_TO],
		.headed = number[FRAME_TABLE_HEADED] != 0,
		.left_out = number[FRAME_TABLE_LEFT_OUT],
		.left_out_line = number[FRAME_TABLE_LEFT_OUT_LINE]};
	if (used > room / COOP_LE32_SIZE || !is_in_order(t, &table))
		return COOP_OK;
	used *= COOP_LE32_SIZE;
	table.len = room - used;
	table.verdict = TABLE_NOTICES;
	enum coop_status st = COOP_OK;
	if (number[FRAME_TABLE_HEADED] != FRAME_TABLE_OF_NOTICES)
		st = judge(lines + used, table.len, table.headed, options->map,
			&table.verdict, err);
	if (st || table.verdict == TABLE_TEXT)
		return st;
	coop_buf_add(&table.lines, lines, used);
	st = keep(t, &table, lines + used, err);
	if (st)
		coop_buf_release(&table.lines);
	return st;
}

/* ---- the text beside them ---- */

/*
 * Appends a table as text. The blanks between its cells would make its rows lines of a film notice
 * (pieces.h): semicolons take their place.
 */
static void add_figures(const char *s, size_t n, struct coop_buf *text)
{
	for (const char *end = s + n; s < end;) {
		const char *blanks = memmem(s, (size_t)(end - s), "  ", 2);
		const char *stop = blanks ? blanks : end;
		coop_buf_add(text, s, (size_t)(stop - s));
		if (blanks)
			coop_buf_str(text, " ; ");
		s = blanks ? blanks + 2 : end;
	}
}

/* Appends the text without the tables of a verdict, or of a stronger one; others are figures. */
static void cut(const struct page_tables *t, enum verdict verdict, const char *body,
	size_t n, struct coop_buf *text)
{
	size_t at = 0;
	coop_buf_reset(text);
	for (size_t i = 0; i < t->count; i++) {
		const struct page_table *table = &t->table[i];
		if (table->to > n)
			continue;
		coop_buf_add(text, body + at, table->from - at);
		if (table->verdict < verdict)
			add_figures(body + table->from, table->to - table->from, text);
		at = table->to;
	}
	coop_buf_add(text, body + at, n - at);
}

/* Whether a text has a line that ends a sentence or is longer than a heading. */
static bool has_paragraph(const struct coop_buf *text)
{
	enum { HEADING_MAX_BYTES = 60 };
	const char *s = coop_buf_cstr(text), *end = s + text->len;
	while (s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		struct coop_bytes line =
			coop_bytes_trimmed(s, (size_t)((stop ? stop : end) - s));
		if (line.len >= HEADING_MAX_BYTES ||
			(line.len > 0 && line.s[line.len - 1] == '.'))
			return true;
		s = stop ? stop + 1 : end;
	}
	return false;
}

/*
 * Drops the tables that have a weaker verdict, or that are not in the text. Returns whether there were
 * any: their text is still in the page.
 */
static bool drop(struct page_tables *t, enum verdict verdict, size_t n)
{
	size_t kept = 0, had = t->count;
	for (size_t i = 0; i < t->count; i++)
		if (t->table[i].verdict >= verdict && t->table[i].to <= n)
			t->table[kept++] = t->table[i];
		else
			coop_buf_release(&t->table[i].lines);
	t->count = kept;
	return kept < had;
}

enum coop_status page_tables_cut(
	struct page_tables *t, const char *body, size_t n, struct coop_buf *text)
{
	enum verdict verdict = TABLE_IF_ALONE;
	cut(t, verdict, body, n, text);
	if (has_paragraph(text)) {
		verdict = TABLE_NOTICES;
		cut(t, verdict, body, n, text);
	}
	bool figures = drop(t, verdict, n);
	if (t->count > 0 && !figures && !text->failed && !has_paragraph(text))
		text->len = 0;
	return coop_buf_check(text, NULL);
}

/* ---- their rows ---- */

static void report_left_out(const struct reader *page, const struct page_table *table)
{
	struct coop_error problem = {0};
	if (table->left_out == 0)
		return;
	coop_fail(&problem, COOP_E_INPUT,
		TR("headings within a table, left out: %zu",
			"intertitres dans un tableau, laissés de côté : %zu"),
		table->left_out);
	report_repairs(page->report, REPAIR_ROWS, table->left_out,
		&(struct coop_place){page->path, table->left_out_line, 0}, &problem);
}

/* Copies the rows of a table into a file of their own. */
static enum coop_status copy_rows(
	struct page_tables *t, const struct page_table *table, struct coop_error *err)
{
	struct coop_buf rows = {0};
	enum coop_status st = tempfile_read(t->rows, table->off, table->len, &rows, err);
	if (!st)
		st = tempfile_new_in_memory(&t->file, err);
	if (!st)
		st = tempfile_add(t->file, rows.s, rows.len, err);
	coop_buf_release(&rows);
	return st;
}

/* Opens the next table as CSV. */
static enum coop_status open_next(struct page_tables *t, const struct reader *page,
	const struct reader_options *options, struct coop_error *err)
{
	const struct page_table *table = &t->table[t->next++];
	struct reader_options as_csv = *options;
	enum coop_status st = copy_rows(t, table, err);
	if (st)
		return st;
	struct reader_input in = {.path = page->path,
		.stored = page->stored,
		.file = tempfile_path(t->file),
		.of_page = true,
		.headed = table->headed};
	as_csv.encoding = "utf-8";
	as_csv.delimiter = "tab";
	report_left_out(page, table);
	page->report->lines = &table->lines;
	st = reader_csv.open(&in, &as_csv, page->report, &t->open, err);
	page->report->lines = NULL;
	reader_input_release(&in);
	return st;
}

enum coop_status page_tables_next(struct page_tables *t, const struct reader *page,
	const struct reader_options *options, struct coop_record *rec, bool *more,
	struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*more = false;
	while (!st && !*more && (t->open || t->next < t->count)) {
		if (!t->open)
			st = open_next(t, page, options, err);
		if (st)
			return st;
		page->report->lines = &t->table[t->next - 1].lines;
		st = reader_csv.next(t->open, rec, more, err);
		if (*more && !rec->name_only)
			rec->line = report_line_of(page->report, rec->line);
		page->report->lines = NULL;
		if (!*more)
			close_table(t);
	}
	return st;
}
