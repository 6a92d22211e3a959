/*
 * plan_words.c - the plans of leaves: words and patterns.
 */
#include <stdlib.h>
#include <string.h>

#include "query/plan/plan_internal.h"
#include "query/plan/weights.h"
#include "shared/core/strmap.h"

/* ---- free words ---- */

#define NOT_TAKEN SIZE_MAX

static double weight_of(const struct word *w)
{
	if (w->whole)
		return WEIGHT_WHOLE;
	return w->joined ? WEIGHT_JOINED : 1;
}

static int ascending(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Of words in so many documents each, decides for the rarest. */
static void choose_rarest(struct planner *p, uint64_t *doc_freqs, size_t count)
{
	uint64_t sum = 0, most = QUERY_DENSITY * p->limit;
	most = most > QUERY_POSTINGS ? most : QUERY_POSTINGS;
	size_t n = 0;
	qsort(doc_freqs, count, sizeof *doc_freqs, ascending);
	while (n < count && n < p->words && (n == 0 || doc_freqs[n] <= most - sum))
		sum += doc_freqs[n++];
	if (n == count)
		return;
	p->max_doc_freq = doc_freqs[n - 1];
	p->looked_for = n;
	while (p->ties < n && doc_freqs[n - 1 - p->ties] == p->max_doc_freq)
		p->ties++;
}

void plan_rarest(struct planner *p)
{
	const struct query *q = p->q;
	if (q->visible <= QUERY_DENSITY)
		return;
	struct coop_strmap *seen = NULL;
	uint64_t *doc_freqs = calloc(q->visible, sizeof *doc_freqs);
	size_t count = 0;
	p->failed = !doc_freqs || coop_strmap_new(&seen, NULL);
	for (size_t i = 0; !p->failed && i < q->visible; i++) {
		struct slice term = word_term(&q->words[i]);
		uint32_t id;
		bool added;
		if (!q->words[i].known)
			continue;
		p->failed = coop_strmap_intern(seen, q->text.s + term.off, term.len, &id,
				    &added, NULL) != COOP_OK;
		if (!p->failed && added)
			doc_freqs[count++] = q->words[i].doc_freq;
	}
	if (!p->failed)
		choose_rarest(p, doc_freqs, count);
	coop_strmap_free(seen);
	free(doc_freqs);
}

/* Whether a word that was not met before is looked for. */
static bool take_word(struct planner *p, const struct word *w)
{
	bool tie = p->excluded == 0 && w->doc_freq == p->max_doc_freq;
	bool taken = p->words > 0 && (!tie || p->ties > 0) &&
		     (p->excluded > 0 || w->doc_freq <= p->max_doc_freq);
	p->words -= taken;
	p->ties -= taken && tie;
	p->cut |= !taken;
	return taken;
}

/*
 * Decides which of some words go into the plan: those that the index holds, each once with
 * the weight of all its occurrences, and so many of them at most. False without memory.
 */
static bool choose(struct planner *p, size_t begin, size_t end)
{
	struct query *q = p->q;
	struct coop_strmap *seen = NULL; /* made for several: thousands stand alone */
	uint32_t id = 0;
	size_t *first = calloc(end - begin + 1, sizeof *first);
	bool added = true, good = first != NULL;
	if (good && end - begin > 1)
		good = coop_strmap_new(&seen, NULL) == COOP_OK;
	for (size_t i = begin; good && i < end; i++) {
		struct word *w = &q->words[i];
		struct slice term = word_term(w);
		if (!w->known)
			continue;
		if (seen)
			good = coop_strmap_intern(seen, q->text.s + term.off, term.len,
				       &id, &added, NULL) == COOP_OK;
		if (good && added)
			first[id] = take_word(p, w) ? i : NOT_TAKEN;
		if (good && first[id] != NOT_TAKEN)
			q->words[first[id]].weight += weight_of(w);
	}
	coop_strmap_free(seen);
	free(first);
	return good;
}

/* A word; with other corrections of it as if they were one term. */
static void put_word(const struct query *q, struct coop_plan *to,
	struct coop_plan **spare, const struct word *w)
{
	if (w->nothers == 0) {
		plan_set_term(q, to, word_term(w), w->weight);
		return;
	}
	plan_set(to, COOP_OP_SYNONYM, *spare, 1 + w->nothers);
	plan_set_term(q, (*spare)++, w->stem, 1);
	for (size_t i = 0; i < w->nothers; i++)
		plan_set_term(q, (*spare)++, w->others[i], 1);
}

static void put_addition(const struct query *q, struct coop_plan *to,
	struct coop_plan **spare, const struct addition *add)
{
	plan_set(to, COOP_OP_AND, *spare, add->count);
	to->weight = add->weight;
	for (size_t i = 0; i < add->count; i++)
		plan_set_term(q, (*spare)++, add->terms[i], 1);
}

/* What acronym or long form goes with a word; NULL for none. */
static const struct addition *addition_of(const struct query *q, size_t word)
{
	bool some = word < q->nadditions && q->additions[word].count > 0;
	return some ? &q->additions[word] : NULL;
}

/*
 * Nodes: two under the root for each word, itself and an addition, and below them its
 * corrections and the words of a long form.
 */
void plan_words(struct planner *p, size_t begin, size_t end, struct coop_plan *to)
{
	struct query *q = p->q;
	size_t kids = 0, below = 0;
	plan_set(to, COOP_OP_OR, NULL, 0);
	if (!choose(p, begin, end)) {
		p->failed = true;
		return;
	}
	for (size_t i = begin; i < end; i++) {
		const struct addition *add = addition_of(q, i);
		kids += (size_t)(q->words[i].weight > 0) + (add != NULL);
		below += q->words[i].nothers > 0 ? 1 + q->words[i].nothers : 0;
		below += add ? add->count : 0;
	}
	struct coop_plan *nodes = planner_nodes(p, kids + below), *spare;
	if (!nodes)
		return;
	spare = nodes + kids;
	plan_set(to, COOP_OP_OR, nodes, kids);
	for (size_t i = begin; i < end; i++) {
		const struct addition *add = addition_of(q, i);
		if (q->words[i].weight > 0)
			put_word(q, nodes++, &spare, &q->words[i]);
		if (add)
			put_addition(q, nodes++, &spare, add);
	}
}

/* ---- leaves ---- */

bool plan_terms(
	struct planner *p, const struct part *part, enum coop_op op, struct coop_plan *to)
{
	struct coop_plan *nodes = planner_nodes(p, part->nterms);
	plan_set(to, op, nodes, nodes ? part->nterms : 0);
	for (size_t i = 0; nodes && i < part->nterms; i++) {
		const struct leaf_term *t = &p->q->terms[part->term + i];
		plan_set_term(p->q, &nodes[i], t->text, t->weight);
	}
	if (nodes && to->nkids == 1)
		*to = nodes[0];
	return true;
}

bool plan_words_in_field(
	struct planner *p, const struct part *part, enum coop_op op, struct coop_plan *to)
{
	struct gathered g = planner_room(p, part->count);
	if (p->failed || part->count == 0)
		return false;
	for (size_t i = part->first; i < part->first + part->count; i++) {
		const struct word *w = &p->q->words[i];
		/* the joined form of a compound, and the parts of a number, are not asked */
		struct part terms = {.term = w->term, .nterms = w->nterms};
		if (w->asked)
			plan_terms(p, &terms, COOP_OP_SYNONYM, &g.nodes[g.count++]);
	}
	plan_join(to, op, &g);
	return true;
}

/* Whether the words of a leaf are several, any of which will do, and no compound. */
static bool are_several(const struct planner *p, uint32_t node)
{
	const struct qnode *n = planner_node(p, node);
	return query_leaf_kind(p->q, node) == QNODE_WORDS &&
	       memchr(coop_buf_cstr(&p->q->tree.text) + n->text, ' ', n->len) != NULL;
}

bool plan_leaf(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct part *part = &p->q->parts[node];
	enum qkind kind = query_leaf_kind(p->q, node);
	bool pattern = kind == QNODE_WILD || kind == QNODE_FUZZY;
	if (pattern && part->form.len == 0)
		return false;
	if (part->in_field && part->nterms == 0 &&
		(kind == QNODE_WORDS || kind == QNODE_PHRASE))
		return plan_words_in_field(
			p, part, are_several(p, node) ? COOP_OP_OR : COOP_OP_AND, to);
	if (part->in_field)
		return plan_terms(p, part, COOP_OP_SYNONYM, to);
	switch (kind) {
	case QNODE_WORDS:
		if (part->count == 0)
			return false;
		plan_words(p, part->first, part->first + part->count, to);
		return true;
	case QNODE_PHRASE:
		return plan_phrase(p, node, to);
	case QNODE_WILD:
	case QNODE_FUZZY:
		return plan_terms(p, part, COOP_OP_OR, to);
	default:
		plan_set(to, COOP_OP_ALL, NULL, 0);
		return true;
	}
}
