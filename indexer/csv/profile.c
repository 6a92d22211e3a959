#include "indexer/csv/profile.h"

#include <stdlib.h>
#include <string.h>

/* How many of a column's cells may be of another kind: a twentieth. */
enum { EXCEPTIONS = 20 };

static uint32_t hash(const char *s, size_t n)
{
	uint32_t h = 2166136261U; /* FNV-1a */
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619U;
	return h ^ h >> 15;
}

/* Counts a cell as one like an earlier one, or remembers it. */
static void see(struct column_profile *c, const char *s, size_t n)
{
	uint32_t bit = hash(s, n) % PROFILE_BITS;
	unsigned char mask = (unsigned char)(1 << bit % 8);
	c->repeated += (c->seen[bit / 8] & mask) != 0;
	c->seen[bit / 8] |= mask;
}

static void add_cell(
	struct profile *p, size_t column, const char *text, const struct scan_cell *cell)
{
	struct column_profile *c = &p->at[column];
	const char *s = text + cell->off;
	enum kind kind = kind_of(s, cell->len);
	c->kinds[kind]++;
	if (kind == KIND_EMPTY)
		return;
	c->filled++;
	c->bytes += cell->len;
	c->blanks += !cell->quoted && text[cell->begin] == ' ';
	see(c, s, cell->len);
	uint32_t shape = kind_shape(s, cell->len);
	if (c->shape == 0 && c->shaped == 0)
		c->shape = shape;
	c->shaped += shape != 0 && shape == c->shape;
	if (kind == KIND_DECIMAL) {
		bool comma = memchr(s, ',', cell->len) != NULL;
		p->commas += comma;
		p->points += !comma;
	}
}

static bool nearly(size_t some, size_t all)
{
	return some > 0 && all - some <= all / EXCEPTIONS;
}

/* What nearly all cells of a column are. */
static enum kind judge(struct column_profile *c)
{
	const size_t *k = c->kinds;
	size_t numbers = k[KIND_NUMBER] + k[KIND_YEAR];
	if (c->filled == 0)
		return KIND_EMPTY;
	if (nearly(k[KIND_YEAR], c->filled))
		return KIND_YEAR;
	if (nearly(numbers, c->filled))
		return KIND_NUMBER;
	if (nearly(k[KIND_DATE], c->filled))
		return KIND_DATE;
	if (nearly(k[KIND_URL], c->filled))
		return KIND_URL;
	if (k[KIND_MINUTES] * 4 >= c->filled &&
		nearly(k[KIND_MINUTES] + numbers, c->filled))
		return KIND_MINUTES;
	if (nearly(k[KIND_DECIMAL] + numbers, c->filled))
		return KIND_DECIMAL;
	return nearly(c->shaped, c->filled) ? KIND_CODE : KIND_TEXT;
}

/* Adds a row, unless it is of another width. */
static void add_row(
	struct profile *p, const char *text, const struct scan_cell *cells, size_t width)
{
	if (width != p->columns)
		return;
	size_t n = width < PROFILE_COLUMNS ? width : PROFILE_COLUMNS;
	for (size_t i = 0; i < n; i++)
		add_cell(p, i, text, &cells[i]);
	p->rows++;
}

static void add_rows(struct profile *p, struct scan *scan, struct scan_cell *cells)
{
	struct scan_cell cell;
	size_t width = 0, count = 0;
	while (p->rows < PROFILE_ROWS && scan_next(scan, &cell)) {
		if (count < PROFILE_COLUMNS)
			cells[count] = cell;
		count++;
		/* empty cells behind the last column are not counted */
		if (cell.len > 0 || count <= p->columns)
			width = count;
		if (!cell.ends_row)
			continue;
		add_row(p, scan->s, cells, width);
		width = count = 0;
	}
}

enum coop_status profile_take(
	struct profile *p, struct scan scan, size_t columns, struct coop_error *err)
{
	size_t n = columns < PROFILE_COLUMNS ? columns : PROFILE_COLUMNS;
	struct scan_cell *cells = malloc(PROFILE_COLUMNS * sizeof *cells);
	*p = (struct profile){calloc(n > 0 ? n : 1, sizeof *p->at), columns, 0, 0, 0};
	if (!cells || !p->at) {
		free(cells);
		profile_release(p);
		return coop_fail_nomem(err);
	}
	add_rows(p, &scan, cells);
	for (size_t i = 0; i < n; i++)
		p->at[i].kind = judge(&p->at[i]);
	free(cells);
	return COOP_OK;
}

void profile_release(struct profile *p)
{
	free(p->at);
	*p = (struct profile){0};
}

enum kind profile_kind(const struct profile *p, size_t column)
{
	return p->at && column < p->columns && column < PROFILE_COLUMNS
		       ? p->at[column].kind
		       : KIND_TEXT;
}

bool profile_fits(const struct profile *p, size_t column, const char *s, size_t n)
{
	enum kind of_column = profile_kind(p, column), kind = kind_of(s, n);
	if (kind == KIND_EMPTY)
		return true;
	switch (of_column) {
	case KIND_YEAR:
	case KIND_DATE:
	case KIND_URL:
		return kind == of_column;
	case KIND_NUMBER:
	case KIND_DECIMAL:
	case KIND_MINUTES:
		return kind == of_column || kind == KIND_NUMBER || kind == KIND_YEAR;
	case KIND_CODE:
		return kind_shape(s, n) == p->at[column].shape;
	default:
		return true;
	}
}
