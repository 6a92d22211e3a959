/*
 * routes.c - the table of all pages.
 */
#include <string.h>

#include "query/pages/assets.h"
#include "query/pages/page.h"
#include "query/pages/search_page.h"

const struct route page_routes[] = {
	{.path = "/", .answer = search_page, .params = "part|facet|show", .keep = true},
	{.path = "/style.css", .answer = assets_style, .alone = true, .keep = true},
	{.path = "/page.js", .answer = assets_script, .alone = true, .keep = true},
	{.path = "/icon.svg", .answer = assets_icon, .alone = true, .keep = true},
	{.path = NULL},
};

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
