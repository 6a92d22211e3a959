#include "query/match/cursor.h"

/* Makes postings, at least one, the only block of the list. */
static void keep_postings(
	struct posting_cursor *l, const struct coop_posting *postings, size_t count)
{
	uint8_t highest = 0;
	l->scan.at = (struct coop_block){.count = (uint32_t)count, .impacts = l->impacts};
	for (size_t i = 0; i < count; i++) {
		l->scan.at.docids[i] = postings[i].docid;
		/* the term of an id weighs nothing, but impact 0 would mean no posting */
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
	l->in_memory = true;
}

/*
 * Reads the postings of a term that has no list in the file, which are few unless
 * the file is damaged.
 */
static enum coop_status read_postings(struct posting_cursor *l,
	struct coop_reader *reader, struct coop_bytes term, struct coop_error *err)
{
	struct coop_posting postings[COOP_POSTINGS_MIN];
	size_t count;
	enum coop_status st = coop_reader_postings(
		reader, term.s, term.len, COOP_POSTINGS_MIN, postings, &count, err);
	bool few = !st && count < COOP_POSTINGS_MIN;
	for (size_t i = 0; few && i < count; i++)
		few = postings[i].wdf < COOP_POSTINGS_IMPACTS;
	if (few && count > 0)
		keep_postings(l, postings, count);
	return st || few ? st : coop_postings_fail(err);
}

enum coop_status cursor_begin(struct posting_cursor *l, const struct coop_postings *lists,
	struct coop_reader *reader, struct coop_bytes term, struct coop_error *err)
{
	l->list = (struct coop_posting_list){.nblocks = 0};
	l->scan.number = l->probe.number = CURSOR_NONE;
	l->first = l->nblocks = l->window_bound = l->probe_block = l->skip_block = 0;
	l->damaged = l->in_memory = l->weightless = l->required = l->counted = false;
	l->uses = 1;
	return coop_postings_find(lists, term.s, term.len, &l->list)
		       ? COOP_OK
		       : read_postings(l, reader, term, err);
}

/* ---- windows ---- */

/* Counts the blocks that reach into the window; returns the highest impact in them. */
static uint8_t count_blocks(struct posting_cursor *l, uint32_t end)
{
	uint8_t highest = 0;
	l->nblocks = 0;
	for (uint32_t k = l->first; k < l->list.nblocks; k++) {
		if (k > l->first && coop_posting_list_last(&l->list, k - 1) + 1 >= end)
			break;
		uint8_t h = coop_posting_list_highest(&l->list, k);
		highest = h > highest ? h : highest;
		l->nblocks++;
	}
	return highest;
}

/* The lowest docid that a block may hold. */
static inline uint32_t first_docid(const struct posting_cursor *l, uint32_t block)
{
	return block > 0 ? coop_posting_list_last(&l->list, block - 1) + 1 : 1;
}

/* Whether the blocks from `first` on may have a posting before the end of the window. */
static bool may_occur(const struct posting_cursor *l, uint32_t end)
{
	if (l->first >= l->list.nblocks)
		return false;
	return (l->in_memory ? l->scan.at.docids[l->scan.next]
			     : first_docid(l, l->first)) < end;
}

void cursor_enter(struct posting_cursor *l, struct window w)
{
	struct cursor_block *b = &l->scan;
	while (l->first < l->list.nblocks &&
		coop_posting_list_last(&l->list, l->first) < w.begin)
		l->first++;
	if (l->probe_block < l->first)
		l->probe_block = l->first;
	while (l->in_memory && b->next < b->at.count && b->at.docids[b->next] < w.begin)
		b->next++;
	l->counted = false;
	l->nblocks = 0;
	l->window_bound = may_occur(l, w.end) ? l->bound[count_blocks(l, w.end)] : 0;
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

uint32_t cursor_advance(struct posting_cursor *l, uint32_t docid, uint32_t far)
{
	while (l->skip_block < l->list.nblocks &&
		coop_posting_list_last(&l->list, l->skip_block) < docid)
		l->skip_block++;
	if (l->skip_block >= l->list.nblocks)
		return CURSOR_NONE;
	uint32_t first = first_docid(l, l->skip_block);
	docid = first > docid ? first : docid;
	uint32_t rest = l->list.doc_freq - l->skip_block * (uint32_t)COOP_POSTINGS_BLOCK,
		 count = rest < COOP_POSTINGS_BLOCK ? rest : COOP_POSTINGS_BLOCK;
	if ((coop_posting_list_last(&l->list, l->skip_block) - first) / count < far)
		return docid;
	/* the scan reads it: it comes to this block next */
	if (!load(l, &l->scan, l->skip_block))
		return docid;
	uint32_t i = first_from(&l->scan.at, 0, docid);
	return i < l->scan.at.count ? l->scan.at.docids[i] : docid;
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
	struct posting_cursor *l, uint32_t block, struct window w)
{
	const struct coop_block *b = &l->scan.at;
	uint32_t *next = &l->scan.next;
	if (!load(l, &l->scan, block))
		return (struct posting_slice){0};
	/* a block that goes on in the next window is read again from where it was left */
	if (*next > 0 && b->docids[*next - 1] >= w.begin)
		*next = 0;
	struct posting_slice s = block_slice(b, *next, w);
	*next = s.from;
	return s;
}

/* ---- the probe ---- */

uint32_t cursor_upper_bound(struct posting_cursor *l, uint32_t docid)
{
	while (l->probe_block < l->list.nblocks &&
		coop_posting_list_last(&l->list, l->probe_block) < docid)
		l->probe_block++;
	return l->probe_block < l->list.nblocks
		       ? l->bound[coop_posting_list_highest(&l->list, l->probe_block)]
		       : 0;
}

/* Moves the probe to the first posting of its block from a docid on; false for none. */
static bool probe_to(struct posting_cursor *l, uint32_t docid)
{
	struct cursor_block *b = &l->probe;
	if (l->probe_block >= l->list.nblocks || !load(l, b, l->probe_block))
		return false;
	b->next = first_from(&b->at, b->next, docid);
	return b->next < b->at.count;
}

struct cursor_posting cursor_find(struct posting_cursor *l, uint32_t docid)
{
	const struct cursor_block *b = &l->probe;
	if (!probe_to(l, docid) || b->at.docids[b->next] != docid)
		return (struct cursor_posting){0};
	return cursor_posting_at(&b->at, b->next);
}

uint32_t cursor_seek(struct posting_cursor *l, uint32_t docid)
{
	struct cursor_block *b = &l->probe;
	while (l->probe_block > l->first &&
		coop_posting_list_last(&l->list, l->probe_block - 1) >= docid)
		l->probe_block--;
	if (b->number == l->probe_block && b->next > 0 &&
		b->at.docids[b->next - 1] >= docid)
		b->next = 0;
	return cursor_upper_bound(l, docid);
}

struct cursor_posting cursor_lookup(struct posting_cursor *l, uint32_t docid)
{
	if (l->nblocks == 0)
		return (struct cursor_posting){0};
	cursor_seek(l, docid);
	return cursor_find(l, docid);
}

void cursor_probe_from(struct posting_cursor *l, uint32_t block)
{
	l->probe_block = block;
	l->probe.next = 0;
}
