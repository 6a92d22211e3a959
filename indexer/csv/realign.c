#include "indexer/csv/realign.h"

#include "indexer/csv/scan.h"
#include "shared/core/bytes.h"

enum { CELLS = REALIGN_COLUMNS + REALIGN_EXTRA, WIDTHS = REALIGN_EXTRA + 1 };

/* A row being repaired. */
struct work {
	const struct realign_table *t;
	const struct row *row;
	struct scan_cell cell[CELLS]; /* as they are in `raw` */
	/* the cell continues the one before: by a blank, or after the name of an entity */
	bool goes_on[CELLS];
	size_t extra;
	/*
	 * Dynamic programming, at [j][i], for column j and cell j + i: the number of ways to fill the
	 * columns from j on with the cells from j + i on (2 means several), and how many cells
	 * column j takes in the last of them.
	 */
	unsigned char ways[REALIGN_COLUMNS + 1][WIDTHS],
		takes[REALIGN_COLUMNS + 1][WIDTHS];
};

/* Finds the cells of a row in its raw text; false when their number differs. */
static bool scan_row(struct work *w)
{
	const struct row *row = w->row;
	struct scan scan =
		scan_begin(row->raw.s, row->raw.len, w->t->delimiter, w->t->quote);
	struct scan_cell cell = {0};
	size_t n = 0;
	while (!cell.ends_row && scan_next(&scan, &cell)) {
		if (n == row->count || cell.loose)
			return false;
		w->cell[n++] = cell;
	}
	return n == row->count;
}

/* Whether it is usual in the table that a cell begins with a blank. */
static bool has_blanks(const struct profile *p)
{
	enum { SELDOM = 50 };
	size_t blanks = 0, filled = 0;
	for (size_t i = 0; p->at && i < p->columns && i < PROFILE_COLUMNS; i++) {
		blanks += p->at[i].blanks;
		filled += p->at[i].filled;
	}
	return blanks * SELDOM > filled;
}

/*
 * Whether a cell ends like an HTML entity without its semicolon, as "caf&eacute": the delimiter after
 * it is that semicolon.
 */
static bool ends_in_entity(const char *s, const struct scan_cell *cell)
{
	enum { NAME_MAX = 10 };
	size_t n = 0;
	while (n < cell->len && n < NAME_MAX) {
		char c = s[cell->off + cell->len - 1 - n];
		if (c == '&' || c == '#')
			return n > 0 &&
			       (c == '&' ||
				       (n + 1 < cell->len &&
					       s[cell->off + cell->len - 2 - n] == '&'));
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9')))
			return false;
		n++;
	}
	return false;
}

/* Whether `n` cells, joined, may be the cell of a column. */
static bool may_take(const struct work *w, size_t column, size_t cell, size_t n)
{
	size_t len;
	const char *text = row_cell(w->row, cell, &len);
	if (w->goes_on[cell])
		return false;
	if (n == 1)
		return profile_fits(w->t->profile, column, text, len);
	if (profile_kind(w->t->profile, column) != CELL_TEXT)
		return false;
	for (size_t i = cell; i < cell + n; i++)
		if (w->cell[i].quoted)
			return false;
	return true;
}

static void count_ways(struct work *w, size_t column, size_t extra)
{
	unsigned ways = 0;
	size_t cell = column + extra;
	for (size_t more = 0; extra + more <= w->extra && ways < 2; more++) {
		unsigned after = w->ways[column + 1][extra + more];
		if (after == 0 || !may_take(w, column, cell, more + 1))
			continue;
		ways += after;
		w->takes[column][extra] = (unsigned char)(more + 1);
	}
	w->ways[column][extra] = (unsigned char)(ways < 2 ? ways : 2);
}

/* Whether exactly one way fits. */
static bool has_one_way(struct work *w)
{
	w->ways[w->t->columns][w->extra] = 1;
	for (size_t column = w->t->columns; column-- > 0;)
		for (size_t extra = 0; extra <= w->extra; extra++)
			count_ways(w, column, extra);
	return w->ways[0][0] == 1;
}

/* Appends cells to the row's text as one. */
static struct row_cell join(const struct work *w, struct row *row, size_t cell, size_t n)
{
	size_t off = row->text.len;
	for (size_t i = cell; i < cell + n; i++) {
		struct row_cell c = row->cell[i];
		if (i > cell)
			coop_buf_byte(&row->text, w->t->delimiter);
		if (i > cell && row->raw.s[w->cell[i].begin] == ' ' && c.len > 0)
			coop_buf_byte(&row->text, ' ');
		if (coop_buf_reserve(&row->text, c.len + 1))
			coop_buf_add(&row->text, row->text.s + c.off, c.len);
	}
	return (struct row_cell){off, row->text.len - off};
}

static size_t put_together(const struct work *w, struct row *row)
{
	size_t cell = 0, first = row->raw.len;
	for (size_t column = 0; column < w->t->columns; column++) {
		size_t n = w->takes[column][cell - column];
		struct row_cell whole = n > 1 ? join(w, row, cell, n) : row->cell[cell];
		if (n > 1 && first == row->raw.len)
			first = w->cell[cell].begin;
		row->cell[column] = whole;
		cell += n;
	}
	row->count = w->t->columns;
	return first;
}

bool realign(const struct realign_table *t, struct row *row, size_t *at)
{
	struct work w = {.t = t, .row = row};
	if (t->columns < 2 || t->columns > REALIGN_COLUMNS || row->count <= t->columns ||
		row->count - t->columns > REALIGN_EXTRA || !scan_row(&w))
		return false;
	w.extra = row->count - t->columns;
	if (t->delimiter != ' ' && !has_blanks(t->profile))
		for (size_t i = 1; i < row->count; i++)
			w.goes_on[i] = row->raw.s[w.cell[i].begin] == ' ' &&
				       !w.cell[i].quoted && w.cell[i].len > 0;
	for (size_t i = 1; i < row->count && t->delimiter == ';'; i++)
		w.goes_on[i] |= ends_in_entity(row->raw.s, &w.cell[i - 1]);
	if (!has_one_way(&w))
		return false;
	*at = put_together(&w, row);
	return !row->text.failed;
}

/* ---- stray cells ---- */

static bool is_dash(const char *s, size_t n)
{
	return (n == 1 && *s == '-') || coop_bytes_equal(s, n, "\u2013", 3) ||
	       coop_bytes_equal(s, n, "\u2014", 3);
}

/* Whether the cells but for dashes fit the columns, one each. */
static bool fits_without_dashes(const struct realign_table *t, const struct row *row)
{
	size_t column = 0;
	for (size_t i = 0; i < row->count; i++) {
		size_t len;
		const char *s = row_cell(row, i, &len);
		if (is_dash(s, len))
			continue;
		if (column == t->columns || !profile_fits(t->profile, column, s, len))
			return false;
		column++;
	}
	return column == t->columns;
}

bool realign_drop(const struct realign_table *t, struct row *row, size_t *at)
{
	size_t kept = 0, len, first = row->count;
	if (t->profile->dashes > 0 || !fits_without_dashes(t, row))
		return false;
	for (size_t i = 0; i < row->count; i++) {
		const char *s = row_cell(row, i, &len);
		if (!is_dash(s, len))
			row->cell[kept++] = row->cell[i];
		else if (first == row->count)
			first = i;
	}
	*at = realign_find(t, row, first);
	row->count = kept;
	return true;
}

size_t realign_find(const struct realign_table *t, const struct row *row, size_t cell)
{
	struct scan scan = scan_begin(row->raw.s, row->raw.len, t->delimiter, t->quote);
	struct scan_cell found = {0};
	size_t n = 0;
	while (!found.ends_row && n <= cell && scan_next(&scan, &found) && !found.loose)
		n++;
	return n == cell + 1 ? found.begin : 0;
}
