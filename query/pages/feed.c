/*
 * feed.c - the selection as an Atom feed: what readers of news ask again and again.
 *
 * Its moments are when the index became what it is, not when it was asked for: while the index stays, so
 * does the feed.
 */
#include <string.h>

#include "query/lasting/moment.h"
#include "query/output/atom.h"
#include "query/output/evidence.h"
#include "query/output/urn.h"
#include "query/pages/ask.h"
#include "query/pages/html.h"
#include "query/pages/pages.h"
#include "shared/cli/program.h"

struct feed {
	struct page *page;
	char updated[MOMENT_TEXT];
	struct coop_buf base;       /* "http://localhost:8717" */
	struct coop_buf self, home; /* addresses of the feed, and of its results */
	struct evidence evidence;   /* of the current notice */
	struct coop_buf id, sheet;  /* likewise, and the address of its page */
};

static void release(struct feed *f)
{
	coop_buf_release(&f->base);
	coop_buf_release(&f->self);
	coop_buf_release(&f->home);
	coop_buf_release(&f->id);
	coop_buf_release(&f->sheet);
	evidence_release(&f->evidence);
}

/* When the newest of the indexes became what it is. */
static int64_t newest(const struct session *s)
{
	int64_t since = 0;
	for (size_t i = 0; i < s->nindexes; i++)
		if (s->indexes[i].since > since)
			since = s->indexes[i].since;
	return since;
}

/* Appends a filter, without the sign of a value that is asked for itself. */
static void add_filter(struct coop_buf *title, struct coop_bytes filter)
{
	const char *colon = memchr(filter.s, ':', filter.len);
	size_t len = colon ? (size_t)(colon - filter.s) + 1 : filter.len;
	bool exact = len < filter.len && filter.s[len] == '=';
	coop_buf_printf(title, " %.*s%.*s", (int)len, filter.s,
		(int)(filter.len - len - exact), filter.s + len + exact);
}

static enum coop_status begin(struct feed *f, struct coop_error *err)
{
	const struct page *p = f->page;
	struct coop_buf title = {0};
	char urn[URN_TEXT];
	coop_buf_printf(&f->base, "http://%s", p->request->host);
	enum coop_status st = coop_buf_check(&f->base, err);
	coop_buf_add(&f->self, f->base.s, f->base.len);
	coop_buf_add(&f->home, f->base.s, f->base.len);
	if (!st)
		st = selection_print(&f->self, "/feed", &p->selection, err);
	if (!st)
		st = selection_print(&f->home, "/", &p->selection, err);
	coop_buf_str(&title, "coopq: ");
	coop_buf_add(&title, p->selection.query.s, p->selection.query.len);
	for (size_t i = 0; i < p->selection.nfilters; i++)
		add_filter(&title, p->selection.filters[i]);
	if (!st)
		st = coop_buf_check(&title, err);
	if (!st) {
		/* by what is asked: a server has many addresses */
		const char *asked = strchr(f->self.s + f->base.len, '?');
		urn_make((const char *const[]){"coopq", session_index_name(p->session),
				 asked},
			3, urn);
		atom_begin(p->out, &(struct atom_feed){.id = urn,
					   .updated = f->updated,
					   .version = COOP_VERSION,
					   .title = title.s,
					   .self = f->self.s,
					   .page = f->home.s});
	}
	coop_buf_release(&title);
	return st;
}

/* Makes the id of the current notice, and the address of its page. */
static enum coop_status name_notice(struct feed *f, struct coop_error *err)
{
	const struct session *s = f->page->session;
	struct coop_value id;
	coop_record_get(&s->record, COOP_F_ID, &id);
	coop_buf_reset(&f->id);
	coop_buf_add(&f->id, id.text, id.len);
	coop_buf_reset(&f->sheet);
	coop_buf_printf(&f->sheet, "%s/notice?id=", f->base.s);
	enum coop_status st = coop_buf_check(&f->id, err);
	return st ? st
		  : html_encoded_add(
			    &f->sheet, (struct coop_bytes){id.text, id.len}, err);
}

static enum coop_status put_entry(struct feed *f, size_t i, struct coop_error *err)
{
	struct session *s = f->page->session;
	char urn[URN_TEXT];
	enum coop_status st = session_read(s, i, err);
	if (!st)
		st = evidence_find(&f->evidence, s->analyzer, &s->query, &s->record, err);
	if (!st)
		st = name_notice(f, err);
	if (st)
		return st;
	urn_make((const char *const[]){"coopq", session_index_name(s),
			 coop_buf_cstr(&f->id)},
		3, urn);
	atom_put(f->page->out, &(struct atom_entry){.id = urn,
				       .updated = f->updated,
				       .page = f->sheet.s,
				       .record = &s->record,
				       .snippet = evidence_best(&f->evidence)});
	return COOP_OK;
}

enum coop_status page_feed(struct page *p, struct coop_error *err)
{
	struct asking a = {0};
	struct feed f = {.page = p};
	const struct selection *s = &p->selection;
	enum coop_status st = page_ask(p, &a, (s->page - 1) * s->count, s->count, err);
	if (!st)
		st = moment_of(newest(p->session), f.updated, err);
	if (!st && session_count(p->session) > 0)
		st = query_find_beginnings(&p->session->query, p->session->analyzer, err);
	if (!st)
		st = begin(&f, err);
	for (size_t i = 0; !st && i < session_count(p->session); i++)
		st = put_entry(&f, i, err);
	if (!st)
		atom_end(p->out);
	p->response->type = "application/atom+xml; charset=utf-8";
	release(&f);
	asking_release(&a);
	return st;
}
