#include "query/match/match_remote.h"

#include <pthread.h>
#include <stdlib.h>

#include "query/match/fetched_part.h"
#include "query/match/loosen.h"

/* A part that is asked. */
struct asked_part {
	struct match_remotes *all;
	const struct coop_collection_part *part;
	struct coop_hit *hits;
	size_t found;
	pthread_t thread;
	bool threaded;
	struct coop_error err;
};

struct match_remotes {
	const struct coop_collection *collection;
	const struct coop_plan *plan;
	struct coop_plan
		*loose; /* what servers are asked, where they cannot answer all of it */
	const struct coop_docset *among;
	size_t count, nparts;
	struct asked_part parts[];
};

static enum coop_status frequency(void *user, const char *term, size_t len,
	uint64_t *documents, struct coop_error *err)
{
	const struct match_remotes *all = user;
	return coop_collection_frequency(all->collection, term, len, documents, err);
}

/* Leaves the hits that are asked for, up to `count`, by their docids in the collection. */
static void keep_asked(struct asked_part *p, const struct coop_hit *hits, size_t got)
{
	const struct match_remotes *all = p->all;
	p->found = 0;
	for (size_t i = 0; i < got && p->found < all->count; i++) {
		struct coop_hit hit = hits[i];
		hit.docid += p->part->before;
		if (!all->among || coop_docset_has(all->among, hit.docid))
			p->hits[p->found++] = hit;
	}
}

/*
 * Offers the hits of a loosened plan to the top ones, the best first: `*whole` when what the server has not sent
 * can be none.
 */
static enum coop_status keep_matching(
	struct asked_part *p, struct coop_hit *got, size_t count, bool *whole)
{
	const struct match_remotes *all = p->all;
	enum { AT_ONCE = 32 };
	struct top_hits top = {p->hits, 0, all->count};
	struct fetched_part f;
	enum coop_status st =
		fetched_part_open(&f, all->collection, p->part, all->plan, &p->err);
	for (size_t i = 0; !st && i < count && !*whole;) {
		struct coop_hit some[AT_ONCE];
		size_t n = 0;
		/* of equal scores a lower docid may follow */
		*whole = top_hits_is_full(&top) && got[i].score < top.at[0].score;
		for (; !*whole && i < count && n < AT_ONCE; i++)
			if (!all->among || coop_docset_has(all->among,
						   got[i].docid + p->part->before))
				some[n++] = got[i];
		st = fetched_part_offer(&f, some, n, &top, &p->err);
	}
	*whole |= top_hits_is_full(&top) && count > 0 &&
		  got[count - 1].score < top.at[0].score;
	p->found = top.count;
	fetched_part_close(&f);
	return st;
}

/* Asks for `most` documents: `*whole` tells that more would not help. */
static enum coop_status ask_for(
	struct asked_part *p, size_t most, bool *whole, struct coop_error *err)
{
	const struct match_remotes *all = p->all;
	struct coop_remote_counted counted = {
		all->collection->documents, frequency, p->all};
	size_t got = 0;
	free(p->hits);
	p->hits = calloc(all->count + 1, sizeof *p->hits);
	struct coop_hit *hits = calloc(most + 1, sizeof *hits);
	if (!p->hits || !hits) {
		free(hits);
		return coop_fail_nomem(err);
	}
	enum coop_status st = coop_remote_search(p->part->segment->remote,
		all->loose ? all->loose : all->plan, &counted, most, hits, &got, err);
	*whole = !st && got < most;
	if (!st && all->loose) {
		bool enough = false;
		st = keep_matching(p, hits, got, &enough);
		*whole |= enough;
	} else if (!st) {
		keep_asked(p, hits, got);
		*whole |= p->found == all->count;
	}
	free(hits);
	return st;
}

/* The server knows nothing of `among`: more are asked for until enough of them are in it. */
static void *ask_part(void *user)
{
	enum { MORE = 8 };
	struct asked_part *p = user;
	size_t documents = p->part->last - p->part->before;
	size_t most = p->all->count < documents ? p->all->count : documents;
	bool whole = false;
	while (!ask_for(p, most, &whole, &p->err) && !whole && most < documents)
		most = most < documents / MORE ? most * MORE : documents;
	return NULL;
}

enum coop_status match_remotes_begin(const struct coop_collection *c,
	const struct coop_plan *plan, const struct coop_docset *among, size_t count,
	struct match_remotes **out, struct coop_error *err)
{
	size_t n = 0;
	*out = NULL;
	for (size_t i = 0; i < c->nparts; i++)
		n += c->parts[i].segment->remote != NULL;
	if (n == 0 || count == 0)
		return COOP_OK;
	struct match_remotes *r = *out = calloc(1, sizeof *r + n * sizeof *r->parts);
	if (!r)
		return coop_fail_nomem(err);
	*r = (struct match_remotes){.collection = c,
		.plan = plan,
		.among = among,
		.count = count < c->last ? count : c->last};
	enum coop_status st = coop_remote_can_answer(plan)
				      ? COOP_OK
				      : plan_loosen(plan, &r->loose, err);
	if (st)
		return st;
	for (size_t i = 0; i < c->nparts; i++)
		if (c->parts[i].segment->remote)
			r->parts[r->nparts++] =
				(struct asked_part){.all = r, .part = &c->parts[i]};
	for (size_t i = 0; i < n; i++)
		r->parts[i].threaded = pthread_create(&r->parts[i].thread, NULL, ask_part,
					       &r->parts[i]) == 0;
	return COOP_OK;
}

/* Adds how many postings the terms of a plan have in a segment. */
static enum coop_status count_postings(const struct coop_segment *s,
	const struct coop_plan *plan, uint64_t *sum, struct coop_error *err)
{
	uint64_t documents = 0;
	enum coop_status st =
		plan->s ? coop_segment_frequency(s, plan->s, plan->len, &documents, err)
			: COOP_OK;
	*sum += documents;
	for (size_t i = 0; !st && i < plan->nkids; i++)
		st = count_postings(s, &plan->kids[i], sum, err);
	return st;
}

/* Waits for a part; without a thread of its own it is asked now. */
static void wait_for(struct asked_part *p, bool ask)
{
	if (p->threaded)
		pthread_join(p->thread, NULL);
	else if (ask)
		ask_part(p);
	p->threaded = false;
}

enum coop_status match_remotes_take(struct match_remotes *r,
	const struct coop_collection_part *part, struct top_hits *top, uint64_t *postings,
	struct coop_error *err)
{
	struct asked_part *p = r ? r->parts : NULL;
	while (p && p->part != part)
		p++;
	if (!p)
		return COOP_OK;
	wait_for(p, true);
	for (size_t i = 0; !p->err.status && i < p->found; i++)
		if (top_hits_can_take(top, p->hits[i]))
			top_hits_take(top, p->hits[i]);
	return p->err.status ? coop_pass_on(err, &p->err)
			     : count_postings(part->segment, r->plan, postings, err);
}

void match_remotes_end(struct match_remotes *r)
{
	for (size_t i = 0; r && i < r->nparts; i++) {
		wait_for(&r->parts[i], false);
		free(r->parts[i].hits);
	}
	plan_loose_free(r ? r->loose : NULL);
	free(r);
}
