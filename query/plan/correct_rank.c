#include "query/plan/correct_internal.h"

#include <math.h>
#include <string.h>

#include "query/plan/slips.h"
#include "shared/index/layout.h"
#include "shared/text/sound.h"
#include "shared/text/stopwords.h"
#include "shared/text/token.h"

/* A term of a field: its prefix and a folded word. */
struct field_term {
	char s[COOP_OWN_PREFIX_MAX + COOP_WORD_MAX];
	size_t len;
};

static struct field_term field_term(
	const char *prefix, size_t before, const char *word, size_t len)
{
	len = len < COOP_WORD_MAX ? len : COOP_WORD_MAX;
	struct field_term t = {.len = before + len};
	memcpy(t.s, prefix, before);
	memcpy(t.s + before, word, len);
	return t;
}

/* Counts the documents that hold both terms. */
static enum coop_status count_both(const struct correction_index *index, const char *a,
	size_t a_len, const char *b, size_t b_len, uint64_t *count,
	struct coop_error *err)
{
	struct coop_plan terms[2] = {
		{.op = COOP_OP_TERM, .weight = 1, .s = a, .len = a_len},
		{.op = COOP_OP_TERM, .weight = 1, .s = b, .len = b_len}};
	struct coop_plan both = {
		.op = COOP_OP_AND, .weight = 1, .kids = terms, .nkids = 2};
	return index->count(index->user, &both, count, err);
}

/* ---- what stands beside it ---- */

/* Adds what a word of the query says about a correction. */
static enum coop_status add_neighbour(const struct correction_index *index,
	const struct corrector_neighbour *o, struct correction *c, struct coop_error *err)
{
	uint64_t both;
	double share = (double)o->doc_freq / (double)index->collection->documents;
	enum coop_status st = count_both(
		index, c->near.word, c->near.len, o->term, o->term_len, &both, err);
	if (!st)
		c->score += CORRECT_CONTEXT *
			    log(((double)both + 1) / ((double)c->doc_freq * share + 1));
	return st;
}

/* Counts the documents with a correction and a word of the query in one field of names. */
static enum coop_status add_name(const struct correction_index *index,
	const char prefix[2], const struct corrector_neighbour *o, struct correction *c,
	struct coop_error *err)
{
	struct field_term own = field_term(prefix, 2, c->near.word, c->near.len);
	struct field_term other = field_term(prefix, 2, o->form, o->form_len);
	uint64_t both = 0, frequency;
	enum coop_status st = coop_collection_frequency(
		index->collection, own.s, own.len, &frequency, err);
	if (!st && frequency > 0)
		st = count_both(index, own.s, own.len, other.s, other.len, &both, err);
	c->names += both;
	return st;
}

/* The same for all corrections, if the word is a part of names. */
static enum coop_status add_names(const struct correction_index *index,
	const struct corrector_neighbour *o, struct correction *found, size_t count,
	struct coop_error *err)
{
	static const enum coop_field fields[] = {COOP_F_DIRECTOR, COOP_F_PRODUCER};
	enum coop_status st = COOP_OK;
	for (size_t f = 0; !st && f < sizeof fields / sizeof *fields; f++) {
		const char prefix[2] = {COOP_PREFIX_FIELD, coop_field_letter(fields[f])};
		struct field_term name = field_term(prefix, 2, o->form, o->form_len);
		uint64_t frequency;
		st = coop_collection_frequency(
			index->collection, name.s, name.len, &frequency, err);
		for (size_t i = 0; !st && frequency > 0 && i < count; i++)
			st = add_name(index, prefix, o, &found[i], err);
	}
	return st;
}

static enum coop_status add_context(const struct correction_index *index,
	const struct corrector_context *context, struct correction *found, size_t count,
	struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t k = 0; !st && k < context->nbeside; k++) {
		const struct corrector_neighbour *o = &context->beside[k];
		for (size_t i = 0; !st && i < count; i++)
			st = add_neighbour(index, o, &found[i], err);
		if (!st)
			st = add_names(index, o, found, count, err);
	}
	return st;
}

/* ---- the order ---- */

static bool comes_before(const struct correction *a, const struct correction *b)
{
	if ((a->names > 0) != (b->names > 0))
		return a->names > 0;
	if (a->sounds != b->sounds)
		return a->sounds;
	return a->score > b->score;
}

/* Insertion: equal ones must keep their order, which qsort() does not promise. */
static void sort(struct correction *found, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct correction moved = found[i];
		size_t j = i;
		for (; j > 0 && comes_before(&moved, &found[j - 1]); j--)
			found[j] = found[j - 1];
		found[j] = moved;
	}
}

/* Leaves out the words that a field does not hold. */
static enum coop_status keep_in_field(const struct correction_index *index,
	const struct corrector_context *context, struct correction *found, size_t *count,
	struct coop_error *err)
{
	size_t kept = 0;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < *count; i++) {
		struct field_term t = field_term(context->field, context->field_len,
			found[i].near.word, found[i].near.len);
		uint64_t frequency = 0;
		st = coop_collection_frequency(
			index->collection, t.s, t.len, &frequency, err);
		if (frequency > 0) {
			struct correction held = found[i];
			found[i] = found[kept];
			found[kept++] = held;
		}
	}
	*count = kept;
	return st;
}

/*
 * What it costs that a word was typed where another one was meant. Unknown words like stop words are
 * mostly other forms of these, and no slips: "fais", "vais".
 */
static double cost_of(
	const char *word, size_t len, const struct coop_spelling_candidate *meant)
{
	double cost = slips_cost(word, len, meant->word, meant->len);
	if (coop_is_stopword(meant->word, meant->len))
		return fmin(cost, CORRECT_LIKELY);
	return meant->by_ending ? fmin(cost, CORRECT_ENDING) : cost;
}

static enum coop_status weigh(const struct correction_index *index, const char *word,
	size_t len, struct correction *c, struct coop_error *err)
{
	enum coop_status st = coop_collection_frequency(
		index->collection, c->near.word, c->near.len, &c->doc_freq, err);
	c->names = 0;
	c->sounds = coop_sounds_alike(word, len, c->near.word, c->near.len, false);
	c->score = log1p((double)c->doc_freq) +
		   (c->near.word[0] == word[0] ? CORRECT_FIRST_LETTER : 0) -
		   cost_of(word, len, &c->near);
	return st;
}

/* Leaves out what sounds differently, if the best one sounds as it was typed: nothing else was meant. */
static void keep_alike(const struct correction *found, size_t *count)
{
	size_t alike = 0;
	while (alike < *count && found[alike].sounds)
		alike++;
	*count = alike > 0 ? alike : *count;
}

enum coop_status corrections_rank(const struct correction_index *index, const char *word,
	size_t len, const struct corrector_context *context, struct correction *found,
	size_t *count, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (context->field_len > 0)
		st = keep_in_field(index, context, found, count, err);
	for (size_t i = 0; !st && i < *count; i++)
		st = weigh(index, word, len, &found[i], err);
	sort(found, *count);
	keep_alike(found, count);
	if (st || !index->count || *count < 2 || context->nbeside == 0 ||
		coop_is_stopword(found[0].near.word, found[0].near.len))
		return st;
	*count = *count < CORRECT_CANDIDATES ? *count : CORRECT_CANDIDATES;
	st = add_context(index, context, found, *count, err);
	sort(found, *count);
	size_t names = 0;
	while (names < *count && found[names].names > 0)
		names++;
	*count = names > 0 ? names : *count;
	return st;
}
