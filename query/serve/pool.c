#include "query/serve/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "query/serve/watched.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/* Indexes that are open, and how many use them: the sessions that share them, and the pool. */
struct opened {
	struct session session;
	size_t users; /* guarded by the pool */
};

struct worker {
	struct session *session; /* NULL: none is open */
	struct opened *of;       /* whose indexes it shares */
	bool busy;
};

struct pool {
	const struct pool_indexes *indexes;
	pthread_mutex_t opening; /* held while the indexes are opened anew */
	pthread_mutex_t lock;    /* guards all that follows, for short */
	struct opened *current;
	struct watched watched; /* of it */
	int64_t again; /* seconds: when shards that are not there are looked for again */
	struct coop_error
		refused; /* why `current`, which has lost shards, cannot be replaced before that */
	uint64_t edition;
	struct worker *workers;
	size_t nworkers;
};

/* ---- what is watched ---- */

/* Seconds after which shards are looked for again: done without, and where there is no answer without them. */
enum { MISSING_AGAIN = 10, LOST_AGAIN = 2 };

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/* Whether shards are to be looked for again. */
static bool lacks_shards(const struct pool *p)
{
	const struct session *s = &p->current->session;
	return session_has_lost_shards(s) ||
	       (session_may_find_shards(s) && now() >= p->again);
}

/* Whether the indexes are to be opened anew; under the lock. */
static bool has_changed(const struct pool *p)
{
	return lacks_shards(p) || watched_changed(&p->watched);
}

/* ---- what is open ---- */

/*
 * Opens the indexes, and lists what is to be watched of them. Shards that were lost by those `before`, unless
 * it is NULL, are not looked for there.
 */
static enum coop_status open_indexes(const struct pool *p, const struct session *before,
	struct opened **out, struct watched *watched, struct coop_error *err)
{
	const struct pool_indexes *x = p->indexes;
	struct opened *o = *out = calloc(1, sizeof *o);
	*watched = (struct watched){.at = NULL};
	if (!o)
		return coop_fail_nomem(err);
	o->session.files = x->files;
	o->session.available = x->available;
	o->session.before = before;
	o->users = 1;
	enum coop_status st = session_open(&o->session, x->names, x->count, err);
	if (!st)
		st = watched_list(watched, &o->session, err);
	if (!st)
		return COOP_OK;
	watched_release(watched);
	session_close(&o->session);
	free(o);
	*out = NULL;
	return st;
}

/* Leaves indexes, which are closed with the last of their users. */
static void leave(struct pool *p, struct opened *o)
{
	pthread_mutex_lock(&p->lock);
	bool last = o && --o->users == 0;
	pthread_mutex_unlock(&p->lock);
	if (!last)
		return;
	session_close(&o->session);
	free(o);
}

/* Closes what a worker had: a copy of it, which it has no longer. */
static void close_worker(struct pool *p, const struct worker *had)
{
	if (had->session)
		session_close(had->session);
	free(had->session);
	leave(p, had->of);
}

/* Takes what a worker has from it; under the lock. */
static struct worker take_from(struct worker *w)
{
	struct worker had = *w;
	w->session = NULL;
	w->of = NULL;
	return had;
}

/* Closes the sessions of workers that have nothing to do, as what they share is open no longer. */
static void close_idle(struct pool *p)
{
	for (size_t i = 0; i < p->nworkers; i++) {
		struct worker had = {.session = NULL};
		pthread_mutex_lock(&p->lock);
		if (!p->workers[i].busy && p->workers[i].of != p->current)
			had = take_from(&p->workers[i]);
		pthread_mutex_unlock(&p->lock);
		close_worker(p, &had);
	}
}

static void say_kept(const struct coop_error *why)
{
	coop_diag("coopq", NULL, why);
	coop_diag_note("coopq", "%s",
		TR("the index as it was before is served on",
			"l'index tel qu'il était avant reste servi"));
}

/*
 * Opens the indexes anew, and puts them in the place of those before, if that can be done. Else these are
 * served on, unless they have lost shards: then it fails.
 */
static enum coop_status replace(
	struct pool *p, const struct session *before, struct coop_error *err)
{
	struct coop_error why = {0};
	struct opened *fresh, *old = NULL;
	struct watched watched;
	enum coop_status st = open_indexes(p, before, &fresh, &watched, &why);
	bool lost = session_has_lost_shards(&p->current->session);
	if (st && !lost)
		say_kept(&why);
	pthread_mutex_lock(&p->lock);
	p->edition++;
	p->again = now() + (st ? LOST_AGAIN : MISSING_AGAIN);
	p->refused = why;
	if (fresh) {
		struct watched seen = p->watched;
		old = p->current;
		p->current = fresh;
		p->watched = watched;
		watched = seen;
	} else {
		watched_look(&p->watched);
	}
	pthread_mutex_unlock(&p->lock);
	watched_release(&watched);
	leave(p, old);
	if (old)
		close_idle(p);
	return st && lost ? coop_pass_on(err, &why) : COOP_OK;
}

/* Opens the indexes anew if that is due; while they are open no longer than that was tried, fails as it did. */
static enum coop_status renew_now(struct pool *p, struct coop_error *err)
{
	const struct session *s = &p->current->session;
	pthread_mutex_lock(&p->lock);
	bool changed = has_changed(p), files = watched_changed(&p->watched);
	pthread_mutex_unlock(&p->lock);
	if (!changed)
		return COOP_OK;
	if (!files && *p->refused.msg && now() < p->again)
		return coop_pass_on(err, &p->refused);
	/* what was refused, or has changed, is looked for wherever it may be */
	return replace(p, files || *p->refused.msg ? NULL : s, err);
}

/* The same; waits where another thread does. */
static enum coop_status renew(struct pool *p, struct coop_error *err)
{
	bool french = coop_french();
	pthread_mutex_lock(&p->opening);
	/* what is said of it is for who has started the server */
	coop_set_language(COOP_LANGUAGE_OF_USER);
	enum coop_status st = renew_now(p, err);
	coop_set_language(french ? COOP_FRENCH : COOP_ENGLISH);
	pthread_mutex_unlock(&p->opening);
	return st;
}

/* ---- workers ---- */

static enum coop_status share(struct worker *w, struct coop_error *err)
{
	w->session = calloc(1, sizeof *w->session);
	if (!w->session)
		return coop_fail_nomem(err);
	enum coop_status st = session_share(w->session, &w->of->session, err);
	if (!st)
		return COOP_OK;
	session_close(w->session);
	free(w->session);
	w->session = NULL;
	return st;
}

enum coop_status pool_begin(
	struct pool *p, size_t worker, struct session **session, struct coop_error *err)
{
	struct worker *w = &p->workers[worker], had = {.session = NULL};
	enum coop_status st = COOP_OK;
	pthread_mutex_lock(&p->lock);
	bool changed = has_changed(p);
	pthread_mutex_unlock(&p->lock);
	if (changed)
		st = renew(p, err);
	pthread_mutex_lock(&p->lock);
	w->busy = true;
	if (w->of != p->current) {
		had = take_from(w);
		w->of = p->current;
		w->of->users++;
	}
	pthread_mutex_unlock(&p->lock);
	close_worker(p, &had);
	if (!st && !w->session)
		st = share(w, err);
	*session = w->session;
	return st;
}

void pool_end(struct pool *p, size_t worker, bool stale)
{
	struct worker *w = &p->workers[worker], had = {.session = NULL};
	pthread_mutex_lock(&p->lock);
	w->busy = false;
	/* as if nothing had been seen; what has lost shards is opened anew in any case */
	if (stale && w->of == p->current &&
		!session_has_lost_shards(&p->current->session))
		watched_forget(&p->watched);
	if (stale || w->of != p->current)
		had = take_from(w);
	pthread_mutex_unlock(&p->lock);
	close_worker(p, &had);
}

uint64_t pool_edition(struct pool *p)
{
	pthread_mutex_lock(&p->lock);
	uint64_t edition = p->edition + has_changed(p);
	pthread_mutex_unlock(&p->lock);
	return edition;
}

/* ---- the whole ---- */

enum coop_status pool_open(const struct pool_indexes *indexes, size_t workers,
	struct pool **out, struct coop_error *err)
{
	struct pool *p = calloc(1, sizeof *p);
	*out = NULL;
	if (!p)
		return coop_fail_nomem(err);
	p->indexes = indexes;
	p->nworkers = workers;
	p->edition = 1;
	pthread_mutex_init(&p->opening, NULL);
	pthread_mutex_init(&p->lock, NULL);
	p->workers = calloc(workers, sizeof *p->workers);
	enum coop_status st =
		p->workers ? open_indexes(p, NULL, &p->current, &p->watched, err)
			   : coop_fail_nomem(err);
	p->again = now() + MISSING_AGAIN;
	if (st)
		pool_close(p);
	else
		*out = p;
	return st;
}

void pool_close(struct pool *p)
{
	if (!p)
		return;
	for (size_t i = 0; p->workers && i < p->nworkers; i++)
		close_worker(p, &p->workers[i]);
	leave(p, p->current);
	watched_release(&p->watched);
	free(p->workers);
	pthread_mutex_destroy(&p->lock);
	pthread_mutex_destroy(&p->opening);
	free(p);
}
