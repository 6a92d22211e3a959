#include "indexer/generations/generation.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/generations/checksums_write.h"
#include "indexer/generations/index_folder.h"
#include "indexer/generations/index_remove.h"
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
	bool committed;
};

static enum coop_status take_number(void *data, const char *name, struct coop_error *err)
{
	unsigned long *last = data, number = coop_generation_number(name);
	(void)err;
	*last = number > *last ? number : *last;
	return COOP_OK;
}

/* Makes the folder, behind all generations that are there, finished or not. */
static enum coop_status make_folder(struct generation *g, struct coop_error *err)
{
	char name[COOP_GENERATION_NAME];
	unsigned long last = 0;
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
		return coop_fail_errno(
			err, TR("cannot write", "impossible d'écrire"), g->path.s);
	return coop_generation_open(g->index.fd, g->dir.s, g->number, &g->fd, err);
}

/* Reads what is in the generation that serves; not knowing is no failure. */
static enum coop_status read_replaced(struct generation *g, struct coop_error *err)
{
	int fd;
	if (g->index.current == 0 ||
		coop_generation_open(g->index.fd, g->dir.s, g->index.current, &fd, NULL))
		return COOP_OK;
	enum coop_status st = origin_read(fd, g->dir.s, &g->replaces, err);
	close(fd);
	return st == COOP_E_IO ? COOP_OK : st;
}

static enum coop_status begin(
	struct generation *g, const char *dir, struct coop_error *err)
{
	coop_buf_str(&g->dir, dir);
	enum coop_status st = coop_buf_check(&g->dir, err);
	if (!st)
		st = index_folder_open(&g->index, g->dir.s, true, err);
	if (st)
		return st;
	/*
	 * what an interrupted build left behind goes, what can be restored stays; without a stub
	 * nothing goes until the new one is there
	 */
	index_remove_tempfiles(&g->index);
	if (g->index.current > 0)
		index_remove_others(&g->index, g->index.current, g->index.before);
	st = read_replaced(g, err);
	return st ? st : make_folder(g, err);
}

enum coop_status generation_begin(
	const char *dir, struct generation **out, struct coop_error *err)
{
	*out = NULL;
	struct generation *g = calloc(1, sizeof *g);
	if (!g)
		return coop_fail_nomem(err);
	g->index.fd = g->index.lock = g->fd = -1;
	enum coop_status st = begin(g, dir, err);
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

const struct origin *generation_replaces(const struct generation *g)
{
	return &g->replaces;
}

enum coop_status generation_commit(struct generation *g, const struct origin *now,
	struct coop_error *after, struct coop_error *err)
{
	enum coop_status st = checksums_write(g->fd, g->path.s, err);
	if (!st)
		st = origin_write(g->fd, g->path.s, now, err);
	if (!st && fsync(g->fd) != 0)
		st = coop_fail_errno(
			err, TR("cannot write", "impossible d'écrire"), g->path.s);
	if (!st)
		st = index_folder_switch(&g->index, g->number, after, err);
	if (st)
		return st;
	g->committed = true;
	index_remove_others(&g->index, g->index.current, g->index.before);
	return COOP_OK;
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
