#include "query/search/session_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/* A shard that stands in no line. */
struct session_absent {
	char name[16];
};

enum coop_status session_names_shards(
	const char *name, struct coop_buf *path, bool *shards, struct coop_error *err)
{
	enum coop_status st = coop_index_locate(name, path, err);
	*shards = !st && coop_shards_is_file(coop_buf_cstr(path));
	return st;
}

enum coop_status session_read_shards(
	struct session *s, const char *name, const char *path, struct coop_error *err)
{
	enum coop_status st = coop_shards_read(path, &s->shards, err);
	if (st)
		return st;
	s->shards_name = name ? name : coop_index_default();
	s->states = calloc(s->shards.count, sizeof *s->states);
	s->tries = calloc(s->shards.count, sizeof *s->tries);
	s->indexes = calloc(s->shards.count, sizeof *s->indexes);
	s->absent = calloc(COOP_SHARDS_MAX, sizeof *s->absent);
	return s->states && s->tries && s->indexes && s->absent ? COOP_OK
								: coop_fail_nomem(err);
}

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/* Where a shard is looked for now; NULL on another machine. */
static const char *folder_of(const struct session *s, size_t i)
{
	const struct coop_shard *shard = &s->shards.at[i];
	return shard->kind == COOP_SHARD_PATH
		       ? shard->places[s->states[i].place % shard->nplaces].dir
		       : NULL;
}

bool session_has_lost_shards(const struct session *s)
{
	bool lost = false;
	if (s->first)
		s = s->first;
	for (size_t i = 0; s->states && i < s->shards.count; i++)
		lost |= atomic_load(&s->states[i].lost);
	return lost;
}

/* Goes on to the next places of shards that were lost; those that have none left are missing. */
static void pass_lost(struct session *s, const struct coop_error *why)
{
	for (size_t i = 0; i < s->shards.count; i++) {
		struct coop_shard_state *state = &s->states[i];
		size_t places = s->shards.at[i].nplaces;
		if (!atomic_exchange(&state->lost, false))
			continue;
		/* a single place is tried once more */
		state->missing = ++s->tries[i] > (places > 1 ? places - 1 : 1);
		state->place = (state->place + 1) % places;
		state->why = state->missing ? *why : (struct coop_error){0};
	}
}

/* Learns which shards stand in no line. */
static void find_absent(struct session *s)
{
	struct coop_shard_mark marks[COOP_SHARDS_MAX];
	s->nabsent = coop_shards_absent(&s->shards, s->states, marks);
	for (size_t i = 0; i < s->nabsent; i++)
		snprintf(s->absent[i].name, sizeof s->absent[i].name, "%u/%u",
			marks[i].shard, marks[i].shards);
}

/* Fails for the first shard that is missing. */
static enum coop_status check_all(const struct session *s, struct coop_error *err)
{
	struct coop_shard_mark marks[COOP_SHARDS_MAX];
	for (size_t i = 0; i < s->shards.count; i++)
		if (s->states[i].missing)
			return coop_shard_fail(&s->shards, i, &s->states[i], err);
	return coop_shards_absent(&s->shards, s->states, marks) > 0
		       ? coop_shards_fail_absent(&s->shards, marks, err)
		       : COOP_OK;
}

/* Sets the indexes of the session: a shard each. */
static enum coop_status set_indexes(struct session *s, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	s->nindexes = 0;
	for (size_t i = 0; i < s->shards.count; i++) {
		struct session_index *index = &s->indexes[s->nindexes];
		const char *dir = folder_of(s, i);
		if (s->states[i].missing)
			continue;
		s->nindexes++;
		index->name = s->shards_name;
		index->shard = s->shards.at[i].name;
		coop_buf_str(&index->dir, dir ? dir : "");
		st = st ? st : coop_buf_check(&index->dir, err);
		if (dir)
			session_look_at(dir, &index->generation, &index->since);
	}
	return st;
}

enum coop_status session_open_shards(
	struct session *s, struct coop_collection **out, struct coop_error *err)
{
	struct coop_error why = s->lost_why;
	s->lost_why = (struct coop_error){0};
	pass_lost(s, &why);
	for (size_t i = 0; i < s->nindexes; i++) {
		coop_buf_release(&s->indexes[i].dir);
		paths_release(&s->indexes[i].paths);
		s->indexes[i] = (struct session_index){.name = NULL};
	}
	s->nindexes = 0;
	*out = NULL;
	enum coop_status st =
		coop_collection_open_shards(&s->shards, s->states, out, err);
	s->opened = now();
	if (!st && !s->available)
		st = check_all(s, err);
	if (!st)
		find_absent(s);
	if (!st)
		st = set_indexes(s, err);
	if (st) {
		coop_collection_free(*out);
		*out = NULL;
	}
	return st;
}

bool session_missing(const struct session *s, size_t i, struct session_missing *out)
{
	if (s->first)
		s = s->first;
	for (size_t k = 0; s->states && k < s->shards.count; k++)
		if (s->states[k].missing && i-- == 0) {
			const struct coop_shard *shard = &s->shards.at[k];
			*out = (struct session_missing){
				shard->name, s->states[k].why.msg, shard, &s->states[k]};
			return true;
		}
	if (i >= s->nabsent)
		return false;
	*out = (struct session_missing){s->absent[i].name,
		TR("it stands in no line", "il n'est sur aucune ligne"), NULL, NULL};
	return true;
}

bool session_may_find_shards(const struct session *s)
{
	bool may = false;
	for (size_t i = 0; s->states && i < s->shards.count; i++)
		may |= s->states[i].missing && !s->states[i].refused;
	return may;
}

bool session_looks_again(const struct session *s)
{
	/* seconds after which a shard that is missing is looked for again */
	enum { AGAIN = 30 };
	return session_may_find_shards(s) && now() - s->opened >= AGAIN;
}

/* Learns which shards the session before has lost, and where it had looked for them. */
static void take_lost(struct session *s)
{
	const struct session *b = s->before;
	s->before = NULL;
	if (!b || !b->states || b->shards.count != s->shards.count)
		return;
	for (size_t i = 0; i < s->shards.count; i++) {
		const struct coop_shard *shard = &s->shards.at[i];
		if (strcmp(shard->name, b->shards.at[i].name) != 0 ||
			!atomic_load(&b->states[i].lost))
			continue;
		s->states[i].place = b->states[i].place % shard->nplaces;
		s->tries[i] = b->tries[i];
		atomic_store(&s->states[i].lost, true);
		/* what its reader was told of is gone with the answer */
		if (!*s->lost_why.msg)
			coop_fail(&s->lost_why, COOP_E_CORRUPT, "%s",
				TR("reading it failed while it was asked",
					"sa lecture a échoué pendant une requête"));
	}
}

void session_expect_all_shards(struct session *s)
{
	for (size_t i = 0; i < s->shards.count; i++) {
		s->states[i].missing = s->states[i].refused = false;
		s->states[i].why = (struct coop_error){0};
		s->tries[i] = 0;
	}
	take_lost(s);
}

void session_release_shards(struct session *s)
{
	coop_shards_release(&s->shards);
	free(s->states);
	free(s->tries);
	free(s->absent);
	s->states = NULL;
	s->tries = NULL;
	s->absent = NULL;
	s->nabsent = 0;
	s->shards_name = NULL;
}
