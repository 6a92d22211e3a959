#include "indexer/report/rejects.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "shared/core/buf.h"
#include "shared/index/layout.h"

static const char head[] = "file,line,column,reason,row\n";

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
		fputs(head, r->file);
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

static void fail(struct rejects *r, int number)
{
	if (!r->failed)
		r->failed = number ? number : EIO;
}

uint64_t rejects_size(struct rejects *r)
{
	off_t at = r->file && !r->failed ? ftello(r->file) : 0;
	if (at < 0)
		fail(r, errno);
	return at > 0 ? (uint64_t)at - (sizeof head - 1) : 0;
}

void rejects_cut(struct rejects *r, uint64_t size)
{
	off_t end = (off_t)(sizeof head - 1 + size);
	if (r->file && !r->failed && rejects_size(r) > size &&
		(fflush(r->file) != 0 || ftruncate(fileno(r->file), end) != 0 ||
			fseeko(r->file, end, SEEK_SET) != 0))
		fail(r, errno);
}

void rejects_append(struct rejects *r, const char *rows, size_t n)
{
	if (n > 0 && !r->file && !r->failed)
		open_file(r);
	if (!r->failed && fwrite(rows, 1, n, r->file) != n)
		fail(r, errno);
}

bool rejects_read(int table, uint64_t from, char *to, size_t n)
{
	off_t at = (off_t)(sizeof head - 1 + from);
	while (n > 0) {
		ssize_t got = pread(table, to, n, at);
		if (got == 0)
			errno = EIO;
		if (got <= 0)
			return false;
		at += got;
		to += got;
		n -= (size_t)got;
	}
	return true;
}

void rejects_copy(struct rejects *r, int table, uint64_t from, uint64_t n)
{
	char block[1 << 12];
	while (n > 0 && !r->failed) {
		size_t some = n < sizeof block ? (size_t)n : sizeof block;
		if (rejects_read(table, from, block, some))
			rejects_append(r, block, some);
		else
			fail(r, errno);
		from += some;
		n -= some;
	}
}

bool rejects_has_size(int table, uint64_t size)
{
	struct stat st;
	return fstat(table, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= 0 &&
	       (uint64_t)st.st_size == sizeof head - 1 + size;
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
