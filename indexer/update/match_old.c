#include "indexer/update/match_old.h"

#include <stdlib.h>

#include "shared/core/buf.h"

static int by_hash(const void *a, const void *b)
{
	const struct old_record *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->at.segment != y->at.segment)
		return x->at.segment < y->at.segment ? -1 : 1;
	return x->at.docid < y->at.docid ? -1 : x->at.docid > y->at.docid;
}

static enum coop_status gather_run(struct old_records *o, const struct previous *p,
	const struct source_run *run, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (!coop_array_grow(&o->at, &o->cap, o->count + run->count, sizeof *o->at))
		return coop_fail_nomem(err);
	for (uint32_t i = 0; !st && i < run->count; i++) {
		struct old_record *r = &o->at[o->count];
		*r = (struct old_record){.at = {run->segment, run->first + i}};
		if (previous_is_lost(p, r->at))
			continue;
		o->count++;
		st = previous_hash(p, r->at, &r->hash, err);
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
	return o->at[next].at;
}
