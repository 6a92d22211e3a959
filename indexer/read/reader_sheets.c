/*
 * reader_sheets.c - the records of a workbook: each sheet is read as a file of its own.
 *
 * A sheet that is a table is read by the code that reads CSV, with ids made of what rows hold; one that is
 * none, by the code that reads texts. Where several sheets hold something, their names are a value of their
 * notices.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/csv/dialect.h"
#include "indexer/csv/scan.h"
#include "indexer/read/guards.h"
#include "indexer/read/reader.h"
#include "indexer/read/reader_ops.h"
#include "indexer/read/sheet_text.h"
#include "indexer/read/sheets.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/index/heading.h"

/* What the name of its sheet is called in a notice. */
static const char sheet_name[] = "feuille";

struct sheets_reader {
	struct reader base;
	const struct filetype *kind;
	struct reader_options options; /* for the sheets */
	struct sheets sheets;
	bool several;          /* of them hold something */
	size_t next;           /* the sheet to be opened next */
	struct tempfile *file; /* its rows, or its text, while it is read */
	struct reader *open;   /* NULL: none is */
	bool begun;            /* a sheet was reported as a file of its own */
};

static void close_sheet(struct sheets_reader *r)
{
	reader_close(r->open);
	tempfile_free(r->file);
	r->open = NULL;
	r->file = NULL;
}

static void close_sheets(struct reader *base)
{
	struct sheets_reader *r = (struct sheets_reader *)base;
	close_sheet(r);
	base->report->sheet = NULL;
	sheets_release(&r->sheets);
	free(r);
}

static enum coop_status receive(
	struct sheets_reader *r, const struct reader_input *in, struct coop_error *err)
{
	struct converter *c;
	enum coop_status st =
		reader_input_convert(in, &r->options, "", r->base.report, &c, err);
	if (st)
		return st;
	report_converted(r->base.report, converter_size(c));
	st = sheets_receive(&r->sheets, c, reader_problems(&r->base), err);
	guards_check(r->base.report, converter_guards(c));
	converter_close(c);
	return st;
}

static enum coop_status open_sheets(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	struct sheets_reader *r = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	r->base = (struct reader){.ops = &reader_sheets,
		.path = in->path,
		.stored = in->stored,
		.report = report};
	r->kind = in->kind;
	r->options = *options;
	enum coop_status st = receive(r, in, err);
	size_t filled = sheets_filled(&r->sheets);
	r->several = filled > 1;
	if (!st && filled == 0 && !sheets_failed(&r->sheets))
		st = coop_fail(err, COOP_E_INPUT, "%s",
			TR("is a workbook in which nothing is written",
				"est un classeur où rien n'est écrit"));
	if (st)
		close_sheets(&r->base);
	else
		*out = &r->base;
	return st;
}

/* ---- what is told of a sheet ---- */

/* Reports something that is not as its writer meant it, so often, from a row on. */
static void report_cells(
	struct sheets_reader *r, size_t n, size_t row, const char *what, const char *hint)
{
	struct coop_error problem = {0};
	if (n == 0)
		return;
	coop_fail(&problem, COOP_E_INPUT, TR("%s: %zu", "%s : %zu"), what, n);
	if (hint)
		coop_hint(&problem, "%s", hint);
	report_repaired(
		r->base.report, &(struct coop_place){r->base.path, row, 0}, &problem);
}

/* Why a sheet ends where it does. */
static void explain(const struct sheet *sheet, struct coop_error *why)
{
	bool begun = sheet->len > 0;
	if (begun && sheet->failure == CONVERSION_TOO_LARGE)
		coop_fail(why, COOP_E_INPUT, "%s",
			TR("the sheet holds more than can be read; the rest is left out",
				"la feuille contient plus qu'il ne peut en être lu ; le reste est laissé de côté"));
	else if (begun && sheet->failure == CONVERSION_DAMAGED)
		coop_fail(why, COOP_E_INPUT, "%s",
			TR("the sheet is damaged below; the rest is left out",
				"la feuille est abîmée plus bas ; le reste est laissé de côté"));
	else
		converter_fail(&(struct frame){.s = &sheet->failure, .len = 1}, why);
}

static void report_state(struct sheets_reader *r, const struct sheet *sheet)
{
	const size_t *number = sheet->number;
	struct coop_error problem = {0};
	report_cells(r, number[FRAME_SHEET_UNVALUED], number[FRAME_SHEET_UNVALUED_ROW],
		TR("formulas without a value", "formules sans valeur"),
		TR("open the workbook in a spreadsheet program and save it",
			"ouvrez le classeur dans un tableur et enregistrez-le"));
	report_cells(r, number[FRAME_SHEET_LOST], number[FRAME_SHEET_LOST_ROW],
		TR("cells whose text is missing", "cellules dont le texte manque"), NULL);
	report_cells(r, number[FRAME_SHEET_CUT], 0,
		TR("rows or cells repeated thousands of times, read once",
			"lignes ou cellules répétées des milliers de fois, lues une fois"),
		NULL);
	if (!sheet->failure)
		return;
	explain(sheet, &problem);
	size_t lines = sheet->lines.len / COOP_LE32_SIZE;
	struct coop_place where = {.path = r->base.path};
	if (lines > 0)
		where.line = coop_get_le32(sheet->lines.s + (lines - 1) * COOP_LE32_SIZE);
	report_rejected(r->base.report, &where, &problem);
}

/* Tells what users should know of a sheet that has no problem. */
static void tell(struct sheets_reader *r, const char *what)
{
	struct coop_error said = {0};
	if (r->base.report->findings) {
		report_fact(r->base.report, TR("told", "à savoir"), "%s", what);
		return;
	}
	coop_fail(&said, COOP_E_INPUT, "%s", what);
	report_told(r->base.report, r->base.path, &said);
}

/* In a dry run each sheet has a report of its own. */
static void begin_report(struct sheets_reader *r, const struct sheet *sheet)
{
	struct report *report = r->base.report;
	if (r->begun) {
		report_file_end(report, r->base.path);
		report_file(report, r->base.path);
		report_fact(report, TR("kind", "type"), "%s", r->kind->name);
	}
	r->begun = true;
	report_sheet(report, sheet->name);
	report_fact(report, TR("sheet", "feuille"), "%s", sheet->name);
	if (sheet->number[FRAME_SHEET_HIDDEN])
		tell(r, TR("hidden; read like the others",
				"feuille masquée ; lue comme les autres"));
	report_state(r, sheet);
}

/* ---- reading it ---- */

/* Whether rows of two cells are the labels of one notice and their values, and no table. */
static bool is_form(const char *s, size_t n, struct coop_buf *scratch)
{
	enum { LABELS_MIN = 3 };
	struct scan scan = scan_begin(s, n, '\t', '"');
	struct scan_cell cell;
	size_t rows = 0, labels = 0;
	for (bool begins = true; scan_next(&scan, &cell); begins = cell.ends_row) {
		size_t len = cell.len;
		while (len > 0 && (s[cell.off + len - 1] == ':' ||
					  coop_is_blank(s[cell.off + len - 1])))
			len--;
		rows += begins;
		labels += begins && coop_heading_is_one(s + cell.off, len, scratch);
	}
	return labels >= LABELS_MIN && labels * 2 >= rows;
}

/* Whether rows are a table: a heading names a field, or they look like one. */
static enum coop_status look_at(
	const struct dialect_sample *sample, bool *table, struct coop_error *err)
{
	struct dialect d;
	struct profile profile;
	struct coop_buf scratch = {0};
	enum coop_status st = dialect_guess(sample,
		&(struct dialect_given){.delimiter = '\t', .exact = true}, &d, &profile,
		err);
	if (st)
		return st;
	*table = (d.header && (d.columns > 1 || d.candidates[0].known > 0)) ||
		 (d.columns > 1 && dialect_is_table(&d));
	if (*table && d.columns == 2)
		*table = !is_form(sample->s, sample->n, &scratch);
	st = coop_buf_check(&scratch, err);
	coop_buf_release(&scratch);
	profile_release(&profile);
	return st;
}

/* The same, unless the user has said something of tables. */
static enum coop_status judge(
	struct sheets_reader *r, bool *table, struct coop_error *err)
{
	struct coop_buf start = {0};
	uint64_t size = tempfile_size(r->file);
	*table = r->options.map || r->options.no_header;
	if (*table)
		return COOP_OK;
	enum coop_status st = tempfile_read(r->file, 0,
		size < DIALECT_SAMPLE ? (size_t)size : DIALECT_SAMPLE, &start, err);
	if (!st)
		st = look_at(&(struct dialect_sample){start.s, start.len, CHARSET_UTF8},
			table, err);
	coop_buf_release(&start);
	return st;
}

/* Puts the text of the sheet in the place of its rows. */
static enum coop_status make_text(
	struct sheets_reader *r, struct sheet *sheet, struct coop_error *err)
{
	struct tempfile *text = NULL;
	enum coop_status st = sheet_text_make(r->file, &sheet->lines, &text, err);
	if (st)
		return st;
	tempfile_free(r->file);
	r->file = text;
	tell(r, TR("no table; read as text", "pas de tableau ; lue comme un texte"));
	return COOP_OK;
}

/* Opens a sheet with the reader for what it holds. */
static enum coop_status open_sheet(
	struct sheets_reader *r, struct sheet *sheet, struct coop_error *err)
{
	bool table;
	struct reader_options as_csv = r->options;
	enum coop_status st = sheets_copy(&r->sheets, sheet, &r->file, err);
	if (!st)
		st = judge(r, &table, err);
	if (!st && !table)
		st = make_text(r, sheet, err);
	if (st)
		return st;
	struct reader_input in = {.path = r->base.path,
		.stored = r->base.stored,
		.file = tempfile_path(r->file),
		.of_page = true};
	as_csv.encoding = "utf-8";
	as_csv.delimiter = "tab";
	r->base.report->lines = &sheet->lines;
	st = (table ? &reader_csv : &reader_text)
		     ->open(&in, &as_csv, r->base.report, &r->open, err);
	reader_input_release(&in);
	return st;
}

/* Begins the next sheet that holds something, or whose rows are missing. */
static enum coop_status begin_next(struct sheets_reader *r, struct coop_error *err)
{
	struct coop_error problem = {0};
	struct sheet *sheet = &r->sheets.at[r->next++];
	if (sheet->len == 0 && !sheet->failure)
		return COOP_OK;
	begin_report(r, sheet);
	if (sheet->len == 0)
		return COOP_OK;
	enum coop_status st = open_sheet(r, sheet, &problem);
	return st ? report_failed(r->base.report, r->base.path, &problem, err) : COOP_OK;
}

/* Converting was half of the work (converter.h); of the other half, so much is done with the row of a record. */
static void tell_progress(
	const struct sheets_reader *r, const struct sheet *sheet, size_t line)
{
	size_t lines = sheet->lines.len / COOP_LE32_SIZE;
	double rows = lines > 0 ? (double)line / (double)lines : 0;
	double bytes = (double)sheet->off + (double)sheet->len * fmin(rows, 1);
	if (!r->base.report->inside)
		progress_reach_share(r->base.report->progress,
			(1 + bytes / (double)tempfile_size(r->sheets.rows)) / 2);
}

/* The next record of the open sheet. A problem of a sheet leaves the others. */
static enum coop_status next_of_sheet(struct sheets_reader *r, struct coop_record *rec,
	bool *more, struct coop_error *err)
{
	struct coop_error problem = {0};
	const struct sheet *sheet = &r->sheets.at[r->next - 1];
	struct report *report = r->base.report;
	report->lines = &sheet->lines;
	report->sheet = sheet->name;
	enum coop_status st = r->open->ops->next(r->open, rec, more, &problem);
	*more &= !st;
	if (st)
		st = report_failed(report, r->base.path, &problem, err);
	if (*more)
		tell_progress(r, sheet, rec->line);
	if (*more && !rec->name_only)
		rec->line = report_line_of(report, rec->line);
	if (*more && r->several)
		coop_record_add_named(rec, sheet_name, sizeof sheet_name - 1, sheet->name,
			strlen(sheet->name));
	if (!*more)
		close_sheet(r);
	return st ? st : coop_record_check(rec, err);
}

static enum coop_status next_record(
	struct reader *base, struct coop_record *rec, bool *more, struct coop_error *err)
{
	struct sheets_reader *r = (struct sheets_reader *)base;
	enum coop_status st = COOP_OK;
	*more = false;
	while (!st && !*more && (r->open || r->next < r->sheets.count)) {
		st = r->open ? next_of_sheet(r, rec, more, err) : begin_next(r, err);
		base->report->lines = NULL;
	}
	/* what is reported of a record, until the next one is asked for, is of its sheet */
	if (st || !*more)
		base->report->sheet = NULL;
	return st ? st : stop_check(base->report->stop, err);
}

static const char *const none[] = {NULL};

const struct reader_ops reader_sheets = {
	.suffixes = none, /* they are in filetype.c */
	.open = open_sheets,
	.next = next_record,
	.close = close_sheets,
};
