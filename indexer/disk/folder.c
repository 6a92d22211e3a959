#include "indexer/disk/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/disk/failure.h"

static enum coop_status failed(struct coop_error *err)
{
	return coop_fail(err, failure_status(errno), "%s", coop_errno_text(errno));
}

static enum coop_status add_name(
	struct folder *f, const char *name, struct coop_error *err)
{
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return COOP_OK;
	if (!coop_array_grow(&f->order, &f->cap, f->count + 1, sizeof *f->order))
		return coop_fail_nomem(err);
	f->order[f->count++] = f->names.len;
	coop_buf_add(&f->names, name, strlen(name) + 1);
	return coop_buf_check(&f->names, err);
}

static enum coop_status add_names(struct folder *f, DIR *dir, struct coop_error *err)
{
	for (;;) {
		errno = 0; /* readdir() returns NULL at the end and on failure */
		const struct dirent *e = readdir(dir);
		enum coop_status st = e            ? add_name(f, e->d_name, err)
				      : errno != 0 ? failed(err)
						   : COOP_OK;
		if (st || !e)
			return st;
	}
}

static int by_name(const void *a, const void *b, void *names)
{
	return strcmp((const char *)names + *(const size_t *)a,
		(const char *)names + *(const size_t *)b);
}

enum coop_status folder_read(struct folder *f, const char *path, struct coop_error *err)
{
	DIR *dir = opendir(path);
	if (!dir)
		return failed(err);
	enum coop_status st = add_names(f, dir, err);
	closedir(dir);
	if (!st && f->count > 0)
		qsort_r(f->order, f->count, sizeof *f->order, by_name, f->names.s);
	return st;
}

void folder_release(struct folder *f)
{
	coop_buf_release(&f->names);
	free(f->order);
	*f = (struct folder){0};
}

const char *folder_next(struct folder *f)
{
	return f->next < f->count ? f->names.s + f->order[f->next++] : NULL;
}
