/*
 * searches.c - saved searches, the same as those of the command line: `coopq @NAME` asks what is saved here,
 * and a link what is saved there.
 */
#include <string.h>

#include "query/actions/recall.h"
#include "query/lasting/place.h"
#include "query/lasting/saved.h"
#include "query/pages/ask.h"
#include "query/pages/facet_lists.h"
#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/pages.h"
#include "query/pages/recalled_search.h"
#include "shared/core/i18n.h"

static const char TITLE_EN[] = "Saved searches", TITLE_FR[] = "Recherches enregistrées";

/* ---- the list ---- */

/* Puts the name of a search, as a link where it asks the indexes that are served here, and its query. */
static void put_named_query(
	struct page *p, const char *name, const struct recalled_search *r)
{
	const struct asked *a = &r->asked;
	if (r->here) {
		html(p->out, "<a href=\"");
		selection_put(p->out, "/", &r->selection);
		html(p->out, "\"><b>%s</b></a> ", name);
	} else {
		html(p->out, "<b>%s</b> ", name);
	}
	html(p->out, "<code lang=\"fr\">%s</code>",
		a->query.len > 0 ? coop_buf_cstr(&a->query)
				 : TR("(filters alone)", "(filtres seuls)"));
}

/* Puts what the link of a search cannot say. */
static void put_rest(struct page *p, const struct recalled_search *r)
{
	struct coop_buf indexes = {0};
	if (!r->here) {
		asked_name_indexes(&r->asked, &indexes);
		html(p->out, "<br>%s <code>%s</code>",
			TR("of another index:", "d'un autre index :"),
			coop_buf_cstr(&indexes));
	}
	if (r->others.len > 0)
		html(p->out, "<br>%s <code>%s</code>",
			TR("only as a command, with", "seulement en commande, avec"),
			coop_buf_cstr(&r->others));
	coop_buf_release(&indexes);
}

static void put_filters(struct page *p, const struct selection *s)
{
	for (size_t i = 0; i < s->nfilters; i++) {
		html(p->out, " <span class=\"filter\">");
		facet_filter_put(p->out, s->filters[i]);
		html(p->out, "</span>");
	}
	if (s->sort.len > 0)
		html(p->out, " <span class=\"sort\">%s %.*s</span>",
			TR("sorted by", "trié par"), (int)s->sort.len, s->sort.s);
}

/* Puts a search; of one that cannot be read, why. */
static enum coop_status put_search(
	struct page *p, const char *name, struct coop_error *err)
{
	struct recalled_search r = {.here = false};
	struct coop_error why = {0};
	enum coop_status st = recalled_search_read(&r, p, name, &why);
	if (st == COOP_E_NOMEM) {
		recalled_search_release(&r);
		return coop_pass_on(err, &why);
	}
	html(p->out, "<li>\n<p>");
	if (st) {
		html(p->out, "<b>%s</b> %s", name, why.msg);
	} else {
		put_named_query(p, name, &r);
		put_filters(p, &r.selection);
		put_rest(p, &r);
	}
	html(p->out,
		"</p>\n<form method=\"post\" action=\"/searches/delete\">"
		"<input type=\"hidden\" name=\"name\" value=\"%s\">"
		"<button>%s<span class=\"unseen\"> %s</span></button></form>\n</li>\n",
		name, TR("Delete", "Supprimer"), name);
	recalled_search_release(&r);
	return COOP_OK;
}

static enum coop_status put_list(struct page *p, struct coop_error *err)
{
	struct coop_buf names = {0};
	enum coop_status st = saved_list(&names, err);
	if (!st && names.len == 0)
		html(p->out, "<p>%s</p>\n",
			TR("No search is saved.", "Aucune recherche n'est enregistrée."));
	else if (!st)
		html(p->out, "<p>%s</p>\n<ul class=\"searches\">\n",
			TR("On the command line, coopq @NAME asks one of them, and coopq --news @NAME tells what is new.",
				"En ligne de commande, coopq @NOM en pose une, et coopq --news @NOM dit ce qui est nouveau."));
	for (size_t i = 0; !st && i < names.len; i += strlen(names.s + i) + 1)
		st = put_search(p, names.s + i, err);
	if (!st && names.len > 0)
		html(p->out, "</ul>\n");
	coop_buf_release(&names);
	return st;
}

/* Puts a form that saves the selection. */
static void put_form(struct page *p)
{
	const struct selection *s = &p->selection;
	html(p->out,
		"<form class=\"save\" method=\"post\" action=\"/searches\">\n"
		"<p>%s <code lang=\"fr\">%.*s</code>",
		TR("Save this search:", "Enregistrer cette recherche :"),
		(int)s->query.len, s->query.s);
	put_filters(p, s);
	html(p->out, "</p>\n<input type=\"hidden\" name=\"q\" value=\"%.*s\">\n",
		(int)s->query.len, s->query.s);
	selection_put_hidden(p->out, s);
	html(p->out,
		"<label>%s <input name=\"name\" required maxlength=\"100\"></label>\n"
		"<label><input type=\"checkbox\" name=\"replace\" value=\"1\"> %s</label>\n"
		"<button>%s</button>\n</form>\n",
		TR("Name", "Nom"),
		TR("replace one of that name", "remplacer celle de ce nom"),
		TR("Save", "Enregistrer"));
}

enum coop_status page_searches(struct page *p, struct coop_error *err)
{
	const char *title = TR(TITLE_EN, TITLE_FR);
	const struct frame frame = {.title = {title, strlen(title)}};
	frame_begin(p, &frame);
	html(p->out, "<h1>%s</h1>\n", title);
	if (selection_is_any(&p->selection))
		put_form(p);
	enum coop_status st = put_list(p, err);
	frame_end(p);
	return st;
}

/* ---- changes ---- */

/* Goes on with the list, so that reloading does not post again. */
static enum coop_status show_list(struct page *p, struct coop_error *err)
{
	p->response->status = 303;
	p->response->type = "text/plain; charset=utf-8";
	coop_buf_str(&p->response->location, "/searches");
	html(p->out, "/searches\n");
	return coop_buf_check(&p->response->location, err);
}

/* Reads the name of a form, as names are kept. */
static enum coop_status read_name(
	const struct page *p, struct coop_buf *name, struct coop_error *err)
{
	const struct http_param *given = http_field(p->request, "name");
	if (!given || given->len == 0)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("a search is saved under a name, which is missing",
				"une recherche est enregistrée sous un nom, qui manque"));
	if (strlen(given->value) != given->len)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("a name has no NUL in it", "un nom n'a pas d'octet nul"));
	return place_check_name(given->value, name, err);
}

/* Passes a failure on without a hint that is about options of a command. */
static enum coop_status pass_on_without_hint(
	const struct coop_error *why, const char *hint, struct coop_error *err)
{
	if (why->status)
		coop_fail(err, why->status, "%s", why->msg);
	if (why->status && *hint)
		coop_hint(err, "%s", hint);
	return why->status;
}

enum coop_status page_save_search(struct page *p, struct coop_error *err)
{
	struct http_request form = *p->request;
	struct coop_buf name = {0};
	struct asked asked = {0};
	struct coop_error why = {0};
	bool replace = http_field(&form, "replace") != NULL;
	form.params = form.fields;
	form.nparams = form.nfields;
	enum coop_status st = read_name(p, &name, err);
	if (!st)
		st = selection_read(&p->selection, &form, "name|replace", err);
	if (!st)
		st = asked_of_selection(&asked, p, err);
	if (!st && saved_write(&asked, name.s, replace, &why) != COOP_OK)
		st = pass_on_without_hint(&why,
			why.status == COOP_E_ARG
				? TR("go back, and take another name or tick the box that replaces it",
					  "revenez en arrière et prenez un autre nom, ou cochez la case qui la remplace")
				: "",
			err);
	asked_release(&asked);
	coop_buf_release(&name);
	return st ? st : show_list(p, err);
}

enum coop_status page_delete_search(struct page *p, struct coop_error *err)
{
	struct coop_buf name = {0};
	struct coop_error why = {0};
	enum coop_status st = read_name(p, &name, err);
	if (!st && saved_delete(name.s, &why) != COOP_OK) {
		p->response->status = why.status == COOP_E_ARG ? 404 : 500;
		st = pass_on_without_hint(&why, "", err);
	}
	coop_buf_release(&name);
	return st ? st : show_list(p, err);
}
