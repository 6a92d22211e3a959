/*
 * plan_words.c - plans leaves: words, patterns, and what stands in fields.
 */
#include <stdlib.h>
#include <string.h>

#include "query/plan/plan_internal.h"
#include "query/plan/weights.h"
#include "shared/core/strmap.h"

/* ---- free words ---- */

#define NOT_TAKEN SIZE_MAX

static double weight_of(const struct expanded_word *w)
{
	if (w->word.whole)
		return WEIGHT_WHOLE;
	return w->common * (w->word.joined ? WEIGHT_JOINED : 1);
}

static int ascending(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Chooses the rarest of words with these document frequencies, as many as are affordable. */
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

/* Interns the term of a word; false when memory runs out. */
static bool intern(struct coop_strmap *seen, const struct planner *p,
	const struct expanded_word *w, uint32_t *id, bool *added)
{
	struct slice term = analysed_term(&w->word);
	return coop_strmap_intern(seen, slice_in(&p->e->text, term), term.len, id, added,
		       NULL) == COOP_OK;
}

void plan_rarest(struct planner *p)
{
	size_t words = p->a->visible, count = 0;
	if (words <= QUERY_DENSITY)
		return;
	struct coop_strmap *seen = NULL;
	uint64_t *doc_freqs = calloc(words, sizeof *doc_freqs);
	p->failed = !doc_freqs || coop_strmap_new(&seen, NULL);
	for (size_t i = 0; !p->failed && i < words; i++) {
		const struct expanded_word *w = &p->e->words[i];
		uint32_t id;
		bool added;
		if (!w->known)
			continue;
		p->failed = !intern(seen, p, w, &id, &added);
		if (!p->failed && added)
			doc_freqs[count++] = w->doc_freq;
	}
	if (!p->failed)
		choose_rarest(p, doc_freqs, count);
	coop_strmap_free(seen);
	free(doc_freqs);
}

/* Whether a new word goes into the plan. */
static bool take_word(struct planner *p, const struct expanded_word *w)
{
	bool tie = p->excluded == 0 && w->doc_freq == p->max_doc_freq;
	bool taken = p->words > 0 && (!tie || p->ties > 0) &&
		     (p->excluded > 0 || w->doc_freq <= p->max_doc_freq);
	p->words -= taken;
	p->ties -= taken && tie;
	p->cut |= !taken;
	return taken;
}

/* A word of a leaf that may go into the plan. */
struct choice {
	double weight; /* 0 when it is not in the plan, or stands there already */
	size_t first;  /* by number of a term: the first word of it */
};

/*
 * Decides which words of [begin, end) go into the plan: those that the index holds and the budget
 * allows, each once with the weight of all its occurrences. NULL when there is no memory.
 */
static struct choice *choose(struct planner *p, size_t begin, size_t end)
{
	struct coop_strmap *seen =
		NULL; /* only for several words: a query may have thousands of leaves */
	uint32_t id = 0;
	struct choice *chosen = calloc(end - begin + 1, sizeof *chosen);
	bool added = true, good = chosen != NULL;
	if (good && end - begin > 1)
		good = coop_strmap_new(&seen, NULL) == COOP_OK;
	for (size_t i = begin; good && i < end; i++) {
		const struct expanded_word *w = &p->e->words[i];
		if (!w->known)
			continue;
		good = !seen || intern(seen, p, w, &id, &added);
		if (good && added)
			chosen[id].first = take_word(p, w) ? i - begin : NOT_TAKEN;
		if (good && chosen[id].first != NOT_TAKEN)
			chosen[chosen[id].first].weight += weight_of(w);
	}
	coop_strmap_free(seen);
	if (!good) {
		free(chosen);
		chosen = NULL;
	}
	return chosen;
}

/* Puts a word; several corrections are scored as one term. */
static void put_word(const struct planner *p, struct coop_plan *to,
	struct coop_plan **spare, const struct expanded_word *w, double weight)
{
	if (w->nothers == 0) {
		plan_set_term(p, to, analysed_term(&w->word), weight);
		return;
	}
	plan_set(to, COOP_OP_SYNONYM, *spare, 1 + w->nothers);
	to->weight = weight;
	plan_set_term(p, (*spare)++, w->word.stem, 1);
	for (size_t i = 0; i < w->nothers; i++)
		plan_set_term(p, (*spare)++, w->others[i], 1);
}

static void put_addition(const struct planner *p, struct coop_plan *to,
	struct coop_plan **spare, const struct addition *add)
{
	if (add->count == 1) {
		plan_set_term(p, to, add->terms[0], add->weight);
		return;
	}
	plan_set(to, COOP_OP_AND, *spare, add->count);
	to->weight = add->weight;
	for (size_t i = 0; i < add->count; i++)
		plan_set_term(p, (*spare)++, add->terms[i], 1);
}

/*
 * Puts the chosen words below one OR. Its kids are those of each word, itself and its additions; the
 * kids of these stand after them in the same block.
 */
static void put_words(struct planner *p, size_t begin, size_t end,
	const struct choice *chosen, struct coop_plan *to)
{
	const struct expanded_word *words = p->e->words;
	size_t kids = 0, below = 0;
	for (size_t i = begin; i < end; i++) {
		size_t count;
		const struct addition *add = expanded_additions(p->e, i, &count);
		kids += (size_t)(chosen[i - begin].weight > 0) + count;
		below += words[i].nothers > 0 ? 1 + words[i].nothers : 0;
		for (size_t k = 0; k < count; k++)
			below += add[k].count > 1 ? add[k].count : 0;
	}
	struct coop_plan *nodes = planner_nodes(p, kids + below), *spare;
	if (!nodes)
		return;
	spare = nodes + kids;
	plan_set(to, COOP_OP_OR, nodes, kids);
	for (size_t i = begin; i < end; i++) {
		size_t count;
		const struct addition *add = expanded_additions(p->e, i, &count);
		double weight = chosen[i - begin].weight;
		if (weight > 0)
			put_word(p, nodes++, &spare, &words[i], weight);
		for (size_t k = 0; k < count; k++)
			put_addition(p, nodes++, &spare, &add[k]);
	}
}

void plan_words(struct planner *p, size_t begin, size_t end, struct coop_plan *to)
{
	struct choice *chosen = choose(p, begin, end);
	plan_set(to, COOP_OP_OR, NULL, 0);
	if (chosen)
		put_words(p, begin, end, chosen, to);
	else
		p->failed = true;
	free(chosen);
}

/* ---- leaves ---- */

void plan_terms(
	struct planner *p, struct term_range terms, enum coop_op op, struct coop_plan *to)
{
	struct coop_plan *nodes = planner_nodes(p, terms.count);
	plan_set(to, op, nodes, nodes ? terms.count : 0);
	for (size_t i = 0; nodes && i < terms.count; i++) {
		const struct leaf_term *t = &p->e->terms[terms.first + i];
		plan_set_term(p, &nodes[i], t->text, t->weight);
	}
	if (nodes && to->nkids == 1)
		*to = nodes[0];
}

bool plan_words_in_field(struct planner *p, const struct analysed_leaf *leaf,
	enum coop_op op, struct coop_plan *to)
{
	struct plan_kids g = planner_kids(p, leaf->count);
	if (p->failed || leaf->count == 0)
		return false;
	for (size_t i = leaf->first; i < leaf->first + leaf->count; i++) {
		const struct expanded_word *w = &p->e->words[i];
		/* joined forms of compounds and parts of numbers were not looked up */
		if (w->in_field)
			plan_terms(
				p, w->field_terms, COOP_OP_SYNONYM, &g.nodes[g.count++]);
	}
	plan_join(to, op, &g);
	return true;
}

/* Whether a leaf has several words, any of which may match, and is not one compound. */
static bool are_several(const struct planner *p, uint32_t node)
{
	const struct qnode *n = planner_node(p, node);
	return analysed_kind(p->tree, p->a, node) == QNODE_WORDS &&
	       memchr(coop_buf_cstr(&p->tree->text) + n->text, ' ', n->len) != NULL;
}

static bool plan_in_field(
	struct planner *p, uint32_t node, enum qkind kind, struct coop_plan *to)
{
	struct term_range terms = p->e->leaves[node].terms;
	bool words = terms.count == 0 && (kind == QNODE_WORDS || kind == QNODE_PHRASE);
	enum coop_op op = are_several(p, node) ? COOP_OP_OR : COOP_OP_AND;
	if (words)
		return plan_words_in_field(p, &p->a->leaves[node], op, to);
	plan_terms(p, terms, COOP_OP_SYNONYM, to);
	return true;
}

bool plan_leaf(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct analysed_leaf *leaf = &p->a->leaves[node];
	const struct expanded_leaf *found = &p->e->leaves[node];
	enum qkind kind = analysed_kind(p->tree, p->a, node);
	bool pattern = kind == QNODE_WILD || kind == QNODE_FUZZY;
	if (found->dropped || (pattern && leaf->form.len == 0))
		return false;
	if (found->running && kind != QNODE_PHRASE && kind != QNODE_ALL)
		return plan_running(
			p, node, are_several(p, node) ? COOP_OP_OR : COOP_OP_AND, to);
	if (found->in_field)
		return plan_in_field(p, node, kind, to);
	switch (kind) {
	case QNODE_WORDS:
		if (leaf->count == 0)
			return false;
		plan_words(p, leaf->first, leaf->first + leaf->count, to);
		return true;
	case QNODE_PHRASE:
		return plan_phrase(p, node, to);
	case QNODE_WILD:
	case QNODE_FUZZY:
		plan_terms(p, found->terms, COOP_OP_OR, to);
		return true;
	default:
		plan_set(to, COOP_OP_ALL, NULL, 0);
		return true;
	}
}
