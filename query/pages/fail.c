/*
 * fail.c - the page that says what failed.
 */
#include "query/pages/html.h"
#include "query/pages/page.h"

void page_fail(struct page *p, const struct coop_error *err)
{
	struct http_response *r = p->response;
	if (r->status < 400)
		r->status = err->status == COOP_E_ARG || err->status == COOP_E_QUERY
				    ? 400
				    : 500;
	r->type = "text/html; charset=utf-8";
	html(p->out, "<!DOCTYPE html>\n<title>coopq</title>\n<p>%s</p>\n<p>%s</p>\n",
		err->msg, err->hint);
}
