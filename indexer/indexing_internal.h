/*
 * indexing_internal.h - a run that makes an index: for indexing.c, indexing_previous.c and
 * indexing_repair.c.
 */
#ifndef COOP_INDEXER_INDEXING_INTERNAL_H
#define COOP_INDEXER_INDEXING_INTERNAL_H

#include <stdbool.h>
#include <string.h>

#include "indexer/indexing.h"
#include "indexer/summary.h"
#include "indexer/terms/facts.h"
#include "indexer/update/collect.h"
#include "indexer/update/previous.h"
#include "indexer/update/scan.h"
#include "shared/text/analyzer.h"

/* A run that makes an index. */
struct indexing {
	const struct job *job; /* `own` */
	struct job own;
	const struct input *input;
	struct generation *g;
	struct report *report;
	struct coop_analyzer *analyzer;
	struct coop_shard_mark before; /* of the generation that serves */
	struct facts facts;        /* those of a shard, where the job did not give them */
	struct previous *previous; /* NULL: the index is made anew */
	bool repair;               /* of what is damaged: `input` is NULL */
	bool unchanged;            /* nothing came of reading: no generation is made */
	const char *root;          /* of the new generation; NULL if there is none */
	struct scan scan;
	struct collection collection;
	struct sources now; /* the table of the new generation */
	int rejects_before; /* INDEX/rejects.csv; -1: none */
	struct summary summary;
};

/* Whether the sources are where the index says that they are. */
static inline bool indexing_has_same_root(const struct indexing *x)
{
	return strcmp(x->root ? x->root : "", coop_buf_cstr(&x->previous->root)) == 0;
}

/* Which records are those of the shard; NULL for all. */
static inline const struct dealing *indexing_dealing(const struct indexing *x)
{
	return x->job->dealing.shards > 0 ? &x->job->dealing : NULL;
}

/* ---- indexing_previous.c ---- */

/* Whether a failure means that the generation before is damaged. */
static inline bool indexing_is_damage(enum coop_status st)
{
	return st == COOP_E_CORRUPT || st == COOP_E_STALE;
}

/* Opens the generation that serves, as `previous`, if it can be updated, or something of it kept. */
enum coop_status indexing_open_previous(struct indexing *x, struct coop_error *err);
/*
 * Opens it once it is known to be damaged, `why` saying how, for what can be read of it; leaves
 * `previous` NULL where that is nothing. Fails if then records would be lost that --add keeps.
 */
enum coop_status indexing_salvage(
	struct indexing *x, const struct coop_error *why, struct coop_error *err);
/* Opens the table of rejected rows of the generation that serves. */
void indexing_open_rejects(struct indexing *x);

/* ---- indexing_shard.c ---- */

/*
 * Whether what is to be made fits the shard that the generation before is, if it is one, which `before` then
 * says. COOP_E_ARG: it is another one, or none. `*other_facts`: it is the one, made with other facts.
 */
enum coop_status indexing_check_shard(
	struct indexing *x, bool *other_facts, struct coop_error *err);
/* Has a shard that sources are not read for keep its facts. */
enum coop_status indexing_keep_facts(struct indexing *x, struct coop_error *err);

/* ---- indexing.c ---- */

/*
 * Notes in the job that the engine's tools need their tables, if the generation before has these: what is
 * added to an index, removed from it or made whole again leaves it as it was made.
 */
enum coop_status indexing_keep_tools(struct indexing *x, struct coop_error *err);
/*
 * Reads the sources that the scan wants read, and makes the segments, with their table and that of
 * rejected rows.
 */
enum coop_status indexing_make(struct indexing *x, struct coop_error *err);
/* Switches to the generation, and warns when records may have been lost. */
enum coop_status indexing_commit(struct indexing *x, struct coop_error *err);
/* Prints the summary. */
void indexing_print(struct indexing *x);
void indexing_release(struct indexing *x);

#endif
