#include "query/pages/results.h"

#include "query/output/evidence.h"
#include "query/output/output.h"
#include "query/pages/ask.h"
#include "query/pages/hit.h"
#include "query/pages/html.h"

/* Reads a result, finds what is shown of it, and puts it. */
static enum coop_status put_result(struct page *p, const struct asking *a, size_t i,
	struct evidence *evidence, struct coop_error *err)
{
	const char *path = "";
	struct session *s = p->session;
	enum coop_status st = session_read(s, i, err);
	if (!st)
		st = evidence_find(evidence, s->analyzer, &s->query, &s->record, err);
	if (!st)
		st = session_path(s, page_paths(p), &path, err);
	if (st)
		return st;
	const struct group *group = session_group(s, i);
	struct others others = {0};
	if (group)
		others = (struct others){s->groups.ids + group->first, group->others};
	struct result result = {.number = i,
		.rank = a->ask.offset + i + 1,
		.record = &s->record,
		.path = path,
		.file = "",
		.index = session_index_name(s),
		.evidence = evidence,
		.others = group ? &others : NULL};
	hit_put(p, &result, s->nindexes > 1 && !search_collection(s->search)->sharded);
	return COOP_OK;
}

enum coop_status results_put(
	struct page *p, const struct asking *a, struct coop_error *err)
{
	struct evidence evidence = {.passages = {.count = 0}};
	size_t count = session_count(p->session);
	if (count == 0)
		return COOP_OK;
	html(p->out, "<ol class=\"hits\" start=\"%zu\">\n", a->ask.offset + 1);
	enum coop_status st =
		query_find_beginnings(&p->session->query, p->session->analyzer, err);
	for (size_t i = 0; !st && i < count; i++)
		st = put_result(p, a, i, &evidence, err);
	html(p->out, "</ol>\n");
	evidence_release(&evidence);
	return st;
}
