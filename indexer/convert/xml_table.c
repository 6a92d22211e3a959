#include "indexer/convert/xml_table.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/convert/xml_cells.h"
#include "indexer/convert/xml_sample.h"
#include "indexer/convert/xml_tree.h"
#include "shared/core/bytes.h"
#include "shared/core/strmap.h"

enum { COLUMNS_MAX = 1000, ROWS_MAX = 1 << 22 };

/* A cell: its column, and its text in `texts`. */
struct cell {
	uint32_t column;
	size_t off, len;
};

struct table {
	struct xml_events *e;
	struct doc *doc;
	struct xml_sample sample;
	struct coop_strmap *columns;
	struct coop_buf texts;
	struct cell *cells;
	size_t ncells, cells_cap;
	struct row {
		size_t from, line; /* its first cell */
	} * rows;
	size_t nrows, rows_cap;
	enum conversion_failure failure;
};

static void release(struct table *t)
{
	xml_sample_release(&t->sample);
	coop_strmap_free(t->columns);
	coop_buf_release(&t->texts);
	free(t->cells);
	free(t->rows);
}

/* ---- records ---- */

/* Counts what is kept, as text that a document may have. */
static void spend(struct table *t, size_t n)
{
	t->doc->table_bytes += n;
	if (t->doc->table_bytes > TEXT_OF_DOCUMENT_MAX)
		t->failure = CONVERSION_TOO_LARGE;
}

static void take_cell(void *data, const char *column, const char *s, size_t n)
{
	struct table *t = data;
	uint32_t number;
	bool added;
	spend(t, n + 2);
	if (t->failure)
		return;
	if (!coop_strmap_find(t->columns, column, strlen(column), &number)) {
		if (coop_strmap_count(t->columns) == COLUMNS_MAX) {
			xml_mend(xml_events_mends(t->e), MEND_COLUMNS, 1,
				t->rows[t->nrows - 1].line - 1);
			return;
		}
		if (coop_strmap_intern(
			    t->columns, column, strlen(column), &number, &added, NULL))
			t->failure = CONVERSION_MEMORY;
	}
	if (!t->failure && !coop_array_grow(&t->cells, &t->cells_cap, t->ncells + 1,
				   sizeof *t->cells))
		t->failure = CONVERSION_MEMORY;
	if (t->failure)
		return;
	t->cells[t->ncells++] = (struct cell){number, t->texts.len, n};
	coop_buf_add(&t->texts, s, n);
}

/* Takes the record that has begun. */
static void take_record(struct table *t)
{
	xmlDoc *tree;
	size_t line = xml_events_line(t->e);
	t->failure = xml_take(t->e, &tree);
	if (t->failure)
		return;
	if (t->nrows == ROWS_MAX ||
		!coop_array_grow(&t->rows, &t->rows_cap, t->nrows + 1, sizeof *t->rows)) {
		t->failure = CONVERSION_MEMORY;
	} else {
		t->rows[t->nrows++] = (struct row){t->ncells, line};
		if (!xml_cells(xmlDocGetRootElement(tree), take_cell, t))
			t->failure = CONVERSION_MEMORY;
		t->nrows -= t->ncells == t->rows[t->nrows - 1].from;
	}
	xmlFreeDoc(tree);
}

static void take_records(struct table *t)
{
	uint32_t open[XML_DEPTH_MAX];
	size_t depth = 0;
	for (enum xml_event event = XML_EVENT_TEXT;
		!t->failure && (event = xml_events_next(t->e)) != XML_EVENT_EOF;) {
		depth = xml_events_depth(t->e);
		if (event != XML_EVENT_START)
			continue;
		uint32_t above = depth > 1 ? open[depth - 2] : XML_NO_PATH;
		bool lost = depth > 1 && above == XML_NO_PATH;
		uint32_t path =
			lost ? XML_NO_PATH
			     : xml_sample_find(&t->sample, above, xml_events_name(t->e));
		open[depth - 1] = path;
		if (path == t->sample.chosen)
			take_record(t);
	}
}

/* ---- the table ---- */

static void write_text(struct coop_buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			coop_buf_byte(out, '"');
		coop_buf_byte(out, s[i]);
	}
}

static void end_row(struct doc_table *out, size_t from, size_t line)
{
	coop_buf_byte(&out->csv, '\n');
	for (size_t i = from; !out->csv.failed && i < out->csv.len; i++)
		if (out->csv.s[i] == '\n')
			coop_buf_le32(&out->lines, (uint32_t)line);
}

static void write_header(struct table *t, struct doc_table *out)
{
	for (uint32_t i = 0; i < coop_strmap_count(t->columns); i++) {
		size_t n;
		const char *name = coop_strmap_at(t->columns, i, &n);
		coop_buf_str(&out->csv, i > 0 ? "\t\"" : "\"");
		write_text(&out->csv, name, n);
		coop_buf_byte(&out->csv, '"');
	}
	end_row(out, 0, t->rows[0].line);
}

/* Writes the cells of a column, which are a line each; `last` is the first one, or the number of cells. */
static void write_cell(struct table *t, struct doc_table *out, const size_t *next,
	size_t first, size_t end)
{
	if (first == end)
		return;
	coop_buf_byte(&out->csv, '"');
	for (size_t i = first; i < end; i = next[i]) {
		if (i != first)
			coop_buf_byte(&out->csv, '\n');
		write_text(&out->csv, coop_buf_cstr(&t->texts) + t->cells[i].off,
			t->cells[i].len);
	}
	coop_buf_byte(&out->csv, '"');
}

/* Writes a row. `heads` and `tails` have a place for each column, `next` one for each cell. */
static void write_row(struct table *t, struct doc_table *out, size_t row, size_t *heads,
	size_t *tails, size_t *next)
{
	size_t columns = coop_strmap_count(t->columns), from = out->csv.len;
	size_t end = row + 1 < t->nrows ? t->rows[row + 1].from : t->ncells;
	for (size_t i = 0; i < columns; i++)
		heads[i] = end;
	for (size_t i = t->rows[row].from; i < end; i++) {
		uint32_t column = t->cells[i].column;
		next[i] = end;
		if (heads[column] == end)
			heads[column] = i;
		else
			next[tails[column]] = i;
		tails[column] = i;
	}
	spend(t, columns);
	for (size_t i = 0; i < columns; i++) {
		if (i > 0)
			coop_buf_byte(&out->csv, '\t');
		write_cell(t, out, next, heads[i], end);
	}
	end_row(out, from, t->rows[row].line);
}

/* Writes the table, and a text in its place that it takes out of the document. */
static void write_table(struct table *t)
{
	struct doc_table out = {.headed = true, .lists = true};
	size_t columns = coop_strmap_count(t->columns);
	size_t *heads = calloc(columns + 1, sizeof *heads);
	size_t *tails = calloc(columns + 1, sizeof *tails);
	size_t *next = calloc(t->ncells + 1, sizeof *next);
	bool room = heads && tails && next;
	if (room)
		write_header(t, &out);
	for (size_t i = 0; room && !t->failure && i < t->nrows; i++)
		write_row(t, &out, i, heads, tails, next);
	free(heads);
	free(tails);
	free(next);
	doc_text(t->doc, "XML", strlen("XML"));
	out.to = t->doc->text.len;
	bool failed = !room || out.csv.failed || out.lines.failed || t->texts.failed;
	if (failed && !t->failure)
		t->failure = CONVERSION_MEMORY;
	if (t->failure || !doc_add_table(t->doc, &out))
		doc_table_release(&out);
}

/* ---- text ---- */

static bool is_title(const char *name)
{
	static const char *const names[] = {
		"title", "titre", "h1", "Title", "Titre", NULL};
	name = xml_local(name);
	return coop_is_one_of(name, strlen(name), names);
}

/*
 * Takes all text: elements are paragraphs and lines, but for those that begin behind text of the element
 * that they are in. The first title is the heading.
 */
static void take_text(struct table *t)
{
	bool text[XML_DEPTH_MAX + 1] = {false};
	size_t title = 0; /* depth of the first one while it is open */
	enum xml_event event;
	while ((event = xml_events_next(t->e)) != XML_EVENT_EOF && !doc_is_full(t->doc)) {
		size_t depth = xml_events_depth(t->e);
		struct coop_bytes s = xml_events_text(t->e);
		if (event == XML_EVENT_TEXT) {
			doc_text(t->doc, s.s, s.len);
			text[depth] |= coop_bytes_trimmed(s.s, s.len).len > 0;
			continue;
		}
		size_t above = event == XML_EVENT_START ? depth - 1 : depth;
		if (!text[above])
			doc_break(t->doc, above < 3 ? 2 : 1);
		if (event == XML_EVENT_START) {
			text[depth] = false;
			if (title == 0 && !t->doc->has_heading &&
				is_title(xml_events_name(t->e))) {
				doc_heading_begin(t->doc);
				title = depth;
			}
		} else if (title == depth + 1) {
			doc_heading_end(t->doc);
			title = 0;
		}
	}
}

enum conversion_failure xml_table_read(struct xml_events *e, struct doc *doc)
{
	struct table t = {.e = e, .doc = doc};
	t.failure = xml_sample_take(&t.sample, e);
	if (!t.failure && coop_strmap_new(&t.columns, NULL))
		t.failure = CONVERSION_MEMORY;
	if (!t.failure && coop_strmap_count(t.sample.names) == 0)
		t.failure = CONVERSION_DAMAGED;
	if (!t.failure && t.sample.record)
		take_records(&t);
	else if (!t.failure)
		take_text(&t);
	if (!t.failure && t.nrows > 0)
		write_table(&t);
	if (!t.failure)
		t.failure = xml_events_failure(e);
	release(&t);
	return t.failure;
}
