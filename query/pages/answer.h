/*
 * answer.h - from a request to a page.
 */
#ifndef COOP_QUERY_PAGES_ANSWER_H
#define COOP_QUERY_PAGES_ANSWER_H

#include "query/pages/page.h"

/*
 * Answers a request from an open session: finds the page, reads the selection, and calls it. Of a failure,
 * the response is the page that says what failed (page_fail()), and its status is returned, so that a
 * caller can open the session anew after COOP_E_STALE: the response is then to be begun again.
 */
enum coop_status page_answer(const struct site *site, struct session *session,
	const struct http_request *request, struct http_response *response);

#endif
