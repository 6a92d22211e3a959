/*
 * text.c - results for reading: title, details, passages, and where the notice comes from.
 *
 * The title and all below it begin in one column, behind the numbers, which are aligned on the right.
 */
#include <string.h>

#include "query/output/bibliography.h"
#include "query/output/explained.h"
#include "query/output/flow.h"
#include "query/output/link.h"
#include "query/output/output.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/core/terminal.h"
#include "shared/index/cue_times.h"

static const char ELLIPSIS[] = "\u2026";

/* How many cells the largest number takes. */
static int number_width(const struct answer *answer)
{
	int width = 1;
	for (size_t n = answer->first + answer->count; n >= 10; n /= 10)
		width++;
	return width > 2 ? width : 2;
}

/* Lines as wide as the terminal, or as can be read. */
static struct flow new_flow(const struct output *out, const struct answer *answer)
{
	size_t width = out->width > 0 ? out->width : COOP_WIDTH_DEFAULT;
	return (struct flow){.out = out->stream,
		.colour = out->colour,
		.width = width < COOP_WIDTH_READING ? width : COOP_WIDTH_READING,
		.indent = (size_t)number_width(answer) + 2};
}

static void put_title(struct flow *f, const struct result *result)
{
	struct coop_value title = evidence_title(result->record);
	int digits = (int)f->indent - 2;
	fprintf(f->out, "%*zu. ", digits, result->rank);
	f->column = f->indent;
	f->style = FLOW_BOLD;
	flow_text(f, title.text, title.len, &result->evidence->title, 0);
	f->style = NULL;
	flow_end(f);
}

static void put_details(struct flow *f, const struct result *result)
{
	bool begun = false;
	for (size_t i = 0; i < EVIDENCE_DETAILS; i++) {
		struct coop_value v;
		if (!coop_record_get(result->record, evidence_details[i], &v))
			continue;
		if (!begun)
			flow_begin(f);
		else
			flow_string(f, ", ");
		/* the comma stays on its line */
		flow_text(f, v.text, v.len, &result->evidence->details[i], 1);
		if (v.field == COOP_F_MINUTES)
			flow_string(f, bibliography_unit(&v));
		begun = true;
	}
	if (begun)
		flow_end(f);
}

/* Puts when a passage of subtitles is said. */
static void put_time(struct flow *f, const struct snippet *s)
{
	char time[COOP_CUE_TIME_SIZE];
	if (!s->timed)
		return;
	coop_cue_time_print(s->seconds, time);
	flow_string(f, time);
	f->space = 1;
}

/* Puts a passage, with a sign where a sentence is cut. */
static void put_passage(struct flow *f, const struct snippet *s)
{
	put_time(f, s);
	if (s->cut_before) {
		flow_string(f, ELLIPSIS);
		f->space = 1;
	}
	flow_text(f, s->text, s->len, &s->marks, s->cut_after ? 2 : 0);
	if (s->cut_after) {
		f->space = 1;
		flow_string(f, ELLIPSIS);
	}
}

/*
 * Whether passage `b` stands behind passage `a` in one text, with something left out between them, both
 * of whole sentences. A heading stays on a line by itself.
 */
static bool goes_on(const struct snippet *a, const struct snippet *b)
{
	const char *end = a->text + a->len;
	bool whole = !a->cut_after && !b->cut_before &&
		     (end[-1] == '.' || end[-1] == '!' || end[-1] == '?');
	if (a->value != b->value || end >= b->text || !whole)
		return false;
	for (; end < b->text; end++)
		if (!coop_is_blank(*end))
			return true;
	return false;
}

/* Puts the passages of running texts in the order of the text; "[...]" is what is left out. */
static void put_running(struct flow *f, const struct snippets *all)
{
	const struct snippet *in[SNIPPETS_RUNNING];
	size_t count = snippets_running(all, in);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && goes_on(in[i - 1], in[i]))
			flow_string(f, " [\u2026] ");
		else if (i > 0)
			flow_end(f);
		if (f->column == 0)
			flow_begin(f);
		put_passage(f, in[i]);
	}
	if (count > 0)
		flow_end(f);
}

/* Puts the passages of other fields, each behind the name of its field. */
static void put_fields(struct flow *f, const struct result *result)
{
	const struct snippets *all = &result->evidence->passages;
	for (size_t i = 0; i < all->count; i++) {
		const struct snippet *s = &all->at[i];
		if (!s->is_field)
			continue;
		struct coop_value v = coop_record_at(result->record, s->value);
		const struct coop_field_info *info = coop_field_info(v.field);
		flow_begin(f);
		if (v.field == COOP_F_OTHER)
			flow_text(f, v.name, v.name_len, NULL, 2);
		else
			flow_string(f, TR(info->label_en, info->label_fr));
		flow_string(f, TR(": ", "\u00a0: "));
		put_passage(f, s);
		flow_end(f);
	}
}

/* Puts the path and the line, which lead to the file, the id, and the index where there are several. */
static enum coop_status put_origin(struct flow *f, const struct output *out,
	const struct answer *answer, const struct result *result, struct coop_error *err)
{
	struct coop_value id;
	const struct coop_record *rec = result->record;
	const char *path = coop_record_path(rec);
	struct coop_buf place = {0}, url = {0};
	coop_buf_printf(&place, "%s:%zu", result->path, rec->line);
	if (out->links && *result->file)
		link_url(&url, result->file);
	enum coop_status st = coop_buf_check(place.failed ? &place : &url, err);
	flow_begin(f);
	f->link = !st && url.len > 0 ? url.s : NULL;
	flow_word(f, coop_buf_cstr(&place), place.len);
	f->link = NULL;
	/* a text file's id is its path in the index: once is enough */
	bool named = coop_record_get(rec, COOP_F_ID, &id);
	if (named && (strlen(path) != id.len || memcmp(path, id.text, id.len) != 0)) {
		f->space = 2;
		flow_word(f, id.text, id.len);
	}
	if (answer->several) {
		f->space = 2;
		flow_string(f, "[");
		flow_text(f, result->index, strlen(result->index), NULL, 1);
		flow_string(f, "]");
	}
	flow_end(f);
	coop_buf_release(&place);
	coop_buf_release(&url);
	return st;
}

/* Says how many notices more the result stands for, and names some. */
static void put_others(struct flow *f, const struct others *others)
{
	enum { NAMED = 5 };
	char count[64];
	snprintf(count, sizeof count,
		others->count > 1 ? TR("+ %zu others:", "+ %zu autres\u00a0:")
				  : TR("+ %zu other:", "+ %zu autre\u00a0:"),
		others->count);
	flow_begin(f);
	flow_string(f, count);
	for (size_t i = 0; i < others->count && i < NAMED; i++) {
		bool last = i + 1 == others->count;
		f->space = 1;
		flow_text(f, others->ids[i].s, others->ids[i].len, NULL, last ? 0 : 1);
		if (!last)
			flow_string(f, ",");
	}
	f->space = 1;
	if (others->count > NAMED)
		flow_string(f, ELLIPSIS);
	flow_end(f);
}

enum coop_status out_text(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	struct flow f = new_flow(out, answer);
	if (result->number > 0)
		fputc('\n', out->stream);
	put_title(&f, result);
	put_details(&f, result);
	put_running(&f, &result->evidence->passages);
	put_fields(&f, result);
	enum coop_status st = put_origin(&f, out, answer, result, err);
	if (!st && result->others && result->others->count > 0)
		put_others(&f, result->others);
	if (!st && result->explanation)
		st = explained_put_text(
			out->stream, result->explanation, result->rank, f.width, err);
	return st;
}
