/*
 * cite.c - an answer as a line for a publication, or as JSON.
 */
#include <inttypes.h>
#include <string.h>

#include "query/actions/actions.h"
#include "query/actions/all.h"
#include "query/syntax/print.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/record_json.h"

/* Appends which words were looked for in place of others. */
static void add_corrections(const struct query *q, struct coop_buf *out)
{
	for (size_t i = 0; i < query_count(q); i++) {
		struct query_word w = query_at(q, i);
		if (w.typed)
			coop_buf_printf(out,
				TR(", \"%.*s\" taken for \"%.*s\"",
					", « %.*s » pris pour « %.*s »"),
				(int)w.typed_len, w.typed, (int)w.form_len, w.form);
	}
}

/* Appends what was asked, in the words of the user and as a sentence. */
static void add_query(
	const struct app *app, const struct citation *c, struct coop_buf *out)
{
	const struct query *q = &app->session.query;
	coop_buf_str(out, TR("\"", "« "));
	coop_buf_add(out, coop_buf_cstr(&c->asked.query), c->asked.query.len);
	coop_buf_str(out, TR("\" (that is: ", " » (c'est-à-dire : "));
	qtree_explain(&q->tree, app->ask.any, out);
	add_corrections(q, out);
	coop_buf_byte(out, ')');
}

/* Appends what was found where; of the analysis its version, without the stems that go with it. */
static void add_answer(const struct citation *c, struct coop_buf *out)
{
	const char *fingerprint =
		c->fingerprint.len > 0 ? c->fingerprint.s : TR("unknown", "inconnue");
	coop_buf_printf(out,
		coop_singular(c->count) ? TR(": %" PRIu64 " notice of %" PRIu64,
						  " : %" PRIu64 " notice sur %" PRIu64)
					: TR(": %" PRIu64 " notices of %" PRIu64,
						  " : %" PRIu64 " notices sur %" PRIu64),
		c->count, c->notices);
	const char *analysis = coop_buf_cstr(&c->analysis);
	coop_buf_str(out, asked_count(&c->asked) > 1
				  ? TR(" in the indexes \"", " dans les index « ")
				  : TR(" in the index \"", " dans l'index « "));
	asked_name_indexes(&c->asked, out);
	coop_buf_printf(out,
		TR("\", fingerprint %s; coopq %s, analysis %.*s.",
			" », empreinte %s ; coopq %s, analyse %.*s."),
		fingerprint, coop_buf_cstr(&c->version), (int)strcspn(analysis, " "),
		analysis);
}

static enum coop_status print_line(
	const struct app *app, const struct citation *c, struct coop_error *err)
{
	struct coop_buf line = {0};
	moment_add_day(c->date, &line);
	coop_buf_str(&line, TR(": ", " : "));
	add_query(app, c, &line);
	add_answer(c, &line);
	enum coop_status st = coop_buf_check(&line, err);
	if (!st) {
		coop_put_safe(app->output.stream, line.s, line.len);
		fputc('\n', app->output.stream);
	}
	coop_buf_release(&line);
	return st;
}

static enum coop_status print_json(struct app *app, struct all *a, struct coop_error *err)
{
	const struct hits none = {0};
	enum coop_status st = all_compare(app, a, &none, err);
	if (st)
		return st;
	if (a->now.hits.count > CITATION_HITS)
		coop_diag_note("coopq",
			TR("more than %d notices: they are cited as a whole, and --replay will tell only whether they are the same",
				"plus de %d notices : elles sont citées en bloc, et --replay dira seulement si ce sont les mêmes"),
			(int)CITATION_HITS);
	json_t *object = citation_to_json(&a->now, false);
	st = coop_json_write(app->output.stream, object, err);
	json_decref(object);
	return st;
}

enum coop_status action_cite(struct app *app, struct coop_error *err)
{
	struct all all = {0};
	bool json = app->options->cite == CITE_JSON || output_is_json(&app->output);
	enum coop_status st = all_find(app, &all, err);
	if (!st)
		st = json ? print_json(app, &all, err) : print_line(app, &all.now, err);
	app->found = all.now.count > 0;
	all_release(&all);
	return st;
}
