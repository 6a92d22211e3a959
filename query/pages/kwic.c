/*
 * kwic.c - a concordance of the selection: every occurrence of its words, in its context.
 */
#include "query/actions/concord.h"
#include "query/pages/ask.h"
#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/pages.h"
#include "query/pages/query_notes.h"
#include "shared/core/i18n.h"

enum {
	LINES = 50,         /* on a page */
	CONTEXT = 60,       /* cells on each side */
	SORTED_MAX = 20000, /* occurrences that are sorted at most: seconds of work */
	API_MAX = 1000,     /* lines of JSON */
	API_WALKED = 100000 /* occurrences up to the last of them: seconds of work */
};

static const char ORDERS[] = "document|left|right";

/* A concordance on its way. */
struct kwic {
	struct page *page;
	int order; /* enum concord_order */
	size_t offset, limit;
	struct asking asking;
	struct concord_end end;
	struct concordance layout; /* for programs */
};

/* Asks the query, so that its phrases are relaxed where they have to be. */
static enum coop_status ask(struct kwic *k, struct coop_error *err)
{
	struct page *p = k->page;
	const struct selection *s = &p->selection;
	enum coop_status st = page_choice(p, "order", ORDERS, &k->order, err);
	if (!st)
		st = asking_make(&k->asking, p->site->ask, s, p->session, err);
	struct ask asked = concord_ask(&k->asking.ask);
	return st ? st : session_ask(p->session, &asked, s->query.s, s->query.len, err);
}

/* Walks the occurrences of this page. */
static enum coop_status walk(struct kwic *k,
	enum coop_status (*take)(
		void *, const struct concordance_line *, bool *, struct coop_error *),
	struct coop_error *err)
{
	const struct concord c = {.order = (enum concord_order)k->order,
		.offset = k->offset,
		.limit = k->limit,
		.context = CONTEXT,
		.paths = (enum path_form)k->page->site->ask->paths,
		.sorted_max = SORTED_MAX,
		.take = take,
		.data = k};
	return concord_walk(k->page->session, &c, &k->end, err);
}

/* ---- the table ---- */

/* Puts what was made of the query. */
static enum coop_status put_notes(struct kwic *k, struct coop_error *err)
{
	struct notes notes = {0};
	enum coop_status st =
		notes_of_answer(&notes, k->page->session, &k->asking.ask, true, err);
	if (!st)
		query_notes_put_list(k->page, &notes);
	notes_release(&notes);
	return st;
}

static void put_order(struct kwic *k)
{
	const char *labels[] = {
		TR("in the order of the index", "dans l'ordre de l'index"),
		TR("by the words before", "par les mots d'avant"),
		TR("by the words after", "par les mots d'après")};
	const char *names[] = {"document", "left", "right"};
	struct selection s = k->page->selection;
	FILE *out = k->page->out;
	s.page = 1;
	html(out, "<nav class=\"order\" aria-label=\"%s\">\n<ul>\n",
		TR("Order", "Ordre"));
	for (int i = 0; i < 3; i++) {
		html(out, "<li><a href=\"");
		selection_put(out, "/kwic", &s);
		html(out, "&amp;order=%s", names[i]);
		html(out, i == k->order ? "\" aria-current=\"true\">" : "\">");
		html(out, "%s</a></li>\n", labels[i]);
	}
	html(out, "</ul>\n</nav>\n");
}

/* A line as a row: its sides in one line each, the word between. */
static enum coop_status put_row(void *data, const struct concordance_line *line,
	bool *enough, struct coop_error *err)
{
	struct kwic *k = data;
	FILE *out = k->page->out;
	const char *id = coop_buf_cstr(&line->text),
		   *left = id + line->id_len + line->path_len + line->field_len,
		   *keyword = left + line->left_len, *right = keyword + line->keyword_len;
	struct selection results = k->page->selection;
	results.page = 1; /* that of the address is one of the concordance */
	(void)enough;
	(void)err;
	html(out, "<tr lang=\"fr\"><td class=\"left\">");
	html_text(out, (struct coop_bytes){left, line->left_len});
	html(out, "</td><td class=\"keyword\"><mark>");
	html_text(out, (struct coop_bytes){keyword, line->keyword_len});
	html(out, "</mark></td><td class=\"right\">");
	html_text(out, (struct coop_bytes){right, line->right_len});
	html(out, "</td><td class=\"notice\"><a href=\"");
	selection_put(out, "/notice", &results);
	html(out, "&amp;id=");
	html_encoded(out, (struct coop_bytes){id, line->id_len});
	html(out, "\">");
	html_text(out, (struct coop_bytes){id, line->id_len});
	html(out, "</a></td></tr>\n");
	return COOP_OK;
}

static void put_page_link(struct kwic *k, size_t page, const char *rel, const char *text)
{
	struct selection s = k->page->selection;
	FILE *out = k->page->out;
	s.page = page;
	html(out, "<li><a rel=\"%s\" href=\"", rel);
	selection_put(out, "/kwic", &s);
	if (k->order != CONCORD_DOCUMENT)
		html(out, "&amp;order=%s", k->order == CONCORD_LEFT ? "left" : "right");
	html(out, "\">%s</a></li>\n", text);
}

/* Says how many there are, where that is known, and leads to the pages beside this one. */
static void put_rest(struct kwic *k)
{
	size_t page = k->page->selection.page;
	FILE *out = k->page->out;
	if (k->end.given == 0)
		html(out, "<p>%s</p>\n",
			TR("No occurrence to show.", "Aucune occurrence à montrer."));
	if (k->end.capped)
		html(out,
			TR("<p class=\"note\">Only the first %d occurrences were sorted.</p>\n",
				"<p class=\"note\">Seules les %d premières occurrences ont été triées.</p>\n"),
			SORTED_MAX);
	else if (k->end.total > 0)
		html(out,
			TR("<p class=\"note\">Occurrences in all: %zu</p>\n",
				"<p class=\"note\">Occurrences en tout : %zu</p>\n"),
			k->end.total);
	if (page == 1 && !k->end.more)
		return;
	html(out, "<nav class=\"pages\" aria-label=\"%s\">\n<ul>\n",
		TR("Pages", "Pages"));
	if (page > 1)
		put_page_link(
			k, page - 1, "prev", TR("\u2190 Previous", "\u2190 Précédente"));
	if (k->end.more && page < SELECTION_RESULTS_MAX / LINES)
		put_page_link(k, page + 1, "next", TR("Next \u2192", "Suivante \u2192"));
	html(out, "</ul>\n</nav>\n");
}

static enum coop_status put_table(struct kwic *k, struct coop_error *err)
{
	FILE *out = k->page->out;
	html(out,
		"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n"
		"<table class=\"kwic\">\n<thead><tr><th scope=\"col\">%s</th>"
		"<th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
		"<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
		TR("Occurrences", "Occurrences"), TR("Before", "Avant"),
		TR("Word", "Mot"), TR("After", "Après"), TR("Notice", "Notice"));
	enum coop_status st = walk(k, put_row, err);
	html(out, "</tbody>\n</table>\n</div>\n");
	return st;
}

static enum coop_status put_kwic(struct kwic *k, struct coop_error *err)
{
	struct page *p = k->page;
	const struct frame frame = {
		.title = p->selection.query, .kind = TR("Concordance", "Concordance")};
	size_t page = p->selection.page;
	frame_begin(p, &frame);
	html(p->out, "<h1>%s <code lang=\"fr\">", TR("Concordance of", "Concordance de"));
	html_text(p->out, p->selection.query);
	html(p->out, "</code></h1>\n");
	p->selection.page = 1; /* of the results */
	frame_put_back(p);
	p->selection.page = page;
	enum coop_status st = put_notes(k, err);
	if (!st)
		put_order(k);
	if (!st)
		st = put_table(k, err);
	if (!st)
		put_rest(k);
	frame_end(p);
	return st;
}

enum coop_status page_kwic(struct page *p, struct coop_error *err)
{
	struct kwic k = {.page = p, .limit = LINES};
	k.offset = (p->selection.page - 1) * LINES;
	enum coop_status st = COOP_OK;
	if (p->selection.page > SELECTION_RESULTS_MAX / LINES)
		st = coop_fail(err, COOP_E_ARG,
			TR("no page is shown beyond the first %d occurrences",
				"aucune page n'est montrée au-delà des %d premières occurrences"),
			SELECTION_RESULTS_MAX);
	if (!st)
		st = ask(&k, err);
	if (!st)
		st = put_kwic(&k, err);
	asking_release(&k.asking);
	return st;
}

/* ---- for programs ---- */

static enum coop_status put_line(void *data, const struct concordance_line *line,
	bool *enough, struct coop_error *err)
{
	struct kwic *k = data;
	(void)enough;
	return concordance_print(&k->layout, line, err);
}

enum coop_status page_api_kwic(struct page *p, struct coop_error *err)
{
	const struct output output = {.stream = p->out, .format = OUTPUT_JSONL};
	struct kwic k = {.page = p, .limit = API_MAX};
	enum coop_status st = page_number(p, "limit", API_MAX, &k.limit, err);
	k.offset = (p->selection.page - 1) * k.limit;
	if (!st && p->selection.page > API_WALKED / k.limit)
		st = coop_fail(err, COOP_E_ARG,
			TR("no line is given beyond the first %d occurrences",
				"aucune ligne n'est donnée au-delà des %d premières occurrences"),
			API_WALKED);
	concordance_init(&k.layout, &output, CONTEXT);
	if (!st)
		st = ask(&k, err);
	if (!st)
		st = walk(&k, put_line, err);
	p->response->type = "application/x-ndjson; charset=utf-8";
	asking_release(&k.asking);
	return st;
}
