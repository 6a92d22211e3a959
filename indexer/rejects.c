#include "indexer/rejects.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/buf.h"
#include "shared/i18n.h"
#include "shared/index.h"

struct rejects {
	struct coop_buf path, new_path;
	FILE *file; /* NULL before the first row */
	bool made;  /* there is a file of the new name */
	int failed; /* the errno of what failed first, or 0 */
};

enum coop_status rejects_new(
	const char *dir, struct rejects **out, struct coop_error *err)
{
	struct rejects *r = *out = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	coop_buf_printf(&r->path, "%s/%s", dir, COOP_INDEX_REJECTS);
	coop_buf_printf(&r->new_path, "%s/%s", dir, COOP_INDEX_REJECTS_NEW);
	if (!r->path.failed && !r->new_path.failed)
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
	r->file = fopen(r->new_path.s, "w");
	r->made = r->file != NULL;
	if (r->file)
		fputs("file,line,column,reason,row\n", r->file);
	else
		r->failed = errno;
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
	return coop_fail_errno(err, TR("cannot write", "impossible d'écrire"), r->path.s);
}

enum coop_status rejects_commit(struct rejects *r, struct coop_error *err)
{
	bool done = r->made ? rename(r->new_path.s, r->path.s) == 0
			    : unlink(r->path.s) == 0 || errno == ENOENT;
	if (!done)
		return coop_fail_errno(
			err, TR("cannot write", "impossible d'écrire"), r->path.s);
	r->made = false;
	return COOP_OK;
}

void rejects_free(struct rejects *r)
{
	if (!r)
		return;
	if (r->file)
		fclose(r->file);
	if (r->made)
		unlink(r->new_path.s);
	coop_buf_release(&r->path);
	coop_buf_release(&r->new_path);
	free(r);
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
