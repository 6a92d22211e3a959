#include "indexer/csv/reread.h"

#include <string.h>

#include "indexer/csv/scan.h"
#include "shared/core/bytes.h"

void reread_release(struct reread *r)
{
	wrappings_release(&r->wrappings);
	coop_buf_release(&r->line);
}

static size_t count_bytes(const char *s, size_t n, char byte)
{
	size_t count = 0;
	const char *end = s + n;
	/* n is 0 where s may be NULL */
	while (n > 0 && (s = memchr(s, byte, (size_t)(end - s))) != NULL) {
		count++;
		s++;
	}
	return count;
}

/* ---- one reading ---- */

/* Whether a cell has its quotes in pairs. */
static bool has_pairs(const struct scan *scan, const struct scan_cell *cell)
{
	if (cell->quoted)
		return !cell->loose;
	return scan->quote == '\0' ||
	       count_bytes(scan->s + cell->off, cell->len, scan->quote) % 2 == 0;
}

/* Whether a text is one row of so many cells; some may be formulas. */
static bool fits(struct scan scan, size_t columns, size_t *formulas)
{
	struct scan_cell cell = {0};
	size_t count = 0;
	while (!cell.ends_row && scan_next(&scan, &cell)) {
		if (++count > columns || !has_pairs(&scan, &cell))
			return false;
		*formulas += cell.formula;
	}
	return count == columns && !scan_next(&scan, &cell);
}

/* Appends what a cell holds, with single quotes for doubled ones and LF for line ends. */
static void add_text(
	const struct scan *scan, const struct scan_cell *cell, struct coop_buf *out)
{
	const char *s = scan->s + cell->off;
	char *to = coop_buf_reserve(out, cell->len + 1);
	size_t len = 0;
	if (!to)
		return;
	for (size_t i = 0; i < cell->len; i++) {
		bool more = i + 1 < cell->len;
		if (s[i] == '\r' && more && s[i + 1] == '\n')
			continue;
		to[len++] = s[i] == '\r' ? '\n' : s[i];
		i += cell->quoted && s[i] == scan->quote && more &&
		     s[i + 1] == scan->quote;
	}
	to[len] = '\0';
	out->len += len;
}

/*
 * Fills a row from a scan, if that has exactly the columns of the table, with quotes in pairs; the
 * text is not the row's own.
 */
static bool take(
	const struct reread *r, struct row *row, struct scan scan, size_t *formulas)
{
	struct scan_cell cell = {0};
	*formulas = 0;
	if (r->columns < 2 || !fits(scan, r->columns, formulas))
		return false;
	if (!coop_array_grow(&row->cell, &row->cap, r->columns, sizeof *row->cell)) {
		row->text.failed = true;
		return false;
	}
	coop_buf_reset(&row->text);
	row->count = 0;
	while (row->count < r->columns && scan_next(&scan, &cell)) {
		size_t off = row->text.len;
		add_text(&scan, &cell, &row->text);
		row->cell[row->count++] = (struct row_cell){off, row->text.len - off};
	}
	return !row->text.failed;
}

/* ---- the readings ---- */

/* Reads a row with quotes that belong to the text, or formulas with delimiters in them. */
static bool take_with_quotes(struct reread *r, struct row *row, const char *s, size_t n)
{
	size_t formulas;
	struct scan scan = scan_begin(s, n, r->delimiter, r->quote), other = scan;
	other.quotations = true;
	if (!take(r, row, scan, &formulas) && !take(r, row, other, &formulas))
		return false;
	if (formulas == 0)
		wrappings_count(&r->wrappings, WRAPPING_QUOTES, row->line);
	for (size_t i = 0; i < formulas; i++)
		wrappings_count(&r->wrappings, WRAPPING_FORMULA, row->line);
	return true;
}

/*
 * The first `*n` bytes of a row as it is in the file, as clean UTF-8; what is repaired in it was told
 * before. NULL when memory runs out.
 */
static const char *decode(struct row *row, size_t *n, struct repair *repair)
{
	const char *s = repair_line(repair, row->raw.s, n, row->line, 0, *n);
	if (s && row->garbled_line > 0)
		s = repair_value(repair, s, n, row->garbled_line, row->garbled_column);
	row->text.failed |= !s;
	return s;
}

bool reread_first_line(struct reread *r, struct row *row, size_t n, struct repair *repair)
{
	if (r->columns < 2 || r->quote == '\0')
		return false;
	size_t quotes = count_bytes(row->raw.s, n, r->quote);
	if (quotes == 0 || quotes % 2 != 0)
		return false;
	const char *s = decode(row, &n, repair);
	return s && take_with_quotes(r, row, s, n);
}

/* Unwraps a row of one cell, which is a whole line that was put in quotes. */
static bool unwrap(struct reread *r, struct row *row)
{
	enum { SURE = 3 /* columns: of fewer, the cell may just hold a delimiter */ };
	size_t formulas;
	size_t len;
	if (row->count == 0 || !row_is_empty_from(row, 1) ||
		(!r->wrapped && r->columns < SURE))
		return false;
	const char *s = row_cell(row, 0, &len);
	coop_buf_reset(&r->line);
	coop_buf_add(&r->line, s, len);
	row->text.failed |= r->line.failed;
	if (r->line.failed || len == 0 ||
		!take(r, row, scan_begin(r->line.s, len, r->delimiter, r->quote),
			&formulas))
		return false;
	wrappings_count(&r->wrappings, WRAPPING_LINE, row->line);
	return true;
}

/*
 * Whether a cell looks like one that lost the quotes at its ends though they belong to the text, since
 * its first quote closes a quotation: A" et "B.
 */
static bool looks_stripped(const char *s, size_t n, char quote)
{
	const char *first = memchr(s, quote, n);
	if (!first || first == s || first[-1] == ' ' || first + 1 == s + n)
		return false;
	const char *last = memrchr(s, quote, n);
	return last > first + 1 && last + 1 < s + n && last[1] != ' ' &&
	       (first[1] == ' ' || strchr(",.;:!?)", first[1]));
}

/* Whether a cell of a row, as it is in the file, begins with a quote of its text. */
static bool has_literal(struct scan scan)
{
	struct scan_cell cell = {0};
	while (!cell.ends_row && scan_next(&scan, &cell))
		if (!cell.quoted && cell.loose && scan.s[cell.off] == scan.quote)
			return true;
	return false;
}

/* Gives the cells of a row of the right width back the quotes that belong to their text. */
static void restore_quotes(struct reread *r, struct row *row, struct repair *repair)
{
	bool stripped = false;
	size_t n = row->raw.len;
	if (r->quote == '\0' || row->text.len == 0 ||
		!memchr(row->text.s, r->quote, row->text.len))
		return;
	for (size_t i = 0; i < row->count && !stripped; i++) {
		size_t len;
		const char *cell = row_cell(row, i, &len);
		stripped = looks_stripped(cell, len, r->quote);
	}
	const char *s = stripped ? decode(row, &n, repair) : NULL;
	if (!s)
		return;
	struct scan scan = scan_begin(s, n, r->delimiter, r->quote);
	scan.quotations = true;
	if (has_literal(scan))
		take_with_quotes(r, row, s, n);
}

static bool has_quotes(const struct reread *r, const char *s, size_t n)
{
	return r->quote != '\0' && memchr(s, r->quote, n);
}

void reread_row(struct reread *r, struct row *row, struct repair *repair)
{
	size_t formulas;
	size_t n = row->raw.len;
	if (r->columns < 2 || n == 0)
		return;
	if (row->count == r->columns) {
		restore_quotes(r, row, repair);
		return;
	}
	bool quotes = has_quotes(r, row->raw.s, n);
	if (!quotes && (r->delimiter != ';' || !memchr(row->raw.s, '&', n)))
		return;
	const char *s = decode(row, &n, repair);
	if (!s || (quotes && (unwrap(r, row) || take_with_quotes(r, row, s, n))))
		return;
	/* a very long line was parsed in pieces, at whose ends entities may be cut */
	struct scan scan = scan_begin(s, n, r->delimiter, r->quote);
	if (!scan.entities || take(r, row, scan, &formulas))
		return;
	scan.entities = false;
	take(r, row, scan, &formulas);
}

void reread_unclosed(struct reread *r, struct row *row, struct repair *repair)
{
	size_t n = row->raw.len, formulas, open = n;
	if (!has_quotes(r, row->raw.s, n))
		return;
	const char *s = decode(row, &n, repair);
	if (!s)
		return;
	struct scan scan = scan_begin(s, n, r->delimiter, r->quote);
	struct scan_cell cell = {0};
	while (open == row->raw.len && scan_next(&scan, &cell))
		if (scan.unclosed && cell.len > 0 && s[cell.off] == r->quote)
			open = cell.off;
	if (open >= n)
		return;
	coop_buf_reset(&r->line);
	coop_buf_add(&r->line, s, open);
	coop_buf_add(&r->line, s + open + 1, n - open - 1);
	row->text.failed |= r->line.failed;
	if (!r->line.failed)
		take(r, row, scan_begin(r->line.s, r->line.len, r->delimiter, r->quote),
			&formulas);
}

void reread_note_open(struct reread *r, const struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		size_t len;
		const char *s = row_cell(row, i, &len);
		if (len > 0 && *s == '"' && count_bytes(s, len, '"') % 2 != 0) {
			wrappings_count(&r->wrappings, WRAPPING_QUOTES, row->line);
			return;
		}
	}
}
