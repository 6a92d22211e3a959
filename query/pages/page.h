/*
 * page.h - what a page is made of, and the table of all pages.
 *
 * A page is a function that answers one request from an open session: it writes to `out`, and may set the
 * members of the response. Its texts are in the language of the thread (i18n.h). Where it fails, nothing
 * that it has written is sent: page_fail() makes the page that says why. So a page that fails later than its
 * first byte is no half page. What may be larger than memory says so when it begins: page_begin().
 */
#ifndef COOP_QUERY_PAGES_PAGE_H
#define COOP_QUERY_PAGES_PAGE_H

#include <stdbool.h>
#include <stdio.h>

#include "query/http/http.h"
#include "query/pages/selection.h"
#include "query/search/session.h"
#include "shared/core/error.h"

struct options; /* query/actions/options.h */

/* What is the same for all requests. */
struct site {
	const struct options *options; /* of the command line */
	const struct ask *ask;         /* what it asks of every query */
};

struct page {
	const struct site *site;
	const struct http_request *request;
	struct http_response *response;
	FILE *out;               /* where it is written */
	struct session *session; /* open, of this thread */
	struct selection
		selection; /* of the address, for pages that take one; else empty */
	bool begun;        /* page_begin() */
};

/* What is written is sent from now on, however much it is; after a failure, the response is broken. */
static inline void page_begin(struct page *p)
{
	p->out = p->response->out;
	p->begun = true;
}

typedef enum coop_status page_function(struct page *p, struct coop_error *err);

struct route {
	const char *path; /* the whole of it */
	page_function *answer;
	const char *params; /* it takes beside those of a selection, separated by '|' */
	enum http_method method;
	bool alone;   /* it takes no selection */
	bool keep;    /* it depends on the index and the address alone */
	bool is_long; /* it may take long */
};

/* Ends with a row whose path is NULL. */
extern const struct route page_routes[];

/* The page of a path; NULL when there is none of that method. `*known` is whether there is one at all. */
const struct route *page_route(const char *path, enum http_method method, bool *known);

/*
 * Whether a request may take long: by its page, or because what it asks is work for much of a second. So a few
 * of those keep nobody waiting who asks less. It is quick, and reads the request alone.
 */
bool page_is_long(const struct http_request *request);

/*
 * Sets the status for an error, and writes the page that says what failed and what to do; as JSON for a path
 * below /api/. `err` says what it is about; what is no user's business is told on standard error as well.
 */
void page_fail(struct page *p, const struct coop_error *err);

#endif
