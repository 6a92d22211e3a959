#include "query/output/notice.h"

#include <string.h>

#include "query/output/bibliography.h"
#include "query/output/evidence.h"
#include "query/output/flow.h"
#include "query/output/marks.h"
#include "query/output/notice_values.h"
#include "shared/core/bytes.h"
#include "shared/core/cells.h"
#include "shared/core/diag.h"
#include "shared/core/terminal.h"

/* The cells before a label, before that of a part, before a running text, and the widest label. */
enum { INDENT = 2, INDENT_PART = 4, INDENT_TEXT = 4, LABEL_MAX = 24 };

/* A notice being printed. */
struct printing {
	const struct notice_style *style;
	const struct coop_record *record;
	struct marks marks; /* of the current value */
	size_t labels;      /* cells of the column of labels, with their indents */
};

static bool is_passage(const struct coop_value *v)
{
	return coop_field_info(v->field)->flags & COOP_FIELD_PASSAGE;
}

static size_t indent_of(const struct coop_value *v)
{
	return notice_is_part(v) ? INDENT_PART : INDENT;
}

static enum coop_status find_marks(
	struct printing *p, const struct coop_value *v, struct coop_error *err)
{
	const struct notice_style *s = p->style;
	return notice_marks(&p->marks, s->analyzer, s->colour ? s->query : NULL, v, err);
}

/* Finds the width of the column of labels: that of the widest within limits. */
static void measure_labels(struct printing *p)
{
	size_t share = p->style->width * 2 / 5,
	       most = LABEL_MAX < share ? LABEL_MAX : share;
	const struct coop_record *r = p->record;
	p->labels = INDENT_PART;
	for (size_t i = 0; (i = notice_next(r, i, false)) < r->count; i++) {
		struct coop_value v = coop_record_at(r, i);
		struct coop_bytes label = notice_label(&v);
		size_t cells = indent_of(&v) + coop_cells(label.s, label.len) + 2;
		if (cells > p->labels && cells <= most)
			p->labels = cells;
	}
}

/* Puts a label, and blanks up to the column of values; a label that is longer has a line of its own. */
static void put_label(const struct printing *p, const struct coop_value *v)
{
	FILE *out = p->style->out;
	struct coop_bytes label = notice_label(v);
	size_t indent = indent_of(v), cells = indent + coop_cells(label.s, label.len);
	fprintf(out, "%*s", (int)indent, "");
	coop_put_safe(out, label.s, label.len);
	if (is_passage(v) || cells + 2 > p->labels)
		fputc('\n', out);
	if (is_passage(v))
		fprintf(out, "%*s", INDENT_TEXT, "");
	else if (cells + 2 > p->labels)
		fprintf(out, "%*s", (int)p->labels, "");
	else
		fprintf(out, "%*s", (int)(p->labels - cells), "");
}

/* Puts a value behind or below its label. */
static enum coop_status put_value(
	struct printing *p, const struct coop_value *v, struct coop_error *err)
{
	const struct notice_style *s = p->style;
	size_t indent = is_passage(v) ? INDENT_TEXT : p->labels;
	struct flow f = {.out = s->out,
		.width = s->width,
		.indent = indent,
		.column = indent,
		.colour = s->colour};
	enum coop_status st = find_marks(p, v, err);
	if (st)
		return st;
	put_label(p, v);
	flow_lines(&f, v->text, v->len, &p->marks);
	if (v->field == COOP_F_MINUTES)
		flow_string(&f, bibliography_unit(v));
	flow_end(&f);
	return COOP_OK;
}

/* Puts the title, or the id of a notice that has none. */
static enum coop_status put_title(struct printing *p, struct coop_error *err)
{
	const struct notice_style *s = p->style;
	struct flow f = {.out = s->out,
		.width = s->width,
		.colour = s->colour,
		.style = FLOW_BOLD};
	struct coop_value title = evidence_title(p->record);
	enum coop_status st = find_marks(p, &title, err);
	if (st)
		return st;
	flow_lines(&f, title.text, title.len, &p->marks);
	flow_end(&f);
	return COOP_OK;
}

/* Puts the values that are running texts, or the others. */
static enum coop_status put_values(
	struct printing *p, bool passages, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0;
		!st && (i = notice_next(p->record, i, passages)) < p->record->count;
		i++) {
		struct coop_value v = coop_record_at(p->record, i);
		if (passages)
			fputc('\n', p->style->out);
		st = put_value(p, &v, err);
	}
	return st;
}

enum coop_status notice_print(const struct notice_style *style,
	const struct coop_record *record, const char *path, struct coop_error *err)
{
	struct notice_style own = *style;
	struct printing p = {.style = &own, .record = record};
	if (own.width == 0)
		own.width = COOP_WIDTH_DEFAULT;
	measure_labels(&p);
	enum coop_status st = put_title(&p, err);
	if (!st)
		st = put_values(&p, false, err);
	if (!st)
		st = put_values(&p, true, err);
	marks_release(&p.marks);
	if (st)
		return st;
	fprintf(own.out, "\n%*s", INDENT, "");
	coop_put_safe(own.out, path, strlen(path));
	fprintf(own.out, ":%zu\n", record->line);
	return COOP_OK;
}
