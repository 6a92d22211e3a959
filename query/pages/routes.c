/*
 * routes.c - the table of all pages.
 */
#include <string.h>

#include "query/pages/page.h"

const struct route page_routes[] = {{.path = NULL}};

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
