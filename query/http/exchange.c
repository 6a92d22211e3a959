#include "query/http/exchange.h"

#ifdef COOP_HAVE_MICROHTTPD

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "query/http/headers.h"
#include "query/http/log.h"
#include "shared/core/i18n.h"

/* Bytes of a body beyond the limit that are read away, so that its sender reads the refusal. */
enum { READ_AWAY_MAX = 1 << 20 };

void *exchange_begin(void *cls, const char *target, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = microhttpd.get_connection_info(
		connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct exchange *x = info && info->socket_context ? calloc(1, sizeof *x) : NULL;
	if (!x)
		return NULL;
	x->server = cls;
	x->connection = connection;
	x->client = info->socket_context;
	x->begun = clients_now();
	x->target = strdup(target ? target : "");
	if (!x->target) {
		free(x);
		return NULL;
	}
	x->end = target ? target + strlen(target) : NULL;
	x->request.path = "";
	x->request.host = "";
	clients_set(&x->server->clients, x->client, CLIENT_ASKS, 0);
	return x;
}

/* Has the application write an answer, or the page of a refusal. NULL when that cannot be sent. */
static struct answer *write_answer(struct exchange *x, unsigned status, unsigned thread)
{
	const struct http_app *app = x->server->app;
	struct http_response response = {.status = status};
	struct body body;
	if (!body_open(&body, &x->server->files))
		return NULL;
	response.out = body.out;
	if (status == 200)
		app->answer(app->data, thread, &x->request, &response);
	else
		app->refuse(app->data, &x->request, &response);
	struct answer *answer = answer_make(&response, &body);
	x->crowded = body.crowded;
	return answer;
}

/* Makes the page of a refusal the answer. */
static void answer_refusal(struct exchange *x)
{
	x->answer = write_answer(x, x->refused, 0);
	if (!x->answer)
		x->answer = answer_new(x->refused);
}

static void answer_busy(struct exchange *x)
{
	exchange_refuse(x, 503,
		TR("Too many requests wait already. Try again in a moment.",
			"Trop de requêtes attendent déjà. Réessayez dans un instant."));
	answer_refusal(x);
}

/* Gives an exchange back to the thread of the library, once it is answered. */
static void give_back(struct exchange *x)
{
	/* a client is waited for from now on, since the library misses this when it has no memory */
	clients_set(&x->server->clients, x->client, CLIENT_TAKES, 0);
	microhttpd.resume_connection(x->connection);
}

/* Says why an answer cannot be sent. */
static void answer_failure(struct exchange *x)
{
	if (x->crowded)
		exchange_refuse(x, 503,
			TR("Too many long answers wait to be taken. Try again in a moment.",
				"Trop de longues réponses attendent d'être prises. Réessayez dans un instant."));
	else
		exchange_refuse(x, 500,
			TR("The answer could not be finished: memory has run out, the disk is full, or what it is made of is damaged.",
				"La réponse n'a pas pu être achevée : mémoire épuisée, disque plein, ou ce dont elle est faite est endommagé."));
	answer_refusal(x);
}

void exchange_work(void *data, unsigned thread, struct job *job)
{
	struct server *s = data;
	struct exchange *x = (struct exchange *)job;
	coop_set_language(x->request.french ? COOP_FRENCH : COOP_ENGLISH);
	x->answer = write_answer(x, 200, thread);
	if (!x->answer) {
		answer_failure(x);
	} else if (*x->etag && x->answer->keep && x->answer->status == 200 &&
		   !x->key.failed) {
		response_cache_add(s->cache, x->key.s, x->answer);
	}
	give_back(x);
}

void exchange_drop(void *data, struct job *job)
{
	(void)data;
	struct exchange *x = (struct exchange *)job;
	answer_busy(x);
	give_back(x);
}

static bool add_header(void *response, const char *name, const char *value)
{
	return microhttpd.add_response_header(response, name, value) == MHD_YES;
}

static void release(void *answer)
{
	answer_release(answer);
}

/* A response of the library with the body of an answer; NULL when memory runs out. */
static struct MHD_Response *make_response(struct answer *a)
{
	struct MHD_Response *r;
	if (a->fd >= 0) {
		r = microhttpd.create_response_from_fd64(a->len, a->fd);
		if (r)
			a->fd = -1; /* it is the response's */
		return r;
	}
	r = microhttpd.create_response_from_buffer_with_free_callback_cls(
		a->body.len, a->body.s, release, answer_share(a));
	if (!r)
		answer_release(a);
	return r;
}

/* Gives the answer to the library. MHD_NO closes the connection. */
static enum MHD_Result send_answer(struct exchange *x)
{
	struct answer *a = x->answer;
	bool kept = *x->etag && a && a->keep && (a->status == 200 || a->status == 304);
	struct MHD_Response *r = a ? make_response(a) : NULL;
	if (!r)
		return MHD_NO;
	x->state = EXCHANGE_ANSWERED;
	enum MHD_Result result = MHD_NO;
	if (headers_give(a, kept ? x->etag : NULL, add_header, r)) {
		clients_set(&x->server->clients, x->client, CLIENT_TAKES,
			x->head ? 0 : a->len);
		result = microhttpd.queue_response(x->connection, a->status, r);
	}
	x->sent = result == MHD_YES;
	microhttpd.destroy_response(r);
	return result;
}

/* Whether the client has what the answer of this edition would be. */
static bool has_it(const struct exchange *x)
{
	return x->headers.if_none_match && strstr(x->headers.if_none_match, x->etag);
}

/* Answers from what is known; false when the application is to be asked. */
static bool answer_at_once(struct exchange *x)
{
	struct server *s = x->server;
	if (x->refused) {
		answer_refusal(x);
		return true;
	}
	if (x->request.method != HTTP_GET)
		return false;
	uint64_t edition = s->app->edition(s->app->data);
	snprintf(x->etag, sizeof x->etag, "\"%" PRIx64 "-%" PRIx64 "-%s\"", s->number,
		edition, x->request.french ? "fr" : "en");
	if (has_it(x)) {
		x->answer = answer_new(304);
		if (x->answer)
			x->answer->keep = true;
		return true;
	}
	response_cache_renew(s->cache, edition);
	response_cache_key(&x->request, edition, x->target, &x->key);
	x->answer = x->key.failed ? NULL : response_cache_find(s->cache, x->key.s);
	return x->answer != NULL;
}

static void read_form(struct exchange *x)
{
	if (x->refused || x->request.method != HTTP_POST)
		return;
	unsigned status = x->form.failed ? 500
					 : params_read(&x->fields,
						   coop_buf_cstr(&x->form), x->form.len);
	x->request.fields = x->fields.items;
	x->request.nfields = x->fields.count;
	if (status)
		exchange_refuse(x, status,
			TR("The form has too many fields, or one that is none.",
				"Le formulaire a trop de champs, ou un champ incorrect."));
}

/* Answers a request that is there in full, or has it answered. */
static enum MHD_Result ask(struct exchange *x)
{
	struct server *s = x->server;
	coop_set_language(x->request.french ? COOP_FRENCH : COOP_ENGLISH);
	read_form(x);
	if (answer_at_once(x))
		return send_answer(x);
	bool is_long = s->app->is_long(s->app->data, &x->request);
	x->state = EXCHANGE_ANSWERED;
	clients_set(&s->clients, x->client, CLIENT_WAITS, 0);
	/* first, since a worker may be done before this thread goes on */
	microhttpd.suspend_connection(x->connection);
	if (!jobs_add(s->jobs, &x->job, is_long))
		exchange_drop(s, &x->job);
	return MHD_YES;
}

/* Keeps a part of a form, or reads it away when it is not wanted. */
static void take_part(struct exchange *x, const char *data, size_t len)
{
	if (len > HTTP_BODY_MAX - x->form.len)
		exchange_refuse(x, 413,
			TR("The form is too long.", "Le formulaire est trop long."));
	if (!x->refused)
		coop_buf_add(&x->form, data, len);
}

/* Whether to refuse before the body is there: it is not worth reading, or was not sent yet. */
static bool refuses_early(const struct exchange *x)
{
	const struct sent_headers *h = &x->headers;
	return x->refused && (h->expect || (h->length && strtoull(h->length, NULL, 10) >
								 READ_AWAY_MAX));
}

enum MHD_Result exchange_handle(void *cls, struct MHD_Connection *connection,
	const char *url, const char *method, const char *version, const char *data,
	size_t *len, void **exchange)
{
	struct exchange *x = *exchange;
	(void)cls;
	(void)connection;
	(void)url;
	if (!x)
		return MHD_NO;
	if (x->state == EXCHANGE_ANSWERED)
		return send_answer(x);
	if (x->state == EXCHANGE_BEGUN) {
		x->state = EXCHANGE_READING;
		snprintf(x->method, sizeof x->method, "%s", method);
		exchange_check(x, method, version);
		return refuses_early(x) ? ask(x) : MHD_YES;
	}
	if (*len == 0)
		return ask(x);
	coop_set_language(x->request.french ? COOP_FRENCH : COOP_ENGLISH);
	take_part(x, data, *len);
	*len = 0;
	return MHD_YES;
}

static void write_log(const struct exchange *x, bool completed)
{
	struct log_line line = {.method = x->method,
		.target = x->target,
		.status = x->sent ? x->answer->status : 0,
		.bytes = -1,
		.milliseconds = clients_now() - x->begun};
	if (completed && x->sent)
		line.bytes = x->head ? 0 : (int64_t)x->answer->len;
	log_write(x->server->settings->log, &line);
}

void exchange_end(void *cls, struct MHD_Connection *connection, void **exchange,
	enum MHD_RequestTerminationCode how)
{
	struct exchange *x = *exchange;
	(void)cls;
	(void)connection;
	if (!x)
		return;
	clients_set(&x->server->clients, x->client, CLIENT_IDLE, 0);
	if (x->server->settings->log)
		write_log(x, how == MHD_REQUEST_TERMINATED_COMPLETED_OK);
	answer_release(x->answer);
	params_release(&x->params);
	params_release(&x->fields);
	coop_buf_release(&x->form);
	coop_buf_release(&x->key);
	free(x->path);
	free(x->target);
	free(x);
	*exchange = NULL;
}

#endif
