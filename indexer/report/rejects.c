#include "indexer/report/rejects.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "shared/core/buf.h"
#include "shared/index/layout.h"

struct rejects {
	int dir;
	struct coop_buf path; /* for messages */
	FILE *file;           /* NULL before the first row */
	int failed;           /* the errno of the first failure, or 0 */
};

enum coop_status rejects_new(
	int dir, const char *path, struct rejects **out, struct coop_error *err)
{
	struct rejects *r = *out = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	r->dir = dir;
	coop_buf_str(&r->path, path);
	if (!r->path.failed)
		return COOP_OK;
	rejects_free(r);
	*out = NULL;
	return coop_fail_nomem(err);
}

/* Writes a cell in quotes. */
static void put_cell(FILE *file, const char *s, size_t n)
{
	putc('"', file);
	for (const char *quote; (quote = memchr(s, '"', n)) != NULL;) {
		size_t before = (size_t)(quote - s) + 1;
		fwrite(s, 1, before, file);
		putc('"', file);
		s += before;
		n -= before;
	}
	if (n > 0)
		fwrite(s, 1, n, file);
	putc('"', file);
}

static void put_number(FILE *file, size_t n)
{
	if (n > 0)
		fprintf(file, "%zu", n);
}

static void open_file(struct rejects *r)
{
	int fd = entry_create(r->dir, REJECTS_KEPT);
	r->file = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (r->file) {
		fputs("file,line,column,reason,row\n", r->file);
		return;
	}
	r->failed = errno;
	if (fd >= 0)
		close(fd);
}

void rejects_add(struct rejects *r, const struct coop_place *place, const char *reason,
	const char *row, size_t n)
{
	if (!r->file && !r->failed)
		open_file(r);
	if (r->failed)
		return;
	put_cell(r->file, place->path, strlen(place->path));
	putc(',', r->file);
	put_number(r->file, place->line);
	putc(',', r->file);
	put_number(r->file, place->column);
	putc(',', r->file);
	put_cell(r->file, reason, strlen(reason));
	putc(',', r->file);
	put_cell(r->file, row, n);
	putc('\n', r->file);
	if (ferror(r->file))
		r->failed = errno ? errno : EIO;
}

enum coop_status rejects_finish(struct rejects *r, struct coop_error *err)
{
	if (r->file && !r->failed &&
		(fflush(r->file) != 0 || fsync(fileno(r->file)) != 0))
		r->failed = errno;
	if (r->file && fclose(r->file) != 0 && !r->failed)
		r->failed = errno;
	r->file = NULL;
	if (!r->failed)
		return COOP_OK;
	errno = r->failed;
	return coop_cannot_write(r->path.s, REJECTS_KEPT, err);
}

void rejects_free(struct rejects *r)
{
	if (!r)
		return;
	if (r->file)
		fclose(r->file);
	coop_buf_release(&r->path);
	free(r);
}

/* ---- moving the table ---- */

enum coop_status rejects_put_away(
	int index, const char *path, unsigned long number, struct coop_error *err)
{
	struct coop_error gone = {0};
	int fd = -1;
	enum coop_status st = COOP_E_STALE;
	if (number > 0)
		st = coop_generation_open(index, path, number, &fd, &gone);
	if (st == COOP_E_IO)
		return coop_pass_on(err, &gone);
	bool done = fd >= 0 ? renameat(index, COOP_INDEX_REJECTS, fd, REJECTS_KEPT) == 0
			    : unlinkat(index, COOP_INDEX_REJECTS, 0) == 0;
	st = done || errno == ENOENT ? COOP_OK
				     : coop_cannot_write(path, COOP_INDEX_REJECTS, err);
	if (fd >= 0)
		close(fd);
	return st;
}

enum coop_status rejects_put_back(
	int index, const char *path, unsigned long number, struct coop_error *err)
{
	int fd;
	if (coop_generation_open(index, path, number, &fd, NULL))
		return COOP_OK;
	bool done = renameat(fd, REJECTS_KEPT, index, COOP_INDEX_REJECTS) == 0;
	enum coop_status st = done || errno == ENOENT
				      ? COOP_OK
				      : coop_cannot_write(path, COOP_INDEX_REJECTS, err);
	close(fd);
	return st;
}

bool rejects_is_one(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	struct coop_buf stub = {0};
	if (strcmp(path + folder, COOP_INDEX_REJECTS) != 0)
		return false;
	coop_buf_add(&stub, path, folder);
	coop_buf_str(&stub, COOP_INDEX_STUB);
	bool beside = !stub.failed && access(stub.s, F_OK) == 0;
	coop_buf_release(&stub);
	return beside;
}
