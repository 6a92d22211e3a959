#include "query/serve/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

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

/* A file as it was seen; all zero when it could not be. */
struct seen {
	dev_t dev;
	ino_t ino;
	off_t size;
	struct timespec written, changed;
};

/* A stub, or a file of shards. */
struct watched {
	char *path;
	struct seen seen; /* when `current` was opened, or could not be */
};

struct pool {
	const struct pool_indexes *indexes;
	pthread_mutex_t opening; /* held while the indexes are opened anew */
	pthread_mutex_t lock;    /* guards all that follows, for short */
	struct opened *current;
	struct watched *watched; /* what tells that `current` is to be opened anew */
	size_t count;
	int64_t again; /* seconds: when shards that are missing or lost are looked for again */
	uint64_t edition;
	struct worker *workers;
	size_t nworkers;
};

/* ---- what is watched ---- */

/* Seconds after which shards that are not there are looked for again. */
enum { AGAIN = 10 };

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static struct seen look_at(const char *path)
{
	struct stat st;
	struct seen seen = {.size = 0};
	if (stat(path, &st) != 0)
		return seen;
	seen.dev = st.st_dev;
	seen.ino = st.st_ino;
	seen.size = st.st_size;
	seen.written = st.st_mtim;
	seen.changed = st.st_ctim;
	return seen;
}

static bool is_same(const struct seen *a, const struct seen *b)
{
	return a->dev == b->dev && a->ino == b->ino && a->size == b->size &&
	       a->written.tv_sec == b->written.tv_sec &&
	       a->written.tv_nsec == b->written.tv_nsec &&
	       a->changed.tv_sec == b->changed.tv_sec &&
	       a->changed.tv_nsec == b->changed.tv_nsec;
}

/* Whether shards are not there; those that were lost are looked for at once, but no oftener than that. */
static bool lacks_shards(const struct pool *p)
{
	const struct session *s = p->current ? &p->current->session : NULL;
	struct session_missing missing;
	if (!s || s->shards.count == 0)
		return false;
	return session_has_lost_shards(s) ||
	       (session_missing(s, 0, &missing) && now() >= p->again);
}

/* Whether the indexes are to be opened anew; under the lock. */
static bool has_changed(const struct pool *p)
{
	if (lacks_shards(p))
		return true;
	for (size_t i = 0; i < p->count; i++) {
		struct seen seen = look_at(p->watched[i].path);
		if (!is_same(&seen, &p->watched[i].seen))
			return true;
	}
	return false;
}

static void forget(struct watched *w, size_t count)
{
	for (size_t i = 0; w && i < count; i++)
		free(w[i].path);
	free(w);
}

static bool watch(struct watched *w, const char *path, const char *file)
{
	struct coop_buf text = {0};
	coop_buf_str(&text, path);
	coop_buf_str(&text, file);
	if (coop_buf_check(&text, NULL)) {
		coop_buf_release(&text);
		return false;
	}
	*w = (struct watched){text.s, look_at(text.s)};
	return true;
}

/* What is watched of a session that is open. */
struct list {
	struct watched *at;
	size_t count;
	bool failed;
};

static void add(struct list *l, const char *path, const char *file)
{
	if (l->failed || !*path)
		return;
	if (watch(&l->at[l->count], path, file))
		l->count++;
	else
		l->failed = true;
}

/* Adds where shards that are missing may come back; looking at what has not answered might take forever. */
static void add_missing(struct list *l, const struct session *s)
{
	struct session_missing m;
	for (size_t i = 0; session_missing(s, i, &m); i++)
		if (m.shard->kind == COOP_SHARD_PATH &&
			m.state->opened < m.shard->timeout)
			add(l, m.shard->places[0].dir, "/" COOP_INDEX_STUB);
}

/* Lists what is to be watched. What has changed since the session was opened is seen as changed. */
static enum coop_status watch_all(
	const struct session *s, struct list *out, struct coop_error *err)
{
	size_t most = s->nindexes + s->shards.count + 1;
	*out = (struct list){.at = calloc(most, sizeof *out->at)};
	out->failed = !out->at;
	add(out, s->shards.file ? s->shards.file : "", "");
	for (size_t i = 0; i < s->nindexes; i++)
		add(out, coop_buf_cstr(&s->indexes[i].dir), "/" COOP_INDEX_STUB);
	add_missing(out, s);
	if (!out->failed && !session_is_current(s))
		for (size_t i = 0; i < out->count; i++)
			out->at[i].seen = (struct seen){.size = 0};
	return out->failed ? coop_fail_nomem(err) : COOP_OK;
}

/* ---- what is open ---- */

/* Opens the indexes, and lists what is to be watched of them. */
static enum coop_status open_indexes(const struct pool *p, struct opened **out,
	struct list *watched, struct coop_error *err)
{
	const struct pool_indexes *x = p->indexes;
	struct opened *o = calloc(1, sizeof *o);
	*watched = (struct list){.at = NULL};
	*out = o;
	if (!o)
		return coop_fail_nomem(err);
	o->session.files = x->files;
	o->session.available = x->available;
	o->session.before = p->current ? &p->current->session : NULL;
	o->users = 1;
	enum coop_status st = session_open(&o->session, x->names, x->count, err);
	if (!st)
		st = watch_all(&o->session, watched, err);
	if (st) {
		forget(watched->at, watched->count);
		session_close(&o->session);
		free(o);
		*out = NULL;
		*watched = (struct list){.at = NULL};
	}
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

/* Sees all that is watched as it is now. */
static void look(struct pool *p)
{
	for (size_t i = 0; i < p->count; i++)
		p->watched[i].seen = look_at(p->watched[i].path);
}

/* Puts what was just opened in the place of what was before; the lock is held. */
static struct opened *take(struct pool *p, struct opened *fresh, struct list *watched)
{
	struct opened *before = p->current;
	struct list old = {.at = p->watched, .count = p->count};
	p->current = fresh;
	p->watched = watched->at;
	p->count = watched->count;
	*watched = old;
	return before;
}

/*
 * Opens the indexes anew, and puts them in the place of those before, if that can be done. Else these are
 * served on, unless they lack shards: then it fails.
 */
static enum coop_status replace(struct pool *p, struct coop_error *err)
{
	struct coop_error why = {0};
	struct opened *fresh = NULL, *before = NULL;
	struct list watched;
	enum coop_status st = open_indexes(p, &fresh, &watched, &why);
	bool lost = session_has_lost_shards(&p->current->session);
	if (st && !lost) {
		coop_diag("coopq", NULL, &why);
		coop_diag_note("coopq", "%s",
			TR("the index as it was before is served on",
				"l'index tel qu'il était avant reste servi"));
	}
	pthread_mutex_lock(&p->lock);
	p->edition++;
	p->again = now() + AGAIN;
	if (fresh)
		before = take(p, fresh, &watched);
	else
		look(p);
	pthread_mutex_unlock(&p->lock);
	forget(watched.at, watched.count);
	leave(p, before);
	if (before)
		close_idle(p);
	return st && lost ? coop_pass_on(err, &why) : COOP_OK;
}

/* Opens the indexes anew where they have changed; waits where another thread does. */
static enum coop_status renew(struct pool *p, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	bool french = coop_french();
	pthread_mutex_lock(&p->opening);
	pthread_mutex_lock(&p->lock);
	bool changed = has_changed(p);
	pthread_mutex_unlock(&p->lock);
	/* what is said of it is for who has started the server */
	coop_set_language(COOP_LANGUAGE_OF_USER);
	if (changed)
		st = replace(p, err);
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
	/* as if nothing had been seen */
	if (stale && w->of == p->current)
		for (size_t i = 0; i < p->count; i++)
			p->watched[i].seen = (struct seen){.size = 0};
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
	struct list watched = {.at = NULL};
	enum coop_status st = p->workers ? open_indexes(p, &p->current, &watched, err)
					 : coop_fail_nomem(err);
	p->watched = watched.at;
	p->count = watched.count;
	p->again = now() + AGAIN;
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
	forget(p->watched, p->count);
	free(p->workers);
	pthread_mutex_destroy(&p->lock);
	pthread_mutex_destroy(&p->opening);
	free(p);
}
