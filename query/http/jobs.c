#include "query/http/jobs.h"

#include <errno.h>
#include <stdlib.h>

#include "shared/core/i18n.h"

/* Jobs of a kind, and the threads that wait for them. */
struct queue {
	struct job *first, **end;
	size_t count;
	pthread_cond_t more;
};

struct worker {
	struct jobs *jobs;
	struct queue *queue;
	unsigned number;
	pthread_t thread;
};

struct jobs {
	pthread_mutex_t lock;
	struct queue usual, lasting;
	bool ending;
	size_t room;
	struct job_calls calls;
	unsigned started;
	struct worker workers[];
};

/* The next job of a queue; NULL when all is to end. */
static struct job *take(struct jobs *j, struct queue *q)
{
	pthread_mutex_lock(&j->lock);
	while (!q->first && !j->ending)
		pthread_cond_wait(&q->more, &j->lock);
	struct job *job = j->ending ? NULL : q->first;
	if (job) {
		q->first = job->next;
		q->count--;
		if (!q->first)
			q->end = &q->first;
	}
	pthread_mutex_unlock(&j->lock);
	return job;
}

static void *work(void *data)
{
	struct worker *w = data;
	for (struct job *job; (job = take(w->jobs, w->queue));)
		w->jobs->calls.work(w->jobs->calls.data, w->number, job);
	return NULL;
}

static struct jobs *make(unsigned threads)
{
	struct jobs *j = calloc(1, sizeof *j + (threads + 1) * sizeof *j->workers);
	if (!j)
		return NULL;
	pthread_mutex_init(&j->lock, NULL);
	pthread_cond_init(&j->usual.more, NULL);
	pthread_cond_init(&j->lasting.more, NULL);
	j->usual.end = &j->usual.first;
	j->lasting.end = &j->lasting.first;
	return j;
}

enum coop_status jobs_start(unsigned threads, size_t room, const struct job_calls *calls,
	struct jobs **out, struct coop_error *err)
{
	struct jobs *j = *out = make(threads);
	if (!j)
		return coop_fail_nomem(err);
	j->room = room;
	j->calls = *calls;
	for (unsigned i = 0; i <= threads; i++) {
		struct worker *w = &j->workers[i];
		*w = (struct worker){.jobs = j,
			.number = i,
			.queue = i < threads ? &j->usual : &j->lasting};
		int why = pthread_create(&w->thread, NULL, work, w);
		if (why != 0) {
			jobs_stop(j);
			jobs_free(j);
			*out = NULL;
			return coop_fail(err, COOP_E_IO,
				TR("cannot begin a thread: %s",
					"impossible de lancer un fil d'exécution : %s"),
				coop_errno_text(why));
		}
		j->started++;
	}
	return COOP_OK;
}

bool jobs_add(struct jobs *j, struct job *job, bool is_long)
{
	struct queue *q = is_long ? &j->lasting : &j->usual;
	job->next = NULL;
	pthread_mutex_lock(&j->lock);
	bool room = q->count < j->room && !j->ending;
	if (room) {
		*q->end = job;
		q->end = &job->next;
		q->count++;
		pthread_cond_signal(&q->more);
	}
	pthread_mutex_unlock(&j->lock);
	return room;
}

static void drop_all(struct jobs *j, struct queue *q)
{
	for (struct job *job = q->first, *next; job; job = next) {
		next = job->next;
		j->calls.drop(j->calls.data, job);
	}
	q->first = NULL;
}

void jobs_stop(struct jobs *j)
{
	pthread_mutex_lock(&j->lock);
	j->ending = true;
	pthread_cond_broadcast(&j->usual.more);
	pthread_cond_broadcast(&j->lasting.more);
	pthread_mutex_unlock(&j->lock);
	for (unsigned i = 0; i < j->started; i++)
		pthread_join(j->workers[i].thread, NULL);
	drop_all(j, &j->usual);
	drop_all(j, &j->lasting);
}

void jobs_free(struct jobs *j)
{
	pthread_cond_destroy(&j->usual.more);
	pthread_cond_destroy(&j->lasting.more);
	pthread_mutex_destroy(&j->lock);
	free(j);
}
