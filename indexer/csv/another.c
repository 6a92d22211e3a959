#include "indexer/csv/another.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/index/heading.h"

enum { CELLS_MAX = 64, HEADING_MAX_BYTES = 60 };

size_t another_filled(const struct row *row)
{
	size_t n = row->count;
	while (n > 0 && row->cell[n - 1].len == 0)
		n--;
	return n;
}

/* What the cells of a row are as headings. */
struct headings {
	size_t known; /* cells that name a field */
	size_t codes; /* columns of a database */
	bool blanks;  /* some have blanks */
};

/* Looks at a cell; false when it is no heading. */
static bool look(
	const char *s, size_t n, struct coop_buf *scratch, struct headings *found)
{
	if (n == 0 || n > HEADING_MAX_BYTES || cell_kind(s, n) != CELL_TEXT ||
		memchr(s, '\n', n))
		return false;
	found->known += coop_heading_is_one(s, n, scratch);
	found->codes += memchr(s, '_', n) != NULL;
	found->blanks |= memchr(s, ' ', n) != NULL;
	return true;
}

/* Whether a cell is the same as one before it. */
static bool is_again(const struct row *row, size_t i)
{
	size_t n, len;
	const char *s = row_cell(row, i, &n);
	for (size_t k = 0; k < i; k++) {
		const char *other = row_cell(row, k, &len);
		if (coop_bytes_equal(s, n, other, len))
			return true;
	}
	return false;
}

/* Whether all cells are different texts that may be headings. */
static bool look_at_all(const struct another *a, size_t n, struct headings *found)
{
	size_t len;
	for (size_t i = 0; i < n; i++) {
		const char *s = row_cell(a->row, i, &len);
		if (!look(s, len, a->scratch, found) || is_again(a->row, i))
			return false;
	}
	return !a->scratch->failed;
}

bool another_goes_on(const struct row *header, size_t cells, size_t filled)
{
	return cells == header->count && filled > 0 && filled <= another_filled(header);
}

bool another_may_begin(const struct another *a)
{
	struct headings h = {0};
	size_t n = another_filled(a->row);
	if (n < 2 || n > CELLS_MAX || !look_at_all(a, n, &h))
		return false;
	bool named = h.known >= 2 && (h.known >= 3 || h.known * 2 >= n);
	bool coded = h.codes * 2 >= n && !h.blanks;
	bool wide = n != a->columns;
	return ((named || coded) && (a->apart || wide)) ||
	       (a->apart && wide && a->columns > 0 && h.known > 0);
}

/* ---- in a sample ---- */

/* What a search goes with. */
struct search {
	const struct trial *trial;
	const struct dialect_sample *sample;
	struct row row;
	struct coop_buf scratch;
};

/* Reads a row of the sample into `row`, as UTF-8; no more cells than it may have. */
static void read_row(struct search *s, size_t i)
{
	struct scan scan = trial_scan(s->trial, s->sample, i);
	struct scan_cell cell = {0};
	struct row *row = &s->row;
	row_reset(row);
	while (!cell.ends_row && row->count <= CELLS_MAX && scan_next(&scan, &cell)) {
		size_t off = row->text.len;
		if (!coop_array_grow(
			    &row->cell, &row->cap, row->count + 1, sizeof *row->cell)) {
			row->text.failed = true;
			return;
		}
		charset_decode(s->sample->charset, s->sample->s + cell.off, cell.len,
			&row->text);
		row->cell[row->count++] = (struct row_cell){off, row->text.len - off};
	}
}

/* Whether the row `i` of the sample begins a table below one of so many columns. */
static bool begins(struct search *s, size_t i, size_t columns)
{
	const struct survey *v = &s->trial->survey;
	const struct survey_row *row = &v->row[i], *below = row + 1;
	bool apart = i == 0 || row->apart || v->row[i - 1].filled == 0;
	if ((!apart && row->all == columns) || i + 1 >= v->count ||
		below->all != row->all || row->width < 2 || row->filled != row->width)
		return false;
	read_row(s, i);
	return another_goes_on(&s->row, below->all, below->width) &&
	       another_may_begin(&(struct another){.row = &s->row,
		       .columns = columns,
		       .apart = apart,
		       .scratch = &s->scratch});
}

enum coop_status another_find(const struct trial *t, const struct dialect_sample *sample,
	size_t *off, struct coop_error *err)
{
	struct search s = {.trial = t, .sample = sample};
	const struct survey *v = &t->survey;
	size_t first = 0, i;
	while (first < v->first && !begins(&s, first, 0))
		first++;
	size_t columns = v->count > 0 ? v->row[first].width : 0;
	for (i = first + 2; i < v->count && !begins(&s, i, columns); i++)
		;
	*off = trial_row(t, i, sample->n);
	bool failed = s.row.text.failed || s.scratch.failed;
	row_release(&s.row);
	coop_buf_release(&s.scratch);
	return failed ? coop_fail_nomem(err) : COOP_OK;
}
