/*
 * indexing_shard.c - whether an index that is to be updated is the shard that is asked for.
 */
#include <unistd.h>

#include "indexer/indexing_internal.h"
#include "shared/core/i18n.h"
#include "shared/index/manifest.h"

/* Reads the mark of the generation that serves; that of one without a readable manifest is none. */
static enum coop_status read_mark(
	const struct indexing *x, struct coop_shard_mark *mark, struct coop_error *err)
{
	struct coop_manifest m = {0};
	struct coop_buf path = {0};
	int folder = -1;
	unsigned long number = generation_stub(x->g).number;
	*mark = (struct coop_shard_mark){0};
	if (number == 0)
		return COOP_OK;
	enum coop_status st = coop_generation_open_named(generation_index_folder(x->g),
		generation_dir(x->g), number, &folder, &path, NULL);
	if (!st)
		st = coop_manifest_read_any(folder, path.s, &m, NULL);
	if (!st)
		*mark = m.mark;
	if (folder >= 0)
		close(folder);
	coop_manifest_release(&m);
	coop_buf_release(&path);
	return st == COOP_E_NOMEM ? coop_fail_nomem(err) : COOP_OK;
}

static enum coop_status needs_facts(const struct indexing *x,
	const struct coop_shard_mark *mark, struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG,
		TR("the index in %s is shard %u/%u of an index, which only its facts can update",
			"l'index dans %s est le fragment %u/%u d'un index, que seuls ses faits peuvent mettre à jour"),
		generation_dir(x->g), mark->shard, mark->shards);
	coop_hint(err,
		TR("update all with --shards=%u, or this one with --shard=%u/%u and --facts",
			"mettez-les tous à jour avec --shards=%u, ou celui-ci avec --shard=%u/%u et --facts"),
		mark->shards, mark->shard, mark->shards);
	return COOP_E_ARG;
}

static enum coop_status is_another(const struct indexing *x,
	const struct coop_shard_mark *mark, struct coop_error *err)
{
	const struct coop_shard_mark *now = &x->job->facts->mark;
	if (coop_shard_mark_is(mark))
		coop_fail(err, COOP_E_ARG,
			TR("the index in %s is shard %u/%u, not %u/%u",
				"l'index dans %s est le fragment %u/%u, et non %u/%u"),
			generation_dir(x->g), mark->shard, mark->shards, now->shard,
			now->shards);
	else
		coop_fail(err, COOP_E_ARG,
			TR("the index in %s is no shard: it has all records of its sources",
				"l'index dans %s n'est pas un fragment : il a toutes les notices de ses sources"),
			generation_dir(x->g));
	coop_hint(err, "%s",
		TR("name another folder with -i, or replace that index with --full",
			"nommez un autre dossier avec -i, ou remplacez cet index avec --full"));
	return COOP_E_ARG;
}

enum coop_status indexing_check_shard(
	struct indexing *x, bool *other_facts, struct coop_error *err)
{
	const struct job *job = x->job;
	*other_facts = false;
	enum coop_status st = read_mark(x, &x->before, err);
	if (st || generation_is_first(x->g))
		return st;
	if (!job->facts) {
		bool reads = coop_shard_mark_is(&x->before) && !job->remove;
		return reads ? needs_facts(x, &x->before, err) : COOP_OK;
	}
	if (job->full)
		return COOP_OK;
	/* a manifest that cannot be read is damage, which is told where it matters */
	bool unknown = generation_serving(x->g) == 0;
	if (x->before.shard != job->facts->mark.shard ||
		x->before.shards != job->facts->mark.shards)
		return unknown ? COOP_OK : is_another(x, &x->before, err);
	*other_facts = x->before.facts != job->facts->mark.facts;
	return COOP_OK;
}

enum coop_status indexing_keep_facts(struct indexing *x, struct coop_error *err)
{
	if (x->job->facts || !coop_shard_mark_is(&x->before))
		return COOP_OK;
	if (!x->previous || !x->previous->snapshot)
		return needs_facts(x, &x->before, err);
	enum coop_status st =
		facts_read(x->previous->snapshot->base.reader, &x->facts, err);
	if (!st && coop_shard_mark_is(&x->facts.mark))
		x->own.facts = &x->facts;
	return st;
}
