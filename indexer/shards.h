/*
 * shards.h - indexes that are the shards of one: --collect-facts, --shard and --shards.
 *
 * What the terms and impacts of a notice depend on beside itself (terms/facts.h) is learned from all sources
 * once. Each shard is then an ordinary index of the records that are dealt to it (read/dealing.h), made with
 * these facts, on this machine or on another one that has the same sources.
 */
#ifndef COOP_INDEXER_SHARDS_H
#define COOP_INDEXER_SHARDS_H

#include "indexer/job.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

/* What the options ask for. */
struct shards_options {
	const char *collect; /* --collect-facts: the file; or NULL */
	const char *facts;   /* --facts: likewise */
	const char *shard;   /* --shard: "K/N" */
	size_t shards;       /* --shards */
};

/* Checks what goes together, and sets which records of a job are read. */
enum coop_status shards_settle(
	const struct shards_options *o, struct job *job, struct coop_error *err);

/*
 * Collects the facts of the sources of a job, by making an index of them beside the file that is removed then:
 * it takes the time and the space of a build.
 */
enum coop_status shards_collect(const struct job *job, const char *file,
	struct report *report, struct coop_error *err);

/* Makes one shard with the facts of a file. */
enum coop_status shards_make_one(const struct job *job, const char *facts,
	struct report *report, struct coop_error *err);

/*
 * Makes the index of a job, whose name ends in ".shards", as `count` shards: NAME.1 and so on, ordinary
 * indexes beside the file NAME.shards (shared/index/shards.h), which is written last, and the facts, NAME.facts.
 * These are collected where they are not there, or all is read again (--full). Shards that are there are
 * updated. Each switches by itself: a failure leaves those after it as they were.
 */
enum coop_status shards_make_all(const struct job *job, size_t count,
	struct report *report, struct coop_error *err);

#endif
