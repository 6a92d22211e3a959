#include "indexer/csv/profile.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/csv/nulls.h"
#include "indexer/csv/wrappings.h"

/* A column has the kind of its cells if at most one in so many is of another. */
enum { EXCEPTIONS = 20 };

static uint32_t hash(const char *s, size_t n)
{
	uint32_t h = 2166136261U; /* FNV-1a */
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619U;
	return h ^ h >> 15;
}

/* Counts a cell that was seen before, and remembers any other. */
static void see(struct column_profile *c, const char *s, size_t n)
{
	uint32_t h = hash(s, n);
	h += h == 0; /* an empty slot holds 0 */
	size_t slot = h % PROFILE_SLOTS;
	while (c->seen[slot] != 0 && c->seen[slot] != h)
		slot = (slot + 1) % PROFILE_SLOTS;
	c->repeated += c->seen[slot] == h;
	c->seen[slot] = h;
}

static void keep_example(struct column_profile *c, const char *s, size_t n)
{
	if (c->examples == PROFILE_EXAMPLES || n > PROFILE_EXAMPLE_MAX)
		return;
	memcpy(c->example[c->examples], s, n);
	c->example_len[c->examples++] = (unsigned char)n;
}

static void add_value(struct profile *p, size_t column, const char *s, size_t len)
{
	struct column_profile *c = &p->at[column];
	enum null_word null = null_word(s, len);
	enum cell_kind kind = null != NULL_NOT ? CELL_EMPTY : cell_kind(s, len);
	c->kinds[kind]++;
	p->dashes += len == 1 && *s == '-';
	c->maybe += null == NULL_MAYBE;
	if (kind == CELL_EMPTY)
		return;
	c->codes += null_is_code(s, len);
	c->filled++;
	c->bytes += len;
	see(c, s, len);
	keep_example(c, s, len);
	uint32_t shape = cell_shape(s, len);
	if (c->shape == 0 && c->shaped == 0)
		c->shape = shape;
	c->shaped += shape != 0 && shape == c->shape;
	if (kind == CELL_DECIMAL) {
		bool comma = memchr(s, ',', len) != NULL;
		p->commas += comma;
		p->points += !comma;
	}
}

static void add_cell(
	struct profile *p, size_t column, const char *text, const struct scan_cell *cell)
{
	const char *s = text + cell->off;
	size_t len = cell->len;
	if (wrappings_formula(&s, &len) && len > 1 && *s == '"' && s[len - 1] == '"') {
		s++; /* its quotes are doubled */
		len -= 2;
	}
	p->at[column].blanks += !cell->quoted && text[cell->begin] == ' ' &&
				cell_kind(s, len) != CELL_EMPTY;
	add_value(p, column, s, len);
}

static bool nearly(size_t some, size_t all)
{
	return some > 0 && all - some <= all / EXCEPTIONS;
}

/* The kind of nearly all cells of a column. */
static enum cell_kind judge(struct column_profile *c)
{
	const size_t *k = c->kinds;
	size_t numbers = k[CELL_NUMBER] + k[CELL_YEAR];
	if (c->filled == 0)
		return CELL_EMPTY;
	if (nearly(k[CELL_YEAR], c->filled))
		return CELL_YEAR;
	if (nearly(numbers, c->filled))
		return CELL_NUMBER;
	if (nearly(k[CELL_DATE], c->filled))
		return CELL_DATE;
	if (nearly(k[CELL_URL], c->filled))
		return CELL_URL;
	if (k[CELL_MINUTES] * 4 >= c->filled &&
		nearly(k[CELL_MINUTES] + numbers, c->filled))
		return CELL_MINUTES;
	if (nearly(k[CELL_DECIMAL] + numbers, c->filled))
		return CELL_DECIMAL;
	return nearly(c->shaped, c->filled) ? CELL_CODE : CELL_TEXT;
}

/* Adds a row, unless it is of another width. */
static void add_row(
	struct profile *p, const char *text, const struct scan_cell *cells, size_t width)
{
	if (width < p->least || width > p->columns)
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
		/* empty cells after the last column do not count */
		if (cell.len > 0 || count <= p->least)
			width = count;
		if (!cell.ends_row)
			continue;
		add_row(p, scan->s, cells, width);
		width = count = 0;
	}
}

enum coop_status profile_take(struct profile *p, struct scan scan, size_t least,
	size_t columns, struct coop_error *err)
{
	size_t n = columns < PROFILE_COLUMNS ? columns : PROFILE_COLUMNS;
	struct scan_cell *cells = malloc(PROFILE_COLUMNS * sizeof *cells);
	*p = (struct profile){.at = calloc(n > 0 ? n : 1, sizeof *p->at),
		.least = least,
		.columns = columns};
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

enum coop_status profile_begin(struct profile *p, struct coop_error *err)
{
	*p = (struct profile){.at = calloc(PROFILE_COLUMNS, sizeof *p->at)};
	return p->at ? COOP_OK : coop_fail_nomem(err);
}

void profile_add(struct profile *p, size_t column, const char *s, size_t n)
{
	if (column < PROFILE_COLUMNS)
		add_value(p, column, s, n);
}

void profile_end(struct profile *p, size_t columns, size_t rows)
{
	p->columns = columns;
	p->rows = rows;
	for (size_t i = 0; i < columns && i < PROFILE_COLUMNS; i++)
		p->at[i].kind = judge(&p->at[i]);
}

void profile_release(struct profile *p)
{
	free(p->at);
	*p = (struct profile){0};
}

enum cell_kind profile_kind(const struct profile *p, size_t column)
{
	return p->at && column < p->columns && column < PROFILE_COLUMNS
		       ? p->at[column].kind
		       : CELL_TEXT;
}

bool profile_fits(const struct profile *p, size_t column, const char *s, size_t n)
{
	enum cell_kind of_column = profile_kind(p, column), kind = cell_kind(s, n);
	if (kind == CELL_EMPTY || null_word(s, n) != NULL_NOT)
		return true;
	switch (of_column) {
	case CELL_YEAR:
	case CELL_DATE:
	case CELL_URL:
		return kind == of_column;
	case CELL_NUMBER:
	case CELL_DECIMAL:
	case CELL_MINUTES:
		return kind == of_column || kind == CELL_NUMBER || kind == CELL_YEAR;
	case CELL_CODE:
		return cell_shape(s, n) == p->at[column].shape;
	default:
		return true;
	}
}
