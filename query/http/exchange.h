/*
 * exchange.h - a request and its answer, from the first line to the last byte sent.
 *
 * It is the I/O thread's of the library, which begins it, reads the request, and sends the answer. While the
 * application answers, the connection is suspended and the exchange a worker's, which gives it back with
 * resume_connection(): after that, it touches nothing of it.
 */
#ifndef COOP_QUERY_HTTP_EXCHANGE_H
#define COOP_QUERY_HTTP_EXCHANGE_H

#include "query/http/answer.h"
#include "query/http/clients.h"
#include "query/http/jobs.h"
#include "query/http/microhttpd.h"
#include "query/http/params.h"
#include "query/http/response_cache.h"

/* What the threads of a server share. */
struct server {
	const struct http_settings *settings;
	const struct http_app *app;
	struct clients clients;
	struct jobs *jobs;
	struct response_cache *cache;
	struct body_files files;
	uint64_t
		number; /* another one in each process, so that no ETag is of one before */
	bool french;    /* the language of who started it */
};

#ifdef COOP_HAVE_MICROHTTPD

enum exchange_state {
	EXCHANGE_BEGUN,   /* its first line is there */
	EXCHANGE_READING, /* its headers are checked; there may be more of a form */
	EXCHANGE_ANSWERED /* its answer is made */
};

/* Headers that count. NULL: it was not sent. Borrowed from the library until the exchange ends. */
struct sent_headers {
	const char *host, *accept_language, *origin, *fetch_site, *fetch_mode,
		*fetch_dest, *type, *length, *encoding, *expect, *if_none_match;
	bool twice; /* Host was sent twice, or Content-Length */
};

struct exchange {
	struct job job; /* the first member, so that a job is its exchange */
	struct server *server;
	struct MHD_Connection *connection;
	struct client *client;
	enum exchange_state state;
	int64_t begun;   /* milliseconds, for the log */
	char *target;    /* as it was sent: path and parameters */
	const char *end; /* of it, where the library read it: its address alone counts */
	char *path;      /* decoded */
	struct sent_headers headers;
	struct http_request request;
	struct params params, fields;
	struct coop_buf form; /* as sent */
	char method[16];      /* for the log */
	bool head;
	unsigned refused;    /* the status of a refusal; 0: none */
	struct coop_buf key; /* of an answer that is kept */
	char etag[64];       /* of it; empty: none */
	struct answer *answer;
	bool crowded; /* it found no room beside those of others */
	bool sent;    /* it was given to the library */
};

/* The functions that the library calls, with the server as `cls`. */
void *exchange_begin(void *cls, const char *target, struct MHD_Connection *connection);
enum MHD_Result exchange_handle(void *cls, struct MHD_Connection *connection,
	const char *url, const char *method, const char *version, const char *data,
	size_t *len, void **exchange);
void exchange_end(void *cls, struct MHD_Connection *connection, void **exchange,
	enum MHD_RequestTerminationCode how);

/* The calls of the server's jobs: their `data` is the server. */
void exchange_work(void *data, unsigned thread, struct job *job);
void exchange_drop(void *data, struct job *job);

/*
 * Reads the first line and the headers into the request, and sets `refused` and why, if it is
 * (exchange_check.c).
 */
void exchange_check(struct exchange *x, const char *method, const char *version);
/* Refuses it, unless it is refused already; `why` is a sentence that outlasts it. */
void exchange_refuse(struct exchange *x, unsigned status, const char *why);

#endif
#endif
