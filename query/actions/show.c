/*
 * show.c - whole notices, by their ids.
 */
#include <stdlib.h>
#include <string.h>

#include "query/actions/actions.h"
#include "query/actions/ids.h"
#include "query/actions/results.h"
#include "query/output/notice.h"

/* Makes the query whose words are highlighted, if there is one; without it there are no words. */
static enum coop_status understand(struct app *app, struct coop_error *err)
{
	struct session *s = &app->session;
	struct coop_error none = {0};
	s->text = app->options->query ? app->options->query : "";
	s->text_len = strlen(s->text);
	if (!app->options->query)
		return COOP_OK;
	enum coop_status st =
		session_understand(s, &app->ask, s->text, s->text_len, &none);
	/* a preview is asked for before a word is typed */
	if (st == COOP_E_QUERY && !app->ask.strict)
		return COOP_OK;
	return st ? coop_pass_on(err, &none) : COOP_OK;
}

/* Prints the results as whole notices, for people. */
static enum coop_status print_notices(struct app *app, struct coop_error *err)
{
	struct session *s = &app->session;
	const struct output *out = &app->output;
	struct notice_style style = {.out = out->stream,
		.width = out->width,
		.colour = out->colour,
		.analyzer = s->analyzer,
		.query = app->options->query ? &s->query : NULL};
	enum coop_status st = COOP_OK;
	/* a reader that is gone wants no more */
	for (size_t i = 0; !st && i < search_count(s->search) && !ferror(out->stream);
		i++) {
		const char *path = "";
		st = session_read(s, i, err);
		if (!st)
			st = session_path(s, (enum path_form)app->ask.paths, &path, err);
		if (i > 0)
			fputc('\n', out->stream);
		if (!st)
			st = notice_print(&style, &s->record, path, err);
	}
	return st;
}

/* Makes the documents with the ids the results; app->found is whether each is there. */
static enum coop_status find_all(
	struct app *app, const struct ids *ids, struct coop_error *err)
{
	uint32_t *docids = NULL;
	size_t count = 0, cap = 0, missing = 0;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < ids->count; i++) {
		size_t found = 0;
		/* an id may name a notice in each index */
		if (!coop_array_grow((void **)&docids, &cap, count + COOP_COLLECTION_MAX,
			    sizeof *docids))
			st = coop_fail_nomem(err);
		if (!st)
			st = ids_find(app, &ids->at[i], docids + count, &found, err);
		count += found;
		missing += found == 0;
	}
	if (!st)
		st = search_select(app->session.search, docids, count, err);
	app->found = count > 0 && missing == 0;
	free(docids);
	return st;
}

enum coop_status action_show(struct app *app, struct coop_error *err)
{
	struct ids ids = {0};
	enum coop_status st = ids_read(app, &ids, err);
	if (!st)
		st = app_open(app, err);
	if (!st)
		st = understand(app, err);
	if (!st)
		st = find_all(app, &ids, err);
	/* results of no search */
	app->ask.offset = 0;
	app->ask.facets = NULL;
	app->ask.sort = NULL;
	if (!st && app->output.format == OUTPUT_TEXT)
		st = print_notices(app, err);
	else if (!st)
		st = results_print(&app->output, &app->session, &app->ask, NULL, err);
	ids_release(&ids);
	return st;
}
