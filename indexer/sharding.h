/*
 * sharding.h - `coopidx --shards`, `--shard` and `--collect-facts`: one index, dealt to several.
 *
 * --shards N -i NAME.shards makes, beside that file (shared/index/shards.h), the facts of the whole,
 * NAME.facts, and the ordinary indexes NAME.1 to NAME.N, one after another. Each shard is switched to its new
 * generation by itself: a run that ends early leaves the shards before as they have become, and the others as
 * they were. The file is written when all are there, so that none is asked before that. Run again, it updates each
 * shard with the facts that are there, which changes few shards when little has changed; once the whole has drifted
 * from them (update/whole.h), or with --full, they are learned anew, and all shards made with them. A search that
 * begins between the first and the last of these finds shards with different facts, and is refused.
 *
 * --shard K/N makes one of them, on whatever machine, the same byte for byte.
 */
#ifndef COOP_INDEXER_SHARDING_H
#define COOP_INDEXER_SHARDING_H

#include "indexer/job.h"
#include "indexer/report/report.h"
#include "indexer/update/whole.h"
#include "shared/cli/opts.h"
#include "shared/core/error.h"

/* What the options ask for; begin with `= {0}`. */
struct sharding {
	size_t shards;       /* --shards */
	const char *shard;   /* --shard: "K/N" */
	const char *facts;   /* a file */
	const char *collect; /* the same, to be written */
};

/* Rows of the option table. */
#define SHARDING_OPTIONS(s)                                                                             \
	{0, "shards", COOP_OPT_COUNT, &(s).shards, 0, 1, COOP_SHARDS_MAX, "N",                          \
		"deal the records to N indexes, which the file NAME.shards of -i names",                \
		"répartir les notices entre N index, que nomme le fichier NOM.shards de -i"},           \
		{0, "shard", COOP_OPT_STRING, &(s).shard, 0, 0, 0, "K/N",                               \
			"index the records of shard K of N alone, with --facts",                        \
			"n'indexer que les notices du fragment K sur N, avec --facts"},                 \
		{0, "facts", COOP_OPT_STRING, &(s).facts, 0, 0, 0, "FILE",                              \
			"what --shard must know of all records, as --collect-facts wrote it",           \
			"ce que --shard doit savoir de toutes les notices, écrit par --collect-facts"}, \
	{                                                                                               \
		0, "collect-facts", COOP_OPT_STRING, &(s).collect, 0, 0, 0, "FILE",                     \
			"index nothing; write what --shard must know of all records",                   \
			"ne rien indexer ; écrire ce que --shard doit savoir de toutes les notices"    \
	}

/* The option that is given, for messages; NULL for none. */
const char *sharding_name(const struct sharding *s);

/* Checks the options among themselves, and sets which shard `job` makes. COOP_E_ARG. */
enum coop_status sharding_settle(
	const struct sharding *s, struct job *job, struct coop_error *err);

/*
 * Has a job make the shard of --shard: reads the facts, which are to outlive it, into `whole` and `facts`.
 */
enum coop_status sharding_prepare(const struct sharding *s, struct job *job,
	struct whole *whole, struct facts *facts, struct coop_error *err);

/* Does --shards. The report has the counters of all shards together. */
enum coop_status sharding_run(const struct sharding *s, const struct job *job,
	struct report *report, struct coop_error *err);

#endif
