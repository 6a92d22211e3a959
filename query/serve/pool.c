#include "query/serve/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

/* A stub as it was seen; all zero when it could not be. */
struct seen {
	dev_t dev;
	ino_t ino;
	off_t size;
	struct timespec written, changed;
};

struct pool {
	const struct pool_indexes *indexes;
	struct coop_buf *stubs; /* the path of each */
	size_t count;
	pthread_mutex_t opening; /* held while the indexes are opened anew */
	pthread_mutex_t lock;    /* guards all that follows, for short */
	struct opened *current;
	struct seen *seen; /* when `current` was opened, or could not be */
	uint64_t edition;
	struct worker *workers;
	size_t nworkers;
};

/* ---- stubs ---- */

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

/* Whether a stub is another one; under the lock. */
static bool has_changed(const struct pool *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct seen now = look_at(p->stubs[i].s);
		if (!is_same(&now, &p->seen[i]))
			return true;
	}
	return false;
}

static void look(const struct pool *p, struct seen *out)
{
	for (size_t i = 0; i < p->count; i++)
		out[i] = look_at(p->stubs[i].s);
}

/* Finds the paths of the stubs of all that is opened. */
static enum coop_status find_stubs(struct pool *p, struct coop_error *err)
{
	const struct pool_indexes *x = p->indexes;
	struct coop_buf folders = {0};
	size_t count = 0, at = 0;
	enum coop_status st = session_folders(x->names, x->count, &folders, &count, err);
	p->stubs = calloc(count + 1, sizeof *p->stubs);
	p->seen = calloc(count + 1, sizeof *p->seen);
	if (!st && (!p->stubs || !p->seen))
		st = coop_fail_nomem(err);
	p->count = st ? 0 : count;
	for (size_t i = 0; !st && i < count; i++) {
		coop_buf_str(&p->stubs[i], folders.s + at);
		coop_buf_str(&p->stubs[i], "/" COOP_INDEX_STUB);
		at += strlen(folders.s + at) + 1;
		st = coop_buf_check(&p->stubs[i], err);
	}
	coop_buf_release(&folders);
	return st;
}

/* ---- what is open ---- */

static enum coop_status open_indexes(
	const struct pool *p, struct opened **out, struct coop_error *err)
{
	const struct pool_indexes *x = p->indexes;
	struct opened *o = calloc(1, sizeof *o);
	*out = o;
	if (!o)
		return coop_fail_nomem(err);
	o->session.files = x->files;
	o->session.available = x->available;
	o->users = 1;
	enum coop_status st = session_open(&o->session, x->names, x->count, err);
	if (st) {
		session_close(&o->session);
		free(o);
		*out = NULL;
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

/* Opens the indexes anew, and puts them in the place of those before, if that can be done. */
static void replace(struct pool *p, struct seen *now)
{
	struct coop_error why = {0};
	struct opened *fresh = NULL, *before = NULL;
	look(p, now);
	if (open_indexes(p, &fresh, &why) != COOP_OK) {
		coop_diag("coopq", NULL, &why);
		coop_diag_note("coopq", "%s",
			TR("the index as it was before is served on",
				"l'index tel qu'il était avant reste servi"));
	}
	pthread_mutex_lock(&p->lock);
	memcpy(p->seen, now, p->count * sizeof *now);
	p->edition++;
	if (fresh) {
		before = p->current;
		p->current = fresh;
	}
	pthread_mutex_unlock(&p->lock);
	if (!before)
		return;
	leave(p, before);
	close_idle(p);
}

/* Opens the indexes anew where they have changed; waits where another thread does. */
static enum coop_status renew(struct pool *p, struct coop_error *err)
{
	struct seen *now = calloc(p->count + 1, sizeof *now);
	if (!now)
		return coop_fail_nomem(err);
	bool french = coop_french();
	pthread_mutex_lock(&p->opening);
	pthread_mutex_lock(&p->lock);
	bool changed = has_changed(p);
	pthread_mutex_unlock(&p->lock);
	/* what is said of it is for who has started the server */
	coop_set_language(COOP_LANGUAGE_OF_USER);
	if (changed)
		replace(p, now);
	coop_set_language(french ? COOP_FRENCH : COOP_ENGLISH);
	pthread_mutex_unlock(&p->opening);
	free(now);
	return COOP_OK;
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
		memset(p->seen, 0, p->count * sizeof *p->seen);
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
	bool there = p->workers != NULL;
	enum coop_status st = there ? find_stubs(p, err) : coop_fail_nomem(err);
	if (!st && there)
		look(p, p->seen);
	if (!st)
		st = open_indexes(p, &p->current, err);
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
	for (size_t i = 0; p->stubs && i < p->count; i++)
		coop_buf_release(&p->stubs[i]);
	free(p->stubs);
	free(p->seen);
	free(p->workers);
	pthread_mutex_destroy(&p->lock);
	pthread_mutex_destroy(&p->opening);
	free(p);
}
