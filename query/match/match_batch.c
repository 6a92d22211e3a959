#include "query/match/match_batch.h"

#include "query/match/bounds.h"

/* ---- taking ---- */

/*
 * A bit for each of the 64 impacts from `at` on that is at least `lowest`, which is at most 128: eight at
 * once, by the highest bits of their bytes, which a multiplication moves next to each other.
 */
static uint64_t at_least(const uint8_t *at, uint32_t count, uint64_t lowest)
{
	const uint64_t ones = 0x0101010101010101, tops = ones << 7;
	uint64_t bits = 0;
	for (uint32_t i = 0; i < 64 && i < count; i += 8) {
		uint64_t eight = coop_get_le64((const char *)at + i);
		uint64_t found = (((eight | tops) - lowest * ones) | eight) & tops;
		bits |= ((found >> 7) * 0x0102040810204080 >> 56) << i;
	}
	return bits;
}

/* Of 64 bits those from a place to another. */
static uint64_t between(uint32_t from, uint32_t to)
{
	return ~(uint64_t)0 << from & ~(uint64_t)0 >> (64 - to);
}

void match_batch_take(struct match_batch *batch, const struct posting_cursor *c,
	struct posting_slice s, uint32_t lowest, uint32_t others)
{
	const struct coop_block *b = s.block;
	uint32_t count = 0;
	lowest = lowest < 128 ? lowest : 128;
	for (uint32_t at = s.from / 64 * 64; at < s.to; at += 64) {
		uint64_t found = at_least(b->impacts + at, s.to - at, lowest) &
				 between(s.from > at ? s.from - at : 0,
					 s.to - at < 64 ? s.to - at : 64);
		for (; found; found &= found - 1, count++) {
			uint32_t i = at + (uint32_t)__builtin_ctzll(found);
			uint32_t impact = b->impacts[i];
			batch->docid[count] = b->docids[i];
			batch->bound[count] = c->bound[impact] + others;
			batch->score[count] = impact_score(c->factor, impact);
			batch->optional[count] = !c->required;
		}
	}
	batch->count = count;
}

void match_batch_add(struct match_batch *batch, uint32_t docid, uint32_t bound)
{
	uint32_t at = batch->count++;
	batch->docid[at] = docid;
	batch->bound[at] = bound;
	batch->score[at] = 0;
	batch->optional[at] = 0;
}

void match_batch_move(struct match_batch *batch, uint32_t from, uint32_t to)
{
	batch->docid[to] = batch->docid[from];
	batch->bound[to] = batch->bound[from];
	batch->score[to] = batch->score[from];
	batch->optional[to] = batch->optional[from];
}

/* ---- looking up ---- */

/*
 * Of a whole block the number of docids below one, 127 at most: bit by bit, without a branch, so that the
 * processor searches for the next documents meanwhile.
 */
static inline uint32_t place_of(const uint32_t *docids, uint32_t docid)
{
	uint32_t place = 0;
	_Static_assert(COOP_POSTINGS_BLOCK == 1 << 7, "seven bits");
	for (int bit = 6; bit >= 0; bit--)
		place |= (uint32_t)(docids[place + (1U << bit) - 1] < docid) << bit;
	return place;
}

/* The impact of a document in a block; 0 when it is not there. */
static inline uint32_t impact_in(const struct coop_block *b, uint32_t docid)
{
	uint32_t place = place_of(b->docids, docid);
	uint32_t there = (b->docids[place] == docid) & (place < b->count);
	return b->impacts[place & -there] & -there;
}

/* A term that candidates are looked up in. */
struct term_lookup {
	const struct posting_cursor *c;
	uint32_t threshold;
	uint32_t
		before; /* the part of their bounds that is replaced; 0 when these are exact */
	bool exact, required;
};

/* Looks those up that a block may hold, from a place to another; moves those that remain to `kept`. */
static uint32_t look_up_in(struct match_batch *batch, uint32_t from, uint32_t to,
	uint32_t kept, const struct coop_block *b, const struct term_lookup *t)
{
	const uint32_t *bounds = t->c->bound;
	const double factor = t->c->factor;
	const uint32_t replace = t->exact ? 0 : ~(uint32_t)0, before = t->before,
		       threshold = t->threshold, optional = !t->required;
	for (uint32_t i = from; i < to; i++) {
		uint32_t docid = batch->docid[i], impact = impact_in(b, docid);
		uint32_t bound = batch->bound[i] + ((bounds[impact] - before) & replace);
		batch->docid[kept] = docid;
		batch->bound[kept] = bound;
		batch->score[kept] = batch->score[i] + impact_score(factor, impact);
		batch->optional[kept] =
			(uint8_t)(batch->optional[i] | ((impact > 0) & optional));
		kept += (bound >= threshold) & ((impact > 0) | optional);
	}
	return kept;
}

/* The same without a block: none of them holds the term. */
static uint32_t pass_by(struct match_batch *batch, uint32_t from, uint32_t to,
	uint32_t kept, const struct term_lookup *t)
{
	for (uint32_t i = from; i < to && !t->required; i++) {
		match_batch_move(batch, i, kept);
		batch->bound[kept] -= t->before;
		kept += batch->bound[kept] >= t->threshold;
	}
	return kept;
}

/* Whether a block, by its highest impact, lifts one of the candidates to the threshold. */
static bool lifts_any(const struct match_batch *batch, uint32_t from, uint32_t to,
	uint32_t highest, const struct term_lookup *t)
{
	uint32_t best = 0;
	for (uint32_t i = from; i < to; i++)
		best = batch->bound[i] > best ? batch->bound[i] : best;
	return best - t->before + highest >= t->threshold;
}

void match_batch_look_up(
	struct match_batch *batch, struct posting_cursor *c, uint32_t threshold)
{
	struct term_lookup t = {c, threshold, c->bound_is_exact ? 0 : c->window_bound,
		c->bound_is_exact, c->required};
	uint32_t kept = 0;
	for (uint32_t i = 0, end; i < batch->count; i = end) {
		uint32_t highest = cursor_upper_bound(c, batch->docid[i]);
		uint32_t last = cursor_probe_last(c);
		for (end = i + 1; end < batch->count && batch->docid[end] <= last;)
			end++;
		if (!t.exact && !lifts_any(batch, i, end, highest, &t))
			continue;
		const struct coop_block *b = cursor_probe_block(c);
		kept = b ? look_up_in(batch, i, end, kept, b, &t)
			 : pass_by(batch, i, end, kept, &t);
	}
	batch->count = kept;
}
