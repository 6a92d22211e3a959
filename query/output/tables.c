/*
 * tables.c - results as lines of columns: TSV, CSV, and CSV as a French Excel opens it.
 */
#include <string.h>

#include "query/output/columns.h"
#include "query/output/escape.h"
#include "shared/core/diag.h"

/* A cell of a sheet holds 32,767 characters; what is longer spills over into other cells. */
enum { EXCEL_CELL_MAX = 32000 };

struct dialect {
	char separator;
	const char *line_end;
	const char *
		mark; /* the byte order mark, without which Excel takes UTF-8 for something else */
	bool heading;
	const char *between; /* several values in a cell */
	void (*put_cell)(FILE *out, enum column_kind kind, const char *s, size_t n);
	const struct column *columns; /* unless others are asked for */
	size_t ncolumns;
};

/* ---- cells ---- */

static void put_tsv_cell(FILE *out, enum column_kind kind, const char *s, size_t n)
{
	(void)kind;
	coop_put_safe(out, s, n);
}

/* Inside of quotes. Line ends and tabs are kept, other controls are none of a table's business. */
static const char *escape_csv(uint32_t cp)
{
	switch (cp) {
	case '"':
		return "\"\"";
	case '\n':
		return "\n";
	case '\t':
		return "\t";
	default:
		return NULL;
	}
}

/* Whether a cell must be quoted to be read back unchanged, in either dialect. */
static bool needs_quotes(const char *s, size_t n)
{
	if (n > 0 && (s[0] == ' ' || s[n - 1] == ' '))
		return true;
	for (size_t i = 0; i < n; i++)
		if (s[i] != '\0' && strchr("\",;|\t\r\n", s[i]))
			return true;
	return false;
}

static void put_quoted(
	FILE *out, const char *before, const char *s, size_t n, const char *after)
{
	bool quoted = *before || *after || needs_quotes(s, n);
	if (quoted)
		fputc('"', out);
	fputs(before, out);
	put_escaped(out, s, n, escape_csv);
	fputs(after, out);
	if (quoted)
		fputc('"', out);
}

static void put_csv_cell(FILE *out, enum column_kind kind, const char *s, size_t n)
{
	(void)kind;
	put_quoted(out, "", s, n, "");
}

/*
 * Whether a sheet would take a cell for a formula: by its first character, of which some have a wide
 * twin. Blanks before it do not save a cell in every program.
 */
static bool is_formula(const char *s, size_t n)
{
	static const char *const wide[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
	if (n > 0 && strchr("\t\r\n", s[0]))
		return true;
	for (; n > 0 && *s == ' '; n--)
		s++;
	if (n > 0 && s[0] != '\0' && strchr("=+-@\t\r\n", s[0]))
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (n >= 3 && memcmp(s, wide[i], 3) == 0)
			return true;
	return false;
}

/* The length of the first EXCEL_CELL_MAX characters; a quote counts for one. */
static size_t fits(const char *s, size_t n)
{
	size_t i = 0, count = 0;
	for (; i < n; i++) {
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
		if (count > EXCEL_CELL_MAX)
			break;
	}
	return i;
}

/* An apostrophe makes text of a formula; numbers have a comma. */
static void put_excel_cell(FILE *out, enum column_kind kind, const char *s, size_t n)
{
	const char *point = kind == COLUMN_SCORE ? memchr(s, '.', n) : NULL;
	if (point) {
		fwrite(s, 1, (size_t)(point - s), out);
		fprintf(out, ",%.*s", (int)(n - (size_t)(point - s) - 1), point + 1);
		return;
	}
	size_t kept = fits(s, n);
	put_quoted(out, is_formula(s, n) ? "'" : "", s, kept, kept < n ? "\u2026" : "");
}

/* ---- the dialects ---- */

#define FIELD(id, key)                                                                   \
	{                                                                                \
		.kind = COLUMN_FIELD, .field = (id), .name = { key, sizeof(key) - 1 }    \
	}
#define OTHER(id, key)                                                                   \
	{                                                                                \
		.kind = (id), .name = { key, sizeof(key) - 1 }                           \
	}

static const struct column query_id = OTHER(COLUMN_QUERY_ID, "query-id");
static const struct column query = OTHER(COLUMN_QUERY, "query");

static const struct column tsv_columns[] = {FIELD(COOP_F_ID, "id"),
	OTHER(COLUMN_SCORE, "score"), FIELD(COOP_F_TITLE, "title"),
	FIELD(COOP_F_DIRECTOR, "director"), FIELD(COOP_F_YEAR, "year"),
	OTHER(COLUMN_PATH, "path"), OTHER(COLUMN_LINE, "line")};

/* All but the parts of producers, and texts that are no summary. */
static const struct column csv_columns[] = {FIELD(COOP_F_ID, "id"),
	OTHER(COLUMN_SCORE, "score"), FIELD(COOP_F_TITLE, "title"),
	FIELD(COOP_F_DIRECTOR, "director"), FIELD(COOP_F_YEAR, "year"),
	FIELD(COOP_F_COUNTRY, "country"), FIELD(COOP_F_GENRE, "genre"),
	FIELD(COOP_F_MINUTES, "minutes"), FIELD(COOP_F_COLOUR, "colour"),
	FIELD(COOP_F_MODE, "mode"), FIELD(COOP_F_PRODUCER, "producers"),
	FIELD(COOP_F_DESCRIPTION, "description"), FIELD(COOP_F_KEYWORDS, "keywords"),
	FIELD(COOP_F_LANGUAGE, "language"), FIELD(COOP_F_SOURCE, "source"),
	FIELD(COOP_F_URL, "url"), OTHER(COLUMN_PATH, "path"), OTHER(COLUMN_LINE, "line")};

enum {
	TSV_COLUMNS = sizeof tsv_columns / sizeof *tsv_columns,
	CSV_COLUMNS = sizeof csv_columns / sizeof *csv_columns
};

static const struct dialect tsv = {
	'\t', "\n", "", false, " ; ", put_tsv_cell, tsv_columns, TSV_COLUMNS};
static const struct dialect csv = {
	',', "\r\n", "", true, "\n", put_csv_cell, csv_columns, CSV_COLUMNS};
static const struct dialect excel = {';', "\r\n", "\xef\xbb\xbf", true, "\n",
	put_excel_cell, csv_columns, CSV_COLUMNS};

static const struct dialect *dialect_of(const struct output *out)
{
	if (out->format == OUTPUT_TSV)
		return &tsv;
	return out->format == OUTPUT_CSV ? &csv : &excel;
}

/* ---- rows ---- */

/* Of a row, what is the same for all columns. */
struct row {
	const struct output *out;
	const struct dialect *dialect;
	const struct answer *answer; /* NULL in the heading */
	const struct result
		*result; /* NULL in the heading, and where nothing was found */
	struct coop_buf value;
	size_t count;
};

static void put_column(struct row *row, const struct column *c)
{
	if (row->count++ > 0)
		fputc(row->dialect->separator, row->out->stream);
	coop_buf_reset(&row->value);
	if (row->answer)
		column_value(
			c, row->answer, row->result, row->dialect->between, &row->value);
	else
		coop_buf_add(&row->value, c->name.s, c->name.len);
	row->dialect->put_cell(row->out->stream, row->answer ? c->kind : COLUMN_FIELD,
		coop_buf_cstr(&row->value), row->value.len);
}

/*
 * Puts the columns. In a batch the first is the query's id; unless columns are asked for, the last is its
 * text.
 */
static void put_columns(struct row *row, bool batch)
{
	const struct columns *asked = row->out->columns;
	const struct column *at = asked ? asked->at : row->dialect->columns;
	size_t count = asked ? asked->count : row->dialect->ncolumns;
	if (batch && !(asked && output_columns_have(asked, COLUMN_QUERY_ID)))
		put_column(row, &query_id);
	for (size_t i = 0; i < count; i++)
		put_column(row, &at[i]);
	if (batch && !asked)
		put_column(row, &query);
	fputs(row->dialect->line_end, row->out->stream);
}

void tables_open(const struct output *out, bool batch)
{
	struct row row = {.out = out, .dialect = dialect_of(out)};
	fputs(row.dialect->mark, out->stream);
	if (row.dialect->heading)
		put_columns(&row, batch);
	coop_buf_release(&row.value);
}

enum coop_status tables_result(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	struct row row = {.out = out,
		.dialect = dialect_of(out),
		.answer = answer,
		.result = result};
	put_columns(&row, answer->id != NULL);
	enum coop_status st = coop_buf_check(&row.value, err);
	coop_buf_release(&row.value);
	return st;
}

enum coop_status tables_end(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	if (answer->facets)
		return facets_tsv_end(out, answer, err);
	bool nothing = answer->id && answer->count == 0;
	return nothing ? tables_result(out, answer, NULL, err) : COOP_OK;
}
