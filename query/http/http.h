/*
 * http.h - an HTTP server for one machine, over libmicrohttpd: who may connect, what a request is, and
 * how it is answered. It knows no queries.
 *
 * One thread accepts connections. One reads requests and writes responses, and answers from memory what
 * it has answered before (response_cache.h). The others ask the application, one request at a time each;
 * what takes long has a thread of its own, so that it keeps nobody waiting. What cannot be taken on is
 * refused with a response that says so: a connection beyond the limit, and a request for which there is
 * no room in the queue, with 503 and Retry-After.
 *
 * A client that ends its half of a connection before it is answered is taken for gone.
 *
 * A request is refused before the application sees it unless its Host is a name of this server, against
 * DNS rebinding; a POST, unless its Origin is this server too, against pages of others that post here; a GET
 * that a page of others has its browser make behind the user's back (Sec-Fetch-Site), against those that would
 * have this machine work, or learn from the time that takes what it holds.
 * Every response has the headers that keep a page to itself (headers.h).
 *
 * The parts: sockets.h listens at an address.h; serve.c accepts connections, and turned_away.h has those
 * for which there is no room; clients.h knows until when each is waited for. A request is an exchange.h,
 * whose parameters are read by params.h and language.h; its answer.h is written to a body.h by one of the
 * threads of jobs.h, sent with headers.h, and written to a log.h.
 */
#ifndef COOP_QUERY_HTTP_HTTP_H
#define COOP_QUERY_HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

enum {
	HTTP_PORT = 8717,           /* where no port is told */
	HTTP_HEADER_MAX = 16 << 10, /* bytes of the line and the headers of a request */
	HTTP_BODY_MAX = 64 << 10,   /* bytes of a form */
	HTTP_PARAMS_MAX = 64,       /* parameters, and fields of a form */
	HTTP_CLIENTS = 256,         /* connections at a time */
	HTTP_QUEUE = 128,           /* requests that wait for a thread */
	/* until a request is there in full; as long, a client that asks nothing is waited for */
	HTTP_SECONDS_TO_ASK = 10,
	/* until a response is taken; a long one has a second more for each 16 KiB (clients.h) */
	HTTP_SECONDS_TO_TAKE = 30,
	/* bytes of long responses in temporary files, from which on no other is begun (body.h) */
	HTTP_FILES = 1 << 30,
	HTTP_SECONDS_TO_END = 10 /* for requests in flight when the server is to end */
};

/* HEAD is a GET without its body: the server sees to that. */
enum http_method { HTTP_GET, HTTP_POST };

/* A parameter of an address, or a field of a form, decoded. The value may have any bytes. */
struct http_param {
	const char *name;  /* ends with a NUL, and has no other */
	const char *value; /* `len` bytes with a NUL behind them */
	size_t len;
};

/* All is borrowed, for as long as the request is answered. */
struct http_request {
	enum http_method method;
	/* decoded, from '/' on, without the parameters; no NUL inside */
	const char *path;
	const struct http_param *params; /* of the address, in its order */
	size_t nparams;
	const struct http_param *fields; /* of the form of a POST */
	size_t nfields;
	/* how the client calls this server, such as "localhost:8717"; checked */
	const char *host;
	/* Its Accept-Language prefers French; without one, who started the server does. TR() follows it. */
	bool french;
	const char
		*refused; /* for refuse(): why, a sentence in its language; else NULL */
};

/* The first parameter of a name; NULL when there is none. */
const struct http_param *http_param(const struct http_request *r, const char *name);
/* The same of the fields of a form. */
const struct http_param *http_field(const struct http_request *r, const char *name);

/* What the application sets of a response. Strings are copied when it has returned. */
struct http_response {
	unsigned status;  /* 200, unless it says otherwise */
	const char *type; /* such as "text/html; charset=utf-8"; a constant */
	/* for the body; what does not fit into memory goes to a temporary file that has no name */
	FILE *out;
	/* what was written is no whole body: a page that refuses is sent instead, with status 500 */
	bool broken;
	/* the name of a file to save it as; empty: it is shown */
	struct coop_buf download;
	/* of a redirection, from '/' on; one that leads to another server makes it a failure */
	struct coop_buf location;
	/* the same GET has the same response until the edition is another: it is kept, and has an ETag */
	bool keep;
	bool forever; /* its address changes when it does: browsers need not ask again */
};

struct http_settings {
	/*
	 * Where to listen: "127.0.0.1:8717", "[::1]:80", "localhost", "8717"; port 0 is any that is free.
	 * NULL: the sockets that systemd hands over (sd_listen_fds(3)), else 127.0.0.1 and HTTP_PORT.
	 */
	const char *listen;
	/* names by which it may be called beside its address; localhost is one where that is loopback */
	const char *const *hosts;
	size_t nhosts;
	unsigned threads; /* that answer, 1 at least */
	FILE *log;        /* a line for each request (log.h); NULL: none is written */
	/* Instead of HTTP_CLIENTS, the seconds above, and HTTP_FILES; 0: those. */
	unsigned clients, seconds_to_ask, seconds_to_take, seconds_to_end, files;
};

/* Who answers. All functions are called by several threads at a time, but for `listening`. */
struct http_app {
	void *data;
	/*
	 * Answers a request in thread `thread`, from 0 to settings.threads - 1, and for what takes long
	 * settings.threads. It always has an answer: of a failure, a page with another status. Of an
	 * edition that it was told before, it answers by that one or by a later one.
	 */
	void (*answer)(void *data, unsigned thread, const struct http_request *request,
		struct http_response *response);
	/* Whether a request takes long. This one and the next two keep all clients waiting: they are quick. */
	bool (*is_long)(void *data, const struct http_request *request);
	/*
	 * Writes the page for a request that the server refuses; `status` and request->refused are set. What
	 * the request has may be missing: its path and its host are "" then.
	 */
	void (*refuse)(void *data, const struct http_request *request,
		struct http_response *response);
	/* A number that is another one when answers may be others; called for each request. */
	uint64_t (*edition)(void *data);
	/* Says where it listens, before the first request; once for each socket. */
	void (*listening)(void *data, const char *url);
};

/*
 * Serves until SIGTERM or SIGINT: then no connection is accepted any more, requests in flight are
 * answered, and it returns. Clients are waited for HTTP_SECONDS_TO_END; an answer that is being written,
 * until it is. A second signal ends the process at once. While it serves, SIGPIPE is ignored, and
 * SIGTERM and SIGINT are blocked: threads that were begun before must not take them.
 *
 * COOP_E_ARG: an address that is none; COOP_E_IO: one that cannot be listened at, or libmicrohttpd is not
 * there.
 */
enum coop_status http_serve(const struct http_settings *settings,
	const struct http_app *app, struct coop_error *err);

#endif
