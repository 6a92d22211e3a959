/*
 * print.c - the selection as a list on paper: all results one after another, and no date, so that the same
 * answer is the same list.
 */
#include "query/actions/results.h"
#include "query/pages/ask.h"
#include "query/pages/facet_lists.h"
#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/pages.h"
#include "shared/core/i18n.h"

/* The most results of a list. */
enum { PRINT_MAX = 1000 };

/* Puts the filters that the list is narrowed by. */
static void put_filters(struct page *p)
{
	const struct selection *s = &p->selection;
	if (s->nfilters == 0)
		return;
	html(p->out, "<p class=\"filters\">");
	for (size_t i = 0; i < s->nfilters; i++) {
		if (i > 0)
			html(p->out, ", ");
		facet_filter_put(p->out, s->filters[i]);
	}
	html(p->out, "</p>\n");
}

enum coop_status page_print(struct page *p, struct coop_error *err)
{
	struct asking a = {0};
	struct frame frame = {.title = p->selection.query, .kind = TR("List", "Liste")};
	const struct output out = {.stream = p->out, .format = OUTPUT_LIST};
	enum coop_status st = page_ask(p, &a, 0, PRINT_MAX, err);
	a.ask.paths = (int)page_paths(p);
	if (!st) {
		frame_begin(p, &frame);
		frame_put_back(p);
		html(p->out, "<section class=\"printed\">\n");
		put_filters(p);
		st = results_print(&out, p->session, &a.ask, NULL, err);
		html(p->out, "</section>\n");
		frame_end(p);
	}
	asking_release(&a);
	return st;
}
