#include "query/match/cursor.h"

#include <string.h>

#include "shared/index/impact.h"

/* Keeps the few postings of a rare term as a block. */
static void keep_postings(
	struct lane *l, const struct coop_posting *postings, size_t count)
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
	l->list = (struct coop_ranklist){.heads = l->head,
		.holding = (uint32_t)count,
		.nblocks = 1,
		.highest = highest};
	l->scan.number = 0;
	l->scan.next = 0;
	l->probe = l->scan;
	l->rare = true;
}

/* Reads the postings of a rare term. */
static enum coop_status read_postings(struct lane *l, struct coop_reader *reader,
	struct coop_bytes term, bool *there, struct coop_error *err)
{
	struct coop_posting postings[COOP_RANKLIST_MIN];
	size_t count;
	enum coop_status st = coop_reader_postings(
		reader, term.s, term.len, COOP_RANKLIST_MIN, postings, &count, err);
	*there = !st && count < COOP_RANKLIST_MIN;
	for (size_t i = 0; *there && i < count; i++)
		*there = postings[i].wdf < COOP_RANKLIST_IMPACTS;
	if (*there && count > 0)
		keep_postings(l, postings, count);
	return st;
}

enum coop_status lane_begin(struct lane *l, const struct coop_ranklists *lists,
	struct coop_reader *reader, struct coop_bytes term, bool *there,
	struct coop_error *err)
{
	l->list = (struct coop_ranklist){.nblocks = 0};
	l->scan.number = l->probe.number = LANE_NONE;
	l->first = l->inside = l->window = l->probed = l->ahead = 0;
	l->damaged = l->rare = l->weightless = false;
	l->uses = 1;
	*there = coop_ranklists_find(lists, term.s, term.len, &l->list);
	return *there ? COOP_OK : read_postings(l, reader, term, there, err);
}

void lane_weigh(struct lane *l, uint64_t documents, double weight)
{
	l->factor = l->weightless ? 0 : lane_factor(documents, l->list.holding, weight);
}

double lane_factor(uint64_t documents, uint64_t holding, double weight)
{
	/* computed in the engine's order, so that not even the rounding differs */
	double factor = coop_idf(documents, holding) * weight;
	return factor * (COOP_LINEAR_K1 + 1);
}

uint32_t lane_above(double factor, uint32_t most, double score)
{
	uint32_t low = 0, high = most + 1;
	while (low + 1 < high) {
		uint32_t middle = low + (high - low) / 2;
		if (lane_score(factor, middle) > score)
			high = middle;
		else
			low = middle;
	}
	return high;
}

double lane_floor(const struct lane *l, size_t count)
{
	for (int r = 0; r < COOP_RANKLIST_RANKS; r++)
		if (count <= coop_ranklist_rank(r))
			return lane_score(l->factor, l->list.best[r]);
	return 0;
}

static void set_bounds(struct lane *l, double unit)
{
	memset(l->bound, 0, sizeof l->bound);
	/* one more for what is cut off, and one for the rounding of sums */
	for (unsigned i = 1; l->uses > 0 && i <= l->list.highest; i++)
		l->bound[i] = (uint32_t)(lane_score(l->factor, i) * l->uses * unit) + 2;
}

double lanes_set_bounds(struct lane *lanes, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += lane_score(lanes[i].factor, lanes[i].list.highest) * lanes[i].uses;
	double unit = sum > 0 ? LANES_SUM / sum : 0;
	for (size_t i = 0; i < count; i++)
		set_bounds(&lanes[i], unit);
	return unit;
}

/* Counts the blocks of the window; the highest impact in them. */
static uint8_t highest_inside(struct lane *l, uint32_t end)
{
	uint8_t highest = 0;
	for (; lane_is_inside(l, l->first + l->inside, end); l->inside++) {
		uint8_t h = coop_ranklist_highest(&l->list, l->first + l->inside);
		highest = h > highest ? h : highest;
	}
	return highest;
}

void lane_enter(struct lane *l, uint32_t begin, uint32_t end)
{
	struct lane_block *b = &l->scan;
	while (l->first < l->list.nblocks &&
		coop_ranklist_last(&l->list, l->first) < begin)
		l->first++;
	if (l->probed < l->first)
		l->probed = l->first;
	while (l->rare && b->next < b->at.count && b->at.docids[b->next] < begin)
		b->next++;
	l->counted = false;
	l->inside = 0;
	l->window = lane_next(l) < end ? l->bound[highest_inside(l, end)] : 0;
}

uint32_t lane_next(const struct lane *l)
{
	if (l->first >= l->list.nblocks)
		return UINT32_MAX;
	if (l->rare)
		return l->scan.at.docids[l->scan.next];
	return l->first > 0 ? coop_ranklist_last(&l->list, l->first - 1) + 1 : 1;
}

/* Reads a block, unless it is the one that was read last. */
static bool load(struct lane *l, struct lane_block *b, uint32_t block)
{
	if (b->number == block)
		return true;
	b->next = 0;
	b->number = coop_ranklist_read(&l->list, block, &b->at) ? block : LANE_NONE;
	l->damaged |= b->number == LANE_NONE;
	return b->number == block;
}

const struct coop_block *lane_scan(struct lane *l, uint32_t block)
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

struct lane_part lane_part_of(
	const struct coop_block *b, uint32_t next, uint32_t begin, uint32_t end)
{
	struct lane_part p = {b, first_from(b, next, begin), 0};
	bool whole = b->count > 0 && b->docids[b->count - 1] < end;
	p.to = whole ? b->count : first_from(b, p.from, end);
	return p;
}

struct lane_part lane_part(struct lane *l, uint32_t block, uint32_t begin, uint32_t end)
{
	const struct coop_block *b = lane_scan(l, block);
	uint32_t *next = &l->scan.next;
	if (!b)
		return (struct lane_part){0};
	/* a block that goes on in the next window is met again: what was passed is kept */
	if (*next > 0 && b->docids[*next - 1] >= begin)
		*next = 0;
	struct lane_part p = lane_part_of(b, *next, begin, end);
	*next = p.from;
	return p;
}

void lane_add_up(
	struct lane *l, uint32_t begin, uint32_t end, uint32_t *sums, uint32_t mask)
{
	const struct coop_sums to = {sums, mask, l->bound};
	for (uint32_t k = l->first; k < l->first + l->inside; k++) {
		uint32_t before = k > 0 ? coop_ranklist_last(&l->list, k - 1) : 0;
		if (before + 1 >= begin && coop_ranklist_last(&l->list, k) < end &&
			coop_ranklist_add(&l->list, k, &to))
			continue;
		struct lane_part p = lane_part(l, k, begin, end);
		for (uint32_t i = p.from; i < p.to; i++)
			sums[p.block->docids[i] & mask] += l->bound[p.block->impacts[i]];
	}
}

uint32_t lane_most(struct lane *l, uint32_t docid)
{
	while (l->probed < l->list.nblocks &&
		coop_ranklist_last(&l->list, l->probed) < docid)
		l->probed++;
	return l->probed < l->list.nblocks
		       ? l->bound[coop_ranklist_highest(&l->list, l->probed)]
		       : 0;
}

/* The first posting from a docid on of the block that lane_most() came to. */
static bool step_to(struct lane *l, uint32_t docid)
{
	struct lane_block *b = &l->probe;
	if (l->probed >= l->list.nblocks || !load(l, b, l->probed))
		return false;
	b->next = first_from(&b->at, b->next, docid);
	return b->next < b->at.count;
}

struct lane_posting lane_find(struct lane *l, uint32_t docid)
{
	const struct lane_block *b = &l->probe;
	if (!step_to(l, docid) || b->at.docids[b->next] != docid)
		return (struct lane_posting){0};
	return lane_posting_at(&b->at, b->next);
}

uint32_t lane_seek(struct lane *l, uint32_t docid)
{
	struct lane_block *b = &l->probe;
	while (l->probed > l->first &&
		coop_ranklist_last(&l->list, l->probed - 1) >= docid)
		l->probed--;
	if (b->number == l->probed && b->next > 0 && b->at.docids[b->next - 1] >= docid)
		b->next = 0;
	return lane_most(l, docid);
}

struct lane_posting lane_look(struct lane *l, uint32_t docid)
{
	if (l->inside == 0)
		return (struct lane_posting){0};
	lane_seek(l, docid);
	return lane_find(l, docid);
}

uint32_t lane_from(struct lane *l, uint32_t docid, uint32_t far)
{
	while (l->ahead < l->list.nblocks &&
		coop_ranklist_last(&l->list, l->ahead) < docid)
		l->ahead++;
	if (l->ahead >= l->list.nblocks)
		return LANE_NONE;
	uint32_t first =
		l->ahead > 0 ? coop_ranklist_last(&l->list, l->ahead - 1) + 1 : 1;
	docid = first > docid ? first : docid;
	uint32_t rest = l->list.holding - l->ahead * (uint32_t)COOP_RANKLIST_BLOCK,
		 count = rest < COOP_RANKLIST_BLOCK ? rest : COOP_RANKLIST_BLOCK;
	if ((coop_ranklist_last(&l->list, l->ahead) - first) / count < far)
		return docid;
	const struct coop_block *b = lane_scan(l, l->ahead);
	uint32_t i = b ? first_from(b, 0, docid) : 0;
	return b && i < b->count ? b->docids[i] : docid;
}

void lane_probe_from(struct lane *l, uint32_t block)
{
	l->probed = block;
	l->probe.next = 0;
}
