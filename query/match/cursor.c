#include "query/match/cursor.h"

#include <string.h>

/* Makes postings, at least one, the only block of the list. */
static void keep_postings(
	struct posting_cursor *c, const struct coop_posting *postings, size_t count)
{
	uint8_t highest = 0;
	c->scan.at = (struct coop_block){.count = (uint32_t)count, .impacts = c->impacts};
	for (size_t i = 0; i < count; i++) {
		c->scan.at.docids[i] = postings[i].docid;
		/* the term of an id weighs nothing, but impact 0 would mean no posting */
		c->weightless |= postings[i].wdf == 0;
		c->impacts[i] = (uint8_t)(postings[i].wdf > 0 ? postings[i].wdf : 1);
		highest = c->impacts[i] > highest ? c->impacts[i] : highest;
	}
	coop_block_pad(&c->scan.at);
	/* impacts are compared by eights (match_batch_take()) */
	memset(c->impacts + count, 0, sizeof c->impacts - count);
	memset(c->head, 0,
		sizeof c->head); /* it has no block: all widths and places are 0 */
	coop_put_le32(c->head, postings[count - 1].docid);
	c->head[9] = (char)highest;
	c->list = (struct coop_posting_list){.heads = c->head,
		.doc_freq = (uint32_t)count,
		.nblocks = 1,
		.max_impact = highest};
	c->scan.number = 0;
	c->scan.next = 0;
	c->probe = c->scan;
	c->in_memory = true;
}

/*
 * Reads the postings of a term that has no list in the file from the engine's table. They are few,
 * and of small impacts, unless the file is damaged.
 */
static enum coop_status read_postings(struct posting_cursor *c,
	const struct coop_reader *reader, struct coop_bytes term, struct coop_error *err)
{
	struct coop_posting postings[COOP_POSTINGS_MIN];
	size_t count;
	enum coop_status st = coop_reader_postings(
		reader, term.s, term.len, COOP_POSTINGS_MIN, postings, &count, err);
	bool few = !st && count < COOP_POSTINGS_MIN;
	for (size_t i = 0; few && i < count; i++)
		few = postings[i].wdf < COOP_POSTINGS_IMPACTS;
	if (few && count > 0)
		keep_postings(c, postings, count);
	return st || few ? st : coop_postings_fail(err);
}

/* Takes the postings that were fetched from another machine, with their positions. */
static enum coop_status take_fetched(struct posting_cursor *c,
	const struct coop_fetched *fetched, struct coop_bytes term,
	struct coop_error *err)
{
	const struct coop_fetched_term *t = coop_fetched_find(fetched, term);
	if (!t || t->count == 0)
		return COOP_OK;
	for (size_t i = 0; i < t->count; i++)
		if (t->postings[i].wdf >= COOP_POSTINGS_IMPACTS)
			return coop_postings_fail(err);
	keep_postings(c, t->postings, t->count);
	c->list.positions = t->positions;
	if (t->positions) {
		const uint8_t *lists = (const uint8_t *)coop_buf_cstr(&t->lists);
		c->scan.at.slots = (const uint8_t *)t->slots.s;
		c->scan.at.slot_width = 8 * COOP_LE32_SIZE;
		c->scan.at.position_lists = lists;
		c->scan.at.end = lists + t->lists.len;
		c->probe = c->scan;
	}
	return COOP_OK;
}

enum coop_status cursor_begin(struct posting_cursor *c,
	const struct coop_segment *segment, struct coop_bytes term,
	struct coop_error *err)
{
	c->list = (struct coop_posting_list){.nblocks = 0};
	c->scan.number = c->probe.number = CURSOR_NONE;
	c->first = c->nblocks = c->window_bound = c->probe_block = c->skip_block = 0;
	c->damaged = c->in_memory = c->weightless = c->required = c->bound_is_exact =
		false;
	c->factor = 0;
	c->uses = 1;
	if (segment->fetched)
		return take_fetched(c, segment->fetched, term, err);
	switch (coop_postings_find(segment->lists, term.s, term.len, &c->list)) {
	case COOP_LOOKUP_FOUND:
		return COOP_OK;
	case COOP_LOOKUP_NONE:
		return read_postings(c, segment->reader, term, err);
	default:
		return coop_postings_fail(err);
	}
}

/* ---- windows ---- */

/* Counts the blocks that reach into the window; returns the highest impact in them. */
static uint8_t count_blocks(struct posting_cursor *c, uint32_t end)
{
	uint8_t highest = 0;
	c->nblocks = 0;
	for (uint32_t k = c->first; k < c->list.nblocks; k++) {
		if (k > c->first &&
			coop_posting_list_block_last(&c->list, k - 1) + 1 >= end)
			break;
		uint8_t h = coop_posting_list_block_max(&c->list, k);
		highest = h > highest ? h : highest;
		c->nblocks++;
	}
	return highest;
}

/* The lowest docid that a block may hold. */
static inline uint32_t first_docid(const struct posting_cursor *c, uint32_t block)
{
	return block > 0 ? coop_posting_list_block_last(&c->list, block - 1) + 1 : 1;
}

/* Whether the blocks from `first` on may have a posting before the end of the window. */
static bool may_occur(const struct posting_cursor *c, uint32_t end)
{
	if (c->first >= c->list.nblocks)
		return false;
	return (c->in_memory ? c->scan.at.docids[c->scan.next]
			     : first_docid(c, c->first)) < end;
}

void cursor_rewind(struct posting_cursor *c)
{
	c->first = c->nblocks = c->window_bound = c->probe_block = c->skip_block = 0;
	c->scan.next = c->probe.next = 0;
}

void cursor_enter(struct posting_cursor *c, struct window w)
{
	struct cursor_block *b = &c->scan;
	while (c->first < c->list.nblocks &&
		coop_posting_list_block_last(&c->list, c->first) < w.begin)
		c->first++;
	if (c->probe_block < c->first)
		c->probe_block = c->first;
	while (c->in_memory && b->next < b->at.count && b->at.docids[b->next] < w.begin)
		b->next++;
	c->bound_is_exact = false;
	c->nblocks = 0;
	c->window_bound = may_occur(c, w.end) ? c->bound[count_blocks(c, w.end)] : 0;
}

/* Reads a block, unless it is the one that was read last. */
static bool load(struct posting_cursor *c, struct cursor_block *b, uint32_t block)
{
	if (b->number == block)
		return true;
	b->next = 0;
	b->number = coop_posting_list_read(&c->list, block, &b->at) ? block : CURSOR_NONE;
	c->damaged |= b->number == CURSOR_NONE;
	return b->number == block;
}

/* The first posting of a block, from the i-th on, whose docid is at least `docid`. */
static inline uint32_t first_from(const struct coop_block *b, uint32_t i, uint32_t docid)
{
	enum { STEP = 8 };
	while (i + STEP < b->count && b->docids[i + STEP - 1] < docid)
		i += STEP;
	while (i < b->count && b->docids[i] < docid)
		i++;
	return i;
}

uint32_t cursor_advance(struct posting_cursor *c, uint32_t docid, uint32_t far)
{
	while (c->skip_block < c->list.nblocks &&
		coop_posting_list_block_last(&c->list, c->skip_block) < docid)
		c->skip_block++;
	if (c->skip_block >= c->list.nblocks)
		return CURSOR_NONE;
	uint32_t first = first_docid(c, c->skip_block);
	docid = first > docid ? first : docid;
	uint32_t rest = c->list.doc_freq - c->skip_block * (uint32_t)COOP_POSTINGS_BLOCK,
		 count = rest < COOP_POSTINGS_BLOCK ? rest : COOP_POSTINGS_BLOCK;
	if ((coop_posting_list_block_last(&c->list, c->skip_block) - first) / count < far)
		return docid;
	/* the scan reads it: it comes to this block next */
	if (!load(c, &c->scan, c->skip_block))
		return docid;
	uint32_t i = first_from(&c->scan.at, 0, docid);
	return i < c->scan.at.count ? c->scan.at.docids[i] : docid;
}

/* ---- the scan ---- */

struct posting_slice block_slice(
	const struct coop_block *b, uint32_t next, struct window w)
{
	struct posting_slice s = {b, first_from(b, next, w.begin), 0};
	bool whole = b->count > 0 && b->docids[b->count - 1] < w.end;
	s.to = whole ? b->count : first_from(b, s.from, w.end);
	return s;
}

struct posting_slice cursor_slice(
	struct posting_cursor *c, uint32_t block, struct window w)
{
	const struct coop_block *b = &c->scan.at;
	uint32_t *next = &c->scan.next;
	if (!load(c, &c->scan, block))
		return (struct posting_slice){0};
	/* a block that goes on in the next window is read again from where it was left */
	if (*next > 0 && b->docids[*next - 1] >= w.begin)
		*next = 0;
	struct posting_slice s = block_slice(b, *next, w);
	*next = s.from;
	return s;
}

/* ---- the probe ---- */

uint32_t cursor_upper_bound(struct posting_cursor *c, uint32_t docid)
{
	while (c->probe_block < c->list.nblocks &&
		coop_posting_list_block_last(&c->list, c->probe_block) < docid)
		c->probe_block++;
	return c->probe_block < c->list.nblocks
		       ? c->bound[coop_posting_list_block_max(&c->list, c->probe_block)]
		       : 0;
}

/* Moves the probe to the first posting of its block from a docid on; false for none. */
static bool probe_to(struct posting_cursor *c, uint32_t docid)
{
	struct cursor_block *b = &c->probe;
	if (c->probe_block >= c->list.nblocks || !load(c, b, c->probe_block))
		return false;
	b->next = first_from(&b->at, b->next, docid);
	return b->next < b->at.count;
}

struct cursor_posting cursor_find(struct posting_cursor *c, uint32_t docid)
{
	const struct cursor_block *b = &c->probe;
	if (!probe_to(c, docid) || b->at.docids[b->next] != docid)
		return (struct cursor_posting){0};
	return cursor_posting_at(&b->at, b->next);
}

uint32_t cursor_seek(struct posting_cursor *c, uint32_t docid)
{
	struct cursor_block *b = &c->probe;
	while (c->probe_block > c->first &&
		coop_posting_list_block_last(&c->list, c->probe_block - 1) >= docid)
		c->probe_block--;
	if (b->number == c->probe_block && b->next > 0 &&
		b->at.docids[b->next - 1] >= docid)
		b->next = 0;
	return cursor_upper_bound(c, docid);
}

struct cursor_posting cursor_lookup(struct posting_cursor *c, uint32_t docid)
{
	if (c->nblocks == 0)
		return (struct cursor_posting){0};
	cursor_seek(c, docid);
	return cursor_find(c, docid);
}

uint32_t cursor_probe_last(const struct posting_cursor *c)
{
	return c->probe_block < c->list.nblocks
		       ? coop_posting_list_block_last(&c->list, c->probe_block)
		       : CURSOR_NONE;
}

const struct coop_block *cursor_probe_block(struct posting_cursor *c)
{
	return c->probe_block < c->list.nblocks && load(c, &c->probe, c->probe_block)
		       ? &c->probe.at
		       : NULL;
}

void cursor_probe_from(struct posting_cursor *c, uint32_t block)
{
	c->probe_block = block;
	c->probe.next = 0;
}
