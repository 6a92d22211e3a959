#include "query/results.h"

#include "query/messages.h"

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

enum coop_status results_print(FILE *out, struct session *s, const struct ask *ask,
	enum output_format format, bool colour, const struct query_id *id,
	struct coop_error *err)
{
	struct evidence e = {0};
	const char *path = "";
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < search_count(s->search); i++) {
		st = session_read(s, i, err);
		if (!st && output_wants_snippet(format))
			st = find_evidence(&e, s, err);
		if (!st && output_wants_path(format))
			st = session_path(s, (enum path_form)ask->paths, &path, err);
		struct result result = {i, ask->offset + i + 1,
			search_score(s->search, i), &s->record, path, &e.snippet,
			&e.title, id, step_name(s->step)};
		if (!st)
			st = output_result(out, format, colour, &result, err);
	}
	snippet_release(&e.snippet);
	marks_release(&e.title);
	return st;
}
