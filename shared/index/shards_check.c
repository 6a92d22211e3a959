#include "shared/index/shards_check.h"

#include <string.h>

#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/* ---- facts ---- */

/* Whether a shard was made with the facts of the first that is there, which are read into `first` then. */
static enum coop_status compare_facts(const struct coop_snapshot *s,
	struct coop_buf *first, bool *same, struct coop_error *err)
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
		TR("%s:%zu:%zu: '%s' is no shard of the same index as those before it: it was made with other facts",
			"%s:%zu:%zu : « %s » n'est pas un fragment du même index que ceux d'avant : il a été fait avec d'autres faits"),
		shards->file, shards->at[i].line, shards->at[i].column,
		shards->at[i].name);
	coop_hint(err, "%s",
		TR("make all of them with coopidx --shards, or with the same --facts",
			"faites-les tous avec coopidx --shards, ou avec les mêmes --facts"));
	return COOP_E_VERSION;
}

static enum coop_status check_facts(const struct coop_shards *shards,
	struct coop_snapshot *const *snapshots, struct coop_error *err)
{
	struct coop_buf facts = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < shards->count; i++) {
		bool same = true;
		if (snapshots[i])
			st = compare_facts(snapshots[i], &facts, &same, err);
		if (!st && !same)
			st = refuse_facts(shards, i, err);
	}
	coop_buf_release(&facts);
	return st;
}

/* ---- marks ---- */

/* What a shard and one before it cannot be together. */
enum clash { NO_CLASH, SAME_INDEX, SAME_NUMBER, OTHER_COUNT };

static enum clash clash_of(
	const struct coop_shard_state *before, const struct coop_shard_state *state)
{
	const struct coop_shard_mark *a = &before->mark, *b = &state->mark;
	if (state->ino > 0 && state->ino == before->ino && state->dev == before->dev)
		return SAME_INDEX;
	if (a->shards != b->shards)
		return OTHER_COUNT;
	return coop_shard_mark_is(b) && a->shard == b->shard ? SAME_NUMBER : NO_CLASH;
}

static const char *advice(enum clash clash)
{
	if (clash == OTHER_COUNT)
		return TR("make all of them with one coopidx --shards",
			"faites-les tous avec un seul coopidx --shards");
	return TR("a copy of a shard stands in its line, as replica=",
		"la copie d'un fragment s'écrit sur sa ligne, avec replica=");
}

/* Says of a shard why it is not asked together with one before it. */
static void refuse(const struct coop_shards *shards, struct coop_shard_state *states,
	size_t before, size_t i, enum clash clash)
{
	const char *a = shards->at[before].name, *b = shards->at[i].name;
	struct coop_shard_state *s = &states[i];
	const struct coop_shard_mark *mark = &s->mark;
	s->missing = s->refused = true;
	if (clash == SAME_INDEX)
		coop_fail(&s->why, COOP_E_ARG,
			TR("'%s' and '%s' are the same index",
				"« %s » et « %s » sont le même index"),
			a, b);
	else if (clash == SAME_NUMBER)
		coop_fail(&s->why, COOP_E_ARG,
			TR("'%s' and '%s' are both shard %u of %u",
				"« %s » et « %s » sont tous deux le fragment %u sur %u"),
			a, b, mark->shard, mark->shards);
	else if (coop_shard_mark_is(mark))
		coop_fail(&s->why, COOP_E_ARG,
			TR("'%s' is shard %u of %u, and '%s' one of %u",
				"« %s » est le fragment %u sur %u, et « %s » l'un de %u"),
			b, mark->shard, mark->shards, a, states[before].mark.shards);
	else
		coop_fail(&s->why, COOP_E_ARG,
			TR("'%s' is no shard, and '%s' is one of %u",
				"« %s » n'est pas un fragment, et « %s » est l'un de %u"),
			b, a, states[before].mark.shards);
	coop_hint(&s->why, "%s", advice(clash));
}

/* Compares a shard with those before it. */
static void check_mark(
	const struct coop_shards *shards, struct coop_shard_state *states, size_t i)
{
	for (size_t k = 0; k < i && !states[i].missing; k++) {
		enum clash clash =
			states[k].missing ? NO_CLASH : clash_of(&states[k], &states[i]);
		if (clash != NO_CLASH)
			refuse(shards, states, k, i, clash);
	}
}

enum coop_status coop_shards_check(const struct coop_shards *shards,
	struct coop_shard_state *states, struct coop_snapshot **snapshots,
	struct coop_error *err)
{
	enum coop_status st = check_facts(shards, snapshots, err);
	for (size_t i = 0; !st && i < shards->count; i++) {
		if (!snapshots[i])
			continue;
		check_mark(shards, states, i);
		if (states[i].refused) {
			coop_snapshot_free(snapshots[i]);
			snapshots[i] = NULL;
		}
	}
	return st;
}

size_t coop_shards_absent(const struct coop_shards *shards,
	const struct coop_shard_state *states, struct coop_shard_mark *absent)
{
	bool there[COOP_SHARDS_MAX + 1] = {false};
	size_t unknown = 0, count = 0;
	unsigned all = 0;
	for (size_t i = 0; i < shards->count; i++) {
		const struct coop_shard_state *s = &states[i];
		unknown += s->missing && !s->refused;
		if (s->missing || !coop_shard_mark_is(&s->mark))
			continue;
		all = s->mark.shards;
		there[s->mark.shard] = true;
	}
	for (unsigned n = 1; n <= all; n++)
		if (!there[n])
			absent[count++] = (struct coop_shard_mark){n, all, 0};
	return count > unknown ? count : 0;
}

enum coop_status coop_shards_fail_absent(const struct coop_shards *shards,
	const struct coop_shard_mark *absent, struct coop_error *err)
{
	enum coop_status st = coop_fail(err, COOP_E_NOINDEX,
		TR("%s: shard %u of %u stands in no line",
			"%s : le fragment %u sur %u n'est sur aucune ligne"),
		shards->file, absent->shard, absent->shards);
	coop_hint(err, "%s",
		TR("add a line for it; --shards=available answers from the others",
			"ajoutez sa ligne ; --shards=available répond avec les autres"));
	return st;
}
