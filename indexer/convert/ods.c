#include <stdlib.h>
#include <string.h>

#include "indexer/convert/decimal.h"
#include "indexer/convert/serial.h"
#include "indexer/convert/sheet.h"
#include "indexer/convert/unpack.h"
#include "indexer/convert/workbook.h"
#include "indexer/convert/worker.h"
#include "indexer/convert/xml_sax.h"
#include "shared/core/bytes.h"

enum { BLANKS_MAX = 1000 /* of an element that stands for blanks */ };

/* The cell at hand: what it shows, and the values of its attributes. */
struct cell {
	char type; /* the first letter: f(loat), p, c, d(ate), t(ime), b(oolean), s(tring); NUL */
	bool formula, error, covered;
	bool blank;     /* it is shown as nothing, whatever its value */
	size_t columns; /* how often it is repeated */
	size_t rows_spanned, columns_spanned;
	struct coop_buf value, text;
};

struct book_reading {
	struct sheet sheet;
	struct coop_buf name, style,
		hidden; /* of the sheet; of a style; those of hidden sheets */
	size_t place;   /* of the next sheet */
	size_t room;    /* bytes that may still be sent */
	size_t depth,
		left_out; /* of elements; the one that is left out with all in it, or 0 */
	size_t cell_depth, paragraph_depth; /* 0: not in one */
	bool in_sheets, in_sheet, in_row, is_hidden, is_copy;
	bool encrypted, found;
	size_t row, column, rows; /* the next cell; how often its row is repeated */
	size_t row_begun;         /* the first cell of the row */
	struct cell cell;
	struct coop_buf shown;
	enum conversion_failure sent; /* why a sheet could not be sent */
};

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

/* ---- what a cell shows ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether a number is shown with an exponent, or does not fit into its column: 9,78E+012, ###. */
static bool is_unreadable(const char *s, size_t n)
{
	bool crosses = n > 0;
	for (size_t i = 0; i < n; i++) {
		crosses &= s[i] == '#';
		if (i > 0 && i + 2 < n && (s[i] | 0x20) == 'e' && is_digit(s[i - 1]) &&
			(s[i + 1] == '+' || s[i + 1] == '-'))
			return true;
	}
	return n == 0 || crosses;
}

/* Whether a formula shows an error: #N/A, #DIV/0!, Err:502. */
static bool is_error(const struct cell *cell)
{
	const char *s = coop_buf_cstr(&cell->text);
	size_t n = cell->text.len;
	if (cell->error)
		return true;
	if (!cell->formula || n < 2)
		return false;
	return strncmp(s, "Err:", 4) == 0 || strcmp(s, "#N/A") == 0 ||
	       (*s == '#' && (s[n - 1] == '!' || s[n - 1] == '?'));
}

/* How much of a date is shown: of 2024-03-01 the year alone, or the month as well. */
static size_t shown_of_date(const char *s, size_t n, const char *date)
{
	enum { YEAR = 4, MONTH = 7, DAY = 10 };
	size_t digits = 0, groups = 0;
	bool year = false;
	for (size_t i = 0; i < n; i++) {
		bool begins = is_digit(s[i]) && (i == 0 || !is_digit(s[i - 1]));
		groups += begins;
		digits += is_digit(s[i]);
		year |= begins && i + YEAR <= n && memcmp(s + i, date, YEAR) == 0;
	}
	if (year && digits == YEAR)
		return n == YEAR ? YEAR : MONTH;
	return year && groups == 2 && digits <= YEAR + 2 ? MONTH : DAY;
}

/* The date of the cell in the form of ISO 8601. */
static void show_date(const struct cell *cell, struct coop_buf *out)
{
	enum { DATE = 10 };
	const char *date = coop_buf_cstr(&cell->value);
	const char *text = coop_buf_cstr(&cell->text);
	size_t n = cell->value.len;
	if (n >= DATE && cell->text.len > 0) {
		size_t shown = shown_of_date(text, cell->text.len, date);
		n = shown == DATE && strchr(text, ':') ? n : shown;
	}
	serial_add_iso(date, n, out);
}

/* Whether a time is shown as hours and minutes, and seconds: 52:30:00. */
static bool is_plain_time(const char *s, size_t n)
{
	bool colon = false;
	for (size_t i = 0; i < n; i++) {
		colon |= s[i] == ':';
		if (!is_digit(s[i]) && s[i] != ':')
			return false;
	}
	return colon;
}

/* The text of the cell, into `shown`. */
static void show_cell(struct book_reading *r)
{
	const struct cell *cell = &r->cell;
	const char *s = coop_buf_cstr(&cell->text), *value = coop_buf_cstr(&cell->value);
	coop_buf_reset(&r->shown);
	if (is_error(cell) || (cell->blank && cell->text.len == 0))
		return;
	if (cell->type == 'd' && cell->value.len > 0)
		show_date(cell, &r->shown);
	else if (cell->type == 't' && cell->value.len > 0 &&
		 !is_plain_time(s, cell->text.len))
		serial_add_iso(value, cell->value.len, &r->shown);
	else if (cell->type == 'b' && cell->text.len == 0)
		coop_buf_str(&r->shown, is(value, "true")    ? WORKBOOK_TRUE
					: is(value, "false") ? WORKBOOK_FALSE
							     : "");
	else if (cell->value.len > 0 && strchr("fcp", cell->type) &&
		 is_unreadable(s, cell->text.len))
		decimal_add_plain(value, cell->value.len, &r->shown);
	else if (cell->text.len > 0)
		coop_buf_add(&r->shown, s, cell->text.len);
	else
		coop_buf_add(&r->shown, value, cell->value.len);
}

/* ---- cells and rows ---- */

static enum conversion_failure put_cell(struct book_reading *r)
{
	enum conversion_failure failure = CONVERSION_OK;
	size_t columns = r->cell.columns;
	show_cell(r);
	if (r->shown.failed || r->cell.text.failed || r->cell.value.failed)
		return CONVERSION_MEMORY;
	if (r->shown.len == 0)
		return CONVERSION_OK;
	if (columns > SHEET_REPEATED_COLUMNS_MAX) {
		columns = 1;
		r->sheet.cut++;
	}
	struct sheet_text text =
		sheet_keep(&r->sheet, coop_buf_cstr(&r->shown), r->shown.len);
	for (size_t i = 0; i < columns && !failure; i++)
		failure = sheet_put(&r->sheet, r->row, r->column + i, text);
	if (!failure && (r->cell.rows_spanned > 1 || r->cell.columns_spanned > 1))
		failure = sheet_merge(&r->sheet, r->row, r->column,
			r->row + r->cell.rows_spanned - 1, r->cell.columns_spanned);
	return failure;
}

static enum conversion_failure end_cell(struct book_reading *r)
{
	enum conversion_failure failure = r->cell.covered ? CONVERSION_OK : put_cell(r);
	r->cell_depth = 0;
	r->column += r->cell.columns;
	return failure;
}

/* Repeats the cells of a row as often as it says. */
static enum conversion_failure end_row(struct book_reading *r)
{
	size_t end = r->sheet.count, rows = r->rows;
	enum conversion_failure failure = CONVERSION_OK;
	if (end > r->row_begun && rows > SHEET_REPEATED_ROWS_MAX) {
		rows = 1;
		r->sheet.cut++;
	}
	for (size_t i = 1; i < rows && end > r->row_begun && !failure; i++)
		for (size_t k = r->row_begun; k < end && !failure; k++) {
			struct sheet_cell cell = r->sheet.cells[k];
			failure = sheet_put(&r->sheet, r->row + i, cell.column,
				(struct sheet_text){cell.off, cell.len, cell.shared});
		}
	r->row += r->rows;
	r->in_row = failure != CONVERSION_OK;
	return failure;
}

/* ---- sheets ---- */

/* Whether a sheet has the style of hidden ones; their names are in a list, each with a NUL behind it. */
static bool has_hidden_style(const struct book_reading *r, struct coop_bytes style)
{
	const char *s = coop_buf_cstr(&r->hidden), *end = s + r->hidden.len;
	for (; s < end; s += strlen(s) + 1)
		if (coop_bytes_equal(s, strlen(s), style.s, style.len))
			return true;
	return false;
}

static void start_sheet(struct book_reading *r, const struct xml_attributes *a)
{
	static const char cached[] =
		"'file:"; /* cells of another file, kept for formulas */
	struct coop_bytes name = xml_sax_attribute(a, "name");
	coop_buf_reset(&r->name);
	coop_buf_add(&r->name, name.s, name.len);
	sheet_clear(&r->sheet);
	r->in_sheet = true;
	r->is_hidden = has_hidden_style(r, xml_sax_attribute(a, "style-name"));
	r->is_copy = coop_bytes_begins_with(name.s, name.len, cached);
	r->row = r->column = 0;
}

/* Sends the sheet, and why it ends where it does. */
static enum conversion_failure answer_sheet(
	struct book_reading *r, enum conversion_failure failure)
{
	const struct sheet_head head = {.place = r->place++,
		.hidden = r->is_hidden,
		.name = coop_buf_cstr(&r->name),
		.name_len = r->name.len};
	r->in_sheet = false;
	return r->is_copy ? CONVERSION_OK
			  : sheet_answer(&r->sheet, &head, &r->room, failure);
}

/* ---- events ---- */

/* How many rows or columns an attribute tells: 1 unless it says more. */
static size_t span_of(const struct xml_attributes *a, const char *name)
{
	size_t span = xml_sax_number(a, name, 1);
	return span > 0 ? span : 1;
}

static void start_row(struct book_reading *r, const struct xml_attributes *a)
{
	r->rows = span_of(a, "number-rows-repeated");
	r->column = 0;
	r->row_begun = r->sheet.count;
	r->in_row = true;
}

static void start_cell(
	struct book_reading *r, const char *name, const struct xml_attributes *a)
{
	static const char *const values[] = {"value", "date-value", "time-value",
		"boolean-value", "string-value", NULL};
	struct cell *cell = &r->cell;
	struct coop_bytes type = xml_sax_attribute(a, "value-type");
	cell->type = type.len > 0 ? *type.s : '\0';
	cell->formula = xml_sax_attribute(a, "formula").len > 0;
	cell->error = xml_sax_attribute_is(a, "value-type", "error");
	cell->blank = false;
	cell->covered = is(name, "covered-table-cell");
	cell->columns = span_of(a, "number-columns-repeated");
	cell->rows_spanned = span_of(a, "number-rows-spanned");
	cell->columns_spanned = span_of(a, "number-columns-spanned");
	coop_buf_reset(&cell->text);
	coop_buf_reset(&cell->value);
	for (const char *const *v = values; *v && cell->value.len == 0; v++) {
		struct coop_bytes value = xml_sax_attribute(a, *v);
		coop_buf_add(&cell->value, value.s, value.len);
	}
	r->cell_depth = r->depth;
}

/* Elements in the text of a cell that stand for characters. */
static void start_in_cell(
	struct book_reading *r, const char *name, const struct xml_attributes *a)
{
	struct coop_buf *text = &r->cell.text;
	if (is(name, "p") && !r->paragraph_depth && r->depth == r->cell_depth + 1) {
		r->paragraph_depth = r->depth;
		r->cell.blank = true;
		if (text->len > 0)
			coop_buf_byte(text, '\n');
	} else if (r->paragraph_depth && is(name, "line-break")) {
		coop_buf_byte(text, '\n');
	} else if (r->paragraph_depth && is(name, "tab")) {
		coop_buf_byte(text, '\t');
	} else if (r->paragraph_depth && is(name, "s")) {
		size_t blanks = xml_sax_number(a, "c", 1);
		for (size_t i = 0; i < blanks && i < BLANKS_MAX; i++)
			coop_buf_byte(text, ' ');
	}
}

/* What is in a table and not shown as text of its cells. */
static bool is_left_out(const char *name)
{
	static const char *const names[] = {"annotation", "frame", "shapes", "forms",
		"note", "ruby-text", "tracked-changes", "dde-links", "event-listeners"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is(name, names[i]))
			return true;
	return false;
}

/* Styles come before the sheets: those of hidden ones are kept. */
static void start_style(
	struct book_reading *r, const char *name, const struct xml_attributes *a)
{
	if (is(name, "style")) {
		struct coop_bytes style = xml_sax_attribute(a, "name");
		coop_buf_reset(&r->style);
		coop_buf_add(&r->style, style.s, style.len);
	} else if (is(name, "table-properties") &&
		   xml_sax_attribute_is(a, "display", "false")) {
		coop_buf_add(&r->hidden, coop_buf_cstr(&r->style), r->style.len);
		coop_buf_byte(&r->hidden, '\0');
	} else if (is(name, "spreadsheet")) {
		r->in_sheets = r->found = true;
	}
}

static enum conversion_failure start(
	void *data, const char *name, const struct xml_attributes *a)
{
	struct book_reading *r = data;
	r->depth++;
	if (r->left_out)
		return CONVERSION_OK;
	/* a workbook may hold no sheet, but says that it is a document */
	r->found |= r->depth == 1 && is(name, "document-content");
	if (!r->in_sheets)
		start_style(r, name, a);
	else if (is_left_out(name) || (r->in_sheet && is(name, "table")))
		r->left_out = r->depth;
	else if (is(name, "table"))
		start_sheet(r, a);
	else if (r->cell_depth)
		start_in_cell(r, name, a);
	else if (r->in_sheet && is(name, "table-row"))
		start_row(r, a);
	else if (r->in_sheet &&
		 (is(name, "table-cell") || is(name, "covered-table-cell")))
		start_cell(r, name, a);
	return r->cell.text.len > SHEETS_TEXT_MAX ? CONVERSION_TOO_LARGE : CONVERSION_OK;
}

/* Blanks and ends of lines in XML are one blank, and none at the start of a line. */
static enum conversion_failure text(void *data, const char *s, size_t n)
{
	struct book_reading *r = data;
	struct coop_buf *out = &r->cell.text;
	if (!r->paragraph_depth || r->left_out)
		return CONVERSION_OK;
	for (size_t i = 0; i < n; i++) {
		bool blank = coop_is_blank(s[i]);
		bool after = out->len == 0 || coop_is_blank(out->s[out->len - 1]);
		if (!blank || !after)
			coop_buf_byte(out, blank ? ' ' : s[i]);
	}
	return out->len > SHEETS_TEXT_MAX ? CONVERSION_TOO_LARGE : CONVERSION_OK;
}

static enum conversion_failure end_element(struct book_reading *r, const char *name)
{
	if (r->depth == r->paragraph_depth)
		r->paragraph_depth = 0;
	else if (r->depth == r->cell_depth)
		return end_cell(r);
	else if (r->in_sheet && !r->cell_depth && is(name, "table-row"))
		return end_row(r);
	else if (r->in_sheet && !r->cell_depth && is(name, "table"))
		return r->sent = answer_sheet(r, CONVERSION_OK);
	else if (is(name, "spreadsheet"))
		r->in_sheets = false;
	return CONVERSION_OK;
}

static enum conversion_failure end(void *data, const char *name)
{
	struct book_reading *r = data;
	enum conversion_failure failure = CONVERSION_OK;
	if (!r->left_out)
		failure = end_element(r, name);
	else if (r->left_out == r->depth)
		r->left_out = 0;
	r->depth--;
	return failure;
}

/* ---- the file ---- */

static const struct xml_handlers events = {start, text, end};

/* Reads the sheets; one that was cut is sent as far as it goes. */
static enum conversion_failure read_sheets(
	struct book_reading *r, xml_pull *pull, void *from)
{
	size_t room = workbook_room().xml;
	enum conversion_failure failure = xml_sax_read(pull, from, &room, &events, r);
	if (failure && r->in_row)
		sheet_cut(&r->sheet, r->row_begun);
	if (failure && r->in_sheet && !r->sent)
		return answer_sheet(r, failure);
	if (!failure && (r->name.failed || r->style.failed || r->hidden.failed))
		return CONVERSION_MEMORY;
	return !failure && !r->found ? CONVERSION_DAMAGED : failure;
}

static enum conversion_failure pull_part(void *from, char *to, size_t room, size_t *n)
{
	return unpack_read(from, to, room, n);
}

static enum conversion_failure pull_file(void *from, char *to, size_t room, size_t *n)
{
	size_t *at = from;
	enum conversion_failure failure = worker_read_at(*at, to, room, n);
	*at += *n;
	return failure;
}

/* Of an encrypted workbook the manifest alone can be read; it may come last. */
static enum conversion_failure read_manifest(
	void *data, struct unpack *u, const char *name)
{
	static const char mark[] = "encryption-data";
	enum { BLOCK = 1 << 14, KEPT = sizeof mark - 1, MANIFEST_MAX = 16 << 20 };
	struct book_reading *r = data;
	char block[BLOCK + KEPT] = "";
	size_t n = 1;
	if (!is(name, "META-INF/manifest.xml"))
		return CONVERSION_OK;
	for (size_t total = 0; n > 0 && total < MANIFEST_MAX; total += n) {
		enum conversion_failure failure = unpack_read(u, block + KEPT, BLOCK, &n);
		if (failure)
			return failure;
		r->encrypted |= memmem(block, KEPT + n, mark, sizeof mark - 1) != NULL;
		memmove(block, block + n, KEPT);
	}
	return CONVERSION_OK;
}

static enum conversion_failure read_content(
	void *data, struct unpack *u, const char *name)
{
	struct book_reading *r = data;
	return is(name, "content.xml") && !r->found ? read_sheets(r, pull_part, u)
						    : CONVERSION_OK;
}

static enum conversion_failure read_package(struct book_reading *r)
{
	enum conversion_failure failure = unpack_each(UNPACK_ZIP, read_manifest, r);
	if (!failure && r->encrypted)
		failure = CONVERSION_ENCRYPTED;
	if (!failure)
		failure = unpack_each(UNPACK_ZIP, read_content, r);
	return !failure && !r->found ? CONVERSION_DAMAGED : failure;
}

enum conversion_failure ods_convert(void)
{
	struct book_reading r = {.room = workbook_room().text};
	char start_of_file[2] = "";
	size_t n, at = 0;
	enum conversion_failure failure = workbook_check();
	if (!failure)
		failure = worker_start(start_of_file, sizeof start_of_file, &n);
	if (!failure && memcmp(start_of_file, "PK", sizeof start_of_file) == 0)
		failure = read_package(&r);
	else if (!failure)
		failure = read_sheets(&r, pull_file, &at);
	sheet_release(&r.sheet);
	coop_buf_release(&r.name);
	coop_buf_release(&r.style);
	coop_buf_release(&r.hidden);
	coop_buf_release(&r.shown);
	coop_buf_release(&r.cell.text);
	coop_buf_release(&r.cell.value);
	return failure;
}
