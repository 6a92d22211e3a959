/*
 * rerank_evidence.c - the sum of the evidence (rerank.h): as a number, and part by part.
 */
#include "query/search/rerank_internal.h"
#include "shared/index/impact.h"

/* ---- the formulas ---- */

static inline double related(const struct rerank *r, const struct word *w, double k)
{
	double tf = r->stems[w->stem_id].tf;
	double more = coop_saturate(tf + w->related, k) - coop_saturate(tf, k);
	return WEIGHT_RELATED * w->idf * more;
}

static inline double form(const struct word *w, double k)
{
	return WEIGHT_FORM * w->idf * coop_saturate(w->form_tf, k);
}

/* Of a word and the one before it. */
static inline double pair(const struct word *w, double k)
{
	return WEIGHT_PAIR * (w->idf + w[-1].idf) * coop_saturate(w->pair_tf, k);
}

/* How often a stem that occurs counts for LEAD. */
static inline int leads(const struct stem *s)
{
	return (s->first <= LEAD_NEAR) + (s->first <= LEAD_FAR);
}

static inline double lead(const struct stem *s)
{
	double near = s->first <= LEAD_NEAR ? WEIGHT_LEAD_NEAR : 0;
	double far = s->first <= LEAD_FAR ? WEIGHT_LEAD_FAR : 0;
	return s->idf * (near + far);
}

bool rerank_has_all(const struct rerank *r)
{
	size_t known = 0;
	for (size_t i = 0; i < r->nstems; i++) {
		if (!r->words[r->stems[i].word].known)
			continue;
		if (r->stems[i].first == 0)
			return false;
		known++;
	}
	return known > 1;
}

static double all(const struct rerank *r)
{
	double sum = 0;
	if (!rerank_has_all(r))
		return 0;
	for (size_t i = 0; i < r->nstems; i++)
		if (r->stems[i].first > 0)
			sum += r->stems[i].idf;
	return WEIGHT_ALL * sum;
}

/* A window: hits [first, end), and the idf of the stems in it. */
struct window {
	double idf;
	size_t first, end;
};

static struct window best_window(const struct rerank *r)
{
	unsigned char inside[RERANK_WORDS] = {
		0}; /* hits of each stem: one a position at most */
	size_t first = 0;
	struct window best = {0};
	double sum = 0;
	for (size_t i = 0; i < r->nhits; i++) {
		if (inside[r->hits[i].stem]++ == 0)
			sum += r->stems[r->hits[i].stem].idf;
		for (; r->hits[i].pos - r->hits[first].pos >= WINDOW_WIDTH; first++)
			if (--inside[r->hits[first].stem] == 0)
				sum -= r->stems[r->hits[first].stem].idf;
		if (sum > best.idf)
			best = (struct window){sum, first, i + 1};
	}
	return best;
}

/* ---- the sum ---- */

/* RELATED, FORM and PAIR; most words have nothing of most of them. */
static double word_evidence(const struct rerank *r, double k)
{
	double sum = 0;
	for (size_t i = 0; i < r->nwords; i++) {
		const struct word *w = &r->words[i];
		if (w->related > 0)
			sum += related(r, w, k);
		if (w->form_tf > 0)
			sum += form(w, k);
		if (w->pair_tf > 0)
			sum += pair(w, k);
	}
	return sum;
}

static double lead_evidence(const struct rerank *r)
{
	double sum = 0;
	for (size_t i = 0; i < r->nstems; i++)
		if (r->stems[i].first > 0)
			sum += lead(&r->stems[i]);
	return sum;
}

double rerank_sum(const struct rerank *r, double k)
{
	return word_evidence(r, k) + lead_evidence(r) +
	       WEIGHT_WINDOW * best_window(r).idf + all(r);
}

/* ---- the parts ---- */

/* Adds a part, unless there is nothing of it. */
static void add(struct rerank_parts *out, enum rerank_kind kind, const struct word *w,
	double tf, double value)
{
	if (tf > 0)
		out->at[out->count++] = (struct rerank_part){
			.kind = kind, .word = w->number, .tf = tf, .value = value};
}

static void list_words(const struct rerank *r, double k, struct rerank_parts *out)
{
	for (size_t i = 0; i < r->nwords; i++) {
		const struct word *w = &r->words[i];
		add(out, RERANK_RELATED, w, w->related, related(r, w, k));
		add(out, RERANK_FORM, w, w->form_tf, form(w, k));
		add(out, RERANK_ACCENTS, w, w->other_tf, 0);
		if (w->pair_tf == 0)
			continue;
		add(out, RERANK_PAIR, w, w->pair_tf, pair(w, k));
		out->at[out->count - 1].other = w[-1].number;
	}
}

static void list_window(const struct rerank *r, struct rerank_parts *out)
{
	struct window best = best_window(r);
	bool inside[RERANK_WORDS] = {false};
	out->nwindow = 0;
	for (size_t i = best.first; i < best.end; i++) {
		size_t stem = r->hits[i].stem;
		if (!inside[stem])
			out->window[out->nwindow++] =
				r->words[r->stems[stem].word].number;
		inside[stem] = true;
	}
	if (best.idf > 0)
		out->at[out->count++] = (struct rerank_part){.kind = RERANK_WINDOW,
			.word = out->window[0],
			.value = WEIGHT_WINDOW * best.idf};
}

void rerank_list(const struct rerank *r, double k, struct rerank_parts *out)
{
	out->count = 0;
	list_words(r, k, out);
	for (size_t i = 0; i < r->nstems; i++) {
		const struct stem *s = &r->stems[i];
		if (s->first > 0)
			add(out, RERANK_LEAD, &r->words[s->word], leads(s), lead(s));
	}
	list_window(r, out);
	if (r->nwords > 0)
		add(out, RERANK_ALL, &r->words[0], all(r) > 0, all(r));
}
