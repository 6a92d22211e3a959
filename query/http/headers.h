/*
 * headers.h - the headers of every response, and why each is there:
 *
 *   Content-Security-Policy  a page loads nothing but the styles, scripts and pictures of this server, and
 *                            sends forms to nobody else: text of a notice that became markup by a mistake
 *                            would still run nothing and call nobody
 *   X-Content-Type-Options   a browser takes nothing for another type than the one that is told
 *   Referrer-Policy          other servers do not learn what was asked for when a link is followed; this
 *                            one does, as browsers send "Origin: null" with forms otherwise
 *   Cross-Origin-Opener-Policy, Cross-Origin-Resource-Policy
 *                            pages of others neither hold a window of ours nor load what is here
 *   X-Frame-Options          nor frame it, in browsers that do not know frame-ancestors
 *   Permissions-Policy       no camera, no microphone, no place
 *   Vary                     a page is in the language that its reader prefers
 *   Cache-Control            notices are not left in caches; what may be kept is asked for again with its
 *                            ETag, and what never changes is not asked for
 *   Content-Disposition      a file to save, with its name in full and in ASCII (disposition.h)
 *
 * libmicrohttpd adds Date, Content-Length and Connection. What it answers on its own, to bytes that are no
 * HTTP and headers beyond twice the limit, is a line of its own without these headers.
 */
#ifndef COOP_QUERY_HTTP_HEADERS_H
#define COOP_QUERY_HTTP_HEADERS_H

#include "query/http/answer.h"

/* Takes a header; false when it cannot. */
typedef bool header_taker(void *data, const char *name, const char *value);

/* Gives all headers of an answer; `etag` is NULL where it has none. False when one was not taken. */
bool headers_give(
	const struct answer *a, const char *etag, header_taker *take, void *data);

#endif
