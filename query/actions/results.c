#include "query/actions/results.h"

#include "query/actions/messages.h"

/* Reads a result, finds what the format shows of it, and prints it. */
static enum coop_status print_result(const struct output *out, struct session *s,
	const struct ask *ask, const struct answer *answer, size_t i, struct evidence *e,
	struct coop_error *err)
{
	const struct output_ops *ops = output_ops(out->format);
	const char *path = "", *file = "";
	enum coop_status st = session_read(s, i, err);
	if (!st && ops->wants_snippet)
		st = evidence_find(e, s->analyzer, &s->query, &s->record, err);
	if (!st && ops->wants_path)
		st = session_path(s, (enum path_form)ask->paths, &path, err);
	if (!st && out->links && ops->wants_path)
		st = session_file(s, &file, err);
	const struct group *group = session_group(s, i);
	struct others others = {0};
	if (group)
		others = (struct others){s->groups.ids + group->first, group->others};
	struct result result = {i, ask->offset + i + 1,
		search_score(s->search, session_hit(s, i)), &s->record, path, file,
		evidence_best(e), &e->title, e, group ? &others : NULL};
	return st ? st : ops->result(out, answer, &result, err);
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
		.count = session_count(s)};
	enum coop_status st = ops->begin ? ops->begin(out, &answer, err) : COOP_OK;
	/* a reader that is gone is no failure, and wants no more */
	for (size_t i = 0; !st && i < answer.count && !ferror(out->stream); i++)
		st = print_result(out, s, ask, &answer, i, &e, err);
	if (!st && ops->end)
		st = ops->end(out, &answer, err);
	evidence_release(&e);
	return st;
}
