/*
 * reader_csv.c - one record for each row of a CSV file. The only user of libcsv.
 *
 * The file is fed to libcsv line by line, so that the line where a row begins and the
 * line and column of a bad byte are known. libcsv's callbacks cannot fail: they leave
 * what goes wrong in the buffers, which are asked after each line.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/minutes.h"
#include "indexer/reader.h"
#include "shared/bytes.h"
#include "shared/i18n.h"

enum {
	BLOCK = 1 << 16, /* bytes read at once, and the longest piece of a line fed */
	CELL_MAX =
		16 << 20,   /* a longer cell is taken for a quote that was never closed */
	ROW_MAX = 64 << 20, /* a longer row as well: no record can be so large */
	RECOVERIES_MAX = 20 /* after as many unclosed quotes, quotes mean nothing */
};

/* A column: the field it fills, or the name it keeps (in `names`). */
struct column {
	enum coop_field field;
	size_t name, len;
};

/* A cell of the current row, in `cells`. */
struct cell {
	size_t off, len;
};

struct csv_reader {
	struct reader base;
	struct source *source;
	struct csv_parser parser;
	enum charset charset; /* of what the source gives */

	char block[BLOCK];
	size_t filled, used; /* bytes in `block`, and of these already fed */
	bool eof;
	struct coop_buf
		again; /* to be fed again before the source's, from `again_at` on */
	size_t again_at;
	size_t checked; /* bytes from block[used] on whose meaning was checked already */

	uint64_t offset; /* of block[used] in what the source gives */
	size_t line;     /* of block[used], from 1 */
	size_t column;   /* of block[used], in bytes, from 0 */
	bool after_cr;   /* the byte before block[used] was a CR: an LF belongs to it */
	size_t cell_fed; /* bytes fed since the last cell ended */
	bool skip_line;  /* what is left of this line is not to be read */

	size_t row_line; /* the line where the current row begins */
	uint64_t
		row_next_line; /* the offset of the line after that; 0: not reached yet */
	size_t row_first;      /* bytes of `raw` before that line */
	unsigned recoveries;
	size_t row; /* the rows given, from 1 */

	struct coop_buf raw; /* the current row as it stands in the file */
	struct coop_buf cells;
	struct cell *cell;
	size_t ncells, cell_cap;
	bool row_done, no_memory;

	struct coop_buf names, scratch;
	struct column *columns;
	size_t ncolumns, column_cap;
	bool origin; /* the last two are `file` and `line`, as extract.h writes them */
};

static void on_cell(void *text, size_t len, void *data)
{
	struct csv_reader *r = data;
	r->cell_fed = 0;
	if (!coop_array_grow(&r->cell, &r->cell_cap, r->ncells + 1, sizeof *r->cell)) {
		r->no_memory = true;
		return;
	}
	size_t off = r->cells.len;
	if (text)
		charset_decode(r->charset, text, len, &r->cells);
	r->cell[r->ncells++] = (struct cell){off, r->cells.len - off};
}

static void on_row(int terminator, void *data)
{
	(void)terminator;
	((struct csv_reader *)data)->row_done = true;
}

static int is_blank(unsigned char c)
{
	return c == ' ';
}

static void begin_row(struct csv_reader *r)
{
	coop_buf_reset(&r->cells);
	coop_buf_reset(&r->raw);
	r->ncells = 0;
	r->row_done = false;
	r->row_line = 0;
	r->row_next_line = 0;
	r->cell_fed = 0;
}

static struct coop_place place(const struct csv_reader *r, size_t line, size_t column)
{
	return (struct coop_place){r->base.path, line, column};
}

/* Reads on so that the block begins with what was not fed and is as full as can be. */
static enum coop_status fill(struct csv_reader *r, struct coop_error *err)
{
	memmove(r->block, r->block + r->used, r->filled - r->used);
	r->filled -= r->used;
	r->used = 0;
	size_t room = sizeof r->block - r->filled, n = r->again.len - r->again_at;
	if (n > 0) {
		n = n < room ? n : room;
		memcpy(r->block + r->filled, r->again.s + r->again_at, n);
		r->again_at += n;
		r->filled += n;
		return COOP_OK;
	}
	if (r->eof)
		return COOP_OK;
	size_t before = source_bytes(r->source);
	enum coop_status st = source_read(r->source, r->block + r->filled, room, &n, err);
	r->eof = n == 0;
	r->filled += n;
	report_bytes(r->base.report, source_bytes(r->source) - before);
	return st;
}

/*
 * The length of the next piece to feed: a line with its end, or as much of it as there
 * is.
 */
static size_t piece_length(const struct csv_reader *r)
{
	const char *s = r->block + r->used;
	size_t n = r->filled - r->used;
	const char *lf = memchr(s, '\n', n);
	const char *cr = memchr(s, '\r', lf ? (size_t)(lf - s) : n);
	if (lf || cr)
		return (size_t)((cr ? cr : lf) - s) + 1;
	/* no line end: do not cut a character in two */
	for (size_t back = 1; !r->eof && back < 4 && back < n; back++) {
		unsigned char c = (unsigned char)s[n - back];
		if (c >= 0xc0)
			return n - back;
		if (c < 0x80)
			break;
	}
	return n;
}

/* Reports the first byte of a piece that has no meaning, and makes NULs harmless. */
static void check_bytes(struct csv_reader *r, char *s, size_t n)
{
	size_t known = r->checked < n ? r->checked : n;
	s += known;
	n -= known;
	size_t bad = charset_find_bad(r->charset, s, n);
	if (bad == n)
		return;
	reader_report_byte(&r->base, r->charset, (unsigned char)s[bad], r->line,
		r->column + known + bad + 1);
	for (char *nul = s; (nul = memchr(nul, '\0', n - (size_t)(nul - s))) != NULL;)
		*nul = ' ';
}

/* Moves past `n` bytes of the block, keeping count of lines and columns. */
static void consume(struct csv_reader *r, size_t n)
{
	char last = r->block[r->used + n - 1];
	bool pair = n == 1 && last == '\n' && r->after_cr; /* the LF of a CR LF */
	r->used += n;
	r->checked -= r->checked < n ? r->checked : n;
	r->offset += n;
	r->column += n;
	r->after_cr = last == '\r';
	if (last != '\n' && last != '\r')
		return;
	if (!pair)
		r->line++;
	r->column = 0;
	r->skip_line = false;
	bool first = r->row_line > 0 && r->row_next_line == 0;
	if (first || (pair && r->row_next_line == r->offset - 1)) {
		r->row_next_line = r->offset;
		r->row_first = r->raw.len;
	}
}

/* Has the current row read again from its second line on. */
static enum coop_status rewind_row(struct csv_reader *r, struct coop_error *err)
{
	struct coop_buf again = {0};
	coop_buf_add(&again, r->raw.s + r->row_first, r->raw.len - r->row_first);
	r->checked += again.len;
	coop_buf_add(&again, r->block + r->used, r->filled - r->used);
	coop_buf_add(&again, coop_buf_cstr(&r->again) + r->again_at,
		r->again.len - r->again_at);
	coop_buf_release(&r->again);
	r->again = again;
	r->again_at = r->filled = r->used = 0;
	r->offset = r->row_next_line;
	r->line = r->row_line + 1;
	r->column = 0;
	r->after_cr = r->eof = false;
	return coop_buf_check(&r->again, err);
}

/*
 * Gives up the current row, because of a quote that is never closed, and goes on behind
 * its first line: one bad row must not cost the rest of the file.
 */
static enum coop_status recover(
	struct csv_reader *r, const char *why, struct coop_error *err)
{
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT, "%s", why);
	coop_hint(&problem, "%s",
		TR("is a quote (\") missing at the end of a cell? Reading goes on with "
		   "the next line",
			"manque-t-il un guillemet (\") à la fin d'une cellule ? La "
			"lecture reprend à la ligne suivante"));
	struct coop_place where = place(r, r->row_line, 0);
	report_rejected(r->base.report, &where, &problem);
	csv_set_opts(&r->parser, 0);
	csv_fini(&r->parser, NULL, NULL, NULL); /* forget the row */
	if (++r->recoveries == RECOVERIES_MAX)
		csv_set_quote(&r->parser, '\0'); /* no NUL ever reaches the parser */
	enum coop_status st = COOP_OK;
	if (r->row_next_line == 0)
		r->skip_line = true;
	else
		st = rewind_row(r, err);
	begin_row(r);
	return st;
}

/* Passes over the blanks around a cell. */
static size_t pass_blanks(const char *s, size_t n, size_t i, char delimiter)
{
	while (i < n && s[i] == ' ' && delimiter != ' ')
		i++;
	return i;
}

/*
 * Where a cell in quotes, the first of which is at `i`, ends; `n` + 1 when what follows its
 * closing quote is not the end of a cell, or when there is none.
 */
static size_t pass_quoted(const char *s, size_t n, size_t i, char delimiter)
{
	const char *quote;
	for (i++; (quote = memchr(s + i, '"', n - i)) != NULL; i += 2) {
		i = (size_t)(quote - s);
		if (i + 1 < n && s[i + 1] == '"')
			continue;
		i = pass_blanks(s, n, i + 1, delimiter);
		bool ends = i == n || s[i] == delimiter || s[i] == '\n' || s[i] == '\r';
		return ends ? i : n + 1;
	}
	return n + 1;
}

/* Whether RFC 4180 allows the quotes of the current row, but for blanks around them. */
static bool has_strict_quotes(struct csv_reader *r)
{
	const char *s = r->raw.s;
	size_t n = r->raw.len, i = 0;
	char delimiter = (char)csv_get_delim(&r->parser);
	/* what stands before a row is not of it: empty lines, the LF of a CR LF */
	while (i < n && (s[i] == '\n' || s[i] == '\r'))
		i = pass_blanks(s, n, i + 1, delimiter);
	while (i < n) {
		i = pass_blanks(s, n, i, delimiter);
		if (i < n && s[i] == '"')
			i = pass_quoted(s, n, i, delimiter);
		while (i < n && s[i] != delimiter && s[i] != '"')
			i++;
		if (i > n || (i < n && s[i] == '"'))
			return false;
		i++;
	}
	return true;
}

/*
 * A stray quote within a line is harmless: 5" disc. In a row of several lines it means
 * that a quote was never closed and that the next one found belongs to another row.
 */
static enum coop_status check_quotes(struct csv_reader *r, struct coop_error *err)
{
	/* after too many bad quotes, quotes mean nothing */
	bool several = r->row_next_line > 0 && r->offset > r->row_next_line &&
		       csv_get_quote(&r->parser) == '"' &&
		       memchr(r->raw.s, '"', r->raw.len);
	if (!several || has_strict_quotes(r))
		return COOP_OK;
	return recover(r,
		TR("a quote opened in this row is not closed where a cell ends",
			"un guillemet ouvert dans cette ligne n'est pas fermé à la fin "
			"d'une cellule"),
		err);
}

static bool ends_line(const struct csv_reader *r, size_t n)
{
	char last = n > 0 ? r->block[r->used + n - 1] : '\0';
	return last == '\n' || last == '\r';
}

/* The length of the next piece, after reading on if its line may go on; 0 at the end. */
static enum coop_status next_piece(
	struct csv_reader *r, size_t *n, struct coop_error *err)
{
	*n = piece_length(r);
	if (r->eof || ends_line(r, *n) || (r->used == 0 && r->filled == sizeof r->block))
		return COOP_OK;
	enum coop_status st = fill(r, err);
	*n = piece_length(r);
	return st;
}

/* Feeds the parser a piece of `n` bytes. */
static enum coop_status feed(struct csv_reader *r, size_t n, struct coop_error *err)
{
	char *s = r->block + r->used;
	if (r->skip_line) {
		consume(r, n);
		return COOP_OK;
	}
	check_bytes(r, s, n);
	if (r->row_line == 0 && *s != '\n' && *s != '\r')
		r->row_line = r->line;
	r->cell_fed += n;
	coop_buf_add(&r->raw, s, n);
	size_t parsed = csv_parse(&r->parser, s, n, on_cell, on_row, r);
	consume(r, n);
	if (parsed != n || r->no_memory || r->cells.failed || r->raw.failed)
		return coop_fail_nomem(err);
	if (r->cell_fed > CELL_MAX)
		return recover(r,
			TR("a cell of more than 16 MiB", "une cellule de plus de 16 Mio"),
			err);
	if (r->raw.len > ROW_MAX)
		return recover(r,
			TR("a row of more than 64 MiB", "une ligne de plus de 64 Mio"),
			err);
	return r->row_done ? check_quotes(r, err) : COOP_OK;
}

/* Closes the last row, which may lack its line end. */
static enum coop_status finish(struct csv_reader *r, struct coop_error *err)
{
	csv_set_opts(&r->parser, CSV_STRICT | CSV_STRICT_FINI);
	if (csv_fini(&r->parser, on_cell, on_row, r) != 0)
		return recover(r,
			TR("a quote opened in this row is never closed",
				"un guillemet ouvert dans cette ligne n'est jamais "
				"fermé"),
			err);
	if (r->no_memory || r->cells.failed)
		return coop_fail_nomem(err);
	return r->row_done ? check_quotes(r, err) : COOP_OK;
}

/* Reads on until a row is complete; `*more` is false at the end of the file. */
static enum coop_status read_row(struct csv_reader *r, bool *more, struct coop_error *err)
{
	begin_row(r);
	*more = false;
	while (!r->row_done) {
		size_t n;
		enum coop_status st = next_piece(r, &n, err);
		if (!st)
			st = n > 0 ? feed(r, n, err) : finish(r, err);
		if (st)
			return st;
		if (n == 0 && r->eof && !r->row_done) {
			reader_report_replaced(&r->base, r->source);
			return COOP_OK;
		}
	}
	*more = true;
	return COOP_OK;
}

/* ---- the header ---- */

/*
 * How many cells a header line has under a delimiter, and how many of them name a field.
 */
static size_t score_delimiter(const char *s, size_t n, char delimiter,
	enum charset charset, struct coop_buf scratch[2])
{
	size_t cells = 0, known = 0, begin = 0;
	bool quoted = false;
	for (size_t i = 0; i <= n; i++) {
		if (i < n && s[i] == '"')
			quoted = !quoted;
		if (i < n && (s[i] != delimiter || quoted))
			continue;
		if (scratch[0].failed || scratch[1].failed)
			return 0;
		coop_buf_reset(&scratch[0]);
		charset_decode(charset, s + begin, i - begin, &scratch[0]);
		known += coop_field_by_name(coop_buf_cstr(&scratch[0]), scratch[0].len,
				 &scratch[1]) != COOP_F_OTHER;
		cells++;
		begin = i + 1;
	}
	return known * 10000 + (cells < 10000 ? cells : 9999);
}

/* Finds the delimiter under which the first line looks most like a header. */
static enum coop_status guess_delimiter(
	const char *s, size_t n, enum charset charset, char *best, struct coop_error *err)
{
	static const char candidates[] = ",;\t|";
	struct coop_buf scratch[2] = {{0}, {0}};
	size_t line = 0, best_score = 0;
	enum coop_status st = COOP_OK;
	while (line < n && s[line] != '\n' && s[line] != '\r')
		line++;
	for (const char *c = candidates; *c && !st; c++) {
		size_t score = score_delimiter(s, line, *c, charset, scratch);
		if (score > best_score) {
			best_score = score;
			*best = *c;
		}
		if (scratch[0].failed || scratch[1].failed)
			st = coop_fail_nomem(err);
	}
	coop_buf_release(&scratch[0]);
	coop_buf_release(&scratch[1]);
	return st;
}

/* Whether an earlier column fills the same field, which can hold one value only. */
static bool is_taken(const struct csv_reader *r, enum coop_field field)
{
	if (coop_field_info(field)->flags & COOP_FIELD_MANY)
		return false;
	for (size_t i = 0; i < r->ncolumns; i++)
		if (r->columns[i].field == field)
			return true;
	return false;
}

static bool is_named(const struct csv_reader *r, const struct column *c, const char *name)
{
	return coop_bytes_equal(
		coop_buf_cstr(&r->names) + c->name, c->len, name, strlen(name));
}

/* Whether the rows say where they come from: a table that coopidx itself printed. */
static bool has_origin(const struct csv_reader *r)
{
	return r->ncolumns > 2 && is_named(r, &r->columns[r->ncolumns - 2], "file") &&
	       is_named(r, &r->columns[r->ncolumns - 1], "line");
}

/* Turns the first row into the columns. */
static enum coop_status read_header(struct csv_reader *r, struct coop_error *err)
{
	bool more;
	enum coop_status st = read_row(r, &more, err);
	if (st || !more)
		return st;
	for (size_t i = 0; i < r->ncells; i++) {
		const char *name = coop_buf_cstr(&r->cells) + r->cell[i].off;
		size_t len = r->cell[i].len;
		enum coop_field field = coop_field_by_name(name, len, &r->scratch);
		if (r->scratch.failed)
			return coop_fail_nomem(err);
		if (!coop_array_grow(&r->columns, &r->column_cap, r->ncolumns + 1,
			    sizeof *r->columns))
			return coop_fail_nomem(err);
		if (field != COOP_F_OTHER && is_taken(r, field))
			field = COOP_F_OTHER;
		r->columns[r->ncolumns++] = (struct column){field, r->names.len, len};
		coop_buf_add(&r->names, name, len);
		report_column(r->base.report, name, len, field);
	}
	r->origin = !r->names.failed && has_origin(r);
	return coop_buf_check(&r->names, err);
}

/* ---- opening and closing ---- */

static void close_csv(struct reader *base)
{
	struct csv_reader *r = (struct csv_reader *)base;
	csv_free(&r->parser);
	source_close(r->source);
	coop_buf_release(&r->again);
	coop_buf_release(&r->cells);
	coop_buf_release(&r->raw);
	coop_buf_release(&r->names);
	coop_buf_release(&r->scratch);
	free(r->cell);
	free(r->columns);
	free(r);
}

static enum coop_status given_delimiter(
	const char *text, char *out, struct coop_error *err)
{
	if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0)
		text = "\t";
	if (strlen(text) != 1 || *text == '"' || *text == '\n' || *text == '\r')
		return coop_fail(err, COOP_E_ARG,
			TR("--delimiter takes one character or 'tab', not '%s'",
				"--delimiter attend un caractère ou 'tab', pas '%s'"),
			text);
	*out = *text;
	return COOP_OK;
}

/* Finds out the delimiter, unless it is given. */
static enum coop_status find_delimiter(struct csv_reader *r,
	const struct reader_options *options, struct coop_error *err)
{
	char delimiter = ',';
	size_t n;
	const char *sample = source_sample(r->source, &n);
	enum coop_status st =
		options->delimiter
			? given_delimiter(options->delimiter, &delimiter, err)
			: guess_delimiter(sample, n, r->charset, &delimiter, err);
	csv_set_delim(&r->parser, (unsigned char)delimiter);
	if (!st)
		report_fact(r->base.report, TR("cells", "cellules"),
			TR("'%s' between them", "'%s' entre elles"),
			delimiter == '\t' ? "tab" : (char[]){delimiter, '\0'});
	return st;
}

static enum coop_status open_csv(const char *path, const struct reader_options *options,
	struct report *report, struct reader **out, struct coop_error *err)
{
	struct csv_reader *r = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	r->base = (struct reader){&reader_csv, path, report};
	r->line = 1;
	csv_init(&r->parser, 0);
	csv_set_blk_size(&r->parser, BLOCK);
	csv_set_space_func(&r->parser, is_blank); /* a tab may be the delimiter */
	enum coop_status st = reader_source(path, options, report, &r->source, err);
	if (!st) {
		report_bytes(report, source_bytes(r->source));
		r->charset = source_text(r->source);
		st = find_delimiter(r, options, err);
	}
	if (!st)
		st = read_header(r, err);
	if (st)
		close_csv(&r->base);
	else
		*out = &r->base;
	return st;
}

/* ---- rows to records ---- */

/* Compares a row's width with the header's; false when the row cannot be understood. */
static bool check_width(struct csv_reader *r)
{
	size_t extra = r->ncells;
	while (extra > r->ncolumns && r->cell[extra - 1].len == 0)
		extra--; /* Excel leaves empty cells behind */
	if (r->ncells == r->ncolumns || (extra == r->ncolumns && r->ncells > r->ncolumns))
		return true;
	struct coop_error problem = {0};
	struct coop_place where = place(r, r->row_line, 0);
	bool many = r->ncells > r->ncolumns;
	coop_fail(&problem, COOP_E_INPUT,
		many ? TR("the row has %zu cells, the header %zu; left out",
			       "la ligne a %zu cellules, l'en-tête %zu ; laissée de côté")
		     : TR("the row has %zu cells, the header %zu; the missing ones are "
			  "taken as empty",
			       "la ligne a %zu cellules, l'en-tête %zu ; les absentes "
			       "sont tenues pour vides"),
		r->ncells, r->ncolumns);
	if (many) {
		coop_hint(&problem, "%s",
			TR("a cell that holds the delimiter must stand in quotes",
				"une cellule qui contient le séparateur doit être entre "
				"guillemets"));
		report_rejected(r->base.report, &where, &problem);
	} else {
		report_repaired(r->base.report, &where, &problem);
	}
	return !many;
}

/* Adds each line of a cell as a value of its own. */
static void add_lines(
	struct coop_record *rec, enum coop_field field, const char *s, size_t n)
{
	for (size_t begin = 0, i = 0; i <= n; i++) {
		if (i < n && s[i] != '\n' && s[i] != '\r')
			continue;
		coop_record_add(rec, field, s + begin, i - begin);
		begin = i + 1;
	}
}

/* A running time becomes a number of minutes, if it can be read as one. */
static void add_minutes(struct coop_record *rec, const char *s, size_t n)
{
	char text[16];
	unsigned minutes;
	if (minutes_parse(s, n, &minutes))
		coop_record_add(rec, COOP_F_MINUTES, text,
			(size_t)snprintf(text, sizeof text, "%u", minutes));
	else
		coop_record_add(rec, COOP_F_MINUTES, s, n);
}

/*
 * Empties the record and sets where it comes from: the row, or what the row says. Returns how
 * many cells are values.
 */
static size_t begin_record(struct csv_reader *r, struct coop_record *rec)
{
	size_t n = r->ncells < r->ncolumns ? r->ncells : r->ncolumns, line = 0;
	coop_record_reset(rec, r->base.path, r->row_line);
	if (!r->origin || n < r->ncolumns)
		return n;
	const struct cell *file = &r->cell[n - 2], *number = &r->cell[n - 1];
	const char *s = coop_buf_cstr(&r->cells) + number->off;
	for (size_t i = 0; i < number->len && s[i] >= '0' && s[i] <= '9' && i < 9; i++)
		line = line * 10 + (size_t)(s[i] - '0');
	if (file->len == 0 || line == 0)
		return n;
	coop_buf_reset(&r->scratch);
	coop_buf_add(&r->scratch, coop_buf_cstr(&r->cells) + file->off, file->len);
	coop_record_reset(rec, coop_buf_cstr(&r->scratch), line);
	return n - 2;
}

static void fill_record(struct csv_reader *r, struct coop_record *rec)
{
	struct coop_value id;
	size_t values = begin_record(r, rec);
	for (size_t i = 0; i < values; i++) {
		const struct column *c = &r->columns[i];
		const char *text = coop_buf_cstr(&r->cells) + r->cell[i].off;
		size_t len = r->cell[i].len;
		if (c->field == COOP_F_OTHER)
			coop_record_add_named(rec, coop_buf_cstr(&r->names) + c->name,
				c->len, text, len);
		else if (c->field == COOP_F_MINUTES)
			add_minutes(rec, text, len);
		else if (coop_field_info(c->field)->flags & COOP_FIELD_LINES)
			add_lines(rec, c->field, text, len);
		else
			coop_record_add(rec, c->field, text, len);
	}
	if (rec->count > 0 && !coop_record_get(rec, COOP_F_ID, &id)) {
		coop_buf_reset(&r->scratch);
		coop_buf_printf(&r->scratch, "%s#%zu", r->base.path, r->row);
		coop_record_add(
			rec, COOP_F_ID, coop_buf_cstr(&r->scratch), r->scratch.len);
	}
}

static enum coop_status next_csv(
	struct reader *base, struct coop_record *rec, bool *more, struct coop_error *err)
{
	struct csv_reader *r = (struct csv_reader *)base;
	for (;;) {
		enum coop_status st = read_row(r, more, err);
		if (st || !*more)
			return st;
		r->row++;
		if (!check_width(r))
			continue;
		fill_record(r, rec);
		st = coop_record_check(rec, err);
		if (!st)
			st = coop_buf_check(&r->scratch, err);
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
