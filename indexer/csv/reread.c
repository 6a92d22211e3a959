#include "indexer/csv/reread.h"

#include <string.h>

#include "shared/core/bytes.h"

/* Whether a cell has its quotes in pairs. */
static bool has_pairs(const struct scan *scan, const struct scan_cell *cell)
{
	size_t quotes = 0;
	if (cell->quoted)
		return !cell->loose;
	for (size_t i = cell->off; i < cell->off + cell->len; i++)
		quotes += scan->s[i] == scan->quote && scan->quote != '\0';
	return quotes % 2 == 0;
}

/* Whether a text is one row of so many cells. */
static bool fits(struct scan scan, size_t columns)
{
	struct scan_cell cell = {0};
	size_t count = 0;
	while (!cell.ends_row && scan_next(&scan, &cell))
		if (++count > columns || !has_pairs(&scan, &cell))
			return false;
	return count == columns && !scan_next(&scan, &cell);
}

/* Appends what a cell holds, with single quotes for doubled ones and LF for line ends. */
static void add_text(
	const struct scan *scan, const struct scan_cell *cell, struct coop_buf *out)
{
	const char *s = scan->s + cell->off;
	char *to = coop_buf_reserve(out, cell->len);
	size_t len = 0;
	for (size_t i = 0; to && i < cell->len; i++) {
		bool pair = i + 1 < cell->len && s[i] == '\r' && s[i + 1] == '\n';
		if (pair)
			continue;
		to[len++] = s[i] == '\r' ? '\n' : s[i];
		i += cell->quoted && s[i] == scan->quote && i + 1 < cell->len &&
		     s[i + 1] == scan->quote;
	}
	out->len += len;
}

bool reread(struct row *row, struct scan scan, size_t columns)
{
	struct scan_cell cell = {0};
	if (columns < 2 || !fits(scan, columns))
		return false;
	if (!coop_array_grow(&row->cell, &row->cap, columns, sizeof *row->cell)) {
		row->text.failed = true;
		return false;
	}
	coop_buf_reset(&row->text);
	row->count = 0;
	while (row->count < columns && scan_next(&scan, &cell)) {
		size_t off = row->text.len;
		add_text(&scan, &cell, &row->text);
		row->cell[row->count++] = (struct row_cell){off, row->text.len - off};
	}
	return !row->text.failed;
}
