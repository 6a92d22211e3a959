#include "query/actions/results.h"

#include "query/actions/messages.h"
#include "query/explain/explain.h"
#include "shared/core/i18n.h"

/* What some formats show beside the fields. */
struct evidence {
	struct snippet snippet;
	struct marks title;
	struct explainer *explainer; /* NULL where no explanation is wanted */
	struct explanation explanation;
};

static void release(struct evidence *e)
{
	snippet_release(&e->snippet);
	marks_release(&e->title);
	explainer_free(e->explainer);
	explanation_release(&e->explanation);
}

static enum coop_status find_evidence(
	struct evidence *e, struct session *s, struct coop_error *err)
{
	struct coop_value title;
	if (!coop_record_get(&s->record, COOP_F_TITLE, &title))
		coop_record_get(&s->record, COOP_F_ID, &title);
	enum coop_status st =
		marks_find(&e->title, s->analyzer, &s->query, title.text, title.len, err);
	return st ? st
		  : snippet_find(&e->snippet, s->analyzer, &s->query, &s->record, err);
}

/* Reads a result, finds what the format shows of it, and prints it. */
static enum coop_status print_result(const struct output *out, struct session *s,
	const struct ask *ask, const struct answer *answer, size_t i, struct evidence *e,
	struct coop_error *err)
{
	const struct output_ops *ops = output_ops(out->format);
	const char *path = "";
	enum coop_status st = session_read(s, i, err);
	if (!st && ops->wants_snippet)
		st = find_evidence(e, s, err);
	if (!st && e->explainer)
		st = explainer_explain(e->explainer, i, &s->record, &e->explanation, err);
	if (!st && ops->wants_path)
		st = session_path(s, (enum path_form)ask->paths, &path, err);
	struct result result = {i, ask->offset + i + 1, search_score(s->search, i),
		&s->record, path, &e->snippet, &e->title,
		e->explainer ? &e->explanation : NULL};
	return st ? st : ops->result(out, answer, &result, err);
}

enum coop_status results_check(const struct output *out, struct coop_error *err)
{
	if (!out->explain || output_ops(out->format)->explains)
		return COOP_OK;
	coop_fail(err, COOP_E_ARG,
		TR("--explain: results as %s have no room for explanations",
			"--explain : les résultats au format %s n'ont pas de place pour des explications"),
		output_ops(out->format)->name);
	coop_hint(err, "%s",
		TR("read them as text, or add --jsonl",
			"lisez-les en texte, ou ajoutez --jsonl"));
	return COOP_E_ARG;
}

enum coop_status results_print(const struct output *out, struct session *s,
	const struct ask *ask, const struct query_id *id, struct coop_error *err)
{
	const struct output_ops *ops = output_ops(out->format);
	struct evidence e = {0};
	struct answer answer = {.id = id,
		.text = s->text,
		.text_len = s->text_len,
		.query = &s->query,
		.relaxed = step_name(s->step),
		.first = ask->offset,
		.count = search_count(s->search)};
	enum coop_status st =
		out->explain ? explainer_new(s->search, &s->query, &e.explainer, err)
			     : COOP_OK;
	if (!st && ops->begin)
		st = ops->begin(out, &answer, err);
	for (size_t i = 0; !st && i < answer.count; i++)
		st = print_result(out, s, ask, &answer, i, &e, err);
	if (!st && ops->end)
		st = ops->end(out, &answer, err);
	release(&e);
	return st;
}
