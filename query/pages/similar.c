/*
 * similar.c - notices like one, found by its own best words.
 */
#include <string.h>

#include "query/output/evidence.h"
#include "query/pages/ask.h"
#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/pages.h"
#include "query/pages/results.h"
#include "query/search/like.h"
#include "shared/core/i18n.h"

/* The most notices. */
enum { SIMILAR_MAX = 20 };

/* What is asked for notices like one. */
struct similar {
	struct page *page;
	struct like like;
	struct asking asking;
	struct coop_buf title; /* of the notice */
};

static enum coop_status choose_words(
	struct similar *x, uint32_t docid, struct coop_error *err)
{
	struct session *s = x->page->session;
	enum coop_status st = like_document(&x->like, s, docid, err);
	if (st)
		return st;
	struct coop_value title = evidence_title(&s->record);
	coop_buf_add(&x->title, title.text, title.len);
	return coop_buf_check(&x->title, err);
}

static enum coop_status ask(struct similar *x, struct coop_error *err)
{
	struct page *p = x->page;
	struct ask *ask = &x->asking.ask;
	struct selection all = {.count = SIMILAR_MAX}; /* nothing narrows what is alike */
	selection_settle(&all);
	enum coop_status st =
		asking_make(&x->asking, p->site->ask, &all, p->session, err);
	ask->offset = 0;
	ask->count = SIMILAR_MAX;
	ask->without =
		(struct coop_bytes){coop_buf_cstr(&x->like.term), x->like.term.len};
	return st ? st
		  : session_ask(p->session, ask, coop_buf_cstr(&x->like.query),
			    x->like.query.len, err);
}

/* Puts the notice that they are like, and by which words. */
static void put_head(struct similar *x)
{
	FILE *out = x->page->out;
	html(out, "<h1>%s <a lang=\"fr\" href=\"", TR("Similar to", "Semblables à"));
	selection_put(out, "/notice", &x->page->selection);
	html(out, "&amp;id=");
	html_encoded(out, page_param(x->page, "id"));
	html(out, "\">");
	html_text(out, (struct coop_bytes){x->title.s, x->title.len});
	html(out, "</a></h1>\n");
	if (x->like.count > 0)
		html(out, "<p class=\"note\">%s <span lang=\"fr\">%s</span></p>\n",
			TR("Words:", "Termes\u00a0:"), coop_buf_cstr(&x->like.words));
}

static enum coop_status put_page(struct similar *x, struct coop_error *err)
{
	struct page *p = x->page;
	const struct frame frame = {.title = {coop_buf_cstr(&x->title), x->title.len},
		.kind = TR("Similar notices", "Notices semblables")};
	enum coop_status st = COOP_OK;
	frame_begin(p, &frame);
	frame_put_back(p);
	put_head(x);
	if (x->like.count > 0)
		st = results_put(p, &x->asking, err);
	if (x->like.count == 0 || session_count(p->session) == 0)
		html(p->out, "<p>%s</p>\n",
			TR("No other notice has a word of this one.",
				"Aucune autre notice n'a un mot de celle-ci."));
	frame_end(p);
	return st;
}

enum coop_status page_similar(struct page *p, struct coop_error *err)
{
	uint32_t docids[COOP_COLLECTION_MAX];
	size_t count;
	struct similar x = {.page = p};
	enum coop_status st = page_find_id(p, docids, &count, err);
	if (!st && count == 0)
		st = page_fail_id(p, err);
	if (!st)
		st = choose_words(&x, docids[0], err);
	if (!st && x.like.count > 0)
		st = ask(&x, err);
	if (!st)
		st = put_page(&x, err);
	/* the plan of the query holds the term */
	session_drop(p->session);
	asking_release(&x.asking);
	like_release(&x.like);
	coop_buf_release(&x.title);
	return st;
}
