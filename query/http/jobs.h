/*
 * jobs.h - threads that work off a queue: some, and one for what takes long.
 */
#ifndef COOP_QUERY_HTTP_JOBS_H
#define COOP_QUERY_HTTP_JOBS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"

/* A member of what is to be done; the queue borrows it until it is done. */
struct job {
	struct job *next;
};

/* What becomes of jobs. */
struct job_calls {
	void *data;
	/* Does a job in thread `thread`; the last one is for what takes long. */
	void (*work)(void *data, unsigned thread, struct job *job);
	/* Gives one back that is not done any more. */
	void (*drop)(void *data, struct job *job);
};

struct jobs;

/* Begins `threads` threads and one more. COOP_E_NOMEM; COOP_E_IO where there can be no more threads. */
enum coop_status jobs_start(unsigned threads, size_t room, const struct job_calls *calls,
	struct jobs **out, struct coop_error *err);

/* Adds a job; false when `room` of its kind wait already, and once it is stopped. */
bool jobs_add(struct jobs *j, struct job *job, bool is_long);

/* Ends the threads when they have done what they are at, and drops what waits. Nothing is added any more. */
void jobs_stop(struct jobs *j);
/* Frees one that is stopped. */
void jobs_free(struct jobs *j);

#endif
