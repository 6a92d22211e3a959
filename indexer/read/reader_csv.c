/*
 * reader_csv.c - a record for each row of a CSV file.
 *
 * Takes the dialect (dialect.h), the columns (columns.h) and the rows (feed.h, rows.h), and gives an id
 * to records that have none.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/csv/another.h"
#include "indexer/csv/columns.h"
#include "indexer/csv/dialect.h"
#include "indexer/csv/feed.h"
#include "indexer/csv/parts.h"
#include "indexer/csv/roles.h"
#include "indexer/csv/rows.h"
#include "indexer/decode/byte_problems.h"
#include "indexer/read/csv_told.h"
#include "indexer/read/given_ids.h"
#include "indexer/read/made_id.h"
#include "indexer/read/reader_ops.h"
#include "indexer/report/problems.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

struct csv_reader {
	struct reader base;
	struct source *source;
	struct feed *feed;
	struct dialect dialect;
	struct profile profile; /* of the columns */
	struct row header;      /* without cells when the table has none */
	struct columns columns;
	struct parts parts;
	bool of_page; /* it is a table in a page (reader_input.h) */
	bool has_parts; /* there are columns for producers and for parts of them (parts.h) */
	struct column_map *map; /* the user's, or NULL; borrowed */
	struct given_ids ids;
	struct rows rows;
};

static void close_csv(struct reader *base)
{
	struct csv_reader *r = (struct csv_reader *)base;
	feed_free(r->feed);
	source_close(r->source);
	profile_release(&r->profile);
	row_release(&r->header);
	columns_release(&r->columns);
	parts_release(&r->parts);
	given_ids_release(&r->ids);
	rows_release(&r->rows);
	free(r);
}

static enum coop_status given_delimiter(
	const char *text, char *out, struct coop_error *err)
{
	if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0)
		text = "\t";
	if (strlen(text) != 1 || *text == '"' || coop_is_line_end(*text))
		return coop_fail(err, COOP_E_ARG,
			TR("--delimiter takes one character or 'tab', not '%s'",
				"--delimiter attend un caractère ou « tab », pas « %s »"),
			text);
	*out = *text;
	return COOP_OK;
}

/* What is told of the table at hand. */
static struct csv_told told(struct csv_reader *r)
{
	return (struct csv_told){
		r->base.report, r->base.path, &r->dialect, &r->columns, &r->profile};
}

/* Takes over the dialect that was sniffed; else sniffs what the user does not give. */
static enum coop_status find_dialect(struct csv_reader *r, struct reader_input *in,
	const struct reader_options *options, struct coop_error *err)
{
	struct dialect_sample sample = {.charset = source_text(r->source)};
	struct dialect_given given = {.no_header = options->no_header != 0,
		.header = in->headed,
		.exact = in->of_page};
	enum coop_status st = COOP_OK;
	if (in->sniffed && !options->delimiter && !given.no_header && !given.header) {
		r->dialect = in->dialect;
		r->profile = in->profile;
		in->profile = (struct profile){0};
		in->sniffed = false;
		return COOP_OK;
	}
	sample.s = source_sample(r->source, &sample.n);
	if (options->delimiter)
		st = given_delimiter(options->delimiter, &given.delimiter, err);
	return st ? st : dialect_guess(&sample, &given, &r->dialect, &r->profile, err);
}

/* Finds the fields of the columns by the header, and so many that it does not name. */
static enum coop_status take_header(
	struct csv_reader *r, size_t unnamed, struct coop_error *err)
{
	enum coop_status st =
		columns_from_header(&r->columns, &r->header, unnamed, r->map, err);
	return st ? st : roles_by_heading(&r->columns, &r->profile, err);
}

/* Finds the fields of the columns: by the header if there is one, else by what they hold. */
static enum coop_status find_columns(struct csv_reader *r, struct coop_error *err)
{
	bool more = true;
	enum coop_status st;
	if (!r->dialect.header) {
		st = columns_without_header(&r->columns, r->profile.columns, r->map, err);
		if (!st)
			roles_by_content(&r->columns, &r->profile);
		return st;
	}
	st = feed_row(r->feed, &r->header, &more, err);
	if (!st && more)
		st = take_header(r, r->dialect.unnamed, err);
	struct csv_told t = told(r);
	if (!st && r->columns.count > r->header.count)
		csv_told_unnamed(&t, r->header.count, r->header.line);
	return st;
}

/* Whether parts of producers may occur twice: in a column of their own and in the producer. */
static bool has_parts(const struct columns *c)
{
	bool part = false;
	for (size_t i = 0; i < COOP_FIELD_COUNT; i++)
		part |= c->taken[i] &&
			coop_field_info((enum coop_field)i)->flags & COOP_FIELD_PART;
	return part && c->taken[COOP_F_PRODUCER];
}

/* What follows from the columns of a table, and is told of them. */
static enum coop_status settle_columns(struct csv_reader *r, struct coop_error *err)
{
	struct csv_told t = told(r);
	enum coop_status st = csv_told_columns(&t, err);
	r->has_parts = has_parts(&r->columns);
	columns_judge_nulls(&r->columns, &r->profile);
	columns_judge_hours(&r->columns, &r->profile);
	if (!st && r->dialect.header)
		csv_told_no_title(&t);
	return st ? st
		  : given_ids_begin(&r->ids, &r->columns, reader_problems(&r->base), err);
}

static struct odd_rows odd_rows(const struct csv_reader *r)
{
	return (struct odd_rows){&r->header, &r->columns, r->dialect.comments};
}

/* Tells of the table, and begins with its rows. */
static enum coop_status begin_rows(struct csv_reader *r, struct coop_error *err)
{
	struct csv_told t = told(r);
	enum coop_status st = COOP_OK;
	rows_init(&r->rows, reader_problems(&r->base), r->feed, source_text(r->source),
		&r->dialect, &r->profile, odd_rows(r));
	r->rows.several = r->dialect.header && !r->of_page;
	if (r->base.report->verbose && !r->of_page)
		st = csv_told_line(&t, source_charset_name(r->source), err);
	if (st)
		return st;
	csv_told_dialect(&t, r->of_page);
	csv_told_fixed(&t);
	return settle_columns(r, err);
}

static enum coop_status open_csv(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	struct csv_reader *r = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	r->base = (struct reader){.ops = &reader_csv,
		.path = in->path,
		.stored = in->stored,
		.report = report};
	r->of_page = in->of_page;
	r->map = options->map;
	enum coop_status st = reader_input_source(in, options, report, &r->source, err);
	if (!st) {
		report_bytes(report, source_bytes(r->source));
		st = find_dialect(r, in, options, err);
	}
	if (!st)
		st = feed_new(r->source, reader_problems(&r->base), &r->dialect,
			options->encoding != NULL, &r->feed, err);
	if (!st)
		st = find_columns(r, err);
	if (!st)
		st = begin_rows(r, err);
	if (st)
		close_csv(&r->base);
	else
		*out = &r->base;
	return st;
}

/* Gives a record without an id one made of its row. */
static enum coop_status add_id(struct csv_reader *r, const struct row *row,
	struct coop_record *rec, struct coop_error *err)
{
	struct coop_value id;
	struct coop_buf *content = &r->columns.scratch;
	if (rec->count == 0 || coop_record_get(rec, COOP_F_ID, &id))
		return COOP_OK;
	coop_buf_reset(content);
	columns_add_content(&r->columns, row, content);
	enum coop_status st = coop_buf_check(content, err);
	if (!st)
		made_id_of_content(
			rec, r->base.stored, coop_buf_cstr(content), content->len);
	return st;
}

/* Whether a row has an id that another row has, so that it is no id. */
static enum coop_status repeats_id(
	struct csv_reader *r, const struct row *row, bool *again, struct coop_error *err)
{
	size_t len = 0;
	bool there = r->ids.ids && r->ids.column < row->count;
	const char *id = there ? row_cell(row, r->ids.column, &len) : NULL;
	if (there && column_is_null(&r->columns.at[r->ids.column], id, len))
		len = 0;
	return given_ids_see(&r->ids, id, len, row->line, again, err);
}

/* Fills a record; one whose id repeats keeps it under the name of its column, and has another id. */
static enum coop_status fill(struct csv_reader *r, const struct row *row,
	struct coop_record *rec, struct coop_error *err)
{
	bool again;
	enum coop_status st = repeats_id(r, row, &again, err);
	if (st)
		return st;
	if (again)
		r->columns.at[r->ids.column].field = COOP_F_OTHER;
	columns_fill(&r->columns, row, r->base.stored, rec);
	if (again)
		r->columns.at[r->ids.column].field = COOP_F_ID;
	coop_record_compose(rec);
	return coop_buf_check(&r->columns.scratch, err);
}

/* What is told at the end of a table: that its ids repeat, behind the rows that it was judged by. */
static void tell_of_rows(struct csv_reader *r)
{
	struct csv_told t = told(r);
	csv_told_nulls(&t);
	given_ids_tell(&r->ids, &r->columns, reader_problems(&r->base));
}

/* Profiles the columns of another table by its first rows. */
static enum coop_status profile_another(
	struct csv_reader *r, size_t columns, struct coop_error *err)
{
	struct coop_buf rows = {0};
	enum coop_status st = rows_add_ahead(&r->rows, &rows, err);
	profile_release(&r->profile);
	if (!st)
		st = profile_take(&r->profile,
			scan_begin(coop_buf_cstr(&rows), rows.len, '\t', '"'), columns,
			columns, err);
	coop_buf_release(&rows);
	return st;
}

/* Goes on with another table, of which a row is the header. */
static enum coop_status take_another(
	struct csv_reader *r, struct row *row, struct coop_error *err)
{
	size_t columns = another_filled(row);
	struct csv_told t = told(r);
	tell_of_rows(r);
	csv_told_another(&t, row->line);
	enum coop_status st = profile_another(r, columns, err);
	if (st)
		return st;
	struct row header = *row; /* the old one's storage is used again */
	*row = r->header;
	r->header = header;
	r->header.count = columns;
	columns_release(&r->columns);
	st = take_header(r, 0, err);
	if (!st)
		st = settle_columns(r, err);
	rows_restart(&r->rows, &r->profile, odd_rows(r));
	return st;
}

/* The next row that is no header; NULL at the end. */
static enum coop_status next_row(
	struct csv_reader *r, struct row **row, struct coop_error *err)
{
	enum coop_status st = rows_next(&r->rows, row, err);
	while (!st && *row && r->rows.another) {
		st = take_another(r, *row, err);
		if (!st)
			st = rows_next(&r->rows, row, err);
	}
	return st;
}

static enum coop_status next_csv(
	struct reader *base, struct coop_record *rec, bool *more, struct coop_error *err)
{
	struct csv_reader *r = (struct csv_reader *)base;
	for (;;) {
		struct row *row;
		enum coop_status st = next_row(r, &row, err);
		*more = !st && row;
		if (!st && !row) {
			byte_problems_report_replaced(r->rows.problems, r->source);
			feed_report(r->feed);
			tell_of_rows(r);
		}
		if (st || !row)
			return st;
		st = fill(r, row, rec, err);
		if (!st && r->has_parts)
			st = parts_mark(&r->parts, rec, err);
		if (!st)
			st = add_id(r, row, rec, err);
		if (!st)
			st = coop_record_check(rec, err);
		if (st || rec->count > 0) /* a row of empty cells is no record */
			return st;
	}
}

const struct reader_ops reader_csv = {
	.suffixes = (const char *const[]){".csv", ".tsv", NULL},
	.open = open_csv,
	.next = next_csv,
	.close = close_csv,
};
