#include "indexer/convert/tables.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/convert/tsv.h"
#include "indexer/decode/frame.h"
#include "shared/core/bytes.h"

enum {
	COLUMNS_SPANNED_MAX = 1000, /* as in browsers */
	ROWS_SPANNED_MAX = 65534,
	COLUMNS_MAX = 1 << 16 /* no list has more */
};

/* ---- which tables ---- */

static const char marked;

/* Marks a table when it is left and no other was entered meanwhile. */
struct marking {
	xmlNode *last;
};

static bool enter_marking(void *data, xmlNode *n)
{
	struct marking *m = data;
	if (tree_is(n, "table"))
		m->last = n;
	return n->type == XML_ELEMENT_NODE;
}

static void leave_marking(void *data, xmlNode *n)
{
	struct marking *m = data;
	if (m->last == n)
		n->_private = (void *)&marked;
}

void tables_mark(xmlNode *root)
{
	struct marking m = {NULL};
	tree_walk(root, enter_marking, leave_marking, &m);
}

bool tables_is_marked(const xmlNode *n)
{
	return n->_private == &marked;
}

/* ---- a table being taken ---- */

/* A text in `texts`. */
struct piece {
	size_t off, len;
};

/* A column: its heading, and a cell that the rows above hand down. */
struct slot {
	struct piece heading, cell;
	size_t rows; /* how many rows more it spans */
};

/* A row that was taken: [from, end) of `rows`. */
struct kept {
	size_t from, end;
	size_t width; /* cells */
	size_t line;  /* in the page */
};

/* A row being taken. */
struct taken {
	size_t column;   /* of the next cell */
	size_t cells;    /* its own, */
	size_t labelled; /* those of them that are <th>, */
	size_t filled;   /* that are not empty */
	size_t handed;   /* cells that rows above hand down */
	bool spans;      /* the last one spans columns */
	bool heading;    /* all of them are headings */
};

struct taking {
	const struct tables_page *page;
	struct doc *doc, cell;
	struct doc_table out;
	struct coop_buf texts;
	struct slot *slots;
	size_t columns, cap; /* of slots */
	size_t open,
		reach; /* how many slots hand a cell down; no column from `reach` on does */
	size_t headings;      /* columns of the header; 0 without one */
	size_t line;          /* of the header */
	struct coop_buf rows; /* below it, as they are sent but for their ends */
	struct kept *kept;
	size_t nkept, kept_cap;
	bool labels;  /* a row has a label beside its values */
	bool no_list; /* the table cannot list notices, or is too large */
};

/* Counts what is written for all tables of the page. */
static void spend(struct taking *t, size_t n)
{
	t->doc->table_bytes += n;
	t->no_list |= t->doc->table_bytes > TEXT_OF_DOCUMENT_MAX;
}

/* Writes a cell in quotes; an empty one is nothing. */
static void write_cell(
	struct taking *t, struct coop_buf *out, size_t column, const char *s, size_t n)
{
	spend(t, n + 1);
	tsv_add_cell(out, column, s, t->no_list ? 0 : n);
}

/* Keeps the row that begins at `from` in `rows`. */
static void keep_row(struct taking *t, const struct taken *row, size_t from, size_t line)
{
	if (!coop_array_grow(&t->kept, &t->kept_cap, t->nkept + 1, sizeof *t->kept)) {
		t->rows.failed = true;
		return;
	}
	t->kept[t->nkept++] = (struct kept){from, t->rows.len, row->column, line};
}

/* The column `i`, made if need be; NULL when memory runs out. */
static struct slot *slot_at(struct taking *t, size_t i)
{
	if (i >= t->columns) {
		if (!coop_array_grow(&t->slots, &t->cap, i + 1, sizeof *t->slots)) {
			t->rows.failed = true;
			return NULL;
		}
		memset(t->slots + t->columns, 0, (i + 1 - t->columns) * sizeof *t->slots);
		t->columns = i + 1;
	}
	return &t->slots[i];
}

/* Passes a column that the row at hand has no cell of its own for. */
static void pass_column(struct taking *t, struct taken *row)
{
	struct slot *slot = row->column < t->columns ? &t->slots[row->column] : NULL;
	struct piece handed = {0, 0};
	if (slot && slot->rows > 0) {
		handed = slot->cell;
		row->handed++;
		t->open -= --slot->rows == 0;
	}
	if (!row->heading)
		write_cell(t, &t->rows, row->column,
			coop_buf_cstr(&t->texts) + handed.off, handed.len);
	row->column++;
}

/* Writes the cells that rows above hand down to the next columns. */
static void hand_down(struct taking *t, struct taken *row)
{
	while (row->column < t->columns && t->slots[row->column].rows > 0)
		pass_column(t, row);
}

/* The same for all columns after the last cell of the row. */
static void hand_down_rest(struct taking *t, struct taken *row)
{
	while (t->open > 0 && row->column < t->reach && !t->no_list)
		pass_column(t, row);
	if (t->open == 0)
		t->reach = 0;
}

/* The value of an attribute that counts columns or rows: 1 unless it says more. */
static size_t span_of(const xmlNode *n, const char *name, size_t most)
{
	unsigned long span = strtoul(tree_attribute(n, name), NULL, 10);
	return span < 1 ? 1 : span < most ? (size_t)span : most;
}

/* Keeps the text of a cell. */
static struct piece keep(struct taking *t, struct coop_bytes text)
{
	struct piece p = {t->texts.len, text.len};
	spend(t, p.len);
	if (!t->no_list)
		coop_buf_add(&t->texts, text.s, p.len);
	t->rows.failed |= t->texts.failed;
	if (t->no_list || t->texts.failed)
		p.len = 0;
	return p;
}

/* The text of a cell without the blanks around it: no-break spaces stand in empty ones. */
static struct coop_bytes render(struct taking *t, xmlNode *n)
{
	static const char blank[] = "\u00a0";
	enum { BLANK = sizeof blank - 1 };
	coop_buf_reset(&t->cell.text);
	t->cell.breaks = 0;
	t->cell.blank = false;
	t->page->render(&t->cell, n);
	if (t->cell.text.failed)
		t->rows.failed = t->no_list = true;
	struct coop_bytes text =
		coop_bytes_trimmed(coop_buf_cstr(&t->cell.text), t->cell.text.len);
	while (coop_bytes_begins_with(text.s, text.len, blank))
		text = coop_bytes_trimmed(text.s + BLANK, text.len - BLANK);
	while (coop_bytes_ends_with(text.s, text.len, blank))
		text = coop_bytes_trimmed(text.s, text.len - BLANK);
	return text;
}

/* Sets what a cell of a heading, or one that spans rows, is to a column. */
static void set_slot(struct taking *t, const struct taken *row, struct piece text,
	size_t rows, bool first)
{
	struct slot *slot = slot_at(t, row->column);
	if (!slot)
		return;
	if (row->heading && text.len > 0)
		slot->heading = text;
	if (rows <= 1)
		return;
	t->open += slot->rows == 0;
	slot->rows = rows - 1;
	slot->cell = first && !row->heading ? text : (struct piece){0, 0};
	if (row->column >= t->reach)
		t->reach = row->column + 1;
}

/* Takes one cell of a row, in as many columns and rows as it spans. */
static void take_cell(struct taking *t, struct taken *row, xmlNode *n)
{
	size_t columns = span_of(n, "colspan", COLUMNS_SPANNED_MAX);
	size_t rows = span_of(n, "rowspan", ROWS_SPANNED_MAX);
	hand_down(t, row);
	struct coop_bytes text = render(t, n);
	bool kept = row->heading || rows > 1;
	struct piece piece = kept ? keep(t, text) : (struct piece){0, 0};
	row->cells++;
	row->filled += text.len > 0;
	row->spans = columns > 1;
	for (size_t i = 0; i < columns && !t->no_list; i++, row->column++) {
		spend(t, 1);
		if (kept)
			set_slot(t, row, piece, rows, i == 0);
		if (!row->heading)
			write_cell(
				t, &t->rows, row->column, text.s, i == 0 ? text.len : 0);
		t->no_list |= row->column >= COLUMNS_MAX;
	}
}

static bool is_cell(const xmlNode *n)
{
	return tree_is(n, "td") || tree_is(n, "th");
}

/* Whether the cells of a row, two or more, are headings. */
static bool is_heading(const xmlNode *row)
{
	bool head = row->parent && tree_is(row->parent, "thead");
	size_t cells = 0;
	for (const xmlNode *n = row->children; n; n = n->next) {
		if (tree_is(n, "td") && !head && n->children)
			return false;
		cells += is_cell(n);
	}
	return cells > 1;
}

/* Ends a row of the table's body: it is kept, or is none. */
static void end_body_row(
	struct taking *t, const struct taken *row, size_t from, size_t line)
{
	bool alone = row->cells == 1 && row->handed == 0 && row->filled == 1;
	bool across = alone && (row->spans || t->nkept == 0);
	if (row->filled > 0 && !across) {
		t->labels |= row->labelled > 0;
		keep_row(t, row, from, line);
		return;
	}
	t->rows.len = from;
	/* above the table it is its title */
	if (across && (t->nkept > 0 || t->headings > 0) && t->out.left_out++ == 0)
		t->out.left_out_line = line;
}

static void take_row(struct taking *t, xmlNode *tr)
{
	long at = xmlGetLineNo(tr);
	size_t line = at > 0 ? (size_t)at : 1, from = t->rows.len;
	struct taken row = {.heading = t->nkept == 0 && is_heading(tr)};
	for (xmlNode *n = tr->children; n && !t->no_list; n = n->next) {
		if (!is_cell(n) || t->page->is_left_out(n))
			continue;
		row.labelled += tree_is(n, "th");
		take_cell(t, &row, n);
	}
	hand_down_rest(t, &row);
	if (!row.heading) {
		end_body_row(t, &row, from, line);
	} else if (row.filled > 0) {
		t->headings = t->columns;
		t->line = line;
	}
}

/* What disqualifies a table is found on the way. */
static bool enter_table(void *data, xmlNode *n)
{
	static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6", NULL};
	struct taking *t = data;
	if (n->type != XML_ELEMENT_NODE || t->no_list || t->page->is_left_out(n))
		return false;
	if (tree_is(n, "tr"))
		take_row(t, n);
	for (const char *const *h = headings; *h; h++)
		t->no_list |= tree_is(n, *h);
	return true;
}

/* ---- what is sent ---- */

/* The width of the table: that of its first row, unless half of the others are wider. */
static size_t width_of(const struct taking *t)
{
	size_t first = t->headings > 0 ? t->headings : t->kept->width;
	size_t wider = 0, widest = first;
	for (size_t i = 0; i < t->nkept; i++) {
		if (t->kept[i].width <= first)
			continue;
		wider++;
		widest = t->kept[i].width > widest ? t->kept[i].width : widest;
	}
	return wider * 2 >= t->nkept ? widest : first;
}

/* Ends a row that begins at `from`: fills it up with empty cells, and notes where it is. */
static void end_row(
	struct taking *t, size_t from, size_t cells, size_t width, size_t line)
{
	struct coop_buf *out = &t->out.csv;
	for (; cells < width && !t->no_list; cells++)
		write_cell(t, out, cells, "", 0);
	coop_buf_byte(out, '\n');
	for (size_t i = from; !out->failed && i < out->len; i++)
		if (out->s[i] == '\n')
			coop_buf_le32(&t->out.lines, (uint32_t)line);
}

/* Writes the header, if there is one, and the rows. */
static void write_table(struct taking *t)
{
	size_t width = width_of(t);
	for (size_t i = 0; i < t->headings; i++)
		write_cell(t, &t->out.csv, i,
			coop_buf_cstr(&t->texts) + t->slots[i].heading.off,
			t->slots[i].heading.len);
	if (t->headings > 0)
		end_row(t, 0, t->headings, width, t->line);
	for (size_t i = 0; i < t->nkept && !t->no_list; i++) {
		const struct kept *row = &t->kept[i];
		size_t from = t->out.csv.len;
		coop_buf_add(&t->out.csv, t->rows.s + row->from, row->end - row->from);
		end_row(t, from, row->width, width, row->line);
	}
}

void tables_take(
	struct doc *doc, xmlNode *table, size_t from, const struct tables_page *page)
{
	struct taking t = {.page = page, .doc = doc, .out = {.from = from}};
	t.out.to = doc->text.len;
	tree_walk(table, enter_table, NULL, &t);
	t.out.headed = t.headings > 1;
	bool lists = !t.no_list && t.nkept > 0 && (t.out.headed || !t.labels);
	if (lists && !t.rows.failed && !t.texts.failed)
		write_table(&t);
	bool failed =
		t.rows.failed || t.texts.failed || t.out.csv.failed || t.out.lines.failed;
	if (!lists || failed || t.no_list || !doc_add_table(doc, &t.out))
		doc_table_release(&t.out);
	doc->text.failed |= failed;
	free(t.slots);
	free(t.kept);
	coop_buf_release(&t.rows);
	coop_buf_release(&t.texts);
	coop_buf_release(&t.cell.text);
}
