/*
 * routes.c - the table of all pages.
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
