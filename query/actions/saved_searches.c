/*
 * saved_searches.c - saves a query under a name, lists the names, deletes one.
 */
#include <string.h>

#include "query/actions/actions.h"
#include "query/actions/print_notes.h"
#include "query/lasting/saved.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/record_json.h"

/* A query that cannot be asked is not saved: its index is opened, and its plan made. */
static enum coop_status check_query(
	struct app *app, const struct coop_buf *text, struct coop_error *err)
{
	struct session *s = &app->session;
	enum coop_status st = app_open(app, err);
	if (!st)
		st = session_understand(
			s, &app->ask, coop_buf_cstr(text), text->len, err);
	return st ? st : print_warnings(s, app->options, NULL, err);
}

enum coop_status action_save(struct app *app, struct coop_error *err)
{
	struct coop_buf text = {0}, name = {0};
	struct asked asked = {0};
	enum coop_status st = place_check_name(app->options->save, &name, err);
	if (!st)
		st = app_read_query(app, &text, err);
	if (!st)
		st = check_query(app, &text, err);
	if (!st)
		st = recall_asked(&asked, app->options, &text, err);
	if (!st)
		st = saved_write(&asked, name.s, app->options->force, err);
	if (!st)
		coop_diag_note("coopq",
			TR("saved: '%s@%s' asks it again",
				"enregistrée : « %s@%s » la repose"),
			app->options->prompted ? "" : "coopq ", name.s);
	app->found = true;
	asked_release(&asked);
	coop_buf_release(&name);
	coop_buf_release(&text);
	return st;
}

enum coop_status action_delete_search(struct app *app, struct coop_error *err)
{
	struct coop_buf name = {0};
	enum coop_status st = place_check_name(app->options->remove, &name, err);
	if (!st)
		st = saved_delete(name.s, err);
	app->found = true;
	coop_buf_release(&name);
	return st;
}

/* ---- the list ---- */

/* Strings that each have their NUL, separated by blanks. */
static void put_list(FILE *out, const struct coop_buf *list)
{
	for (size_t i = 0; i < list->len; i += strlen(list->s + i) + 1) {
		if (i > 0)
			fputc(' ', out);
		coop_put_safe(out, list->s + i, strlen(list->s + i));
	}
}

/* A line: name, index, query, options, separated by tabs. */
static void print_line(FILE *out, const char *name, const struct asked *a)
{
	coop_put_safe(out, name, strlen(name));
	fputc('\t', out);
	put_list(out, &a->indexes);
	fputc('\t', out);
	coop_put_safe(out, coop_buf_cstr(&a->query), a->query.len);
	fputc('\t', out);
	put_list(out, &a->options);
	fputc('\n', out);
}

static enum coop_status print_json(
	FILE *out, const char *name, const struct asked *a, struct coop_error *err)
{
	json_t *object = json_object();
	bool bad = !object || asked_to_json(a, object) != 0 ||
		   json_object_set_new(
			   object, "name", coop_json_string(name, strlen(name))) != 0;
	enum coop_status st = coop_json_write(out, bad ? NULL : object, err);
	json_decref(object);
	return st;
}

/* Prints a search; says what is wrong with one that cannot be read, and goes on. */
static enum coop_status list_one(
	struct app *app, const char *name, size_t *unread, struct coop_error *err)
{
	struct asked asked = {0};
	struct coop_error e = {0};
	enum coop_status st = saved_read(&asked, name, &e);
	if (st == COOP_E_NOMEM) {
		coop_pass_on(err, &e);
	} else if (st) {
		coop_diag("coopq", NULL, &e);
		++*unread;
		st = COOP_OK;
	} else {
		app->found = true;
		if (output_is_json(&app->output))
			st = print_json(app->output.stream, name, &asked, err);
		else
			print_line(app->output.stream, name, &asked);
	}
	asked_release(&asked);
	return st;
}

enum coop_status action_searches(struct app *app, struct coop_error *err)
{
	struct coop_buf names = {0};
	size_t unread = 0;
	enum coop_status st = saved_list(&names, err);
	for (size_t i = 0; !st && i < names.len; i += strlen(names.s + i) + 1)
		st = list_one(app, names.s + i, &unread, err);
	coop_buf_release(&names);
	if (!st && unread > 0)
		st = coop_fail(err, COOP_E_INPUT,
			TR("saved searches that cannot be read: %zu",
				"recherches enregistrées illisibles : %zu"),
			unread);
	if (!st && !app->found)
		coop_diag_note("coopq", "%s",
			TR("no search is saved", "aucune recherche n'est enregistrée"));
	return st;
}
