/*
 * export.c - the selection, or a single notice, as a file of one of the formats that coopq prints.
 *
 * Results are read and written one after another: however many there are, what is kept of each is its
 * number and its score.
 */
#include <string.h>

#include "query/actions/results.h"
#include "query/pages/ask.h"
#include "query/pages/export_formats.h"
#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/number.h"
#include "query/pages/pages.h"
#include "shared/core/i18n.h"
#include "shared/text/fold.h"

/* The most notices in a file, and the most bytes of a query in its name. */
enum { EXPORT_MAX = 100000, NAME_MAX_BYTES = 60 };

/* ---- the name of the file ---- */

/* Appends letters and digits of a text, folded, with a dash for whatever is between. */
static void add_words(struct coop_buf *name, struct coop_bytes text)
{
	struct coop_buf folded = {0};
	bool between = false;
	coop_fold_label(text.s, text.len, &folded);
	for (size_t i = 0; i < folded.len && name->len < NAME_MAX_BYTES; i++) {
		char c = folded.s[i];
		bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (good && between && name->len > 0)
			coop_buf_byte(name, '-');
		if (good)
			coop_buf_byte(name, c);
		between = !good;
	}
	name->failed |= folded.failed;
	coop_buf_release(&folded);
}

static enum coop_status set_file(
	struct page *p, const struct export_format *f, struct coop_error *err)
{
	struct coop_buf *name = &p->response->download;
	struct coop_bytes id = page_param(p, "id");
	add_words(name, id.len > 0 ? id : p->selection.query);
	if (name->len == 0)
		coop_buf_str(name, "coopq");
	coop_buf_printf(name, ".%s", f->extension);
	p->response->type = f->type;
	return coop_buf_check(name, err);
}

/* ---- the results ---- */

/* Makes the notices with the id of the address the results. */
static enum coop_status select_notice(struct page *p, struct coop_error *err)
{
	uint32_t docids[COOP_COLLECTION_MAX];
	size_t count;
	enum coop_status st = page_find_id(p, docids, &count, err);
	if (!st && count == 0)
		st = page_fail_id(p, err);
	return st ? st : session_select(p->session, docids, count, err);
}

static enum coop_status select_results(struct page *p, struct asking *a,
	const struct export_format *f, struct coop_error *err)
{
	size_t limit = EXPORT_MAX;
	enum coop_status st = page_number(p, "limit", EXPORT_MAX, &limit, err);
	if (!st && f->format == OUTPUT_TREC && p->selection.sort.len > 0)
		st = coop_fail(err, COOP_E_ARG, "%s",
			TR("a run of TREC gives notices by their scores, and goes with no sort",
				"un fichier TREC donne les notices selon leur score, et ne va pas avec un tri"));
	if (!st)
		st = asking_make(a, p->site->ask, &p->selection, p->session, err);
	a->ask.offset = 0;
	a->ask.count = limit;
	a->ask.scores = output_ops(f->format)->shows_scores;
	return st ? st
		  : session_ask(p->session, &a->ask, p->selection.query.s,
			    p->selection.query.len, err);
}

static enum coop_status write_file(
	struct page *p, const struct export_format *f, struct coop_error *err)
{
	struct asking a = {.ask = *p->site->ask};
	bool one = http_param(p->request, "id") != NULL;
	enum coop_status st = one ? select_notice(p, err) : select_results(p, &a, f, err);
	if (!st)
		st = set_file(p, f, err);
	if (one)
		a.ask.group = false;
	if (!st) {
		page_begin(p);
		const struct output out = {.stream = p->out, .format = f->format};
		st = results_print(&out, p->session, &a.ask, NULL, err);
	}
	asking_release(&a);
	return st;
}

/* ---- the choice ---- */

static void put_choice(struct page *p, const struct export_format *f)
{
	const char *name = output_ops(f->format)->name;
	struct coop_bytes id = page_param(p, "id");
	html(p->out, "<li><a href=\"");
	selection_put(p->out, "/export", &p->selection);
	if (id.len > 0) {
		html(p->out, "&amp;id=");
		html_encoded(p->out, id);
	}
	html(p->out, "&amp;format=%s\" download>%s</a> <span>%s</span></li>\n", name,
		export_format_label(f), TR(f->for_en, f->for_fr));
}

/* Says how many notices go into a file. */
static void put_count(struct page *p, uint64_t total)
{
	bool all = total <= EXPORT_MAX;
	html(p->out, "<p>%s ",
		all ? TR("The file will have", "Le fichier contiendra")
		    : TR("More are found than a file can have, which are",
			      "Il y en a plus qu'un fichier ne peut en avoir, soit"));
	number_put_notices(p->out, all ? total : EXPORT_MAX);
	html(p->out, ".</p>\n");
}

static enum coop_status choose(struct page *p, struct coop_error *err)
{
	struct asking a = {0};
	struct frame frame = {
		.title = p->selection.query, .kind = TR("Export", "Exporter")};
	/* one more than fit tells whether all do */
	enum coop_status st = http_param(p->request, "id")
				      ? select_notice(p, err)
				      : page_ask(p, &a, 0, EXPORT_MAX + 1, err);
	if (!st) {
		frame_begin(p, &frame);
		frame_put_back(p);
		html(p->out, "<h1>%s</h1>\n",
			TR("Export the notices", "Exporter les notices"));
		put_count(p, session_count(p->session));
		html(p->out, "<ul class=\"formats\">\n");
		for (const struct export_format *f = export_formats; f->type; f++)
			if (f->format != OUTPUT_TREC || p->selection.sort.len == 0)
				put_choice(p, f);
		html(p->out, "</ul>\n");
		frame_end(p);
	}
	asking_release(&a);
	return st;
}

enum coop_status page_export(struct page *p, struct coop_error *err)
{
	const struct http_param *name = http_param(p->request, "format");
	const struct export_format *f = name ? export_format(name->value) : NULL;
	if (name && name->len > 0 && !f)
		return coop_fail(err, COOP_E_ARG,
			TR("there is no format '%.60s'",
				"il n'y a pas de format « %.60s »"),
			name->value);
	return f ? write_file(p, f, err) : choose(p, err);
}
