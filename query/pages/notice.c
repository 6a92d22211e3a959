/*
 * notice.c - a notice in full: its fields, its texts, where it comes from, and where one can go from it.
 */
#include <string.h>

#include "query/output/bibliography.h"
#include "query/output/evidence.h"
#include "query/output/link.h"
#include "query/output/notice_values.h"
#include "query/pages/ask.h"
#include "query/pages/export_formats.h"
#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/pages.h"
#include "query/search/nearest_ids.h"
#include "shared/core/i18n.h"

/* What is being shown. */
struct sheet {
	struct page *page;
	FILE *out;
	const struct coop_record *record;
	const struct query *query; /* whose words are marked; NULL for none */
	struct marks marks;        /* of the current value */
};

/* ---- values ---- */

static enum coop_status find_marks(
	struct sheet *s, const struct coop_value *v, struct coop_error *err)
{
	return notice_marks(&s->marks, s->page->session->analyzer, s->query, v, err);
}

/* Whether a value is an address of the web, and nothing else. */
static bool is_address(const struct coop_value *v)
{
	for (size_t i = 0; i < v->len; i++)
		if ((unsigned char)v->text[i] <= ' ')
			return false;
	return link_is_web(v->text, v->len);
}

static void put_value(const struct sheet *s, const struct coop_value *v)
{
	bool link = is_address(v);
	if (link)
		html(s->out, "<a href=\"%.*s\" rel=\"noreferrer noopener\">", (int)v->len,
			v->text);
	html_marked(s->out, v->text, v->len, &s->marks);
	if (link)
		html(s->out, "</a>");
	if (v->field == COOP_F_MINUTES)
		html(s->out, "%s", bibliography_unit(v));
}

/* Puts a value behind its label, which stands once before several values that have it. */
static enum coop_status put_row(struct sheet *s, const struct coop_value *v,
	struct coop_bytes *label, struct coop_error *err)
{
	struct coop_bytes own = notice_label(v);
	const char *kind = notice_is_part(v) ? " class=\"part\"" : "";
	enum coop_status st = find_marks(s, v, err);
	if (st)
		return st;
	if (!coop_bytes_equal(own.s, own.len, label->s, label->len)) {
		fprintf(s->out, "<dt%s>", kind);
		html(s->out, "%.*s</dt>\n", (int)own.len, own.s);
	}
	*label = own;
	fprintf(s->out, "<dd lang=\"fr\"%s>", kind);
	put_value(s, v);
	html(s->out, "</dd>\n");
	return COOP_OK;
}

static enum coop_status put_rows(struct sheet *s, struct coop_error *err)
{
	const struct coop_record *r = s->record;
	struct coop_bytes label = {"", 0};
	size_t i = notice_next(r, 0, false);
	enum coop_status st = COOP_OK;
	if (i == r->count)
		return COOP_OK;
	html(s->out, "<dl class=\"fields\">\n");
	for (; !st && i < r->count; i = notice_next(r, i + 1, false)) {
		struct coop_value v = coop_record_at(r, i);
		st = put_row(s, &v, &label, err);
	}
	html(s->out, "</dl>\n");
	return st;
}

/* ---- running texts ---- */

/* The end of the paragraph at `from`: before two line ends, or at the end of the text. */
static size_t paragraph_end(const struct coop_value *v, size_t from)
{
	for (size_t i = from; i + 1 < v->len; i++)
		if (v->text[i] == '\n' && v->text[i + 1] == '\n')
			return i;
	return v->len;
}

/* Puts bytes [from, end) of a text as a paragraph; takes its marks, of which the first is `*next`. */
static void put_paragraph(struct sheet *s, const struct coop_value *v, size_t from,
	size_t end, size_t *next)
{
	struct mark *at = s->marks.at;
	size_t first = *next;
	for (; *next < s->marks.count && at[*next].off < end; ++*next) {
		at[*next].off -= from;
		at[*next].end -= from;
	}
	/* no mark: no array */
	struct marks own = {.at = at ? at + first : NULL, .count = *next - first};
	html(s->out, "<p>");
	html_marked(s->out, v->text + from, end - from, &own);
	html(s->out, "</p>\n");
}

static enum coop_status put_text(
	struct sheet *s, const struct coop_value *v, struct coop_error *err)
{
	struct coop_bytes label = notice_label(v);
	enum coop_status st = find_marks(s, v, err);
	size_t next = 0;
	if (st)
		return st;
	html(s->out, "<h2>%.*s</h2>\n<div class=\"text\" lang=\"fr\">\n", (int)label.len,
		label.s);
	for (size_t from = 0; from < v->len;) {
		size_t end = paragraph_end(v, from);
		put_paragraph(s, v, from, end, &next);
		for (from = end; from < v->len && v->text[from] == '\n';)
			from++;
	}
	html(s->out, "</div>\n");
	return COOP_OK;
}

static enum coop_status put_texts(struct sheet *s, struct coop_error *err)
{
	const struct coop_record *r = s->record;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && (i = notice_next(r, i, true)) < r->count; i++) {
		struct coop_value v = coop_record_at(r, i);
		st = put_text(s, &v, err);
	}
	return st;
}

/* ---- what is around them ---- */

static enum coop_status put_title(struct sheet *s, struct coop_error *err)
{
	struct coop_value title = evidence_title(s->record);
	enum coop_status st = find_marks(s, &title, err);
	if (st)
		return st;
	html(s->out, "<h1 lang=\"fr\">");
	html_marked(s->out, title.text, title.len, &s->marks);
	html(s->out, "</h1>\n");
	return COOP_OK;
}

/* Puts where the notice comes from: a path is text, as no file of this machine is served. */
static enum coop_status put_source(struct sheet *s, struct coop_error *err)
{
	struct session *session = s->page->session;
	const char *path = "";
	enum coop_status st = session_path(
		session, (enum path_form)s->page->site->ask->paths, &path, err);
	if (st)
		return st;
	html(s->out, "<p class=\"origin\">%s <code>%s:%zu</code>, %s <b>%s</b></p>\n",
		TR("Source:", "Source :"), path, s->record->line, TR("index", "index"),
		session_index_name(session));
	return COOP_OK;
}

static void put_links(const struct sheet *s)
{
	struct coop_value id;
	coop_record_get(s->record, COOP_F_ID, &id);
	struct coop_bytes own = {id.text, id.len};
	html(s->out, "<p class=\"links\"><a href=\"");
	selection_put(s->out, "/similar", &s->page->selection);
	html(s->out, "&amp;id=");
	html_encoded(s->out, own);
	html(s->out, "\">%s</a></p>\n<p class=\"links\">%s",
		TR("Similar notices", "Notices semblables"),
		TR("Export:", "Exporter\u00a0:"));
	for (const struct export_format *f = export_formats; f->type; f++) {
		if (f->format == OUTPUT_TREC || f->format == OUTPUT_PATHS ||
			f->format == OUTPUT_IDS)
			continue;
		html(s->out, "\n<a href=\"/export?id=");
		html_encoded(s->out, own);
		html(s->out, "&amp;format=%s\" title=\"%s\">%s</a>",
			output_ops(f->format)->name, TR(f->for_en, f->for_fr),
			export_format_label(f));
	}
	html(s->out, "</p>\n");
}

static enum coop_status put_notice(
	struct sheet *s, uint32_t docid, struct coop_error *err)
{
	enum coop_status st = session_read_document(s->page->session, docid, err);
	html(s->out, "<article class=\"notice\">\n");
	if (!st)
		st = put_title(s, err);
	if (!st)
		st = put_rows(s, err);
	if (!st)
		st = put_texts(s, err);
	html(s->out, "<footer>\n");
	if (!st)
		st = put_source(s, err);
	if (!st)
		put_links(s);
	html(s->out, "</footer>\n</article>\n");
	return st;
}

/* ---- the page ---- */

/* The notice for programs. */
static void put_beside(struct page *p)
{
	html(p->out, "<link rel=\"alternate\" type=\"application/json\" "
		     "href=\"/api/notice?id=");
	html_encoded(p->out, page_param(p, "id"));
	html(p->out, "\">\n");
}

/* Makes the query of the selection, whose words are marked; one that has none marks nothing. */
static enum coop_status understand(struct sheet *s, struct coop_error *err)
{
	const struct coop_bytes q = s->page->selection.query;
	struct session *session = s->page->session;
	struct coop_error why = {0};
	if (q.len == 0)
		return COOP_OK;
	enum coop_status st =
		session_understand(session, s->page->site->ask, q.s, q.len, &why);
	if (!st)
		st = query_find_beginnings(&session->query, session->analyzer, &why);
	if (!st)
		s->query = &session->query;
	return st == COOP_E_QUERY ? COOP_OK : coop_pass_on(err, &why);
}

/* Puts that there is no such notice, and links to those with the nearest ids. */
static enum coop_status put_missing(struct page *p, struct coop_error *err)
{
	struct coop_bytes id = page_param(p, "id");
	struct nearest_ids nearest = {0};
	enum coop_status st = nearest_ids_find(
		search_collection(p->session->search), id.s, id.len, &nearest, err);
	const char *at = coop_buf_cstr(&nearest.text);
	html(p->out, "<p>%s <code>%.*s</code></p>\n",
		TR("No notice has this id:", "Aucune notice n'a cet identifiant :"),
		(int)id.len, id.s);
	if (!st && nearest.count > 0)
		html(p->out, "<p>%s</p>\n<ul>\n",
			TR("The nearest ones are", "Les plus proches sont"));
	for (size_t i = 0; !st && i < nearest.count; i++, at += strlen(at) + 1) {
		html(p->out, "<li><a href=\"");
		selection_put(p->out, "/notice", &p->selection);
		html(p->out, "&amp;id=");
		html_encoded(p->out, (struct coop_bytes){at, strlen(at)});
		html(p->out, "\">%s</a></li>\n", at);
	}
	if (!st && nearest.count > 0)
		html(p->out, "</ul>\n");
	nearest_ids_release(&nearest);
	return st;
}

/* Names the page by the title of a notice; it is the current record, from which the name is borrowed. */
static enum coop_status name_page(
	struct sheet *s, uint32_t docid, struct frame *frame, struct coop_error *err)
{
	enum coop_status st = session_read_document(s->page->session, docid, err);
	struct coop_value title = evidence_title(s->record);
	if (!st)
		frame->title = (struct coop_bytes){title.text, title.len};
	return st;
}

enum coop_status page_notice(struct page *p, struct coop_error *err)
{
	uint32_t docids[COOP_COLLECTION_MAX];
	size_t count;
	struct sheet s = {
		.page = p, .out = p->out, .record = &p->session->record, .query = NULL};
	struct frame frame = {.title = page_param(p, "id")};
	enum coop_status st = page_find_id(p, docids, &count, err);
	if (!st)
		st = understand(&s, err);
	if (st)
		return st;
	if (count > 0)
		st = name_page(&s, docids[0], &frame, err);
	if (st)
		return st;
	if (count > 0)
		frame.beside = put_beside;
	else
		frame.heading =
			TR("There is no such notice", "Cette notice n'existe pas");
	frame_begin(p, &frame);
	frame_put_back(p);
	if (count == 0)
		st = put_missing(p, err);
	for (size_t i = 0; !st && i < count; i++)
		st = put_notice(&s, docids[i], err);
	frame_end(p);
	marks_release(&s.marks);
	return st;
}
