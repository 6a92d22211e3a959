#include "query/lane.h"

#include <string.h>

#include "shared/impact.h"

/* Keeps the few postings of a rare term as a block. */
static void keep_postings(
	struct lane *l, const struct coop_posting *postings, size_t count)
{
	uint8_t highest = 0;
	l->scan.at = (struct coop_block){.count = (uint32_t)count, .impacts = l->impacts};
	for (size_t i = 0; i < count; i++) {
		l->scan.at.docids[i] = postings[i].docid;
		l->impacts[i] = (uint8_t)postings[i].wdf;
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

/* Asks the engine for the postings of a rare term. */
static enum coop_status read_postings(struct lane *l, struct coop_reader *reader,
	struct coop_bytes term, bool *there, struct coop_error *err)
{
	struct coop_posting postings[COOP_RANKLIST_MIN];
	size_t count;
	enum coop_status st = coop_reader_postings(
		reader, term.s, term.len, COOP_RANKLIST_MIN, postings, &count, err);
	*there = !st && count < COOP_RANKLIST_MIN;
	for (size_t i = 0; *there && i < count; i++)
		*there = postings[i].wdf > 0 && postings[i].wdf < COOP_RANKLIST_IMPACTS;
	if (*there && count > 0)
		keep_postings(l, postings, count);
	return st;
}

enum coop_status lane_begin(struct lane *l, const struct coop_ranklists *lists,
	struct coop_reader *reader, uint64_t documents, struct coop_bytes term,
	double weight, bool *there, struct coop_error *err)
{
	l->list = (struct coop_ranklist){.nblocks = 0};
	l->scan.number = l->probe.number = LANE_NONE;
	l->first = l->window = l->probed = 0;
	l->damaged = l->rare = false;
	*there = coop_ranklists_find(lists, term.s, term.len, &l->list);
	enum coop_status st = COOP_OK;
	if (!*there)
		st = read_postings(l, reader, term, there, err);
	if (st || !*there)
		return st;
	/* computed in the engine's order, so that not even the rounding differs */
	double factor = coop_idf(documents, l->list.holding) * weight;
	factor *= COOP_LINEAR_K1 + 1;
	memset(l->score, 0, sizeof l->score);
	for (unsigned i = 1; i <= l->list.highest; i++)
		l->score[i] = factor * (i / (COOP_LINEAR_K1 + i));
	return COOP_OK;
}

static void set_bounds(struct lane *l, double unit)
{
	memset(l->bound, 0, sizeof l->bound);
	/* one more for what is cut off, and one for the rounding of sums */
	for (unsigned i = 1; i <= l->list.highest; i++)
		l->bound[i] = (uint32_t)(l->score[i] * unit) + 2;
}

double lanes_set_bounds(struct lane *lanes, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += lanes[i].score[lanes[i].list.highest];
	double unit = sum > 0 ? LANES_SUM / sum : 0;
	for (size_t i = 0; i < count; i++)
		set_bounds(&lanes[i], unit);
	return unit;
}

/* The highest impact in the blocks of the window. */
static uint8_t highest_inside(const struct lane *l, uint32_t end)
{
	uint8_t highest = 0;
	for (uint32_t b = l->first; lane_is_inside(l, b, end); b++) {
		uint8_t h = coop_ranklist_highest(&l->list, b);
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

uint32_t lane_most(struct lane *l, uint32_t docid)
{
	while (l->probed < l->list.nblocks &&
		coop_ranklist_last(&l->list, l->probed) < docid)
		l->probed++;
	return l->probed < l->list.nblocks
		       ? l->bound[coop_ranklist_highest(&l->list, l->probed)]
		       : 0;
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

uint32_t lane_reach(struct lane *l, uint32_t docid, struct lane_posting *out)
{
	const struct lane_block *b = &l->probe;
	*out = (struct lane_posting){0};
	lane_most(l, docid);
	if (l->probed >= l->list.nblocks)
		return LANE_NONE;
	if (!step_to(l, docid)) {
		l->damaged = true; /* its head says that there is one */
		return LANE_NONE;
	}
	*out = lane_posting_at(&b->at, b->next);
	return b->at.docids[b->next];
}

/*
 * Moves on inside of the blocks that two lanes came to, up to a document that both have or to the
 * end of one; the document from which on they may meet.
 */
static uint32_t meet_inside(struct lane_block *a, struct lane_block *b)
{
	const uint32_t *x = a->at.docids, *y = b->at.docids;
	uint32_t i = a->next, k = b->next;
	while (i < a->at.count && k < b->at.count && x[i] != y[k])
		if (x[i] < y[k])
			i = first_from(&a->at, i, y[k]);
		else
			k = first_from(&b->at, k, x[i]);
	a->next = i;
	b->next = k;
	return i < a->at.count ? x[i] : x[i - 1] + 1;
}

uint32_t lane_meet(struct lane *a, struct lane *b, uint32_t docid,
	struct lane_posting *in_a, struct lane_posting *in_b)
{
	for (;;) {
		docid = lane_reach(a, docid, in_a);
		if (docid == LANE_NONE)
			return LANE_NONE;
		uint32_t other = lane_reach(b, docid, in_b);
		if (other == docid || other == LANE_NONE)
			return other;
		docid = meet_inside(&a->probe, &b->probe);
	}
}

uint32_t lane_pass(struct lane *l, uint32_t docid, uint32_t until, uint32_t least)
{
	const struct coop_block *b = &l->probe.at;
	if (!step_to(l, docid))
		return docid; /* the lane has ended, or is damaged: lane_reach() tells */
	uint32_t i = l->probe.next;
	while (i < b->count && b->docids[i] <= until && l->bound[b->impacts[i]] < least)
		i++;
	l->probe.next = i;
	return i < b->count ? b->docids[i] : until + 1;
}

void lane_probe_from(struct lane *l, uint32_t block)
{
	l->probed = block;
	l->probe.next = 0;
}
