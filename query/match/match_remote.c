#include "query/match/match_remote.h"

#include <pthread.h>
#include <stdlib.h>

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
static void keep_asked(struct asked_part *p, size_t got)
{
	const struct match_remotes *all = p->all;
	p->found = 0;
	for (size_t i = 0; i < got && p->found < all->count; i++) {
		struct coop_hit hit = p->hits[i];
		hit.docid += p->part->before;
		if (!all->among || coop_docset_has(all->among, hit.docid))
			p->hits[p->found++] = hit;
	}
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
	p->hits = calloc(most + 1, sizeof *p->hits);
	if (!p->hits)
		return coop_fail_nomem(err);
	enum coop_status st = coop_remote_search(
		p->part->segment->remote, all->plan, &counted, most, p->hits, &got, err);
	if (st)
		return st;
	keep_asked(p, got);
	*whole = got < most || p->found == all->count;
	return COOP_OK;
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
	*r = (struct match_remotes){c, plan, among, count, .nparts = 0};
	for (size_t i = 0; i < c->nparts; i++)
		if (c->parts[i].segment->remote)
			r->parts[r->nparts++] =
				(struct asked_part){.all = r, .part = &c->parts[i]};
	for (size_t i = 0; i < n; i++)
		r->parts[i].threaded = pthread_create(&r->parts[i].thread, NULL, ask_part,
					       &r->parts[i]) == 0;
	return COOP_OK;
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
	const struct coop_collection_part *part, struct top_hits *top,
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
	return coop_pass_on(err, &p->err);
}

void match_remotes_end(struct match_remotes *r)
{
	for (size_t i = 0; r && i < r->nparts; i++) {
		wait_for(&r->parts[i], false);
		free(r->parts[i].hits);
	}
	free(r);
}
