#include "query/serve/watched.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "shared/index/layout.h"

/* A file as it was seen; all zero when it could not be. */
struct seen {
	dev_t dev;
	ino_t ino;
	off_t size;
	struct timespec written, changed;
};

struct watched_file {
	char *path;
	struct seen seen;
};

static struct seen look_at(const char *path)
{
	struct stat st;
	struct seen seen = {.size = 0};
	if (stat(path, &st) != 0)
		return seen;
	seen.dev = st.st_dev;
	seen.ino = st.st_ino;
	seen.size = st.st_size;
	seen.written = st.st_mtim;
	seen.changed = st.st_ctim;
	return seen;
}

static bool is_same(const struct seen *a, const struct seen *b)
{
	return a->dev == b->dev && a->ino == b->ino && a->size == b->size &&
	       a->written.tv_sec == b->written.tv_sec &&
	       a->written.tv_nsec == b->written.tv_nsec &&
	       a->changed.tv_sec == b->changed.tv_sec &&
	       a->changed.tv_nsec == b->changed.tv_nsec;
}

bool watched_changed(const struct watched *w)
{
	for (size_t i = 0; i < w->count; i++) {
		struct seen now = look_at(w->at[i].path);
		if (!is_same(&now, &w->at[i].seen))
			return true;
	}
	return false;
}

void watched_look(struct watched *w)
{
	for (size_t i = 0; i < w->count; i++)
		w->at[i].seen = look_at(w->at[i].path);
}

void watched_forget(struct watched *w)
{
	for (size_t i = 0; i < w->count; i++)
		w->at[i].seen = (struct seen){.size = 0};
}

void watched_release(struct watched *w)
{
	for (size_t i = 0; i < w->count; i++)
		free(w->at[i].path);
	free(w->at);
	*w = (struct watched){.at = NULL};
}

/* Adds a file of a folder, or without one the path itself; an empty path is none. */
static void add(struct watched *w, const char *path, const char *file)
{
	struct coop_buf text = {0};
	if (w->failed || !*path)
		return;
	coop_buf_str(&text, path);
	coop_buf_str(&text, file);
	w->failed = coop_buf_check(&text, NULL) != COOP_OK;
	if (w->failed)
		coop_buf_release(&text);
	else
		w->at[w->count++] = (struct watched_file){text.s, look_at(text.s)};
}

/* Adds where shards that are missing may come back. */
static void add_missing(struct watched *w, const struct session *s)
{
	struct session_missing m;
	for (size_t i = 0; session_missing(s, i, &m); i++)
		if (m.shard && m.shard->kind == COOP_SHARD_PATH &&
			m.state->opened < m.shard->timeout)
			add(w, m.shard->places[0].dir, "/" COOP_INDEX_STUB);
}

enum coop_status watched_list(
	struct watched *w, const struct session *s, struct coop_error *err)
{
	size_t most = s->nindexes + s->shards.count + 1;
	*w = (struct watched){.at = calloc(most, sizeof *w->at)};
	w->failed = !w->at;
	add(w, s->shards.file ? s->shards.file : "", "");
	for (size_t i = 0; i < s->nindexes; i++)
		add(w, coop_buf_cstr(&s->indexes[i].dir), "/" COOP_INDEX_STUB);
	add_missing(w, s);
	if (!session_is_current(s))
		watched_forget(w);
	return w->failed ? coop_fail_nomem(err) : COOP_OK;
}
