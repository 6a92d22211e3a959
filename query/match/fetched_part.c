#include "query/match/fetched_part.h"

#include <stdlib.h>
#include <string.h>

#include "query/match/match.h"

enum coop_status fetched_part_open(struct fetched_part *f,
	const struct coop_collection *c, const struct coop_collection_part *part,
	const struct coop_plan *plan, struct coop_error *err)
{
	*f = (struct fetched_part){.plan = plan,
		.collection = *c,
		.segment = {.remote = part->segment->remote}};
	struct coop_collection_part *parts = calloc(c->nparts, sizeof *parts);
	f->collection.parts = parts;
	if (!parts)
		return coop_fail_nomem(err);
	memcpy(parts, c->parts, c->nparts * sizeof *parts);
	parts[part - c->parts].segment = &f->segment;
	f->part = &parts[part - c->parts];
	enum coop_status st = coop_fetched_new(plan, &f->fetched, err);
	f->segment.fetched = f->fetched;
	return st ? st : match_new(&f->collection, &f->matcher, err);
}

void fetched_part_close(struct fetched_part *f)
{
	match_free(f->matcher);
	coop_fetched_free(f->fetched);
	coop_docset_release(&f->among);
	free(f->collection.parts);
	*f = (struct fetched_part){.matcher = NULL};
}

enum coop_status fetched_part_read(struct fetched_part *f, const uint32_t *docids,
	size_t count, struct coop_error *err)
{
	enum coop_status st = coop_docset_reset(&f->among, f->collection.last, err);
	for (size_t i = 0; !st && i < count; i++)
		coop_docset_add(&f->among, f->part->before + docids[i]);
	f->matcher->among = &f->among;
	return st ? st
		  : coop_fetched_read(f->fetched, f->segment.remote, docids, count, err);
}

static int by_docid(const void *a, const void *b)
{
	const struct coop_hit *x = a, *y = b;
	return (x->docid > y->docid) - (x->docid < y->docid);
}

enum coop_status fetched_part_offer(struct fetched_part *f, struct coop_hit *hits,
	size_t count, struct top_hits *top, struct coop_error *err)
{
	uint32_t docids[COOP_FETCHED_MAX];
	if (count == 0)
		return COOP_OK;
	qsort(hits, count, sizeof *hits, by_docid);
	for (size_t i = 0; i < count; i++)
		docids[i] = hits[i].docid;
	enum coop_status st = fetched_part_read(f, docids, count, err);
	if (st)
		return st;
	f->matcher->top = *top;
	st = match_part(f->matcher, f->plan, f->part, err);
	*top = f->matcher->top;
	return st;
}

enum coop_status fetched_all(const struct coop_collection *c,
	const struct coop_collection_part *part, const struct coop_plan *plan,
	const struct coop_docset *candidates, struct coop_docset *set,
	struct coop_error *err)
{
	struct fetched_part f;
	enum coop_status st = fetched_part_open(&f, c, part, plan, err);
	uint32_t docids[COOP_FETCHED_MAX], d = coop_docset_next(candidates, 1);
	while (!st && d > 0) {
		size_t n = 0;
		for (; d > 0 && n < COOP_FETCHED_MAX;
			d = coop_docset_next(candidates, d + 1))
			docids[n++] = d - part->before;
		st = fetched_part_read(&f, docids, n, err);
		if (!st)
			st = match_all_of_part(f.matcher, plan, f.part, set, err);
	}
	fetched_part_close(&f);
	return st;
}
