#include "indexer/update/match_old.h"

#include <stdlib.h>

#include "shared/core/buf.h"

static int by_hash(const void *a, const void *b)
{
	const struct old_record *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->segment != y->segment)
		return x->segment < y->segment ? -1 : 1;
	return x->docid < y->docid ? -1 : x->docid > y->docid;
}

static enum coop_status gather_run(struct old_records *o, const struct previous *p,
	const struct source_run *run, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (!coop_array_grow(&o->at, &o->cap, o->count + run->count, sizeof *o->at))
		return coop_fail_nomem(err);
	for (uint32_t i = 0; !st && i < run->count; i++) {
		struct old_record *r = &o->at[o->count];
		struct document_place at = {run->segment, run->first + i};
		*r = (struct old_record){.docid = at.docid, .segment = at.segment & 3U};
		if (previous_is_lost(p, at))
			continue;
		o->count++;
		st = previous_hash(p, at, &r->hash, err);
	}
	return st;
}

enum coop_status old_records_gather(struct old_records *o, const struct previous *p,
	const struct source *of, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	o->count = 0;
	for (size_t i = 0; !st && i < of->nruns; i++)
		st = gather_run(o, p, &p->sources.runs[of->run + i], err);
	if (!st && o->count > 0)
		qsort(o->at, o->count, sizeof *o->at, by_hash);
	return st;
}

void old_records_release(struct old_records *o)
{
	free(o->at);
	*o = (struct old_records){0};
}

struct document_place old_records_take(struct old_records *o, uint64_t hash)
{
	const struct old_record least = {.hash = hash};
	size_t first =
		coop_array_lower_bound(&least, o->at, o->count, sizeof *o->at, by_hash);
	if (first == o->count || o->at[first].hash != hash)
		return (struct document_place){0};
	size_t next = first + o->at[first].taken;
	if (next == o->count || o->at[next].hash != hash)
		return (struct document_place){0};
	o->at[first].taken++;
	return (struct document_place){
		(enum source_segment)o->at[next].segment, o->at[next].docid};
}
