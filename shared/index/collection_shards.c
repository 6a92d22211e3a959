#include "shared/index/collection_shards.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "shared/core/i18n.h"
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
	*a = (struct attempt){.opening = o,
		.shard = &o->shards.at[shard],
		.place = place,
		.begun = true,
		.since = now_ms()};
	o->holders++;
	bool few = atomic_fetch_add(&threads, 1) < THREADS_MOST;
	bool made = few && pthread_attr_init(&detached) == 0;
	bool failed =
		!made ||
		pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED) != 0 ||
		pthread_create(&thread, &detached, run, a) != 0;
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

/* ---- what is open ---- */

enum coop_status coop_shard_fail(const struct coop_shards *shards, size_t i,
	const struct coop_shard_state *state, struct coop_error *err)
{
	enum coop_status st = coop_fail(err, COOP_E_NOINDEX,
		TR("%s:%zu: the shard '%s' is missing: %s",
			"%s:%zu : le fragment « %s » manque : %s"),
		shards->file, shards->at[i].line, shards->at[i].name, state->why.msg);
	coop_hint(err, "%s",
		TR("--shards=available answers from the others",
			"--shards=available répond avec les autres"));
	return st;
}

/* Fails where the same folder is open twice, as a shard is never in two. */
static enum coop_status check_twice(const struct coop_shards *shards, struct opening *o,
	const struct coop_shard_state *states, size_t i, struct coop_error *err)
{
	const struct attempt *a = &o->attempts[i][states[i].place];
	for (size_t k = 0; k < i && a->ino > 0; k++) {
		const struct attempt *b = &o->attempts[k][states[k].place];
		if (!states[k].missing && b->ino == a->ino && b->dev == a->dev)
			return coop_fail(err, COOP_E_ARG,
				TR("%s:%zu: '%s' and '%s' are the same index",
					"%s:%zu : « %s » et « %s » sont le même index"),
				shards->file, shards->at[i].line, shards->at[k].name,
				shards->at[i].name);
	}
	return COOP_OK;
}

/* Whether a shard was made with the facts of the first that is there, which are read into `first` then. */
static enum coop_status check_facts(const struct coop_snapshot *s, struct coop_buf *first,
	bool *same, struct coop_error *err)
{
	struct coop_buf facts = {0};
	enum coop_status st = coop_segment_meta(&s->base, COOP_META_AVERAGE, &facts, err);
	coop_buf_byte(&facts, '\n');
	if (!st)
		st = coop_segment_meta(&s->base, COOP_META_ACRONYMS, &facts, err);
	if (!st)
		st = coop_buf_check(&facts, err);
	*same = true;
	if (st || first->len > 0) {
		*same = st || (facts.len == first->len &&
				      memcmp(facts.s, first->s, facts.len) == 0);
		coop_buf_release(&facts);
	} else {
		*first = facts;
	}
	return st;
}

static enum coop_status refuse_facts(
	const struct coop_shards *shards, size_t i, struct coop_error *err)
{
	coop_fail(err, COOP_E_VERSION,
		TR("%s:%zu: '%s' is no shard of the same index as those before it: it was made with other facts",
			"%s:%zu : « %s » n'est pas un fragment du même index que ceux d'avant : il a été fait avec d'autres faits"),
		shards->file, shards->at[i].line, shards->at[i].name);
	coop_hint(err, "%s",
		TR("make all of them with coopidx --shards, or with the same --facts",
			"faites-les tous avec coopidx --shards, ou avec les mêmes --facts"));
	return COOP_E_VERSION;
}

/* Makes what is there ready to be asked as one; the snapshots that are there come first then. */
static enum coop_status prepare(const struct coop_shards *shards, struct opening *o,
	struct coop_shard_state *states, struct coop_snapshot **snapshots, size_t *count,
	struct coop_error *err)
{
	struct coop_buf facts = {0};
	enum coop_status st = COOP_OK;
	*count = 0;
	for (size_t i = 0; i < shards->count; i++) {
		struct coop_snapshot *s = snapshots[i];
		bool same = true;
		if (!s)
			continue;
		snapshots[i] = NULL;
		snapshots[(*count)++] = s;
		if (!st)
			st = check_twice(shards, o, states, i, err);
		if (!st)
			st = check_facts(s, &facts, &same, err);
		if (!st && !same)
			st = refuse_facts(shards, i, err);
		if (!st)
			st = coop_collection_prepare(s, shards->at[i].name, err);
		s->base.lost = s->delta.lost = s->removed.lost = &states[i].lost;
	}
	coop_buf_release(&facts);
	return st;
}

enum coop_status coop_collection_open_shards(const struct coop_shards *shards,
	struct coop_shard_state *states, struct coop_collection **out,
	struct coop_error *err)
{
	struct coop_snapshot *snapshots[COOP_COLLECTION_MAX] = {NULL};
	struct opening *o;
	size_t count = 0;
	*out = NULL;
	enum coop_status st = begin(shards, &o, err);
	if (!st)
		wait_for_all(o, states, snapshots);
	if (!st)
		st = prepare(shards, o, states, snapshots, &count, err);
	if (o)
		let_go(o);
	for (size_t i = 0; !st && count == 0 && i < shards->count; i++)
		st = coop_shard_fail(shards, i, &states[i], err);
	if (!st) {
		st = coop_collection_join(snapshots, count, out, err);
		if (!st)
			(*out)->sharded = count > 1; /* one alone is an index as any */
		return st;
	}
	for (size_t i = 0; i < count; i++)
		coop_snapshot_free(snapshots[i]);
	return st;
}
