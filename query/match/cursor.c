#include "query/match/cursor.h"

#include <string.h>

#include "shared/index/impact.h"

/* Keeps the few postings of a rare term as a block. */
static void keep_postings(
	struct posting_cursor *l, const struct coop_posting *postings, size_t count)
{
	uint8_t highest = 0;
	l->scan.at = (struct coop_block){.count = (uint32_t)count, .impacts = l->impacts};
	for (size_t i = 0; i < count; i++) {
		l->scan.at.docids[i] = postings[i].docid;
		/* an id weighs nothing, and is there nevertheless */
		l->weightless |= postings[i].wdf == 0;
		l->impacts[i] = (uint8_t)(postings[i].wdf > 0 ? postings[i].wdf : 1);
		highest = l->impacts[i] > highest ? l->impacts[i] : highest;
	}
	uint32_t last = postings[count - 1].docid;
	coop_bytes_put_number(l->head, last);
	l->head[9] = (char)highest;
	l->list = (struct coop_posting_list){.heads = l->head,
		.doc_freq = (uint32_t)count,
		.nblocks = 1,
		.highest = highest};
	l->scan.number = 0;
	l->scan.next = 0;
	l->probe = l->scan;
	l->rare = true;
}

/* Reads the postings of a rare term. */
static enum coop_status read_postings(struct posting_cursor *l,
	struct coop_reader *reader, struct coop_bytes term, bool *there,
	struct coop_error *err)
{
	struct coop_posting postings[COOP_POSTINGS_MIN];
	size_t count;
	enum coop_status st = coop_reader_postings(
		reader, term.s, term.len, COOP_POSTINGS_MIN, postings, &count, err);
	*there = !st && count < COOP_POSTINGS_MIN;
	for (size_t i = 0; *there && i < count; i++)
		*there = postings[i].wdf < COOP_POSTINGS_IMPACTS;
	if (*there && count > 0)
		keep_postings(l, postings, count);
	return st;
}

enum coop_status cursor_begin(struct posting_cursor *l, const struct coop_postings *lists,
	struct coop_reader *reader, struct coop_bytes term, bool *there,
	struct coop_error *err)
{
	l->list = (struct coop_posting_list){.nblocks = 0};
	l->scan.number = l->probe.number = CURSOR_NONE;
	l->first = l->inside = l->window = l->probed = l->ahead = 0;
	l->damaged = l->rare = l->weightless = false;
	l->uses = 1;
	enum coop_lookup found = coop_postings_find(lists, term.s, term.len, &l->list);
	*there = found == COOP_LOOKUP_FOUND;
	if (found == COOP_LOOKUP_DAMAGED)
		return coop_postings_fail(err);
	return *there ? COOP_OK : read_postings(l, reader, term, there, err);
}

void cursor_weigh(struct posting_cursor *l, uint64_t documents, double weight)
{
	l->factor =
		l->weightless ? 0 : cursor_factor(documents, l->list.doc_freq, weight);
}

double cursor_factor(uint64_t documents, uint64_t doc_freq, double weight)
{
	/* computed in the engine's order, so that not even the rounding differs */
	double factor = coop_idf(documents, doc_freq) * weight;
	return factor * (COOP_LINEAR_K1 + 1);
}

uint32_t cursor_above(double factor, uint32_t most, double score)
{
	uint32_t low = 0, high = most + 1;
	while (low + 1 < high) {
		uint32_t middle = low + (high - low) / 2;
		if (cursor_score(factor, middle) > score)
			high = middle;
		else
			low = middle;
	}
	return high;
}

double cursor_initial_threshold(const struct posting_cursor *l, size_t count)
{
	for (int r = 0; r < COOP_POSTINGS_RANKS; r++)
		if (count <= coop_posting_list_rank(r))
			return cursor_score(l->factor, l->list.best[r]);
	return 0;
}

static void set_bounds(struct posting_cursor *l, double unit)
{
	memset(l->bound, 0, sizeof l->bound);
	/* one more for what is cut off, and one for the rounding of sums */
	for (unsigned i = 1; l->uses > 0 && i <= l->list.highest; i++)
		l->bound[i] = (uint32_t)(cursor_score(l->factor, i) * l->uses * unit) + 2;
}

double cursors_set_bounds(struct posting_cursor *cursors, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += cursor_score(cursors[i].factor, cursors[i].list.highest) *
		       cursors[i].uses;
	double unit = sum > 0 ? CURSORS_SUM / sum : 0;
	for (size_t i = 0; i < count; i++)
		set_bounds(&cursors[i], unit);
	return unit;
}

/* Counts the blocks of the window; the highest impact in them. */
static uint8_t highest_inside(struct posting_cursor *l, uint32_t end)
{
	uint8_t highest = 0;
	for (; cursor_is_inside(l, l->first + l->inside, end); l->inside++) {
		uint8_t h = coop_posting_list_highest(&l->list, l->first + l->inside);
		highest = h > highest ? h : highest;
	}
	return highest;
}

void cursor_enter(struct posting_cursor *l, uint32_t begin, uint32_t end)
{
	struct cursor_block *b = &l->scan;
	while (l->first < l->list.nblocks &&
		coop_posting_list_last(&l->list, l->first) < begin)
		l->first++;
	if (l->probed < l->first)
		l->probed = l->first;
	while (l->rare && b->next < b->at.count && b->at.docids[b->next] < begin)
		b->next++;
	l->counted = false;
	l->inside = 0;
	l->window = cursor_next(l) < end ? l->bound[highest_inside(l, end)] : 0;
}

uint32_t cursor_next(const struct posting_cursor *l)
{
	if (l->first >= l->list.nblocks)
		return UINT32_MAX;
	if (l->rare)
		return l->scan.at.docids[l->scan.next];
	return l->first > 0 ? coop_posting_list_last(&l->list, l->first - 1) + 1 : 1;
}

/* Reads a block, unless it is the one that was read last. */
static bool load(struct posting_cursor *l, struct cursor_block *b, uint32_t block)
{
	if (b->number == block)
		return true;
	b->next = 0;
	b->number = coop_posting_list_read(&l->list, block, &b->at) ? block : CURSOR_NONE;
	l->damaged |= b->number == CURSOR_NONE;
	return b->number == block;
}

const struct coop_block *cursor_scan(struct posting_cursor *l, uint32_t block)
{
	return load(l, &l->scan, block) ? &l->scan.at : NULL;
}

/* The first posting of a block, from the i-th on, whose docid is not below another. */
static inline uint32_t first_from(const struct coop_block *b, uint32_t i, uint32_t docid)
{
	enum { STEP = 8 };
	while (i + STEP < b->count && b->docids[i + STEP - 1] < docid)
		i += STEP;
	while (i < b->count && b->docids[i] < docid)
		i++;
	return i;
}

struct cursor_part cursor_part_of(
	const struct coop_block *b, uint32_t next, uint32_t begin, uint32_t end)
{
	struct cursor_part p = {b, first_from(b, next, begin), 0};
	bool whole = b->count > 0 && b->docids[b->count - 1] < end;
	p.to = whole ? b->count : first_from(b, p.from, end);
	return p;
}

struct cursor_part cursor_part(
	struct posting_cursor *l, uint32_t block, uint32_t begin, uint32_t end)
{
	const struct coop_block *b = cursor_scan(l, block);
	uint32_t *next = &l->scan.next;
	if (!b)
		return (struct cursor_part){0};
	/* a block that goes on in the next window is met again: what was passed is kept */
	if (*next > 0 && b->docids[*next - 1] >= begin)
		*next = 0;
	struct cursor_part p = cursor_part_of(b, *next, begin, end);
	*next = p.from;
	return p;
}

void cursor_add_up(struct posting_cursor *l, uint32_t begin, uint32_t end, uint32_t *sums,
	uint32_t mask)
{
	const struct coop_sums to = {sums, mask, l->bound};
	for (uint32_t k = l->first; k < l->first + l->inside; k++) {
		uint32_t before = k > 0 ? coop_posting_list_last(&l->list, k - 1) : 0;
		if (before + 1 >= begin && coop_posting_list_last(&l->list, k) < end &&
			coop_posting_list_add(&l->list, k, &to))
			continue;
		struct cursor_part p = cursor_part(l, k, begin, end);
		for (uint32_t i = p.from; i < p.to; i++)
			sums[p.block->docids[i] & mask] += l->bound[p.block->impacts[i]];
	}
}

uint32_t cursor_upper_bound(struct posting_cursor *l, uint32_t docid)
{
	while (l->probed < l->list.nblocks &&
		coop_posting_list_last(&l->list, l->probed) < docid)
		l->probed++;
	return l->probed < l->list.nblocks
		       ? l->bound[coop_posting_list_highest(&l->list, l->probed)]
		       : 0;
}

/* The first posting from a docid on of the block that cursor_upper_bound() came to. */
static bool step_to(struct posting_cursor *l, uint32_t docid)
{
	struct cursor_block *b = &l->probe;
	if (l->probed >= l->list.nblocks || !load(l, b, l->probed))
		return false;
	b->next = first_from(&b->at, b->next, docid);
	return b->next < b->at.count;
}

struct cursor_posting cursor_find(struct posting_cursor *l, uint32_t docid)
{
	const struct cursor_block *b = &l->probe;
	if (!step_to(l, docid) || b->at.docids[b->next] != docid)
		return (struct cursor_posting){0};
	return cursor_posting_at(&b->at, b->next);
}

uint32_t cursor_seek(struct posting_cursor *l, uint32_t docid)
{
	struct cursor_block *b = &l->probe;
	while (l->probed > l->first &&
		coop_posting_list_last(&l->list, l->probed - 1) >= docid)
		l->probed--;
	if (b->number == l->probed && b->next > 0 && b->at.docids[b->next - 1] >= docid)
		b->next = 0;
	return cursor_upper_bound(l, docid);
}

struct cursor_posting cursor_look(struct posting_cursor *l, uint32_t docid)
{
	if (l->inside == 0)
		return (struct cursor_posting){0};
	cursor_seek(l, docid);
	return cursor_find(l, docid);
}

uint32_t cursor_from(struct posting_cursor *l, uint32_t docid, uint32_t far)
{
	while (l->ahead < l->list.nblocks &&
		coop_posting_list_last(&l->list, l->ahead) < docid)
		l->ahead++;
	if (l->ahead >= l->list.nblocks)
		return CURSOR_NONE;
	uint32_t first =
		l->ahead > 0 ? coop_posting_list_last(&l->list, l->ahead - 1) + 1 : 1;
	docid = first > docid ? first : docid;
	uint32_t rest = l->list.doc_freq - l->ahead * (uint32_t)COOP_POSTINGS_BLOCK,
		 count = rest < COOP_POSTINGS_BLOCK ? rest : COOP_POSTINGS_BLOCK;
	if ((coop_posting_list_last(&l->list, l->ahead) - first) / count < far)
		return docid;
	const struct coop_block *b = cursor_scan(l, l->ahead);
	uint32_t i = b ? first_from(b, 0, docid) : 0;
	return b && i < b->count ? b->docids[i] : docid;
}

void cursor_probe_from(struct posting_cursor *l, uint32_t block)
{
	l->probed = block;
	l->probe.next = 0;
}
