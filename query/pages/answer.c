#include "query/pages/answer.h"

#include <stdlib.h>

#include "shared/core/i18n.h"

/* Finds the page of a request, and reads what it shows. */
static enum coop_status find_page(
	struct page *p, const struct route **route, struct coop_error *err)
{
	bool known;
	const struct http_request *r = p->request;
	*route = page_route(r->path, r->method, &known);
	if (*route && (*route)->alone)
		return COOP_OK;
	if (*route)
		return selection_read(&p->selection, r, (*route)->params, err);
	p->response->status = known ? 405 : 404;
	return coop_fail(err, COOP_E_ARG, "%s",
		known ? TR("this page cannot be asked in that way",
				"cette page ne peut pas être demandée ainsi")
		      : TR("there is no page at this address",
				"il n'y a pas de page à cette adresse"));
}

/*
 * Has a page written into memory, so that one that fails has written nothing, unless it has begun; `*body` is
 * to be freed.
 */
static enum coop_status write_page(struct page *p, const struct route *route, char **body,
	size_t *len, struct coop_error *err)
{
	FILE *memory = open_memstream(body, len);
	if (!memory)
		return coop_fail_nomem(err);
	p->out = memory;
	enum coop_status st = route->answer(p, err);
	bool failed = ferror(memory) != 0;
	p->out = p->response->out;
	if ((fclose(memory) != 0 || failed) && !st)
		st = coop_fail_nomem(err);
	return st;
}

enum coop_status page_answer(const struct site *site, struct session *session,
	const struct http_request *request, struct http_response *response)
{
	struct page p = {.site = site,
		.request = request,
		.response = response,
		.out = response->out,
		.session = session};
	struct coop_error err = {0};
	const struct route *route = NULL;
	char *body = NULL;
	size_t len = 0;
	enum coop_status st = find_page(&p, &route, &err);
	selection_settle(&p.selection);
	if (!st)
		st = write_page(&p, route, &body, &len, &err);
	/* it is answered again once the shards are opened anew */
	if (st && session_has_lost_shards(session))
		st = COOP_E_STALE;
	response->broken = st != COOP_OK && p.begun;
	if (!st)
		response->keep = route->keep;
	if (!st && !p.begun)
		fwrite(body, 1, len, response->out);
	if (st == COOP_E_STALE)
		response->status = 200;
	else if (st && !response->broken)
		page_fail(&p, &err);
	free(body);
	return st;
}
