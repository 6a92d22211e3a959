/*
 * job.h - what the options of coopidx ask for: a job for one of the runs (runs.h).
 */
#ifndef COOP_INDEXER_JOB_H
#define COOP_INDEXER_JOB_H

#include <stddef.h>

#include "indexer/read/reader_options.h"
#include "indexer/select/selection.h"
#include "indexer/update/dealing.h"

struct facts;

#define JOB_THREADS_MAX 64
#define JOB_MEMORY_MAX  (1 << 20) /* MiB */

struct job {
	const char *index; /* as for coop_index_locate() */
	struct reader_options reader;
	size_t threads; /* 0: one for each processor, at most JOB_THREADS_MAX */
	size_t memory;  /* MiB; 0: job_memory() */
	size_t wait;    /* how many seconds to wait for the lock of the index */
	/*
	 * Whether the engine's tables `termlist` (the terms of each document) and `position` are
	 * written. coopq reads neither, since our posting lists have the positions, and they would
	 * more than double the index. The engine's own tools need termlist to change or delete a
	 * document and to show its terms, and position for phrases.
	 */
	int engine_tools;
	int add;  /* whether sources that are not among the paths stay */
	int full; /* whether everything is read, whatever has changed */
	int fold; /* whether a base is made anew, of what is stored (segments.h) */
	int remove; /* whether the paths are what is removed, instead of read (removal.h) ... */
	int forget;        /* ... so that no file of the index has a byte of it */
	int engine_writes; /* whether the engine writes, instead of the bulk builder */
	int stats;         /* whether to tell what each step took */
	int extract;       /* enum extract_format: for job_extract() */
	/* Of a shard: the facts of the whole, with its mark; else NULL. Borrowed, as is ... */
	const struct facts *facts;
	/* Whether a shard that has records and would have none is left as it is: COOP_E_INPUT. */
	bool stays;
	struct dealing dealing; /* ... what is in this; which records it has */
	int export;             /* enum export_format: for job_export() */
	struct selection_options select;
};

/* The default of `memory` in MiB: a quarter of the machine's, at most 1024. */
size_t job_memory(void);

#endif
