/*
 * opensearch.c - how to search here, for browsers and readers of feeds: an OpenSearch 1.1 description.
 */
#include "query/pages/html.h"
#include "query/pages/pages.h"
#include "shared/core/i18n.h"

/* Puts an address with the words to look for, and perhaps the page, for the program to fill in. */
static void put_url(struct page *p, const char *type, const char *path, const char *rest)
{
	html(p->out, "<Url type=\"%s\" template=\"http://%s%s?q={searchTerms}%s\"/>\n",
		type, p->request->host, path, rest);
}

enum coop_status page_describe(struct page *p, struct coop_error *err)
{
	static const char pages[] = "&page={startPage?}&n={count?}";
	(void)err;
	p->response->type = "application/opensearchdescription+xml; charset=utf-8";
	html(p->out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
		"<ShortName>coopq</ShortName>\n<Description>%s</Description>\n"
		"<InputEncoding>UTF-8</InputEncoding>\n"
		"<OutputEncoding>UTF-8</OutputEncoding>\n<Language>fr</Language>\n",
		TR("Full-text search in notices",
			"Recherche en texte intégral dans des notices"));
	put_url(p, "text/html", "/", "");
	put_url(p, "application/json", "/api/search", pages);
	put_url(p, "application/atom+xml", "/feed", pages);
	html(p->out, "</OpenSearchDescription>\n");
	return COOP_OK;
}
