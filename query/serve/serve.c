#include "query/serve/serve.h"

#include <stdlib.h>
#include <unistd.h>

#include "query/http/http.h"
#include "query/pages/answer.h"
#include "query/serve/pool.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* How often a request is answered again when the index is gone while it is. */
enum { TRIES = 3 };

/* What all requests share. */
struct service {
	struct pool *pool;
	struct site site;
};

/* Whether a request has had its answer; not when the index was gone. */
static bool try_answer(struct service *v, unsigned thread,
	const struct http_request *request, struct http_response *response)
{
	struct coop_error why = {0};
	struct session *session;
	enum coop_status st = pool_begin(v->pool, thread, &session, &why);
	bool opened = !st;
	if (opened)
		st = page_answer(&v->site, session, request, response);
	pool_end(v->pool, thread, st == COOP_E_STALE);
	if (!opened && st != COOP_E_STALE)
		page_refuse(&v->site, request, &why, response);
	return st != COOP_E_STALE || response->broken;
}

static void answer(void *data, unsigned thread, const struct http_request *request,
	struct http_response *response)
{
	struct service *v = data;
	struct coop_error why = {0};
	coop_set_language(request->french ? COOP_FRENCH : COOP_ENGLISH);
	for (int tries = 0; tries < TRIES; tries++)
		if (try_answer(v, thread, request, response))
			return;
	coop_fail(&why, COOP_E_STALE, "%s",
		TR("the index is gone, or is replaced faster than it can be asked",
			"l'index a disparu, ou est remplacé plus vite qu'il ne peut être interrogé"));
	page_refuse(&v->site, request, &why, response);
}

static bool is_long(void *data, const struct http_request *request)
{
	(void)data;
	return page_is_long(request);
}

static void refuse(
	void *data, const struct http_request *request, struct http_response *response)
{
	const struct service *v = data;
	coop_set_language(request->french ? COOP_FRENCH : COOP_ENGLISH);
	page_refuse(&v->site, request, NULL, response);
}

static uint64_t edition(void *data)
{
	const struct service *v = data;
	return pool_edition(v->pool);
}

static void listening(void *data, const char *url)
{
	(void)data;
	coop_diag_note("coopq", "%s", url);
	if (isatty(STDERR_FILENO))
		coop_diag_note("coopq", "%s", TR("Ctrl-C ends it", "Ctrl-C l'arrête"));
}

enum coop_status action_serve(struct app *app, struct coop_error *err)
{
	const struct options *o = app->options;
	const struct pool_indexes indexes = {o->indexes.values, o->indexes.count,
		app_files(o), o->shards == SHARDS_AVAILABLE};
	const struct http_settings settings = {.listen = *o->serve ? o->serve : NULL,
		.hosts = o->hosts.values,
		.nhosts = o->hosts.count,
		.threads = (unsigned)o->threads,
		.log = o->log_requests ? app->output.stream : NULL};
	struct service service = {.site = {o, &app->ask}};
	const struct http_app http = {.data = &service,
		.answer = answer,
		.is_long = is_long,
		.refuse = refuse,
		.edition = edition,
		.listening = listening};
	/* it was opened where a filter has the name of a column, and holds its generation */
	session_close(&app->session);
	/* what takes long has a worker of its own, the last one */
	enum coop_status st = pool_open(&indexes, o->threads + 1, &service.pool, err);
	if (!st)
		st = http_serve(&settings, &http, err);
	pool_close(service.pool);
	app->found = true;
	return st;
}
