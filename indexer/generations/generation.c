#include "indexer/generations/generation.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/generations/checksums_write.h"
#include "indexer/generations/engine_check.h"
#include "indexer/generations/index_folder.h"
#include "indexer/generations/index_remove.h"
#include "indexer/generations/manifest_write.h"
#include "indexer/generations/parts.h"
#include "shared/core/buf.h"
#include "shared/core/i18n.h"
#include "shared/index/stub.h"

struct generation {
	struct coop_buf dir;
	struct index_folder index;
	unsigned long number; /* 0 before its folder is there */
	int fd;               /* its folder */
	struct coop_buf path; /* of it */
	struct origin replaces;
	struct coop_error unknown; /* why `replaces` is not known */
	struct coop_shard_mark mark;
	bool shares_base, keeps_older, committed;
};

static enum coop_status take_number(void *data, const char *name, struct coop_error *err)
{
	unsigned long *last = data, number = coop_generation_number(name);
	(void)err;
	*last = number > *last ? number : *last;
	return COOP_OK;
}

/* Creates the folder, numbered after all others, finished or not, and after one that is missing. */
static enum coop_status make_folder(struct generation *g, struct coop_error *err)
{
	char name[COOP_GENERATION_NAME];
	unsigned long last = g->index.current;
	enum coop_status st = entry_each(g->index.fd, g->dir.s, take_number, &last, err);
	if (st)
		return st;
	coop_generation_name(last + 1, name);
	coop_buf_printf(&g->path, "%s/%s", g->dir.s, name);
	st = coop_buf_check(&g->path, err);
	if (st)
		return st;
	if (coop_generation_number(name) == 0)
		errno = EOVERFLOW;
	else if (mkdirat(g->index.fd, name, 0777) == 0)
		g->number = last + 1;
	if (g->number == 0)
		return coop_cannot_write(g->path.s, NULL, err);
	return coop_generation_open(g->index.fd, g->dir.s, g->number, &g->fd, err);
}

/* Reads the origin of the generation that serves; not knowing it does not end the build. */
static enum coop_status read_replaced(struct generation *g, struct coop_error *err)
{
	struct coop_buf path = {0};
	char name[COOP_GENERATION_NAME];
	int fd;
	unsigned long number = generation_stub(g).number;
	if (number == 0 || coop_generation_open(g->index.fd, g->dir.s, number, &fd, NULL))
		return COOP_OK;
	coop_generation_name(number, name);
	coop_buf_printf(&path, "%s/%s", g->dir.s, name);
	enum coop_status st = coop_buf_check(&path, err);
	if (!st)
		st = origin_read(fd, path.s, &g->replaces, &g->unknown);
	close(fd);
	coop_buf_release(&path);
	return st == COOP_E_IO || st == COOP_E_CORRUPT ? COOP_OK
						       : coop_pass_on(err, &g->unknown);
}

static enum coop_status begin(struct generation *g, const char *dir, size_t wait,
	const struct report *report, struct coop_error *err)
{
	coop_buf_str(&g->dir, dir);
	enum coop_status st = coop_buf_check(&g->dir, err);
	if (!st)
		st = index_folder_open(&g->index, g->dir.s, true, wait, report, err);
	if (st)
		return st;
	/*
	 * Leftovers of an interrupted build are removed, but not the generation that --restore goes
	 * back to. Without a stub, any of them might be worth keeping until the new one serves.
	 */
	index_remove_tempfiles(&g->index);
	if (g->index.current > 0)
		index_remove_others(&g->index, g->index.current, g->index.restorable);
	st = read_replaced(g, err);
	return st ? st : make_folder(g, err);
}

enum coop_status generation_begin(const char *dir, size_t wait,
	const struct report *report, struct generation **out, struct coop_error *err)
{
	*out = NULL;
	struct generation *g = calloc(1, sizeof *g);
	if (!g)
		return coop_fail_nomem(err);
	g->index.fd = g->index.lock = g->fd = -1;
	enum coop_status st = begin(g, dir, wait, report, err);
	if (st)
		generation_free(g);
	else
		*out = g;
	return st;
}

const char *generation_dir(const struct generation *g)
{
	return g->dir.s;
}

const char *generation_path(const struct generation *g)
{
	return g->path.s;
}

int generation_folder(const struct generation *g)
{
	return g->fd;
}

const struct origin *generation_replaces(
	const struct generation *g, const struct coop_error **unknown)
{
	*unknown = &g->unknown;
	return &g->replaces;
}

int generation_index_folder(const struct generation *g)
{
	return g->index.fd;
}

unsigned long generation_serving(const struct generation *g)
{
	return g->index.current;
}

bool generation_is_first(const struct generation *g)
{
	return g->index.fresh;
}

struct coop_stub generation_stub(const struct generation *g)
{
	struct coop_stub newest = {.number = g->index.restorable};
	return g->index.current > 0 ? g->index.stub : newest;
}

void generation_keep_older(struct generation *g)
{
	g->keeps_older = true;
}

/* ---- segments ---- */

enum coop_status generation_share_base(
	struct generation *g, const stop_flag *stop, struct coop_error *err)
{
	struct coop_buf path = {0};
	int fd;
	enum coop_status st = coop_generation_open_named(
		g->index.fd, g->dir.s, g->index.current, &fd, &path, err);
	if (!st)
		st = parts_share_base(fd, path.s, g->fd, g->path.s, stop, err);
	if (fd >= 0)
		close(fd);
	g->shares_base = st == COOP_OK;
	coop_buf_release(&path);
	return st;
}

enum coop_status generation_make_segment(struct generation *g, enum coop_part part,
	struct coop_buf *path, struct coop_error *err)
{
	return parts_make(g->fd, g->path.s, part, path, err);
}

enum coop_status generation_finish_segment(struct generation *g, enum coop_part part,
	const struct coop_buf *tombstones, const stop_flag *stop, struct coop_error *err)
{
	return parts_finish(g->fd, g->path.s, part, tombstones, stop, err);
}

void generation_drop_all(struct generation *g)
{
	parts_drop_all(g->fd);
	g->shares_base = false;
}

/* ---- the switch ---- */

void generation_set_mark(struct generation *g, const struct coop_shard_mark *mark)
{
	g->mark = *mark;
}

enum coop_status generation_commit(struct generation *g, const struct origin *now,
	const char *root, const stop_flag *stop, struct coop_error *after,
	struct coop_error *err)
{
	const unsigned long older = g->index.restorable;
	enum coop_status st = COOP_OK;
	if (!g->shares_base)
		st = checksums_write(g->fd, g->path.s, stop, err);
	if (!st && !g->shares_base)
		st = engine_check(g->fd, g->path.s, err);
	if (!st)
		st = origin_write(g->fd, g->path.s, now, err);
	if (!st)
		st = manifest_write(g->fd, g->path.s, root, &g->mark, err);
	if (!st && fsync(g->fd) != 0)
		st = coop_cannot_write(g->path.s, NULL, err);
	if (!st)
		st = index_folder_switch(&g->index, g->number, after, err);
	if (st)
		return st;
	g->committed = true;
	if (g->keeps_older)
		g->index.restorable = older;
	index_remove_others(&g->index, g->index.current, g->index.restorable);
	return COOP_OK;
}

/* Finds a generation that is not the current one. */
static enum coop_status find_other(void *data, const char *name, struct coop_error *err)
{
	const struct generation *g = data;
	unsigned long number = coop_generation_number(name);
	if (number == 0 || number == g->index.current)
		return COOP_OK;
	return coop_fail(err, COOP_E_IO,
		TR("'%s/%s' cannot be removed now; what was forgotten is still in it",
			"impossible de supprimer « %s/%s » pour l'instant ; il contient encore ce qui a été oublié"),
		g->dir.s, name);
}

enum coop_status generation_forget_before(struct generation *g, struct coop_error *err)
{
	index_remove_others(&g->index, g->index.current, 0);
	return entry_each(g->index.fd, g->dir.s, find_other, g, err);
}

void generation_free(struct generation *g)
{
	if (!g)
		return;
	if (g->fd >= 0)
		close(g->fd);
	if (!g->committed && g->number > 0)
		index_remove_generation(&g->index, g->number);
	index_folder_close(&g->index);
	origin_release(&g->replaces);
	coop_buf_release(&g->path);
	coop_buf_release(&g->dir);
	free(g);
}
