#include "query/actions/results.h"

#include "query/actions/messages.h"
#include "query/search/total.h"

/* What some formats show beside the fields. */
struct evidence {
	struct snippet snippet;
	struct marks title;
};

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
	if (!st && ops->wants_path)
		st = session_path(s, (enum path_form)ask->paths, &path, err);
	struct result result = {i, ask->offset + i + 1, search_score(s->search, i),
		&s->record, path, &e->snippet, &e->title};
	return st ? st : ops->result(out, answer, &result, err);
}

/* Counts what matches, as far as the format tells it. */
static enum coop_status count_hits(const struct output_ops *ops, struct session *s,
	struct answer *answer, struct coop_error *err)
{
	struct total total = {search_found(s->search), search_found_all(s->search)};
	enum coop_status st = COOP_OK;
	if (ops->wants_total)
		st = search_total(s->search, &s->query,
			ops->wants_exact_total ? TOTAL_EXACT : TOTAL_CHEAP, &total, err);
	answer->total = total.count;
	answer->total_is_exact = total.is_exact;
	return st;
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
	enum coop_status st = count_hits(ops, s, &answer, err);
	if (!st && ops->begin)
		st = ops->begin(out, &answer, err);
	for (size_t i = 0; !st && i < answer.count; i++)
		st = print_result(out, s, ask, &answer, i, &e, err);
	if (!st && ops->end)
		st = ops->end(out, &answer, err);
	if (!st && out->format == OUTPUT_TEXT)
		messages_print_total(out->stream, &answer);
	snippet_release(&e.snippet);
	marks_release(&e.title);
	return st;
}
