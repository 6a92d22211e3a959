#include "query/search/reasons.h"

#include "shared/index/impact.h"

double reasons_unit(void)
{
	return 1.0 / COOP_IMPACT_MAX;
}

static enum coop_status explain_text(struct search *s, const struct query *q,
	const struct coop_record *record, double avgdl, struct rerank_parts *out,
	struct coop_error *err)
{
	struct rerank *r;
	enum coop_status st = rerank_new(q, search_text_analyzer(s), &r, err);
	if (!st)
		st = rerank_explain(r, record, avgdl, out, err);
	rerank_free(r);
	return st;
}

/* The first stage as a whole: the sum of its terms, or what the second one leaves. */
static double first_stage(const struct search_reasons *r, bool terms, double score)
{
	double sum = 0;
	if (terms) {
		for (size_t i = 0; i < r->terms.count; i++)
			sum += r->terms.at[i].score;
		return sum * reasons_unit();
	}
	for (size_t i = 0; i < r->text.count; i++)
		sum += r->text.at[i].value;
	return score - sum;
}

enum coop_status reasons_find(struct search *s, const struct query *q, size_t i,
	const struct coop_record *record, struct search_reasons *out,
	struct coop_error *err)
{
	struct matcher *m = search_matcher(s);
	enum coop_status st = COOP_OK;
	out->terms.count = out->text.count = 0;
	out->reranked = search_is_reranked(s, i);
	if (m)
		st = match_explain(
			m, &q->planned.root, search_docid(s, i), &out->terms, err);
	if (!st && out->reranked)
		st = explain_text(s, q, record, search_average(s, search_docid(s, i)),
			&out->text, err);
	out->first = first_stage(out, m != NULL, search_score(s, i));
	return st;
}

void reasons_release(struct search_reasons *r)
{
	match_parts_release(&r->terms);
}
