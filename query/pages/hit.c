#include "query/pages/hit.h"

#include <string.h>

#include "query/output/bibliography.h"
#include "query/pages/html.h"
#include "shared/core/i18n.h"
#include "shared/index/cue_times.h"

/* ---- title and details ---- */

/* Puts the address of a page about a notice, which knows the selection that led there. */
static void put_address(struct page *p, const char *path, struct coop_bytes id)
{
	selection_put(p->out, path, &p->selection);
	html(p->out, "&amp;id=");
	html_encoded(p->out, id);
}

static struct coop_bytes id_of(const struct coop_record *record)
{
	struct coop_value id;
	if (!coop_record_get(record, COOP_F_ID, &id))
		return (struct coop_bytes){"", 0};
	return (struct coop_bytes){id.text, id.len};
}

static void put_title(struct page *p, const struct result *result, struct coop_bytes id)
{
	struct coop_value title = evidence_title(result->record);
	html(p->out, TR("<h2 lang=\"fr\">", "<h2>"));
	if (id.len > 0) {
		html(p->out, "<a href=\"");
		put_address(p, "/notice", id);
		html(p->out, "\">");
	}
	if (title.len > 0)
		html_marked(p->out, title.text, title.len, &result->evidence->title);
	else
		html(p->out, "%s", TR("(untitled)", "(sans titre)"));
	html(p->out, id.len > 0 ? "</a></h2>\n" : "</h2>\n");
}

static void put_details(FILE *out, const struct result *result)
{
	bool begun = false;
	for (size_t i = 0; i < EVIDENCE_DETAILS; i++) {
		struct coop_value v;
		if (!coop_record_get(result->record, evidence_details[i], &v))
			continue;
		if (begun)
			html(out, ", ");
		else
			html(out, TR("<p class=\"details\" lang=\"fr\">",
					  "<p class=\"details\">"));
		html_marked(out, v.text, v.len, &result->evidence->details[i]);
		if (v.field == COOP_F_MINUTES)
			html(out, "%s", bibliography_unit(&v));
		begun = true;
	}
	if (begun)
		html(out, "</p>\n");
}

/* ---- passages ---- */

static void put_passage(FILE *out, const struct snippet *s)
{
	char time[COOP_CUE_TIME_SIZE];
	if (s->timed) {
		coop_cue_time_print(s->seconds, time);
		html(out, "<time>%s</time> ", time);
	}
	if (s->cut_before)
		html(out, "\u2026\u00a0");
	html_marked(out, s->text, s->len, &s->marks);
	if (s->cut_after)
		html(out, "\u00a0\u2026");
}

/* Puts the passages of running texts, in the order of the text. */
static void put_running(FILE *out, const struct snippets *all)
{
	const struct snippet *in[SNIPPETS_RUNNING];
	size_t count = snippets_running(all, in);
	for (size_t i = 0; i < count; i++) {
		html(out,
			TR("<p class=\"passage\" lang=\"fr\">", "<p class=\"passage\">"));
		put_passage(out, in[i]);
		html(out, "</p>\n");
	}
}

/* Puts the passages of other fields, each behind the label of its field. */
static void put_fields(FILE *out, const struct result *result)
{
	const struct snippets *all = &result->evidence->passages;
	for (size_t i = 0; i < all->count; i++) {
		const struct snippet *s = &all->at[i];
		if (!s->is_field)
			continue;
		struct coop_value v = coop_record_at(result->record, s->value);
		const struct coop_field_info *info = coop_field_info(v.field);
		html(out, "<p class=\"field\"><span class=\"label cap\">");
		if (v.field == COOP_F_OTHER)
			html_text(out, (struct coop_bytes){v.name, v.name_len});
		else
			html(out, "%s", TR(info->label_en, info->label_fr));
		html(out, "</span>%s <span lang=\"fr\">", TR(":", "\u00a0:"));
		put_passage(out, s);
		html(out, "</span></p>\n");
	}
}

/* ---- below ---- */

/* Puts the link to notices like it, whose name tells it from those of other results. */
static void put_similar(
	struct page *p, const struct coop_record *record, struct coop_bytes id)
{
	struct coop_value title = evidence_title(record);
	html(p->out, " <a href=\"");
	put_address(p, "/similar", id);
	html(p->out, "\">%s<span class=\"unseen\"> ", TR("Similar", "Semblables"));
	html(p->out, "%s%.*s</span></a>", TR("to ", "à "), (int)title.len, title.text);
}

/* Puts where it comes from; the id of a text file is its path, which is told once. */
static void put_origin(
	struct page *p, const struct result *result, struct coop_bytes id, bool several)
{
	const char *stored = coop_record_path(result->record);
	html(p->out, "<p class=\"origin\"><span>%s:%zu</span>", result->path,
		result->record->line);
	if (id.len > 0 && !coop_bytes_equal(stored, strlen(stored), id.s, id.len)) {
		html(p->out, " <span>");
		html_text(p->out, id);
		html(p->out, "</span>");
	}
	if (several)
		html(p->out, " <span>[%s]</span>", result->index);
	if (id.len > 0) {
		put_similar(p, result->record, id);
	}
	html(p->out, "</p>\n");
}

/* Names the notices that the result stands for beside its own. */
static void put_others(struct page *p, const struct others *others)
{
	enum { NAMED = 5 };
	if (!others || others->count == 0)
		return;
	html(p->out,
		others->count > 1 ? TR("<p class=\"others\">+ %zu others:",
					    "<p class=\"others\">+ %zu autres\u00a0:")
				  : TR("<p class=\"others\">+ %zu other:",
					    "<p class=\"others\">+ %zu autre\u00a0:"),
		others->count);
	for (size_t i = 0; i < others->count && i < NAMED; i++) {
		html(p->out, i > 0 ? ", <a href=\"" : " <a href=\"");
		put_address(p, "/notice", others->ids[i]);
		html(p->out, "\">");
		html_text(p->out, others->ids[i]);
		html(p->out, "</a>");
	}
	html(p->out, others->count > NAMED ? ", \u2026</p>\n" : "</p>\n");
}

void hit_put(struct page *p, const struct result *result, bool several)
{
	struct coop_bytes id = id_of(result->record);
	html(p->out, "<li><article>\n");
	put_title(p, result, id);
	put_details(p->out, result);
	put_running(p->out, &result->evidence->passages);
	put_fields(p->out, result);
	put_origin(p, result, id, several);
	put_others(p, result->others);
	html(p->out, "</article></li>\n");
}
