#include "query/search/session.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "query/search/session_internal.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/* ---- the indexes ---- */

static void release_indexes(struct session *s)
{
	for (size_t i = 0; i < s->nindexes; i++) {
		coop_buf_release(&s->indexes[i].dir);
		paths_release(&s->indexes[i].paths);
	}
	free(s->indexes);
	s->indexes = NULL;
	s->nindexes = 0;
}

static enum coop_status reserve(struct session *s, size_t count, struct coop_error *err)
{
	s->indexes = calloc(count, sizeof *s->indexes);
	s->nindexes = s->indexes ? count : 0;
	return s->indexes ? COOP_OK : coop_fail_nomem(err);
}

static enum coop_status locate(
	struct session_index *i, const char *name, struct coop_error *err)
{
	i->name = name ? name : coop_index_default();
	return coop_index_locate(i->name, &i->dir, err);
}

void session_look_at(const char *dir, unsigned long *generation, int64_t *since)
{
	struct coop_stub stub = {.number = 0};
	struct stat state;
	int folder = -1;
	*generation = 0;
	*since = 0;
	if (coop_index_open_folder(dir, &folder, NULL) == COOP_OK &&
		coop_stub_read(folder, dir, &stub, NULL) == COOP_OK &&
		fstatat(folder, COOP_INDEX_STUB, &state, 0) == 0) {
		*generation = stub.number;
		*since = state.st_mtim.tv_sec;
	}
	if (folder >= 0)
		close(folder);
}

bool session_is_current(const struct session *s)
{
	if (session_looks_again(s))
		return false;
	for (size_t i = 0; i < s->nindexes; i++) {
		const struct session_index *index = &s->indexes[i];
		unsigned long generation = 0;
		int64_t since;
		if (index->dir.len > 0) /* it is on this machine */
			session_look_at(index->dir.s, &generation, &since);
		if (generation > 0 && index->generation > 0 &&
			generation != index->generation)
			return false;
	}
	return true;
}

/* Reads the file of shards, if a name is one's; it must be the only name. */
static enum coop_status find_shards(struct session *s, const char *const *names,
	size_t count, bool *found, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*found = false;
	for (size_t i = 0; !st && i < (count > 0 ? count : 1); i++) {
		const char *name = count > 0 ? names[i] : coop_index_default();
		struct coop_buf path = {0};
		bool shards;
		st = session_names_shards(name, &path, &shards, err);
		if (!st && shards && count > 1)
			st = coop_fail(err, COOP_E_ARG,
				TR("'%s' is a list of shards, which is asked alone",
					"« %s » est une liste de fragments, qu'on interroge seule"),
				name);
		else if (!st && shards)
			st = session_read_shards(s, name, path.s, err);
		*found |= shards;
		coop_buf_release(&path);
	}
	return st;
}

enum coop_status session_open(
	struct session *s, const char *const *names, size_t count, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	bool shards = false;
	if (s->search)
		return COOP_OK;
	if (!s->analyzer)
		st = coop_analyzer_new(&s->analyzer, err);
	release_indexes(s); /* of an attempt that failed */
	session_release_shards(s);
	if (!st)
		st = find_shards(s, names, count, &shards, err);
	if (!st && !shards)
		st = reserve(s, count > 0 ? count : 1, err);
	for (size_t i = 0; !st && !shards && i < s->nindexes; i++)
		st = locate(&s->indexes[i], count > 0 ? names[i] : NULL, err);
	return st ? st : session_reopen(s, err);
}

/* Opens the files that queries find more by; the words of synonyms are those of the index. */
static enum coop_status open_files(struct session *s, struct coop_error *err)
{
	const struct session_files *f = &s->files;
	enum coop_status st = COOP_OK;
	synonyms_free(s->synonyms);
	s->synonyms = NULL;
	if (f->synonyms)
		st = synonyms_read(f->synonyms, s->analyzer, &s->synonyms, err);
	if (!st && f->widen && !f->no_thesaurus && !s->thesaurus)
		st = thesaurus_open(f->thesaurus, &s->thesaurus, err);
	return st;
}

static void set_reach(struct session *s, const struct session *from)
{
	search_set_reach(s->search, (struct search_reach){from->synonyms, from->thesaurus,
					    from->files.widen});
}

/* Closes the collection, and what has borrowed it. */
static void close_search(struct session *s)
{
	search_close(s->search);
	s->search = NULL;
}

/* Opens the indexes by their folders. */
static enum coop_status open_folders(struct session *s, struct coop_error *err)
{
	const char **dirs = calloc(s->nindexes + 1, sizeof *dirs);
	if (!dirs)
		return coop_fail_nomem(err);
	for (size_t i = 0; i < s->nindexes; i++) {
		paths_release(&s->indexes[i].paths);
		session_look_at(s->indexes[i].dir.s, &s->indexes[i].generation,
			&s->indexes[i].since);
		dirs[i] = s->indexes[i].dir.s;
	}
	enum coop_status st =
		search_open(dirs, s->nindexes, s->analyzer, &s->search, err);
	free(dirs);
	return st;
}

static enum coop_status open_shards(struct session *s, struct coop_error *err)
{
	struct coop_collection *c;
	enum coop_status st = session_open_shards(s, &c, err);
	return st ? st : search_open_collection(c, s->analyzer, &s->search, err);
}

/* Opens what was opened before; shards that were lost stay so. */
static enum coop_status open_again(struct session *s, struct coop_error *err)
{
	close_search(s);
	enum coop_status st =
		s->shards.count > 0 ? open_shards(s, err) : open_folders(s, err);
	if (!st)
		st = open_files(s, err);
	if (!st)
		set_reach(s, s);
	return st;
}

/* The same, again without shards that are lost meanwhile. */
static enum coop_status open_until_whole(struct session *s, struct coop_error *err)
{
	struct coop_error why = {0};
	enum coop_status st = open_again(s, &why);
	/* each is tried a few times at most: session_open_shards() */
	while (st && session_has_lost_shards(s)) {
		s->lost_why = why;
		why = (struct coop_error){0};
		st = open_again(s, &why);
	}
	return st ? coop_pass_on(err, &why) : COOP_OK;
}

enum coop_status session_reopen(struct session *s, struct coop_error *err)
{
	session_expect_all_shards(s);
	return open_until_whole(s, err);
}

enum coop_status session_replace_lost(
	struct session *s, const struct coop_error *why, struct coop_error *err)
{
	if (s->first || s->shared || !session_has_lost_shards(s))
		return coop_pass_on(err, why);
	s->lost_why = *why;
	session_drop_query(s);
	return open_until_whole(s, err);
}

enum coop_status session_share(
	struct session *s, const struct session *first, struct coop_error *err)
{
	enum coop_status st = coop_analyzer_new(&s->analyzer, err);
	s->first = first;
	if (!st)
		st = reserve(s, first->nindexes, err);
	for (size_t i = 0; !st && i < s->nindexes; i++) {
		s->indexes[i].name = first->indexes[i].name;
		s->indexes[i].shard = first->indexes[i].shard;
		s->indexes[i].generation = first->indexes[i].generation;
		s->indexes[i].since = first->indexes[i].since;
	}
	if (!st)
		st = search_share(first->search, s->analyzer, &s->search, err);
	if (!st)
		set_reach(s, first);
	return st;
}

void session_close(struct session *s)
{
	coop_record_release(&s->record);
	coop_docset_release(&s->counted);
	session_drop_query(s);
	groups_release(&s->groups);
	close_search(s);
	release_indexes(s); /* which the search has borrowed */
	session_release_shards(s);
	synonyms_free(s->synonyms);
	thesaurus_close(s->thesaurus);
	coop_analyzer_free(s->analyzer);
	*s = (struct session){0};
}
