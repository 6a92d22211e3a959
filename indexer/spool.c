#include "indexer/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/i18n.h"

struct spool {
	FILE *file;
};

static enum coop_status failed(struct coop_error *err)
{
	return coop_fail(err, COOP_E_IO,
		TR("a temporary file cannot be written or read: %s",
			"un fichier temporaire ne peut être écrit ou lu : %s"),
		coop_errno_text(errno));
}

/* A file without a name in `dir`; where the file system knows no such, a removed one. */
static int open_unnamed(const char *dir)
{
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0 || errno == ENOMEM)
		return fd;
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/spool-XXXXXX", dir);
	if (!path.failed)
		fd = mkstemp(path.s);
	if (fd >= 0)
		unlink(path.s);
	coop_buf_release(&path);
	return fd;
}

static enum coop_status open_file(
	struct spool *s, const char *dir, struct coop_error *err)
{
	int fd = open_unnamed(dir);
	if (fd >= 0)
		s->file = fdopen(fd, "w+b");
	if (s->file)
		return COOP_OK;
	enum coop_status st = failed(err);
	if (fd >= 0)
		close(fd);
	return st;
}

enum coop_status spool_new(const char *dir, struct spool **out, struct coop_error *err)
{
	*out = NULL;
	struct spool *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	enum coop_status st = open_file(s, dir, err);
	if (st)
		free(s);
	else
		*out = s;
	return st;
}

void spool_free(struct spool *s)
{
	if (!s)
		return;
	fclose(s->file);
	free(s);
}

enum coop_status spool_put(
	struct spool *s, const char *data, size_t len, struct coop_error *err)
{
	uint64_t size = len;
	if (fwrite(&size, sizeof size, 1, s->file) != 1 ||
		(len > 0 && fwrite(data, len, 1, s->file) != 1))
		return failed(err);
	return COOP_OK;
}

enum coop_status spool_rewind(struct spool *s, struct coop_error *err)
{
	return fflush(s->file) == 0 && fseeko(s->file, 0, SEEK_SET) == 0 ? COOP_OK
									 : failed(err);
}

enum coop_status spool_next(
	struct spool *s, struct coop_buf *out, bool *more, struct coop_error *err)
{
	uint64_t size;
	*more = fread(&size, sizeof size, 1, s->file) == 1;
	if (!*more)
		return ferror(s->file) ? failed(err) : COOP_OK;
	coop_buf_reset(out);
	char *to = coop_buf_reserve(out, size);
	if (!to)
		return coop_fail_nomem(err);
	if (size > 0 && fread(to, size, 1, s->file) != 1)
		return failed(err);
	out->len = size;
	return COOP_OK;
}
