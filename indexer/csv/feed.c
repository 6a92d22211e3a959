/*
 * feed.c - the only user of libcsv. It is fed line by line, so that the line of a row and the place
 * of a bad byte are known, and shortened (digest.h). Its callbacks cannot fail: failures stay in the
 * buffers, which are checked after each line.
 */
#include "indexer/csv/feed.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/csv/digest.h"
#include "indexer/csv/line_reader.h"
#include "indexer/csv/reread.h"
#include "indexer/csv/scan.h"
#include "indexer/csv/wrappings.h"
#include "indexer/decode/entities.h"
#include "indexer/decode/mojibake.h"
#include "indexer/decode/repair.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

/* A longer cell or row is taken for a sign of a quote that was never closed. */
#ifdef COOP_FUZZING
enum { CELL_MAX = 1 << 9, ROW_MAX = 1 << 10 };
#else
enum { CELL_MAX = 16 << 20, ROW_MAX = 64 << 20 /* bytes; no record is as large */ };
#endif
enum {
	CELLS_MAX = 1 << 17, /* of a row: no record has as many */
	RECOVERIES_MAX = 20  /* unclosed quotes, after which quotes are ordinary bytes */
};

#define BYTE_ORDER_MARK '\xef' /* its first byte in UTF-8 */

struct feed {
	struct problems problems;
	struct csv_parser parser;
	struct digest digest;
	struct repair repair;
	struct line_reader lines;
	bool backslash;
	size_t skip;                  /* lines above the table */
	bool literal;                 /* quotes mean nothing */
	struct fixed fixed;           /* columns in fixed places */
	size_t crossed, crossed_line; /* lines in which a cell crosses columns */
	struct reread reread;
	struct coop_buf own; /* a line or cell being changed */

	struct row *row;    /* the current one */
	uint64_t next_line; /* the offset of its second line; 0: not reached */
	size_t first_len;   /* bytes of its `raw` before that line */
	size_t cell_fed;    /* bytes fed since the last cell ended */
	bool skip_line;     /* the rest of this line is skipped */
	bool markup;        /* the row holds "&" or "<" */
	bool row_done, no_memory;
	unsigned recoveries;
};

/* Repairs mojibake in the row's last cell, from `off` on. */
static void repair_cell(struct feed *f, size_t off)
{
	struct coop_buf *text = &f->row->text;
	size_t len = text->len - off;
	if (text->failed || len == 0 || mojibake_find(text->s + off, len) == len)
		return;
	const char *s = repair_value(&f->repair, text->s + off, &len,
		f->row->garbled_line, f->row->garbled_column);
	f->no_memory |= !s;
	if (!s || s == text->s + off)
		return;
	text->len = off;
	coop_buf_add(text, s, len);
}

static void on_cell(void *text, size_t len, void *data)
{
	struct feed *f = data;
	struct row *row = f->row;
	f->cell_fed = 0;
	if (!coop_array_grow(&row->cell, &row->cap, row->count + 1, sizeof *row->cell)) {
		f->no_memory = true;
		return;
	}
	size_t off = row->text.len;
	if (len > 0)
		digest_restore(&f->digest, text, len, &row->text);
	if (f->row->garbled_line > 0)
		repair_cell(f, off);
	if (f->next_line > 0 && !row->text.failed)
		row_end_lines(row, off);
	row->cell[row->count++] = (struct row_cell){off, row->text.len - off};
}

static void on_row(int terminator, void *data)
{
	(void)terminator;
	((struct feed *)data)->row_done = true;
}

static int is_blank(unsigned char c)
{
	return c == ' '; /* a tab may be the delimiter */
}

static void begin_row(struct feed *f)
{
	row_reset(f->row);
	f->row_done = false;
	f->next_line = 0;
	f->cell_fed = 0;
	f->markup = false;
}

/*
 * Converts a piece to UTF-8; NULL when memory runs out. Keeps where mojibake may begin: whether it is
 * mojibake depends on the whole cell.
 */
static const char *decode(struct feed *f, const char *s, size_t *n)
{
	const struct line_reader *l = &f->lines;
	s = repair_line(&f->repair, s, n, l->line, l->column, l->already_reported);
	size_t garbled = s ? mojibake_find(s, *n) : *n;
	if (garbled < *n && f->row->garbled_line == 0) {
		f->row->garbled_line = l->line;
		f->row->garbled_column = l->column + garbled + 1;
	}
	return s;
}

/*
 * Notes whether a piece, in UTF-8, may hold HTML. Where cells are parted by semicolons, those of
 * entities are hidden from the parser in a copy. NULL when memory runs out.
 */
static const char *note_markup(struct feed *f, const char *s, size_t n)
{
	bool entities = memchr(s, '&', n) != NULL;
	f->markup |= entities || memchr(s, '<', n);
	if (!entities || f->reread.delimiter != ';')
		return s;
	coop_buf_reset(&f->own);
	coop_buf_add(&f->own, s, n);
	if (f->own.failed)
		return NULL;
	entities_protect(f->own.s, n);
	return f->own.s;
}

/* A line whose columns stand in fixed places, with tabs between them. NULL when memory runs out. */
static const char *split_fixed(struct feed *f, const char *s, size_t *n)
{
	coop_buf_reset(&f->own);
	if (!fixed_split(&f->fixed, CHARSET_UTF8, s, *n, &f->own) && f->crossed++ == 0)
		f->crossed_line = f->lines.line;
	*n = f->own.len;
	/* the row does not begin with a rule */
	if (f->row->line == f->lines.line && *n > 0 && coop_is_line_end(*f->own.s))
		f->row->line = 0;
	return f->own.failed ? NULL : coop_buf_cstr(&f->own);
}

/* Moves past a piece, and keeps where the second line of the row begins. */
static void pass(struct feed *f, size_t n)
{
	enum line_reader_at at = line_reader_pass(&f->lines, n);
	if (at == LINE_READER_WITHIN)
		return;
	f->skip_line = false;
	bool first = f->row->line > 0 && f->next_line == 0;
	if (first ||
		(at == LINE_READER_AFTER_LF && f->next_line == f->lines.offset - 1)) {
		f->next_line = f->lines.offset;
		f->first_len = f->row->raw.len;
	}
}

static bool lacks_memory(const struct feed *f)
{
	return f->no_memory || f->row->text.failed || f->row->raw.failed;
}

/* Makes the parser forget what it has of the current row. */
static void forget(struct feed *f)
{
	csv_set_opts(&f->parser, 0);
	csv_fini(&f->parser, NULL, NULL, NULL);
	digest_forget(&f->digest);
}

/* ---- quotes that are not closed ---- */

/*
 * Rejects the current row, because of a quote that is never closed, and resumes after its first
 * line: one bad row must not cost the rest of the file.
 */
static enum coop_status recover(struct feed *f, const char *why, struct coop_error *err)
{
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT, "%s", why);
	coop_hint(&problem, "%s",
		TR("is a quote (\") missing at the end of a cell? Reading goes on with the next line",
			"manque-t-il un guillemet (\") à la fin d'une cellule ? La lecture reprend à la ligne suivante"));
	const struct coop_buf *raw = &f->row->raw;
	struct coop_place where = {f->problems.path, f->row->line, 0};
	enum coop_status st = byte_problems_reject_row(f->problems, f->repair.set, &where,
		&problem, raw->s, f->next_line > 0 ? f->first_len : raw->len, err);
	forget(f);
	if (++f->recoveries == RECOVERIES_MAX) {
		f->reread.quote = '\0'; /* no NUL ever reaches the parser */
		csv_set_quote(&f->parser, '\0');
	}
	if (f->next_line == 0)
		f->skip_line = true;
	else if (!st)
		st = line_reader_rewind(&f->lines, raw->s + f->first_len,
			raw->len - f->first_len, f->next_line, f->row->line + 1, err);
	begin_row(f);
	return st;
}

/* Whether the quotes of the current row follow RFC 4180, blanks around them aside. */
static bool has_strict_quotes(struct feed *f)
{
	const struct coop_buf *raw = &f->row->raw;
	struct scan scan =
		scan_begin(raw->s, raw->len, f->reread.delimiter, f->reread.quote);
	struct scan_cell cell = {0};
	while (!cell.loose && scan_next(&scan, &cell))
		;
	return !cell.loose;
}

/*
 * A stray quote within a line is harmless: 5" disc. In a row of several lines it means
 * that a quote was never closed and that the next one found belongs to another row.
 */
static enum coop_status check_quotes(struct feed *f, struct coop_error *err)
{
	char quote = f->reread.quote;
	bool several = f->next_line > 0 && f->lines.offset > f->next_line &&
		       quote != '\0' && memchr(f->row->raw.s, quote, f->row->raw.len);
	if (!several || has_strict_quotes(f)) {
		reread_row(&f->reread, f->row, &f->repair);
		return lacks_memory(f) ? coop_fail_nomem(err) : COOP_OK;
	}
	return recover(f,
		TR("a quote opened in this row is not closed where a cell ends",
			"un guillemet ouvert dans cette ligne n'est pas fermé à la fin d'une cellule"),
		err);
}

/* Passes a byte order mark at the start of a row, where files were put one behind the other. */
static void pass_mark(struct feed *f, const char **s, size_t *n)
{
	size_t mark = f->row->line == 0 ? charset_bom(CHARSET_UTF8, *s, *n) : 0;
	if (mark == 0)
		return;
	if (f->lines.line > 1)
		wrappings_count(&f->reread.wrappings, WRAPPING_MARK, f->lines.line);
	pass(f, mark);
	*s += mark;
	*n -= mark;
}

/* The length of a piece without the marks that DOS and old databases put at the end of a file. */
static size_t without_end_of_dos(const struct feed *f, const char *s, size_t n)
{
	return line_reader_is_last(&f->lines, n) ? source_without_end_of_dos(s, n) : n;
}

/* Feeds the parser a piece. */
static enum coop_status feed(
	struct feed *f, const char *s, size_t n, struct coop_error *err)
{
	if (f->skip_line || f->lines.line <= f->skip) {
		pass(f, n);
		return COOP_OK;
	}
	if (*s == BYTE_ORDER_MARK)
		pass_mark(f, &s, &n);
	size_t whole = n;
	n = without_end_of_dos(f, s, n);
	if (n == 0) {
		pass(f, whole);
		return COOP_OK;
	}
	if (f->row->line == 0) {
		if (!coop_is_line_end(*s))
			f->row->line = f->lines.line;
		else
			f->row->apart |= *s != '\n' || !f->lines.after_cr;
	}
	f->cell_fed += n;
	coop_buf_add(&f->row->raw, s, n);
	if (f->backslash && !f->row->raw.failed) {
		char *own = f->row->raw.s + f->row->raw.len - n;
		scan_unescape(own, n, f->reread.quote);
		s = own;
	}
	s = decode(f, s, &n);
	if (s && f->fixed.columns > 0)
		s = split_fixed(f, s, &n);
	if (s)
		s = note_markup(f, s, n);
	if (!s || !digest_take(&f->digest, s, n))
		return coop_fail_nomem(err);
	const struct coop_buf *fed = &f->digest.fed;
	size_t parsed = csv_parse(&f->parser, fed->s, fed->len, on_cell, on_row, f);
	bool first = f->next_line == 0;
	pass(f, whole);
	if (parsed != fed->len || lacks_memory(f))
		return coop_fail_nomem(err);
	if (first && f->next_line > 0 && !f->row_done &&
		reread_first_line(&f->reread, f->row, f->first_len, &f->repair)) {
		forget(f);
		f->row_done = true;
	}
	if (lacks_memory(f))
		return coop_fail_nomem(err);
	if (f->cell_fed > CELL_MAX)
		return recover(f,
			TR("a cell of more than 16 MiB", "une cellule de plus de 16 Mio"),
			err);
	if (f->row->raw.len > ROW_MAX)
		return recover(f,
			TR("a row of more than 64 MiB", "une ligne de plus de 64 Mio"),
			err);
	if (f->row->count > CELLS_MAX)
		return recover(f,
			TR("a row of more than 131072 cells",
				"une ligne de plus de 131072 cellules"),
			err);
	return f->row_done ? check_quotes(f, err) : COOP_OK;
}

/*
 * Whether the current row, whose last quote is never closed, ends with the file all the same: none of its
 * lines after the first, which are few, could be a row by itself.
 */
static bool ends_with_file(const struct feed *f)
{
	const struct coop_buf *raw = &f->row->raw;
	enum { LINES_MAX = 50 };
	size_t parts = 0, quotes = 0, lines = 0;
	for (size_t i = f->next_line > 0 ? f->first_len : raw->len; i < raw->len; i++) {
		parts += raw->s[i] == f->reread.delimiter;
		quotes += raw->s[i] == f->reread.quote;
		lines += raw->s[i] == '\n' || raw->s[i] == '\r';
	}
	return parts + 1 < f->reread.columns && quotes == 0 && lines <= LINES_MAX;
}

/* Takes the last row with its unclosed quote as what is there, and tells it. */
static enum coop_status close_quote(struct feed *f, struct coop_error *err)
{
	struct coop_error problem = {0};
	struct coop_place where = {f->problems.path, f->row->line, 0};
	csv_set_opts(&f->parser, 0);
	if (csv_fini(&f->parser, on_cell, on_row, f) != 0 || lacks_memory(f))
		return coop_fail_nomem(err);
	if (f->row->count < f->reread.columns)
		reread_unclosed(&f->reread, f->row, &f->repair);
	if (lacks_memory(f))
		return coop_fail_nomem(err);
	coop_fail(&problem, COOP_E_INPUT, "%s",
		TR("a quote opened in this row is never closed; kept as far as the file goes",
			"un guillemet ouvert dans cette ligne n'est jamais fermé ; gardée jusqu'à la fin du fichier"));
	report_repairs(f->problems.report, REPAIR_ROWS, 1, &where, &problem);
	return COOP_OK;
}

/* Closes the last row, which may lack its line end. */
static enum coop_status finish(struct feed *f, struct coop_error *err)
{
	csv_set_opts(&f->parser, CSV_STRICT | CSV_STRICT_FINI);
	bool open = csv_fini(&f->parser, on_cell, on_row, f) != 0;
	if (open && ends_with_file(f))
		return close_quote(f, err);
	if (open)
		return recover(f,
			TR("a quote opened in this row is never closed",
				"un guillemet ouvert dans cette ligne n'est jamais fermé"),
			err);
	if (lacks_memory(f))
		return coop_fail_nomem(err);
	return f->row_done ? check_quotes(f, err) : COOP_OK;
}

enum coop_status feed_row(
	struct feed *f, struct row *row, bool *more, struct coop_error *err)
{
	f->row = row;
	begin_row(f);
	*more = false;
	while (!f->row_done) {
		const char *s;
		size_t n;
		enum coop_status st = stop_check(f->problems.report->stop, err);
		if (!st)
			st = line_reader_next(&f->lines, &s, &n, err);
		if (!st)
			st = n > 0 ? feed(f, s, n, err) : finish(f, err);
		if (st)
			return st;
		if (n == 0 && f->lines.eof && !f->row_done)
			return COOP_OK;
	}
	*more = true;
	if (f->literal)
		reread_note_open(&f->reread, row);
	return wrappings_take_off(&f->reread.wrappings, row, f->markup)
		       ? COOP_OK
		       : coop_fail_nomem(err);
}

void feed_set_columns(struct feed *f, size_t columns)
{
	f->reread.columns = columns;
}

void feed_report(const struct feed *f)
{
	struct coop_error problem = {0};
	struct coop_place where = {f->problems.path, f->crossed_line, 0};
	wrappings_report(&f->reread.wrappings, f->problems);
	if (f->crossed == 0)
		return;
	coop_fail(&problem, COOP_E_INPUT, "%s",
		TR("a cell is longer than its column, from here on; cut where the next column begins",
			"une cellule dépasse sa colonne, à partir d'ici ; coupée là où commence la suivante"));
	report_repairs(f->problems.report, REPAIR_ROWS, f->crossed, &where, &problem);
}

enum coop_status feed_new(struct source *source, struct problems problems,
	const struct dialect *dialect, bool charset_named, struct feed **out,
	struct coop_error *err)
{
	struct feed *f = *out = calloc(1, sizeof *f);
	if (!f)
		return coop_fail_nomem(err);
	f->problems = problems;
	repair_init(&f->repair, problems, source, charset_named);
	f->skip = dialect->skip;
	f->backslash = dialect->backslash;
	f->fixed = dialect->fixed;
	f->reread = (struct reread){.columns = dialect->columns,
		.delimiter = dialect->delimiter,
		.quote = dialect->quote,
		.wrapped = dialect->wrapped};
	f->literal = dialect->quote == '\0';
	line_reader_init(&f->lines, source, problems.report);
	csv_init(&f->parser, 0);
	csv_set_blk_size(&f->parser, LINE_READER_BLOCK);
	csv_set_space_func(&f->parser, is_blank);
	csv_set_delim(&f->parser, (unsigned char)dialect->delimiter);
	csv_set_quote(&f->parser, (unsigned char)dialect->quote);
	digest_init(&f->digest, dialect->delimiter, dialect->quote);
	return COOP_OK;
}

void feed_free(struct feed *f)
{
	if (!f)
		return;
	csv_free(&f->parser);
	digest_release(&f->digest);
	reread_release(&f->reread);
	coop_buf_release(&f->own);
	line_reader_release(&f->lines);
	repair_release(&f->repair);
	free(f);
}
