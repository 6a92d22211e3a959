/*
 * answer.h - from a request to a page.
 */
#ifndef COOP_QUERY_PAGES_ANSWER_H
#define COOP_QUERY_PAGES_ANSWER_H

#include "query/pages/page.h"

/*
 * Answers a request from an open session: finds the page, reads the selection, and calls it. Of a failure,
 * the response is the page that says what failed (page_fail()), and its status is returned; but after
 * COOP_E_STALE nothing is written unless the response is broken, so that the caller can open the session
 * anew and ask again.
 */
enum coop_status page_answer(const struct site *site, struct session *session,
	const struct http_request *request, struct http_response *response);

/*
 * Writes the page that says why a request has no answer, without an index: by an error, or with NULL by why
 * the server refuses it.
 */
void page_refuse(const struct site *site, const struct http_request *request,
	const struct coop_error *why, struct http_response *response);

#endif
