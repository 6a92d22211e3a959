#include "query/output/facets.h"

#include <inttypes.h>
#include <stdlib.h>

#include "query/output/bars.h"
#include "query/output/flow.h"
#include "query/output/output.h"
#include "query/syntax/departments.h"
#include "query/syntax/narrowing.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/record_json.h"

/* ---- for people ---- */

/* Lines to be put. Their labels stand one behind another in `text`. */
struct rows {
	struct coop_buf text;
	struct bar *bars;
	size_t count, cap, begun; /* `begun` is where the label of the next one begins */
	bool failed;
};

/* Ends a line whose label was appended to the text. */
static void add_row(struct rows *r, uint64_t count, bool empty)
{
	if (!coop_array_grow(&r->bars, &r->cap, r->count + 1, sizeof *r->bars)) {
		r->failed = true;
		return;
	}
	r->bars[r->count++] = (struct bar){
		.len = r->text.len - r->begun, .count = count, .empty = empty};
	r->begun = r->text.len;
}

static void put_rows(const struct output *out, struct rows *r)
{
	const char *label = coop_buf_cstr(&r->text);
	for (size_t i = 0; i < r->count; i++) {
		r->bars[i].label = label;
		label += r->bars[i].len;
	}
	if (out->plain)
		bars_put_plain(out->stream, r->bars, r->count);
	else
		bars_put(out->stream, out->width, r->bars, r->count);
}

/* The years without a notice between two that have one. */
static void add_gap(struct rows *r, uint32_t from, uint32_t to)
{
	uint32_t years = to > from ? to - from : 0;
	if (years == 1) {
		coop_buf_printf(&r->text, "%" PRIu32, from);
		add_row(r, 0, false);
	} else if (years > 1) {
		coop_buf_printf(&r->text,
			TR("(%" PRIu32 " years without a notice)",
				"(%" PRIu32 " années sans notice)"),
			years);
		add_row(r, 0, true);
	}
}

void facet_value_label(
	const struct facet *f, const struct facet_value *v, struct coop_buf *out)
{
	if (f->wish.grouping == FACET_DECADE)
		coop_buf_printf(out, TR("%" PRIu32 "s", "années %" PRIu32), v->number);
	else
		coop_buf_add(out, v->text, v->len);
	if (f->wish.grouping == FACET_DEPARTMENT)
		coop_buf_printf(out, " %s", department_at(v->number)->name);
}

static void add_values(struct rows *r, const struct facet *f)
{
	bool years = f->wish.layout == FACET_TIMELINE;
	for (size_t i = 0; i < f->count; i++) {
		if (years && i > 0)
			add_gap(r, f->values[i - 1].number + 1, f->values[i].number);
		facet_value_label(f, &f->values[i], &r->text);
		add_row(r, f->values[i].count, false);
	}
	if (f->others > 0) {
		bool one = f->others == 1;
		coop_buf_printf(&r->text,
			TR("(%" PRIu64 " other%s)", "(%" PRIu64 " autre%s)"), f->others,
			one ? "" : "s");
		add_row(r, 0, true);
	}
	if (f->without > 0) {
		coop_buf_str(&r->text, TR(NARROWING_WITHOUT_EN, NARROWING_WITHOUT_FR));
		add_row(r, f->without, false);
	}
}

static const char *heading_of(const struct facet *f)
{
	switch (f->wish.layout) {
	case FACET_TIMELINE:
		return TR("notices by year", "notices par année");
	case FACET_MAP:
		return TR("notices by department", "notices par département");
	default:
		return facet_label(&f->wish);
	}
}

enum coop_status facets_text_end(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	const struct facet_list *facets = answer->facets;
	struct rows rows = {.count = 0};
	for (size_t i = 0; facets && answer->total > 0 && i < facets->count; i++) {
		if (i > 0 || answer->count > 0)
			fputc('\n', out->stream);
		fprintf(out->stream, "%s%s%s\n", out->colour ? FLOW_BOLD : "",
			heading_of(&facets->at[i]), out->colour ? FLOW_RESET : "");
		rows.count = rows.begun = 0;
		coop_buf_reset(&rows.text);
		add_values(&rows, &facets->at[i]);
		rows.failed |= rows.text.failed;
		if (!rows.failed)
			put_rows(out, &rows);
	}
	enum coop_status st = rows.failed ? coop_fail_nomem(err) : COOP_OK;
	coop_buf_release(&rows.text);
	free(rows.bars);
	return st;
}

/* ---- for programs ---- */

static void put_line(const struct output *out, const struct answer *answer,
	const struct facet *f, const struct facet_value *v)
{
	if (answer->id) {
		coop_put_safe(out->stream, answer->id->s, answer->id->len);
		fputc('\t', out->stream);
	}
	fprintf(out->stream, "%s\t", facet_name(&f->wish));
	coop_put_safe(out->stream, v->text, v->len);
	fprintf(out->stream, "\t%" PRIu64 "\n", v->count);
}

enum coop_status facets_tsv_end(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	const struct facet_list *facets = answer->facets;
	(void)err;
	for (size_t i = 0; facets && i < facets->count; i++) {
		const struct facet *f = &facets->at[i];
		struct facet_value without = {.text = "", .count = f->without};
		for (size_t k = 0; k < f->count; k++)
			put_line(out, answer, f, &f->values[k]);
		if (f->without > 0)
			put_line(out, answer, f, &without);
	}
	return COOP_OK;
}

static json_t *value_json(const struct facet *f, const struct facet_value *v)
{
	json_t *object = json_object();
	int bad = json_object_set_new(object, "value", coop_json_string(v->text, v->len));
	if (f->wish.grouping == FACET_DEPARTMENT)
		bad |= json_object_set_new(
			object, "name", json_string(department_at(v->number)->name));
	bad |= json_object_set_new(object, "count", json_integer((json_int_t)v->count));
	if (!bad)
		return object;
	json_decref(object);
	return NULL;
}

static json_t *facet_json(const struct facet *f)
{
	json_t *object = json_object(), *values = json_array();
	int bad = json_object_set_new(object, "facet", json_string(facet_name(&f->wish)));
	bad |= json_object_set_new(object, "values", values);
	for (size_t i = 0; !bad && i < f->count; i++)
		bad = json_array_append_new(values, value_json(f, &f->values[i]));
	bad |= json_object_set_new(object, "others", json_integer((json_int_t)f->others));
	bad |= json_object_set_new(
		object, "without", json_integer((json_int_t)f->without));
	if (!bad)
		return object;
	json_decref(object);
	return NULL;
}

json_t *facets_json(const struct facet_list *facets)
{
	json_t *all = json_array();
	int bad = 0;
	for (size_t i = 0; !bad && i < facets->count; i++)
		bad = json_array_append_new(all, facet_json(&facets->at[i]));
	if (!bad)
		return all;
	json_decref(all);
	return NULL;
}
