#include "shared/index/shards_open.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "shared/core/i18n.h"
#include "shared/index/collection.h"
#include "shared/index/layout.h"
#include "shared/text/analyzer.h"

/* A try to open a shard at one of its places, in a thread of its own. */
struct attempt {
	struct opening *opening;
	const struct coop_shard *shard; /* of the copy that the opening owns */
	size_t place;
	bool begun, done;
	int64_t since;                  /* milliseconds */
	struct coop_snapshot *snapshot; /* once it is done, unless it was taken */
	dev_t dev;                      /* of its folder */
	ino_t ino;
	struct coop_shard_mark mark;
	struct coop_error err;
};

/*
 * What the threads share with who waits for them. A thread that hangs in a call of the system is left
 * behind: whoever lets go last frees all.
 */
struct opening {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t holders;
	struct coop_shards shards; /* read anew: the caller's may be gone */
	struct attempt (*attempts)[COOP_SHARD_PLACES]; /* of each shard, by place */
};

/* Threads of this process that open shards, those that hang among them; a server would gather these. */
enum { THREADS_MOST = 4 * COOP_COLLECTION_MAX };
static atomic_uint threads;

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- threads ---- */

static void let_go(struct opening *o)
{
	pthread_mutex_lock(&o->lock);
	bool last = --o->holders == 0;
	pthread_mutex_unlock(&o->lock);
	if (!last)
		return;
	for (size_t i = 0; i < o->shards.count; i++)
		for (size_t p = 0; p < COOP_SHARD_PLACES; p++)
			coop_snapshot_free(o->attempts[i][p].snapshot);
	coop_shards_release(&o->shards);
	pthread_cond_destroy(&o->changed);
	pthread_mutex_destroy(&o->lock);
	free(o->attempts);
	free(o);
}

/* Reads what all shards must have in common: of another machine it is kept then, and whoever asks for it does not wait. */
static enum coop_status read_facts(const struct coop_snapshot *s, struct coop_error *err)
{
	struct coop_buf facts = {0};
	enum coop_status st = coop_snapshot_meta(s, COOP_META_AVERAGE, &facts, err);
	if (!st)
		st = coop_snapshot_meta(s, COOP_META_ACRONYMS, &facts, err);
	coop_buf_release(&facts);
	return st;
}

/* Opens the shard; the analyzer is one of the thread's own, since the caller's is for one thread. */
static void open_place(struct attempt *a, struct coop_snapshot **out)
{
	const struct coop_remote_place *at = &a->shard->places[a->place];
	struct coop_analyzer *analyzer = NULL;
	struct stat is;
	if (coop_analyzer_new(&analyzer, &a->err) == COOP_OK) {
		if (at->host)
			coop_snapshot_open_remote(at, a->shard->nplaces - a->place,
				a->shard->name, a->shard->timeout, analyzer, out,
				&a->err);
		else if (coop_snapshot_open(at->dir, analyzer, out, &a->err) == COOP_OK &&
			 stat(at->dir, &is) == 0) {
			a->dev = is.st_dev;
			a->ino = is.st_ino;
		}
	}
	coop_analyzer_free(analyzer);
	if (*out && (read_facts(*out, &a->err) ||
			    coop_snapshot_mark(*out, &a->mark, &a->err))) {
		coop_snapshot_free(*out);
		*out = NULL;
	}
}

static void *run(void *data)
{
	struct attempt *a = data;
	struct opening *o = a->opening;
	struct coop_snapshot *snapshot = NULL;
	open_place(a, &snapshot);
	pthread_mutex_lock(&o->lock);
	a->snapshot = snapshot;
	a->done = true;
	pthread_cond_signal(&o->changed);
	pthread_mutex_unlock(&o->lock);
	let_go(o);
	atomic_fetch_sub(&threads, 1);
	return NULL;
}

/* Starts a try; one that no thread can be started for has failed. The lock is held. */
static void start(struct opening *o, size_t shard, size_t place)
{
	struct attempt *a = &o->attempts[shard][place];
	pthread_attr_t detached;
	pthread_t thread;
	sigset_t ending, before;
	*a = (struct attempt){.opening = o,
		.shard = &o->shards.at[shard],
		.place = place,
		.begun = true,
		.since = now_ms()};
	o->holders++;
	/* a server that is to end takes signals from others; what is run, ssh, is to have its own */
	sigemptyset(&ending);
	if (a->shard->kind == COOP_SHARD_PATH) {
		sigaddset(&ending, SIGTERM);
		sigaddset(&ending, SIGINT);
	}
	pthread_sigmask(SIG_BLOCK, &ending, &before);
	bool few = atomic_fetch_add(&threads, 1) < THREADS_MOST;
	bool made = few && pthread_attr_init(&detached) == 0;
	bool failed =
		!made ||
		pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED) != 0 ||
		pthread_create(&thread, &detached, run, a) != 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (made)
		pthread_attr_destroy(&detached);
	if (failed) {
		atomic_fetch_sub(&threads, 1);
		o->holders--;
		a->done = true;
		if (!few)
			coop_fail(&a->err, COOP_E_IO, "%s",
				TR("too many folders do not answer",
					"trop de dossiers ne répondent pas"));
		coop_fail_nomem(&a->err);
	}
}

/* ---- waiting ---- */

/* The milliseconds that a try may take: at another machine its places are tried one after another. */
static int64_t limit_of(const struct attempt *a)
{
	enum { SOME = 250 };
	bool remote = a->shard->kind != COOP_SHARD_PATH;
	int64_t tries = remote ? (int64_t)(a->shard->nplaces - a->place) : 1;
	return tries * a->shard->timeout + (remote ? SOME : 0);
}

/* Ends the waiting for a try that did not open the shard: its next place is tried, or it is missing. */
static void go_on(struct opening *o, size_t i, struct coop_shard_state *state,
	const struct attempt *a, bool late)
{
	if (late)
		coop_fail(&state->why, COOP_E_IO,
			TR("no answer within %.1f s", "pas de réponse en %.1f s"),
			a->shard->timeout / 1000.0);
	else
		coop_pass_on(&state->why, &a->err);
	/* that of another machine has tried its replicas */
	size_t next = (a->place + 1) % a->shard->nplaces;
	if (a->shard->kind == COOP_SHARD_PATH && !o->attempts[i][next].begun) {
		state->place = next;
		start(o, i, next);
	} else {
		state->missing = true;
	}
}

/* Looks at a shard that is waited for; `*until` is made earlier where it is late before that. */
static bool look_at(struct opening *o, size_t i, struct coop_shard_state *state,
	struct coop_snapshot **out, int64_t *until)
{
	int64_t now = now_ms();
	while (!state->missing && !*out) {
		struct attempt *a = &o->attempts[i][state->place];
		int64_t late = a->since + limit_of(a);
		state->opened = (unsigned)(now - o->attempts[i][a->place].since);
		if (a->done && a->snapshot) {
			*out = a->snapshot;
			if ((*out)->base.remote)
				state->place =
					a->place + coop_remote_at((*out)->base.remote);
			a->snapshot = NULL;
			state->dev = a->dev;
			state->ino = a->ino;
			state->mark = a->mark;
			state->why = (struct coop_error){0};
		} else if (a->done || now >= late) {
			go_on(o, i, state, a, !a->done);
		} else {
			*until = late < *until ? late : *until;
			return true;
		}
	}
	return false;
}

/* Waits until each shard is open or missing. */
static void wait_for_all(struct opening *o, struct coop_shard_state *states,
	struct coop_snapshot **snapshots)
{
	pthread_mutex_lock(&o->lock);
	for (size_t i = 0; i < o->shards.count; i++)
		if (!states[i].missing)
			start(o, i, states[i].place % o->shards.at[i].nplaces);
	for (;;) {
		bool waiting = false;
		int64_t until = INT64_MAX;
		for (size_t i = 0; i < o->shards.count; i++)
			waiting |= look_at(o, i, &states[i], &snapshots[i], &until);
		if (!waiting)
			break;
		struct timespec t = {.tv_sec = until / 1000,
			.tv_nsec = (long)(until % 1000) * 1000000};
		pthread_cond_timedwait(&o->changed, &o->lock, &t);
	}
	pthread_mutex_unlock(&o->lock);
}

static enum coop_status begin(
	const struct coop_shards *shards, struct opening **out, struct coop_error *err)
{
	pthread_condattr_t clock;
	struct opening *o = *out = calloc(1, sizeof *o);
	if (!o)
		return coop_fail_nomem(err);
	o->holders = 1;
	o->attempts = calloc(COOP_COLLECTION_MAX, sizeof *o->attempts);
	pthread_mutex_init(&o->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&o->changed, &clock);
	pthread_condattr_destroy(&clock);
	if (!o->attempts)
		return coop_fail_nomem(err);
	return coop_shards_copy(shards, &o->shards, err);
}

enum coop_status coop_shards_open(const struct coop_shards *shards,
	struct coop_shard_state *states, struct coop_snapshot **snapshots,
	struct coop_error *err)
{
	struct opening *o;
	enum coop_status st = begin(shards, &o, err);
	for (size_t i = 0; i < shards->count; i++)
		snapshots[i] = NULL;
	if (!st)
		wait_for_all(o, states, snapshots);
	if (o)
		let_go(o);
	return st;
}

enum coop_status coop_shard_fail(const struct coop_shards *shards, size_t i,
	const struct coop_shard_state *state, struct coop_error *err)
{
	const struct coop_shard *shard = &shards->at[i];
	enum coop_status st;
	if (state->refused) {
		st = coop_fail(err, COOP_E_ARG, "%s:%zu:%zu: %s", shards->file,
			shard->line, shard->column, state->why.msg);
		coop_hint(err, "%s", state->why.hint);
		return st;
	}
	st = coop_fail(err, COOP_E_NOINDEX,
		TR("%s:%zu: the shard '%s' is missing: %s",
			"%s:%zu : le fragment « %s » manque : %s"),
		shards->file, shard->line, shard->name, state->why.msg);
	/* what ssh says the engine does not pass on */
	if (shard->kind == COOP_SHARD_SSH)
		coop_hint(err,
			TR("'ssh %s xapian-progsrv %s' tells why; --shards=available answers from the others",
				"« ssh %s xapian-progsrv %s » dit pourquoi ; --shards=available répond avec les autres"),
			shard->places->host, shard->places->dir);
	coop_hint(err, "%s",
		TR("--shards=available answers from the others",
			"--shards=available répond avec les autres"));
	return st;
}
