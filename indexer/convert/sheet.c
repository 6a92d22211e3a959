#include "indexer/convert/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/convert/tsv.h"
#include "indexer/convert/worker.h"
#include "shared/core/bytes.h"

enum {
	CELLS_MAX = 1 << 24,
	MERGES_MAX = 1 << 20,
	/* where filling up rows would take more bytes, a cell far out does not count */
	FILLING_MAX = 64 << 20,
	FIRST_ROWS = 100
};

void sheet_clear(struct sheet *s)
{
	coop_buf_reset(&s->text);
	s->count = s->nmerges = s->unvalued = s->lost = s->cut = 0;
	s->unsorted = false;
}

void sheet_release(struct sheet *s)
{
	coop_buf_release(&s->text);
	free(s->cells);
	free(s->merges);
	*s = (struct sheet){0};
}

struct sheet_text sheet_keep(struct sheet *s, const char *text, size_t n)
{
	struct sheet_text t = {.off = (uint32_t)s->text.len, .len = (uint32_t)n};
	if (n > SHEETS_TEXT_MAX - s->text.len)
		s->text.failed = true;
	coop_buf_add(&s->text, text, n);
	if (s->text.failed)
		t = (struct sheet_text){0};
	return t;
}

/* The text of a cell, without the blanks around it. */
static struct coop_bytes text_of(const struct sheet *s, const struct sheet_cell *cell)
{
	const struct coop_buf *texts = cell->shared ? s->shared : &s->text;
	return coop_bytes_trimmed(coop_buf_cstr(texts) + cell->off, cell->len);
}

static int compare_cells(const void *a, const void *b)
{
	const struct sheet_cell *x = a, *y = b;
	int rows = (x->row > y->row) - (x->row < y->row);
	return rows ? rows : (x->column > y->column) - (x->column < y->column);
}

static int compare_merges(const void *a, const void *b)
{
	const struct sheet_merge *x = a, *y = b;
	return (x->row > y->row) - (x->row < y->row);
}

enum conversion_failure sheet_put(
	struct sheet *s, size_t row, size_t column, struct sheet_text text)
{
	if (s->text.failed)
		return CONVERSION_MEMORY;
	if (row >= SHEET_ROWS_MAX || column >= SHEET_COLUMNS_MAX || s->count == CELLS_MAX)
		return CONVERSION_TOO_LARGE;
	struct sheet_cell cell = {.row = (uint32_t)row,
		.column = (uint16_t)column,
		.shared = text.shared,
		.off = text.off,
		.len = text.len};
	if (text_of(s, &cell).len == 0)
		return CONVERSION_OK;
	if (!coop_array_grow(&s->cells, &s->cap, s->count + 1, sizeof *s->cells))
		return CONVERSION_MEMORY;
	s->unsorted |= s->count > 0 && compare_cells(&s->cells[s->count - 1], &cell) >= 0;
	s->cells[s->count++] = cell;
	return CONVERSION_OK;
}

void sheet_cut(struct sheet *s, size_t count)
{
	s->count = count < s->count ? count : s->count;
}

enum conversion_failure sheet_merge(
	struct sheet *s, size_t row, size_t column, size_t last, size_t columns)
{
	if (row >= SHEET_ROWS_MAX || column >= SHEET_COLUMNS_MAX ||
		s->nmerges == MERGES_MAX)
		return CONVERSION_TOO_LARGE;
	if (!coop_array_grow(
		    &s->merges, &s->merges_cap, s->nmerges + 1, sizeof *s->merges))
		return CONVERSION_MEMORY;
	last = last < SHEET_ROWS_MAX ? last : SHEET_ROWS_MAX - 1;
	columns = columns < SHEET_COLUMNS_MAX ? columns : SHEET_COLUMNS_MAX;
	if (last > row || columns > 1)
		s->merges[s->nmerges++] = (struct sheet_merge){(uint32_t)row,
			(uint32_t)last, (uint16_t)column, (uint16_t)columns};
	return CONVERSION_OK;
}

/* ---- sending ---- */

/* What a column hands down: a merged cell, until a row. */
struct slot {
	const struct sheet_cell *cell;
	uint32_t last;
};

struct sending {
	struct sheet *sheet;
	size_t first, width; /* columns that are sent of each row */
	struct slot *slots;  /* of these */
	size_t merge;        /* the next one */
	size_t *room;
	struct coop_buf out, rows, clean;
};

/* Sends what has gathered. */
static void flush(enum frame_tag tag, struct coop_buf *b)
{
	for (size_t at = 0; at < b->len; at += FRAME_DATA_MAX) {
		size_t left = b->len - at;
		worker_answer(tag, b->s + at,
			left < FRAME_DATA_MAX ? left : (size_t)FRAME_DATA_MAX);
	}
	b->len = 0;
}

/* Writes a cell; ends of lines become those of Unix, and other control characters blanks. */
static void write_text(struct sending *w, size_t column, struct coop_bytes text)
{
	coop_buf_reset(&w->clean);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.s[i];
		bool ends = c == '\r' && i + 1 < text.len && text.s[i + 1] == '\n';
		if (!ends)
			coop_buf_byte(&w->clean, c == '\r' ? '\n'
						 : c < 0x20 && c != '\n' && c != '\t'
							 ? ' '
							 : (char)c);
	}
	tsv_add_cell(&w->out, column, coop_buf_cstr(&w->clean), w->clean.len);
	w->out.failed |= w->clean.failed;
}

/* Has columns hand down the merged cells that begin at a row. */
static void take_merges(struct sending *w, uint32_t row)
{
	const struct sheet *s = w->sheet;
	for (; w->merge < s->nmerges && s->merges[w->merge].row <= row; w->merge++) {
		const struct sheet_merge *m = &s->merges[w->merge];
		struct sheet_cell key = {.row = m->row, .column = m->column};
		const struct sheet_cell *cell = bsearch(
			&key, s->cells, s->count, sizeof *s->cells, compare_cells);
		if (cell && m->column - w->first < w->width)
			w->slots[m->column - w->first] = (struct slot){cell, m->last};
	}
}

/* Writes the cells [from, end) as a row; false when there is no room for it. */
static bool write_row(struct sending *w, size_t from, size_t end)
{
	const struct sheet *s = w->sheet;
	uint32_t row = s->cells[from].row;
	size_t begun = w->out.len, last = s->cells[end - 1].column - w->first + 1;
	size_t columns = last > w->width ? last : w->width;
	take_merges(w, row);
	for (size_t i = 0; i < columns; i++) {
		const struct sheet_cell *cell = NULL;
		while (from < end && s->cells[from].column == i + w->first)
			cell = &s->cells[from++];
		const struct slot *slot = i < w->width ? &w->slots[i] : NULL;
		if (!cell && slot && slot->cell && slot->last >= row)
			cell = slot->cell;
		size_t cost = (cell ? cell->len : 0) + 1;
		if (cost > *w->room || w->out.failed)
			return false;
		*w->room -= cost;
		write_text(w, i, cell ? text_of(s, cell) : (struct coop_bytes){"", 0});
	}
	coop_buf_byte(&w->out, '\n');
	for (size_t i = begun; !w->out.failed && i < w->out.len; i++)
		if (w->out.s[i] == '\n')
			coop_buf_le32(&w->rows, row + 1);
	return true;
}

/* The end of the row that begins at a cell. */
static size_t end_of_row(const struct sheet *s, size_t from)
{
	size_t end = from + 1;
	while (end < s->count && s->cells[end].row == s->cells[from].row)
		end++;
	return end;
}

/* Finds the columns that all rows have. */
static void measure(struct sending *w)
{
	const struct sheet *s = w->sheet;
	size_t first = SHEET_COLUMNS_MAX, end = 0, rows = 0, end_of_first = 0;
	for (size_t i = 0; i < s->count; i = end_of_row(s, i)) {
		size_t last = s->cells[end_of_row(s, i) - 1].column + (size_t)1;
		first = s->cells[i].column < first ? s->cells[i].column : first;
		end = last > end ? last : end;
		if (rows++ < FIRST_ROWS)
			end_of_first = end;
	}
	if (end > first && rows > FILLING_MAX / (end - first))
		end = end_of_first > first ? end_of_first : first + 1;
	w->first = first;
	w->width = end > first ? end - first : 0;
}

static void send_head(const struct sheet *s, const struct sheet_head *head)
{
	struct coop_buf packed = {0};
	const size_t numbers[FRAME_SHEET_NUMBERS] = {[FRAME_SHEET_PLACE] = head->place,
		[FRAME_SHEET_HIDDEN] = head->hidden,
		[FRAME_SHEET_UNVALUED] = s->unvalued,
		[FRAME_SHEET_UNVALUED_ROW] = s->unvalued_row + 1,
		[FRAME_SHEET_LOST] = s->lost,
		[FRAME_SHEET_LOST_ROW] = s->lost_row + 1,
		[FRAME_SHEET_CUT] = s->cut};
	size_t len = head->name_len < FRAME_SHEET_NAME_MAX ? head->name_len
							   : FRAME_SHEET_NAME_MAX;
	for (size_t i = 0; i < FRAME_SHEET_NUMBERS; i++)
		coop_buf_le32(&packed, (uint32_t)numbers[i]);
	coop_buf_add(&packed, head->name, len);
	if (!packed.failed)
		worker_answer(FRAME_SHEET, packed.s, packed.len);
	else
		worker_failure(CONVERSION_MEMORY);
	coop_buf_release(&packed);
}

/* How many cells come before a place. */
static size_t count_before(const struct sheet *s, uint32_t row, size_t column)
{
	struct sheet_cell key = {.row = row, .column = (uint16_t)column};
	return coop_array_lower_bound(
		&key, s->cells, s->count, sizeof *s->cells, compare_cells);
}

/* Whether a row has a heading over several that are in the row below. */
static bool is_upper_header(const struct sheet *s, uint32_t row)
{
	for (size_t i = 0; i < s->nmerges && s->merges[i].row <= row; i++) {
		const struct sheet_merge *m = &s->merges[i];
		if (m->row == row && m->last == row && m->columns > 1 &&
			count_before(s, row + 1, m->column + (size_t)m->columns) -
					count_before(s, row + 1, m->column) >
				1)
			return true;
	}
	return false;
}

/* Has the row below take the headings of the row [from, end) where it has none. */
static void hand_down_header(struct sending *w, size_t from, size_t end)
{
	const struct sheet *s = w->sheet;
	take_merges(w, s->cells[from].row);
	for (size_t i = from; i < end; i++) {
		const struct sheet_cell *cell = &s->cells[i];
		if (cell->column - w->first < w->width)
			w->slots[cell->column - w->first] =
				(struct slot){cell, cell->row + 1};
	}
}

/* Sends the rows; false when there is no room for all of them. */
static bool send_rows(struct sending *w)
{
	const struct sheet *s = w->sheet;
	bool room = true, header = false;
	for (size_t i = 0, end; room && i < s->count; i = end) {
		size_t begun = w->out.len;
		end = end_of_row(s, i);
		if (!header && end - i > 1) {
			header = true;
			if (is_upper_header(s, s->cells[i].row)) {
				hand_down_header(w, i, end);
				continue;
			}
		}
		room = write_row(w, i, end);
		if (!room)
			w->out.len = begun;
		if (w->out.len >= FRAME_DATA_MAX)
			flush(FRAME_DATA, &w->out);
		if (w->rows.len >= FRAME_DATA_MAX)
			flush(FRAME_ROWS, &w->rows);
	}
	flush(FRAME_DATA, &w->out);
	flush(FRAME_ROWS, &w->rows);
	return room;
}

enum conversion_failure sheet_answer(struct sheet *s, const struct sheet_head *head,
	size_t *room, enum conversion_failure failure)
{
	struct sending w = {.sheet = s, .room = room};
	if (s->unsorted)
		qsort(s->cells, s->count, sizeof *s->cells, compare_cells);
	if (s->nmerges > 0)
		qsort(s->merges, s->nmerges, sizeof *s->merges, compare_merges);
	measure(&w);
	w.slots = calloc(w.width + 1, sizeof *w.slots);
	bool memory = w.slots != NULL;
	send_head(s, head);
	if (memory && !send_rows(&w) && !failure)
		failure = CONVERSION_TOO_LARGE;
	memory = memory && !w.out.failed && !w.rows.failed;
	failure = memory ? failure : CONVERSION_MEMORY;
	if (failure)
		worker_failure(failure);
	else
		worker_answer(FRAME_CLOSE, "", 0);
	free(w.slots);
	coop_buf_release(&w.out);
	coop_buf_release(&w.rows);
	coop_buf_release(&w.clean);
	return memory ? CONVERSION_OK : CONVERSION_MEMORY;
}
