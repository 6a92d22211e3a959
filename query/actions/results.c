#include "query/actions/results.h"

#include <inttypes.h>

#include "query/actions/plot.h"
#include "query/explain/explain.h"
#include "query/output/wanted.h"
#include "shared/core/bytes.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* What is found of a result beside its fields. */
struct found {
	struct evidence evidence;
	struct explainer *explainer; /* NULL where no explanation is wanted */
	struct explanation explanation;
};

/* Reads a result, finds what is shown of it, and prints it. */
static enum coop_status print_result(const struct output *out, struct session *s,
	const struct ask *ask, const struct answer *answer, size_t i, struct found *found,
	struct coop_error *err)
{
	const char *path = "", *file = "";
	enum coop_status st = session_read(s, i, err);
	if (!st && output_wants_snippet(out))
		st = evidence_find(
			&found->evidence, s->analyzer, &s->query, &s->record, err);
	if (!st && output_wants_path(out))
		st = session_path(s, (enum path_form)ask->paths, &path, err);
	if (!st && out->links && output_wants_path(out))
		st = session_file(s, &file, err);
	if (!st && found->explainer)
		st = explainer_explain(found->explainer, session_hit(s, i), &s->record,
			&found->explanation, err);
	const struct group *group = session_group(s, i);
	struct others others = {0};
	if (group)
		others = (struct others){s->groups.ids + group->first, group->others};
	struct result result = {i, ask->offset + i + 1,
		search_score(s->search, session_hit(s, i)), &s->record, path, file,
		session_index_name(s), &found->evidence, group ? &others : NULL,
		found->explainer ? &found->explanation : NULL};
	return st ? st : output_ops(out->format)->result(out, answer, &result, err);
}

/* The name of a step in JSON; NULL for a query as it was typed. */
static const char *step_name(enum query_step step)
{
	static const char *const names[QUERY_STEPS] = {
		[QUERY_FORMS] = "forms", [QUERY_NEAR] = "near", [QUERY_SINGLE] = "words"};
	return names[step];
}

/* What is known before results are read. */
static struct answer answer_of(
	const struct session *s, const struct ask *ask, const struct query_id *id)
{
	struct coop_bytes text = coop_bytes_trimmed(s->text, s->text_len);
	return (struct answer){.id = id,
		.text = text.s,
		.text_len = text.len,
		.relaxed = step_name(s->step),
		.first = ask->offset,
		.grouped = ask->group,
		.several = s->nindexes > 1 && !search_collection(s->search)->sharded,
		.understanding = s->understanding,
		.matching = s->matching,
		.reranking = s->reranking};
}

/* Prints the whole answer, of which all is known but the results. */
static enum coop_status print_whole(const struct output *out, struct session *s,
	const struct ask *ask, const struct answer *answer, struct coop_error *err)
{
	const struct output_ops *ops = output_ops(out->format);
	struct found found = {.explainer = NULL};
	enum coop_status st = COOP_OK;
	if (answer->count > 0 && out->explain)
		st = explainer_new(s->search, &s->query, &found.explainer, err);
	if (!st && answer->count > 0 && output_wants_snippet(out))
		st = query_find_beginnings(&s->query, s->analyzer, err);
	if (!st && ops->begin)
		st = ops->begin(out, answer, err);
	/* a reader that is gone is no failure, and wants no more */
	for (size_t i = 0; !st && i < answer->count && !ferror(out->stream); i++)
		st = print_result(out, s, ask, answer, i, &found, err);
	if (!st && ops->end)
		st = ops->end(out, answer, err);
	evidence_release(&found.evidence);
	explainer_free(found.explainer);
	explanation_release(&found.explanation);
	return st;
}

/* The same, with the shards that it is without. */
static enum coop_status print_answer(const struct output *out, struct session *s,
	const struct ask *ask, struct answer *answer, struct coop_error *err)
{
	struct missing_shard missing[COOP_COLLECTION_MAX];
	struct session_missing shard;
	while (answer->nmissing < COOP_COLLECTION_MAX &&
		session_missing(s, answer->nmissing, &shard))
		missing[answer->nmissing++] =
			(struct missing_shard){shard.name, shard.why};
	answer->missing = missing;
	enum coop_status st = print_whole(out, s, ask, answer, err);
	answer->missing = NULL;
	return st;
}

/* Counts all that matches, and its facets. */
static enum coop_status count_facets(struct session *s, const struct ask *ask,
	struct answer *answer, struct facet_list *facets, struct coop_error *err)
{
	enum coop_status st =
		session_count_facets(s, ask->facets, &answer->total, facets, err);
	answer->total_is_exact = true;
	answer->facets = facets;
	return st;
}

enum total_effort results_total_effort(const struct output *out)
{
	const struct output_ops *ops = output_ops(out->format);
	return ops->wants_exact_total ? TOTAL_EXACT
	       : ops->wants_total     ? TOTAL_CHEAP
				      : TOTAL_NONE;
}

/* Counts what matches, as far as the format tells it. */
static enum coop_status count_hits(const struct output *out, struct session *s,
	struct answer *answer, struct coop_error *err)
{
	struct total total;
	enum total_effort effort = results_total_effort(out);
	enum coop_status st = COOP_OK;
	total.is_exact = search_knows_total(s->search, &total.count);
	if (effort > TOTAL_NONE)
		st = session_total(s, effort, &total, err);
	answer->total = total.count;
	answer->total_is_exact = total.is_exact;
	return st;
}

/* How many notices match, as words. */
static void put_total(struct coop_buf *text, const struct answer *a)
{
	if (!a->total_is_exact)
		coop_buf_str(text, TR("at least ", "au moins "));
	coop_buf_printf(text, "%" PRIu64 " notice%s", a->total, a->total == 1 ? "" : "s");
}

/* Which of them are printed, as words, unless all are. */
static void put_printed(struct coop_buf *text, const struct answer *a)
{
	size_t from = a->first + 1, to = a->first + a->count;
	if (a->grouped) {
		coop_buf_printf(text,
			TR("; %zu result%s shown", " ; résultats affichés : %zu%s"),
			a->count, TR(a->count == 1 ? "" : "s", ""));
		return;
	}
	if (a->count == 0 || (a->total_is_exact && a->count == a->total))
		return;
	if (a->first == 0)
		coop_buf_printf(text, TR(", %zu shown", ", %zu affichée%s"), to,
			to == 1 ? "" : "s");
	else if (from == to)
		coop_buf_printf(
			text, TR(", shown: number %zu", ", affichée : la %zue"), from);
	else
		coop_buf_printf(text,
			TR(", shown: %zu to %zu", ", affichées : %zu à %zu"), from, to);
}

/*
 * Says how many notices there are, and which of them were printed to `out`, which is flushed first: it is
 * the last line that a terminal shows. Nothing is said where none was printed and some should be.
 */
static void print_total(FILE *out, const struct answer *answer)
{
	struct coop_buf text = {0};
	if (answer->total == 0 || (answer->count == 0 && answer->first > 0))
		return;
	put_total(&text, answer);
	put_printed(&text, answer);
	fflush(out);
	if (!text.failed)
		coop_diag_note("coopq", "%s", coop_buf_cstr(&text));
	coop_buf_release(&text);
}

enum coop_status results_print(const struct output *out, struct session *s,
	const struct ask *ask, const struct query_id *id, struct coop_error *err)
{
	struct answer answer = answer_of(s, ask, id);
	answer.query = &s->query;
	answer.count = session_count(s);
	struct facet_list facets = {0};
	enum coop_status st = ask->facets ? count_facets(s, ask, &answer, &facets, err)
					  : count_hits(out, s, &answer, err);
	if (!st && !id)
		output_open(out, false);
	if (!st)
		st = print_answer(out, s, ask, &answer, err);
	if (!st && out->format == OUTPUT_TEXT)
		print_total(out->stream, &answer);
	if (!st && out->plot && answer.total > 0 && facets.count > 0)
		st = plot_write(out->plot, &answer, &facets.at[facets.count - 1], err);
	facet_list_release(&facets);
	return st;
}

enum coop_status results_print_none(const struct output *out, struct session *s,
	const struct ask *ask, const struct query_id *id, struct coop_error *err)
{
	struct answer answer = answer_of(s, ask, id);
	answer.total_is_exact = true;
	return print_answer(out, s, ask, &answer, err);
}
