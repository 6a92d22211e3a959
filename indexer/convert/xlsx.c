#include "indexer/convert/xlsx.h"

#include <string.h>

#include "indexer/convert/numfmt.h"
#include "indexer/convert/serial.h"
#include "indexer/convert/unpack.h"
#include "indexer/convert/workbook.h"

/* The cell at hand. */
struct cell {
	size_t row, column;
	char type; /* the first letter of its type; 't' for the text of a formula, 'n' for a number */
	size_t style;
	bool formula;
};

struct book_reading {
	struct xlsx_book book;
	struct sheet sheet;
	size_t room; /* bytes that may still be sent */

	/* of the sheet that is read: */
	bool in_data, in_row, in_cell;
	size_t row_begun;   /* the first cell of the row */
	bool text;          /* inside a text that counts */
	size_t spoken;      /* how deep inside the reading of a text */
	size_t row, column; /* of the next cell that does not say where it is */
	struct cell cell;
	struct coop_buf value, shown;
	size_t style;     /* the one that `code` is of */
	const char *code; /* of its format */
	bool has_code;
};

/* ---- places ---- */

/* Reads a reference such as AB12 and moves `*s` behind it; false when there is none. */
static bool read_reference(const char **s, const char *end, size_t *row, size_t *column)
{
	size_t letters = 0, number = 0;
	const char *at = *s;
	for (; at < end && ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z'); at++)
		letters = letters < SHEET_COLUMNS_MAX
				  ? letters * 26 + (size_t)((*at | 0x20) - 'a' + 1)
				  : letters;
	for (; at < end && *at >= '0' && *at <= '9'; at++)
		number = number < SHEET_ROWS_MAX ? number * 10 + (size_t)(*at - '0')
						 : number;
	*s = at;
	if (letters == 0 || number == 0)
		return false;
	*row = number - 1;
	*column = letters - 1;
	return true;
}

/* Merges as A1:B3 says. */
static enum conversion_failure take_merge(
	struct book_reading *r, const struct xml_attributes *a)
{
	struct coop_bytes ref = xml_sax_attribute(a, "ref");
	const char *s = ref.s, *end = ref.s + ref.len;
	size_t row, column, last, last_column;
	if (!read_reference(&s, end, &row, &column) || s == end || *s++ != ':' ||
		!read_reference(&s, end, &last, &last_column))
		return CONVERSION_OK;
	return sheet_merge(&r->sheet, row, column, last,
		last_column >= column ? last_column - column + 1 : 1);
}

/* ---- values ---- */

/* The text of the cell as it is shown, into `shown`. */
static void show_value(struct book_reading *r)
{
	struct coop_buf *v = &r->value;
	const char *s = coop_buf_cstr(v);
	switch (r->cell.type) {
	case 'b':
		coop_buf_str(&r->shown,
			v->len == 1 && *s == '0' ? WORKBOOK_FALSE : WORKBOOK_TRUE);
		return;
	case 'e': /* an error says nothing of a notice */
		return;
	case 'd':
		serial_add_iso(s, v->len, &r->shown);
		return;
	case 't':
	case 'i':
		coop_buf_add(&r->shown, s, v->len > 0 ? xlsx_unescape(v->s, v->len) : 0);
		return;
	default:
		if (!r->has_code || r->style != r->cell.style) {
			r->style = r->cell.style;
			r->code = xlsx_format_of(&r->book, r->style);
			r->has_code = true;
		}
		numfmt_add(r->code, r->book.from_1904, s, v->len, &r->shown);
	}
}

/* Counts a cell that shows less than its writer meant. */
static void count(size_t *cells, size_t *first, size_t row)
{
	if ((*cells)++ == 0)
		*first = row;
}

/* Puts one of the shared texts into the cell. */
static enum conversion_failure put_shared(struct book_reading *r)
{
	size_t number = 0;
	bool given = r->value.len > 0;
	for (size_t i = 0; i < r->value.len; i++) {
		char c = r->value.s[i];
		given &= c >= '0' && c <= '9' && number <= r->book.ntexts;
		number = given ? number * 10 + (size_t)(c - '0') : 0;
	}
	if (given && number < r->book.ntexts)
		return sheet_put(
			&r->sheet, r->cell.row, r->cell.column, r->book.texts[number]);
	count(&r->sheet.lost, &r->sheet.lost_row, r->cell.row);
	return CONVERSION_OK;
}

static enum conversion_failure end_cell(struct book_reading *r)
{
	r->in_cell = false;
	if (r->value.failed)
		return CONVERSION_MEMORY;
	if (r->value.len == 0) {
		if (r->cell.formula && r->cell.type != 't')
			count(&r->sheet.unvalued, &r->sheet.unvalued_row, r->cell.row);
		return CONVERSION_OK;
	}
	if (r->cell.type == 's')
		return put_shared(r);
	coop_buf_reset(&r->shown);
	show_value(r);
	if (r->shown.failed)
		return CONVERSION_MEMORY;
	return sheet_put(&r->sheet, r->cell.row, r->cell.column,
		sheet_keep(&r->sheet, coop_buf_cstr(&r->shown), r->shown.len));
}

/* ---- events ---- */

static char type_of(const struct xml_attributes *a)
{
	struct coop_bytes t = xml_sax_attribute(a, "t");
	if (coop_bytes_equal(t.s, t.len, "str", 3))
		return 't';
	if (coop_bytes_equal(t.s, t.len, "inlineStr", 9))
		return 'i';
	return t.len == 1 ? *t.s : 'n';
}

static void start_cell(struct book_reading *r, const struct xml_attributes *a)
{
	struct coop_bytes ref = xml_sax_attribute(a, "r");
	const char *s = ref.s;
	r->cell = (struct cell){.row = r->row,
		.column = r->column,
		.type = type_of(a),
		.style = xml_sax_number(a, "s", 0)};
	if (ref.len > 0)
		read_reference(&s, ref.s + ref.len, &r->cell.row, &r->cell.column);
	r->column = r->cell.column + 1;
	r->in_cell = true;
	coop_buf_reset(&r->value);
}

/* Elements of cells: a value, or texts in runs; how a text is read aloud is left out. */
static void start_in_cell(struct book_reading *r, const char *name)
{
	if (strcmp(name, "f") == 0)
		r->cell.formula = true;
	else if (strcmp(name, "rPh") == 0)
		r->spoken++;
	else if (strcmp(name, r->cell.type == 'i' ? "t" : "v") == 0)
		r->text = r->spoken == 0;
}

static enum conversion_failure start(
	void *data, const char *name, const struct xml_attributes *a)
{
	struct book_reading *r = data;
	if (r->in_cell)
		start_in_cell(r, name);
	else if (r->in_data && strcmp(name, "c") == 0)
		start_cell(r, a);
	else if (r->in_data && strcmp(name, "row") == 0) {
		size_t number = xml_sax_number(a, "r", 0);
		r->row = number > 0 ? number - 1 : r->row;
		r->column = 0;
		r->in_row = true;
		r->row_begun = r->sheet.count;
	} else if (strcmp(name, "sheetData") == 0)
		r->in_data = true;
	else if (strcmp(name, "mergeCell") == 0)
		return take_merge(r, a);
	return CONVERSION_OK;
}

static enum conversion_failure text(void *data, const char *s, size_t n)
{
	struct book_reading *r = data;
	if (!r->text)
		return CONVERSION_OK;
	coop_buf_add(&r->value, s, n);
	return r->value.len > SHEETS_TEXT_MAX ? CONVERSION_TOO_LARGE : CONVERSION_OK;
}

static enum conversion_failure end(void *data, const char *name)
{
	struct book_reading *r = data;
	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		r->text = false;
	else if (strcmp(name, "rPh") == 0 && r->spoken > 0)
		r->spoken--;
	else if (strcmp(name, "c") == 0 && r->in_cell)
		return end_cell(r);
	else if (strcmp(name, "row") == 0 && r->in_data) {
		r->in_row = false;
		r->row++;
	} else if (strcmp(name, "sheetData") == 0)
		r->in_data = false;
	return CONVERSION_OK;
}

/* ---- sheets ---- */

static enum conversion_failure answer(
	struct book_reading *r, struct xlsx_sheet *sheet, enum conversion_failure failure)
{
	struct sheet_head head = {.place = (size_t)(sheet - r->book.sheets),
		.hidden = sheet->hidden,
		.name = coop_buf_cstr(&r->book.names) + sheet->name,
		.name_len = sheet->name_len};
	sheet->met = true;
	return sheet_answer(&r->sheet, &head, &r->room, failure);
}

static enum conversion_failure pull(void *from, char *to, size_t room, size_t *n)
{
	return unpack_read(from, to, room, n);
}

static enum conversion_failure read_sheet(void *data, struct unpack *u, const char *name)
{
	static const struct xml_handlers events = {start, text, end};
	struct book_reading *r = data;
	struct xlsx_sheet *sheet = xlsx_sheet_of(&r->book, name);
	if (!sheet || sheet->drawn || sheet->met)
		return CONVERSION_OK;
	sheet_clear(&r->sheet);
	r->in_data = r->in_row = r->in_cell = r->text = false;
	r->spoken = r->row = r->column = 0;
	enum conversion_failure failure =
		xml_sax_read(pull, u, &r->book.room, &events, r);
	if (failure && r->in_row)
		sheet_cut(&r->sheet, r->row_begun);
	return answer(r, sheet, failure);
}

/* Tells of sheets that the workbook names and does not hold. */
static enum conversion_failure answer_missing(struct book_reading *r)
{
	enum conversion_failure failure = CONVERSION_OK;
	sheet_clear(&r->sheet);
	for (size_t i = 0; i < r->book.nsheets && !failure; i++)
		if (!r->book.sheets[i].met && !r->book.sheets[i].drawn)
			failure = answer(r, &r->book.sheets[i], CONVERSION_MISSING);
	return failure;
}

enum conversion_failure xlsx_convert(void)
{
	struct workbook_room room = workbook_room();
	struct book_reading r = {.room = room.text};
	r.book.room = room.xml;
	r.sheet.shared = &r.book.text;
	enum conversion_failure failure = workbook_check();
	if (!failure)
		failure = xlsx_book_read(&r.book);
	if (!failure)
		failure = unpack_each(UNPACK_ZIP, read_sheet, &r);
	if (!failure)
		failure = answer_missing(&r);
	sheet_release(&r.sheet);
	xlsx_book_release(&r.book);
	coop_buf_release(&r.value);
	coop_buf_release(&r.shown);
	return failure;
}
