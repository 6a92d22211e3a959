/*
 * plan_phrase.c - the plans of phrases, as they are typed and relaxed.
 */
#include <string.h>

#include "query/plan/plan_internal.h"
#include "query/plan/weights.h"
#include "shared/index/layout.h"
#include "shared/text/analyzer.h"

/* What may stand at a place of a phrase: a word, or any of its forms. */
static void plan_side(struct planner *p, const struct leaf_term *t, struct coop_plan *to)
{
	struct part forms = {.term = t->form, .nterms = t->nforms};
	if (t->nforms > 0)
		plan_terms(p, &forms, COOP_OP_OR, to);
	else
		plan_set_term(p->q, to, t->text, t->weight);
}

/* The term that stands in a gap. Every text has it but the shortest ones: it is worth nothing. */
static void plan_break(const struct leaf_term *t, struct coop_plan *to)
{
	const char *s =
		t->gap == COOP_GAP_PARAGRAPH ? COOP_TERM_PARAGRAPH : COOP_TERM_SENTENCE;
	*to = (struct coop_plan){
		.op = COOP_OP_TERM, .weight = 1, .s = s, .len = strlen(s)};
}

/*
 * The words of a phrase in their order, side by side but for `between` others. Sentences that end
 * in it are ended in the text as well when there are to be `gaps`: the window has room for as many
 * gaps and words as the phrase has, and a break must be in each.
 */
static bool plan_ordered(struct planner *p, const struct part *part, unsigned between,
	bool gaps, struct coop_plan *to)
{
	struct gathered g = planner_room(p, 2 * part->nterms);
	unsigned window = (unsigned)part->nterms + between;
	for (size_t i = 0; !p->failed && i < part->nterms; i++) {
		const struct leaf_term *t = &p->q->terms[part->term + i];
		if (gaps && t->gap > 0) {
			plan_break(t, &g.nodes[g.count++]);
			window += t->gap;
		}
		plan_side(p, t, &g.nodes[g.count++]);
	}
	if (p->failed)
		return false;
	plan_join(to, COOP_OP_ORDERED, &g);
	if (g.count > 1)
		to->window = window;
	return true;
}

static bool has_gaps(const struct planner *p, const struct part *part)
{
	for (size_t i = 0; i < part->nterms; i++)
		if (p->q->terms[part->term + i].gap > 0)
			return true;
	return false;
}

/*
 * The words in their order. Where a sentence ends in the phrase, one may end in the text, or none
 * as in a title.
 */
static bool plan_in_order(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct part *part = &p->q->parts[node];
	unsigned between = planner_node(p, node)->number;
	struct coop_plan whole, parted;
	if (!plan_ordered(p, part, between, false, &whole) ||
		(part->nterms > 1 && !planner_pay(p, node, &whole)))
		return false;
	*to = whole;
	if (!has_gaps(p, part))
		return true;
	if (!plan_ordered(p, part, between, true, &parted))
		return false;
	planner_combine(p, to, COOP_OP_OR, &whole, &parted);
	return true;
}

static bool is_stop(const struct planner *p, const struct leaf_term *t)
{
	return t->word == NO_WORD || p->q->words[t->word].stem.len == 0;
}

/* How many of a phrase's words are no stop words. */
static size_t count_content(const struct planner *p, const struct part *part)
{
	size_t count = 0;
	for (size_t i = 0; i < part->nterms; i++)
		count += !is_stop(p, &p->q->terms[part->term + i]);
	return count;
}

/* The words that are no stop words, two at least, each near the next one. */
static bool plan_each_near(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct part *part = &p->q->parts[node];
	const struct leaf_term *last = NULL;
	struct gathered g = planner_room(p, part->nterms);
	unsigned gaps = 0;
	for (size_t i = 0; !p->failed && i < part->nterms; i++) {
		const struct leaf_term *t = &p->q->terms[part->term + i];
		struct coop_plan *pair = &g.nodes[g.count], left, right;
		gaps += t->gap;
		if (is_stop(p, t))
			continue;
		if (last) {
			plan_side(p, last, &left);
			plan_side(p, t, &right);
			planner_combine(p, pair, COOP_OP_NEAR, &left, &right);
			pair->window = RELAXED_NEAR + 1 + gaps;
			g.count += planner_pay(p, node, pair);
		}
		last = t;
		gaps = 0;
	}
	plan_join(to, COOP_OP_AND, &g);
	return !p->failed && g.count > 0;
}

/* A phrase in a field has its words in the field, and stands somewhere in the notice. */
static void add_inside(struct planner *p, const struct part *part, struct coop_plan *to)
{
	struct part inside = {.term = part->inside, .nterms = part->ninside};
	struct coop_plan phrase = *to, words;
	bool asked = part->count > 0 && p->q->words[part->first].asked;
	if (part->ninside > 0)
		plan_terms(p, &inside, COOP_OP_AND, &words);
	else if (!asked || !plan_words_in_field(p, part, COOP_OP_AND, &words))
		return;
	planner_combine(p, to, COOP_OP_AND, &phrase, &words);
}

static size_t count_terms(const struct planner *p, const struct part *part)
{
	size_t count = 0;
	for (size_t i = 0; i < part->nterms; i++) {
		size_t forms = p->q->terms[part->term + i].nforms;
		count += forms > 0 ? forms : 1;
	}
	return count;
}

bool plan_phrase(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct part *part = &p->q->parts[node];
	bool near =
		p->q->step == QUERY_NEAR && part->can_relax && count_content(p, part) > 1;
	size_t terms = count_terms(p, part);
	p->cut |= p->words < terms;
	if (part->nterms == 0 || p->words < terms)
		return false;
	p->words -= terms;
	if (near ? !plan_each_near(p, node, to) : !plan_in_order(p, node, to))
		return false;
	add_inside(p, part, to);
	return !p->failed;
}
