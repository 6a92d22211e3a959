/*
 * news.c - what a saved search finds that it did not find the last time.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/actions/actions.h"
#include "query/actions/all.h"
#include "query/output/atom.h"
#include "query/output/evidence.h"
#include "query/output/urn.h"
#include "shared/cli/program.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* A run of --news. */
struct news {
	struct app *app;
	struct coop_buf path;   /* of the file of what was seen */
	bool first;             /* there is none yet */
	struct citation before; /* what was seen */
	struct all all;
};

static void release_news(struct news *n)
{
	coop_buf_release(&n->path);
	citation_release(&n->before);
	all_release(&n->all);
}

static enum coop_status read_seen(struct news *n, struct coop_error *err)
{
	struct coop_buf text = {0};
	struct coop_error e = {0};
	bool there = false;
	enum coop_status st =
		place_path(PLACE_NEWS, n->app->recalled->name.s, &n->path, &e);
	if (!st)
		st = place_read(n->path.s, CITATION_BYTES, &text, &there, &e);
	n->first = !there;
	if (!st && there)
		st = citation_parse(&n->before, n->path.s, &text, &e);
	if (!st && there && !n->before.listed)
		st = asked_fail(n->path.s, "hits", &e);
	if (st == COOP_E_INPUT)
		coop_hint(&e, "%s",
			TR("remove this file: the next --news begins anew",
				"supprimez ce fichier : les prochaines --news recommencent à zéro"));
	coop_buf_release(&text);
	return coop_pass_on(err, &e);
}

/* Writes what has been seen by now, to take its place once the output is written. */
static enum coop_status write_seen(struct news *n, struct coop_error *err)
{
	json_t *object = citation_to_json(&n->all.now, true);
	char *text = object ? json_dumps(object, JSON_COMPACT) : NULL;
	enum coop_status st =
		text ? fresh_write(&n->app->after, n->path.s, text, strlen(text), err)
		     : coop_fail_nomem(err);
	free(text);
	json_decref(object);
	return st;
}

/* ---- Atom ---- */

/* The feed of a search keeps its id as long as the search has its name and its index. */
static enum coop_status begin_feed(const struct news *n, struct coop_error *err)
{
	const struct app *app = n->app;
	const char *name = app->recalled->name.s;
	struct coop_buf title = {0}, indexes = {0};
	char urn[URN_TEXT];
	asked_name_indexes(&n->all.now.asked, &indexes);
	coop_buf_printf(&title, "%s: %s", name, coop_buf_cstr(&n->all.now.asked.query));
	enum coop_status st = coop_buf_check(&title, err);
	if (!st)
		st = coop_buf_check(&indexes, err);
	urn_make((const char *const[]){"coopq", coop_buf_cstr(&indexes), name}, 3, urn);
	if (!st)
		atom_begin(app->output.stream, &(struct atom_feed){.id = urn,
						       .updated = n->all.now.date,
						       .version = COOP_VERSION,
						       .title = coop_buf_cstr(&title)});
	coop_buf_release(&title);
	coop_buf_release(&indexes);
	return st;
}

/* A notice keeps its id when it changes: readers show it anew, as its moment is another. */
static enum coop_status put_entry(
	const struct news *n, const struct change *change, struct coop_error *err)
{
	struct session *s = &n->app->session;
	struct evidence evidence = {.title = {.count = 0}};
	struct coop_value id;
	struct coop_buf text = {0};
	char urn[URN_TEXT];
	enum coop_status st = session_read_document(s, change->docid, err);
	if (!st)
		st = evidence_find(&evidence, s->analyzer, &s->query, &s->record, err);
	if (!st && coop_record_get(&s->record, COOP_F_ID, &id))
		coop_buf_add(&text, id.text, id.len);
	if (!st)
		st = coop_buf_check(&text, err);
	if (!st) {
		urn_make((const char *const[]){"coopq",
				 asked_index(&n->all.now.asked, s->record_index),
				 n->app->recalled->name.s, coop_buf_cstr(&text)},
			4, urn);
		atom_put(n->app->output.stream,
			&(struct atom_entry){.id = urn,
				.updated = n->all.now.date,
				.category = change->kind == CHANGE_ENTERED ? "new"
									   : "changed",
				.record = &s->record,
				.snippet = evidence_best(&evidence)});
	}
	evidence_release(&evidence);
	coop_buf_release(&text);
	return st;
}

/* ---- printing ---- */

static enum news_form form_of(const struct app *app)
{
	bool jsonl = app->options->news == NEWS_TEXT && output_is_json(&app->output);
	return jsonl ? NEWS_JSONL : (enum news_form)app->options->news;
}

/* Prints what has entered or changed; the first time, nothing. */
static enum coop_status print_news(const struct news *n, struct coop_error *err)
{
	struct app *app = n->app;
	const struct changes *c = &n->all.changes;
	const enum news_form form = form_of(app);
	enum coop_status st = COOP_OK;
	if (form == NEWS_ATOM)
		st = begin_feed(n, err);
	for (size_t i = 0; !st && !n->first && i < c->count; i++) {
		if (c->at[i].kind == CHANGE_LEFT)
			continue;
		app->found = true;
		st = form == NEWS_ATOM ? put_entry(n, &c->at[i], err)
				       : print_change(app, &c->at[i], &n->before.hits,
						 form == NEWS_JSONL, err);
	}
	if (!st && form == NEWS_ATOM)
		atom_end(app->output.stream);
	return st;
}

/* Without news it is for people alone: cron would mail it every day. */
static void print_summary(const struct news *n)
{
	const size_t *of = n->all.changes.of_kind;
	const bool any = of[CHANGE_ENTERED] + of[CHANGE_CHANGED] > 0;
	struct coop_buf day = {0};
	if (n->first) {
		coop_diag_note("coopq",
			TR("the first time: notices remembered: %" PRIu64
			   "; from now on, what is new or changed is given",
				"la première fois : notices retenues : %" PRIu64
				" ; désormais, ce qui est nouveau ou modifié sera donné"),
			n->all.now.count);
		return;
	}
	if (!any && !isatty(STDERR_FILENO))
		return;
	moment_add_day(n->before.date, &day);
	coop_diag_note("coopq",
		TR("since %s: new: %zu, changed: %zu",
			"depuis le %s : nouvelles : %zu, modifiées : %zu"),
		coop_buf_cstr(&day), of[CHANGE_ENTERED], of[CHANGE_CHANGED]);
	coop_buf_release(&day);
}

static enum coop_status check(const struct app *app, struct coop_error *err)
{
	if (app->recalled->name.len > 0 && app->nwords == 0)
		return COOP_OK;
	coop_fail(err, COOP_E_ARG, "%s",
		TR("--news takes a saved search, and no other words",
			"--news prend une recherche enregistrée, et pas d'autres mots"));
	coop_hint(err, "%s",
		TR("save the query, coopq --save=NAME WORD..., then coopq --news @NAME",
			"enregistrez la requête, coopq --save=NOM MOT..., puis coopq --news @NOM"));
	return COOP_E_ARG;
}

enum coop_status action_news(struct app *app, struct coop_error *err)
{
	struct news n = {.app = app};
	enum coop_status st = check(app, err);
	if (!st)
		st = read_seen(&n, err);
	if (!st)
		st = all_find(app, &n.all, err);
	if (!st)
		st = all_compare(app, &n.all, &n.before.hits, err);
	if (!st && !app->options->peek)
		st = write_seen(&n, err);
	if (!st)
		print_summary(&n);
	if (!st)
		st = print_news(&n, err);
	release_news(&n);
	return st;
}
