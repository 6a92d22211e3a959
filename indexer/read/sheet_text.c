#include "indexer/read/sheet_text.h"

#include <string.h>

#include "indexer/csv/scan.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

enum {
	TEXT_MAX = 64 << 20, /* bytes; nobody writes longer notes */
	LABEL_MAX = 40       /* bytes */
};

struct making {
	const char *rows; /* tab-separated values */
	const struct coop_buf *lines;
	size_t line;       /* of these, the one that the row at hand begins at; from 0 */
	size_t cells;      /* of the row, that are not empty */
	size_t begun;      /* where the text of the row begins */
	size_t first_cell; /* and that of its first cell ends */
	uint32_t row;      /* the last one in the sheet */
	struct coop_buf text, places;
};

/* Notes for each line end from `from` on where it is in the sheet. */
static void place(struct making *m, size_t from, uint32_t row)
{
	for (size_t i = from; !m->text.failed && i < m->text.len; i++)
		if (m->text.s[i] == '\n')
			coop_buf_le32(&m->places, row);
}

/* Adds a cell, whose quotes are doubled. */
static void add_cell(struct making *m, const struct scan_cell *cell)
{
	const char *s = m->rows + cell->off;
	if (cell->len == 0)
		return;
	bool label = m->cells == 1 && m->first_cell - m->begun <= LABEL_MAX;
	bool colon = m->cells == 1 && m->text.s[m->first_cell - 1] == ':';
	if (m->cells > 0)
		coop_buf_str(&m->text, colon ? " " : label ? " : " : " ; ");
	for (size_t i = 0; i < cell->len; i++) {
		coop_buf_byte(&m->text, s[i]);
		i += s[i] == '"' && i + 1 < cell->len && s[i + 1] == '"';
	}
	if (m->cells++ == 0)
		m->first_cell = m->text.len;
}

/* More than two cells are no label and its value. */
static void end_row(struct making *m, size_t lines)
{
	uint32_t row = m->row + 1;
	if ((m->line + 1) * COOP_LE32_SIZE <= m->lines->len)
		row = coop_get_le32(m->lines->s + m->line * COOP_LE32_SIZE);
	coop_buf_byte(&m->text, '\n');
	if (m->row > 0 && row > m->row + 1) {
		/* the gap is before this row: it moves by a line */
		coop_buf_byte(&m->text, '\0');
		if (!m->text.failed) {
			memmove(m->text.s + m->begun + 1, m->text.s + m->begun,
				m->text.len - 1 - m->begun);
			m->text.s[m->begun] = '\n';
		}
	}
	place(m, m->begun, row);
	m->row = row;
	m->line += lines;
	m->cells = 0;
	m->begun = m->text.len;
}

static size_t count_lines(const char *s, size_t n)
{
	size_t lines = 0;
	for (size_t i = 0; i < n; i++)
		lines += s[i] == '\n';
	return lines;
}

static void make(struct making *m, size_t n)
{
	struct scan scan = scan_begin(m->rows, n, '\t', '"');
	struct scan_cell cell;
	size_t lines = 0;
	while (scan_next(&scan, &cell)) {
		add_cell(m, &cell);
		lines += count_lines(m->rows + cell.off, cell.len);
		if (!cell.ends_row)
			continue;
		end_row(m, lines + 1);
		lines = 0;
	}
}

enum coop_status sheet_text_make(struct tempfile *rows, struct coop_buf *lines,
	struct tempfile **out, struct coop_error *err)
{
	struct coop_buf all = {0};
	struct making m = {.lines = lines};
	if (tempfile_size(rows) > TEXT_MAX)
		return coop_fail(err, COOP_E_INPUT, "%s",
			TR("holds more text than can be read (64 MiB); left out",
				"contient plus de texte qu'il ne peut en être lu (64 Mio) ; laissé de côté"));
	enum coop_status st =
		tempfile_read(rows, 0, (size_t)tempfile_size(rows), &all, err);
	if (!st) {
		m.rows = coop_buf_cstr(&all);
		make(&m, all.len);
		st = coop_buf_check(m.text.failed ? &m.text : &m.places, err);
	}
	if (!st)
		st = tempfile_new_in_memory(out, err);
	if (!st)
		st = tempfile_add(*out, coop_buf_cstr(&m.text), m.text.len, err);
	coop_buf_release(lines);
	*lines = m.places;
	coop_buf_release(&m.text);
	coop_buf_release(&all);
	return st;
}
