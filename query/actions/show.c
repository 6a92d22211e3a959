/*
 * show.c - whole notices, by their ids.
 */
#include <stdlib.h>
#include <string.h>

#include "query/actions/actions.h"
#include "query/actions/ids.h"
#include "query/actions/messages.h"
#include "query/output/notice.h"
#include "query/output/width.h"

/* Makes the query whose words are highlighted, if there is one; without it there are no words. */
static enum coop_status understand(struct app *app, struct coop_error *err)
{
	struct session *s = &app->session;
	const char *text = app->options->query;
	struct coop_error none = {0};
	if (!text)
		return COOP_OK;
	enum coop_status st = session_understand(s, &app->ask, text, strlen(text), &none);
	/* a preview is asked for before a word is typed */
	if (st == COOP_E_QUERY && !app->ask.strict)
		return COOP_OK;
	return st ? coop_pass_on(err, &none) : COOP_OK;
}

/* Prints the current record for people. */
static enum coop_status print_notice(
	struct app *app, const char *path, size_t number, struct coop_error *err)
{
	const struct output *out = &app->output;
	struct notice_style style = {.out = out->stream,
		.width = width_of_output(out->stream),
		.colour = out->colour,
		.analyzer = app->session.analyzer,
		.query = app->options->query ? &app->session.query : NULL};
	if (number > 0)
		fputc('\n', out->stream);
	return notice_print(&style, &app->session.record, path, err);
}

/* Prints the current record in the format of results. */
static enum coop_status print_result(struct app *app, const struct answer *answer,
	const char *path, size_t number, struct coop_error *err)
{
	struct session *s = &app->session;
	const struct output_ops *ops = output_ops(app->output.format);
	struct snippet snippet = {.text = ""};
	struct marks title = {0};
	enum coop_status st = COOP_OK;
	if (ops->wants_snippet)
		st = snippet_find(&snippet, s->analyzer, &s->query, &s->record, err);
	struct result result = {.number = number,
		.rank = number + 1,
		.record = &s->record,
		.path = path,
		.snippet = &snippet,
		.title_marks = &title};
	if (!st)
		st = ops->result(&app->output, answer, &result, err);
	snippet_release(&snippet);
	return st;
}

/* Prints some documents. */
static enum coop_status print_all(
	struct app *app, const uint32_t *docids, size_t count, struct coop_error *err)
{
	struct session *s = &app->session;
	const char *query = app->options->query ? app->options->query : "", *path;
	struct answer answer = {.text = query,
		.text_len = strlen(query),
		.query = &s->query,
		.count = count};
	const struct output_ops *ops = output_ops(app->output.format);
	bool people = app->output.format == OUTPUT_TEXT;
	enum coop_status st = COOP_OK;
	if (!people && ops->begin)
		st = ops->begin(&app->output, &answer, err);
	for (size_t i = 0; !st && i < count; i++) {
		st = search_read(s->search, docids[i], &s->record, err);
		if (!st)
			st = session_path(s, (enum path_form)app->ask.paths, &path, err);
		if (!st)
			st = people ? print_notice(app, path, i, err)
				    : print_result(app, &answer, path, i, err);
	}
	return st || people || !ops->end ? st : ops->end(&app->output, &answer, err);
}

/* Finds the documents with the ids; app->found is whether each is there. */
static enum coop_status find_all(struct app *app, const struct ids *ids, uint32_t *docids,
	size_t *count, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*count = 0;
	for (size_t i = 0; !st && i < ids->count; i++) {
		st = ids_find(app, &ids->at[i], &docids[*count], err);
		*count += !st && docids[*count] > 0;
	}
	app->found = *count > 0 && *count == ids->count;
	return st;
}

enum coop_status action_show(struct app *app, struct coop_error *err)
{
	struct ids ids = {0};
	size_t count = 0;
	enum coop_status st = ids_read(app, &ids, err);
	if (!st)
		st = session_open(&app->session, app->options->index, err);
	uint32_t *docids = calloc(ids.count + 1, sizeof *docids);
	if (!st && !docids)
		st = coop_fail_nomem(err);
	if (!st)
		st = find_all(app, &ids, docids, &count, err);
	if (!st)
		st = understand(app, err);
	if (!st && count > 0)
		st = print_all(app, docids, count, err);
	free(docids);
	ids_release(&ids);
	return st;
}
