/*
 * plan_phrase.c - the plans of phrases, as they are typed and relaxed.
 */
#include <string.h>

#include "query/plan/plan_internal.h"
#include "query/plan/weights.h"
#include "shared/index/layout.h"
#include "shared/text/analyzer.h"

/* Plans word i of all phrases: the word, or any of its forms. */
static void plan_word(struct planner *p, size_t i, struct coop_plan *to)
{
	const struct leaf_term *t = &p->e->terms[i];
	if (t->forms.count > 0)
		plan_terms(p, t->forms, COOP_OP_OR, to);
	else
		plan_set_term(p, to, t->text, t->weight);
}

/*
 * Plans the term of a gap. Nearly every text holds it, so that it adds next to nothing to a score.
 */
static void plan_break(uint32_t gap, struct coop_plan *to)
{
	const char *s =
		gap == COOP_GAP_PARAGRAPH ? COOP_TERM_PARAGRAPH : COOP_TERM_SENTENCE;
	*to = (struct coop_plan){
		.op = COOP_OP_TERM, .weight = 1, .s = s, .len = strlen(s)};
}

/* The end of a phrase's words among those of all phrases. */
static size_t end_of(const struct analysed_leaf *leaf)
{
	return leaf->phrase + leaf->phrase_len;
}

/*
 * Plans the words of a phrase in their order, with up to `between` others between them. With
 * `gaps`, sentences that end in the phrase must end in the text as well: the term of the gap is
 * then a word of the phrase, and the window has room for the gap.
 */
static bool plan_ordered(struct planner *p, uint32_t node, unsigned between, bool gaps,
	struct coop_plan *to)
{
	const struct analysed_leaf *leaf = &p->a->leaves[node];
	struct plan_kids g = planner_kids(p, 2 * leaf->phrase_len);
	unsigned window = (unsigned)leaf->phrase_len + between;
	for (size_t i = leaf->phrase; !p->failed && i < end_of(leaf); i++) {
		uint32_t gap = p->a->phrases[i].gap;
		if (gaps && gap > 0) {
			plan_break(gap, &g.nodes[g.count++]);
			window += gap;
		}
		plan_word(p, i, &g.nodes[g.count++]);
	}
	if (p->failed)
		return false;
	plan_join(to, COOP_OP_ORDERED, &g);
	if (g.count > 1)
		to->window = window;
	plan_restrict(p, node, to);
	return !p->failed;
}

static bool has_gaps(const struct planner *p, const struct analysed_leaf *leaf)
{
	for (size_t i = leaf->phrase; i < end_of(leaf); i++)
		if (p->a->phrases[i].gap > 0)
			return true;
	return false;
}

/* Plans a phrase that may or may not have ends of sentences where it is typed with them. */
static bool plan_in_order(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct analysed_leaf *leaf = &p->a->leaves[node];
	unsigned between = planner_node(p, node)->number;
	struct coop_plan whole, parted;
	if (!plan_ordered(p, node, between, false, &whole) ||
		((leaf->phrase_len > 1 || whole.running) &&
			!planner_pay(p, node, &whole)))
		return false;
	*to = whole;
	if (!has_gaps(p, leaf))
		return true;
	if (!plan_ordered(p, node, between, true, &parted))
		return false;
	planner_combine(p, to, COOP_OP_OR, &whole, &parted);
	return true;
}

/* Whether word i of all phrases is a stop word, or was meant to be one. */
static bool is_stop(const struct planner *p, size_t i)
{
	size_t word = p->a->phrases[i].word;
	return word == NO_WORD || p->e->words[word].word.stem.len == 0;
}

static size_t count_content(const struct planner *p, const struct analysed_leaf *leaf)
{
	size_t count = 0;
	for (size_t i = leaf->phrase; i < end_of(leaf); i++)
		count += !is_stop(p, i);
	return count;
}

/* Plans the content words of a phrase, two or more, each near the next one. */
static bool plan_each_near(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct analysed_leaf *leaf = &p->a->leaves[node];
	size_t last = NO_WORD;
	struct plan_kids g = planner_kids(p, leaf->phrase_len);
	unsigned gaps = 0;
	for (size_t i = leaf->phrase; !p->failed && i < end_of(leaf); i++) {
		struct coop_plan *pair = &g.nodes[g.count], left, right;
		gaps += p->a->phrases[i].gap;
		if (is_stop(p, i))
			continue;
		if (last != NO_WORD) {
			plan_word(p, last, &left);
			plan_word(p, i, &right);
			planner_combine(p, pair, COOP_OP_NEAR, &left, &right);
			pair->window = RELAXED_NEAR + 1 + gaps;
			plan_restrict(p, node, pair);
			g.count += planner_pay(p, node, pair);
		}
		last = i;
		gaps = 0;
	}
	plan_join(to, COOP_OP_AND, &g);
	return !p->failed && g.count > 0;
}

/*
 * Restricts a phrase to its field, as far as the index knows: its words are in the field, and the
 * phrase is somewhere in the document.
 */
static void add_inside(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct analysed_leaf *leaf = &p->a->leaves[node];
	struct term_range inside = p->e->leaves[node].inside;
	struct coop_plan phrase = *to, words;
	bool in_field = leaf->count > 0 && p->e->words[leaf->first].in_field;
	if (inside.count > 0)
		plan_terms(p, inside, COOP_OP_AND, &words);
	else if (!in_field || !plan_words_in_field(p, leaf, COOP_OP_AND, &words))
		return;
	planner_combine(p, to, COOP_OP_AND, &phrase, &words);
}

/* How many words of the budget a phrase takes. */
static size_t count_terms(const struct planner *p, const struct analysed_leaf *leaf)
{
	size_t count = 0;
	for (size_t i = leaf->phrase; i < end_of(leaf); i++) {
		size_t forms = p->e->terms[i].forms.count;
		count += forms > 0 ? forms : 1;
	}
	return count;
}

bool plan_phrase(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct analysed_leaf *leaf = &p->a->leaves[node];
	bool can_near = leaf->can_relax && count_content(p, leaf) > 1,
	     near = can_near && p->a->options.step == QUERY_NEAR;
	size_t terms = count_terms(p, leaf);
	p->out->can_near |= can_near;
	p->cut |= p->words < terms;
	if (leaf->phrase_len == 0 || p->words < terms)
		return false;
	p->words -= terms;
	if (near ? !plan_each_near(p, node, to) : !plan_in_order(p, node, to))
		return false;
	add_inside(p, node, to);
	return !p->failed;
}
