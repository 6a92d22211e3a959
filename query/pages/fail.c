/*
 * fail.c - the page that says what failed, for people, and for programs as JSON. It needs no index.
 */
#include <string.h>

#include "query/pages/answer.h"
#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/page.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/record_json.h"

/* The status for an error: what is wrong with the request, with the index, or with us. */
static unsigned status_of(enum coop_status st)
{
	switch (st) {
	case COOP_E_ARG:
	case COOP_E_QUERY:
		return 400;
	case COOP_E_NOMEM:
	case COOP_E_NOINDEX:
	case COOP_E_LOCKED:
	case COOP_E_STALE:
	case COOP_E_VERSION:
	case COOP_E_CORRUPT:
		return 503;
	default:
		return 500;
	}
}

static const char *heading_of(unsigned status)
{
	switch (status) {
	case 400:
		return TR("This cannot be asked", "Cette demande n'est pas possible");
	case 403:
		return TR("This is not allowed", "Ceci n'est pas permis");
	case 404:
		return TR("There is nothing here", "Il n'y a rien ici");
	case 405:
		return TR("Not in this way", "Pas de cette façon");
	case 503:
		return TR("Not at the moment", "Pas pour le moment");
	default:
		return status < 500 ? TR("This request cannot be taken",
					      "Cette demande ne peut pas être prise")
				    : TR("Something went wrong here",
					      "Quelque chose a échoué ici");
	}
}

/* What can be done where the error does not tell. */
static const char *advice_on(enum coop_status st)
{
	switch (st) {
	case COOP_E_QUERY:
		return TR("the help says what a query may be: /help",
			"l'aide dit ce que peut être une requête : /help");
	case COOP_E_NOINDEX:
	case COOP_E_VERSION:
	case COOP_E_CORRUPT:
		return TR("rebuild the index: coopidx PATH... ; then reload this page",
			"recréez l'index : coopidx CHEMIN... ; puis rechargez cette page");
	case COOP_E_STALE:
	case COOP_E_NOMEM:
		return TR("reload this page in a moment",
			"rechargez cette page dans un moment");
	default:
		return "";
	}
}

static void put_json(struct page *p, const struct coop_error *err, const char *hint)
{
	json_t *error = json_pack("{s:I,s:o}", "status", (json_int_t)p->response->status,
		"message", coop_json_string(err->msg, strlen(err->msg)));
	if (error && *hint)
		json_object_set_new(error, "hint", coop_json_string(hint, strlen(hint)));
	json_t *object =
		json_pack("{s:i,s:o}", "schema", COOP_JSON_SCHEMA, "error", error);
	p->response->type = "application/json; charset=utf-8";
	/* memory may be what is missing: then the status says it all */
	(void)coop_json_write(p->out, object, NULL);
	json_decref(object);
}

static void put_page(struct page *p, const struct coop_error *err, const char *hint)
{
	const char *heading = heading_of(p->response->status);
	const struct frame frame = {.title = {heading, strlen(heading)}, .heading = NULL};
	p->response->type = "text/html; charset=utf-8";
	frame_begin(p, &frame);
	html(p->out, "<h1>%s</h1>\n<p class=\"failure\">%s</p>\n", heading, err->msg);
	if (*hint && err->status != COOP_E_QUERY)
		html(p->out, "<p>%s</p>\n", hint);
	html(p->out, "<p class=\"links\"><a href=\"/\">%s</a>",
		TR("To the search page", "Vers la page de recherche"));
	html(p->out, " <a href=\"/help\">%s</a></p>\n", TR("Help", "Aide"));
	frame_end(p);
}

void page_fail(struct page *p, const struct coop_error *err)
{
	struct http_response *r = p->response;
	/* the hint on a query is about a command line */
	const char *hint = *err->hint && err->status != COOP_E_QUERY
				   ? err->hint
				   : advice_on(err->status);
	if (r->status < 400)
		r->status = status_of(err->status);
	r->keep = r->forever = false;
	coop_buf_reset(&r->download);
	coop_buf_reset(&r->location);
	selection_settle(&p->selection);
	/* a query is its user's business alone; what is wrong here is for who runs this */
	if (status_of(err->status) >= 500)
		coop_diag("coopq", NULL, err);
	if (strncmp(p->request->path, "/api/", strlen("/api/")) == 0)
		put_json(p, err, hint);
	else
		put_page(p, err, hint);
}

void page_refuse(const struct site *site, const struct http_request *request,
	const struct coop_error *why, struct http_response *response)
{
	struct page p = {.site = site,
		.request = request,
		.response = response,
		.out = response->out};
	struct coop_error err = {0};
	if (!why)
		coop_fail(&err, COOP_E_ARG, "%s", request->refused);
	page_fail(&p, why ? why : &err);
}
