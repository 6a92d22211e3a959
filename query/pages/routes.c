/*
 * routes.c - the table of all pages, and which requests may take long.
 */
#include <string.h>

#include "query/pages/assets.h"
#include "query/pages/page.h"
#include "query/pages/pages.h"
#include "query/pages/search_page.h"

const struct route page_routes[] = {
	{.path = "/", .answer = search_page, .params = "part|facet", .keep = true},
	{.path = "/style.css", .answer = assets_style, .alone = true, .keep = true},
	{.path = "/page.js", .answer = assets_script, .alone = true, .keep = true},
	{.path = "/icon.svg", .answer = assets_icon, .alone = true, .keep = true},
	{.path = "/notice", .answer = page_notice, .params = "id", .keep = true},
	{.path = "/export",
		.answer = page_export,
		.params = "id|format|limit",
		.is_long = true},
	{.path = "/print", .answer = page_print, .keep = true, .is_long = true},
	{.path = "/similar", .answer = page_similar, .params = "id", .keep = true},
	{.path = "/kwic",
		.answer = page_kwic,
		.params = "order",
		.keep = true,
		.is_long = true},
	/* the next two have addresses by the name that the server is called */
	{.path = "/feed", .answer = page_feed},
	{.path = "/opensearch.xml", .answer = page_describe, .alone = true},
	{.path = "/help", .answer = page_help, .keep = true},
	{.path = "/searches", .answer = page_searches},
	{.path = "/searches",
		.answer = page_save_search,
		.method = HTTP_POST,
		.alone = true},
	{.path = "/searches/delete",
		.answer = page_delete_search,
		.method = HTTP_POST,
		.alone = true},
	{.path = "/api/search",
		.answer = page_api_search,
		.params = "facets",
		.keep = true},
	{.path = "/api/notice", .answer = page_api_notice, .params = "id", .keep = true},
	{.path = "/api/kwic",
		.answer = page_api_kwic,
		.params = "order|limit",
		.keep = true,
		.is_long = true},
	{.path = "/api/status", .answer = page_api_status, .alone = true, .keep = true},
	{.path = NULL}};

const struct route *page_route(const char *path, enum http_method method, bool *known)
{
	*known = false;
	for (const struct route *r = page_routes; r->path; r++) {
		if (strcmp(r->path, path) != 0)
			continue;
		*known = true;
		if (r->method == method)
			return r;
	}
	return NULL;
}

/* What is asked at most of the threads for usual requests: people ask less. */
enum {
	USUAL_BYTES = 500, /* of queries and filters */
	USUAL_PATTERNS = 6 /* signs of patterns, each of which may be a thousand words */
};

/* Whether queries and filters are longer than usual ones, or have more patterns. */
static bool asks_much(const struct http_param *params, size_t count)
{
	size_t bytes = 0, patterns = 0;
	for (size_t i = 0; i < count; i++) {
		const struct http_param *p = &params[i];
		if (strcmp(p->name, "q") != 0 && strcmp(p->name, "filter") != 0)
			continue;
		bytes += p->len;
		for (size_t k = 0; k < p->len; k++)
			patterns += p->value[k] == '*' || p->value[k] == '?';
	}
	return bytes > USUAL_BYTES || patterns > USUAL_PATTERNS;
}

/* Whether notices are folded of a page that is not the first: those of all pages before it are. */
static bool folds_much(const struct http_request *r)
{
	const struct http_param *page = http_param(r, "page");
	return http_param(r, "group") && page && strcmp(page->value, "1") != 0;
}

bool page_is_long(const struct http_request *request)
{
	bool known;
	const struct route *route = page_route(request->path, request->method, &known);
	if (!route)
		return false;
	return route->is_long || folds_much(request) ||
	       asks_much(request->params, request->nparams) ||
	       asks_much(request->fields, request->nfields);
}
