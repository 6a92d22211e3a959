/*
 * progress.h - how far a run has come: numbers that its threads set while they work.
 *
 * A run goes through stages, whose numbers users see. In a stage there are one or more
 * steps, each counted in a unit of its own; a step that reads files has a part for each of them.
 */
#ifndef COOP_INDEXER_REPORT_PROGRESS_H
#define COOP_INDEXER_REPORT_PROGRESS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

enum progress_step {
	PROGRESS_LOOKING,   /* counted in files; their number is unknown */
	PROGRESS_READING,   /* in bytes of the input */
	PROGRESS_GATHERING, /* in notices of the generation before and of what was read */
	PROGRESS_POSTINGS,  /* in entries of runs (indexer/bulk/run.h) */
	PROGRESS_LISTS,     /* in ranges of documents */
	PROGRESS_DOCUMENTS, /* in documents, which the engine writes */
	PROGRESS_SEALING,   /* not counted: checksums, and the switch */
	PROGRESS_VERIFYING, /* in bytes of an index */
	PROGRESS_REBUILDING, /* in notices */
	PROGRESS_COMPARING,  /* in notices */
	PROGRESS_EXPORTING,  /* in notices */
	PROGRESS_STEPS
};

/* The stages of a kind of run; steps between those of a plan belong to the stage before. */
enum progress_plan {
	PROGRESS_BUILD,  /* looking, reading, writing, sealing */
	PROGRESS_MEND,   /* verifying, and then as a build that looks for nothing */
	PROGRESS_LOAD,   /* reading, writing, sealing */
	PROGRESS_READ,   /* reading alone */
	PROGRESS_VERIFY, /* verifying alone */
	PROGRESS_CHECK,  /* verifying, rebuilding, comparing */
	PROGRESS_EXPORT  /* exporting alone */
};

enum { PROGRESS_NAME_MAX = 1024 /* bytes; of a longer name the end is kept */ };

/* May be used from any thread, but for parts. To be set by progress_begin(). */
struct progress {
	enum progress_plan plan;
	atomic_int step;
	atomic_uint stage, begun; /* the stage, from 1; how many steps have begun */
	atomic_uint_fast64_t records;
	atomic_uint_fast64_t done, total; /* of the step; a total of 0 is unknown */
	uint64_t before, size;            /* done before the part, and in it at most */
	pthread_mutex_t lock;
	size_t name_len;
	char name[PROGRESS_NAME_MAX]; /* of the part */
};

void progress_begin(struct progress *p, enum progress_plan plan);
void progress_end(struct progress *p);

/* Begins a step. `p` may be NULL, here and below. */
void progress_step(struct progress *p, enum progress_step step, uint64_t total);

static inline void progress_add(struct progress *p, uint64_t done)
{
	if (p)
		atomic_fetch_add_explicit(&p->done, done, memory_order_relaxed);
}

/*
 * Begins a part of the step: a file of `size` bytes, 0 if that is unknown. All of the part before counts as
 * done, whatever was said of it.
 */
void progress_part(struct progress *p, const char *name, uint64_t size);
/* Says that `done` more of the part is done, or that `done` of it is in all; never more than its size. */
void progress_add_to_part(struct progress *p, uint64_t done);
void progress_reach(struct progress *p, uint64_t done);
/* The same as a share of its size, from 0 to 1. */
void progress_reach_share(struct progress *p, double share);
/* Another name for what is read now, such as that of a member of an archive. */
void progress_name(struct progress *p, const char *name);

/* What is to be shown. */
struct progress_view {
	enum progress_step step;
	unsigned stage, stages; /* this one, from 1, of how many */
	unsigned begun;         /* another number with each step */
	unsigned long long records;
	double done, total; /* 0 when it is unknown */
	double seconds; /* since the step began; set by the display, which has a clock, as is ... */
	double left; /* ... how long it will take, or REMAINING_UNKNOWN */
	size_t name_len;
	char name[PROGRESS_NAME_MAX];
};

void progress_look(struct progress *p, struct progress_view *out);

#endif
