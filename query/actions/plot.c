#include "query/actions/plot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "query/output/svg.h"
#include "shared/core/bytes.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"

/* ---- what is there already ---- */

static enum coop_status fail_taken(const char *path, struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG,
		TR("'%s' is there already and was not made by --plot: it stays as it is",
			"« %s » existe déjà et n'a pas été créé par --plot : il reste tel quel"),
		path);
	coop_hint(err, "%s",
		TR("choose another name, or remove it first",
			"choisissez un autre nom, ou supprimez-le d'abord"));
	return COOP_E_ARG;
}

/* Whether a file is empty or begins as our pictures do. */
static bool is_ours(int fd)
{
	char begin[128];
	size_t got, len = strlen(svg_beginning);
	struct stat st;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
		!coop_fd_read(fd, begin, len, &got))
		return false;
	return got == 0 || (got == len && memcmp(begin, svg_beginning, len) == 0);
}

enum coop_status plot_check(const char *path, struct coop_error *err)
{
	size_t len = strlen(path);
	if (len <= strlen(".svg") || !coop_bytes_ends_with(path, len, ".svg"))
		return coop_fail(err, COOP_E_ARG,
			TR("--plot writes a picture in SVG: its name ends with .svg, unlike '%.200s'",
				"--plot écrit une image SVG : son nom se termine par .svg, et non « %.200s »"),
			path);
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? COOP_OK : fail_taken(path, err);
	bool ours = is_ours(fd);
	close(fd);
	return ours ? COOP_OK : fail_taken(path, err);
}

/* ---- writing ---- */

/* Makes a picture in memory, which the caller frees. */
static enum coop_status draw(char **picture, size_t *len, const struct answer *answer,
	const struct facet *f, struct coop_error *err)
{
	*picture = NULL;
	FILE *out = open_memstream(picture, len);
	if (!out)
		return coop_fail_nomem(err);
	svg_put(out, answer, f);
	bool failed = ferror(out) != 0;
	if (fclose(out) != 0 || failed)
		return coop_fail_nomem(err);
	return COOP_OK;
}

/* Gives a file the permissions of the one that it replaces, else those that other new files get. */
static bool share(int fd, const char *path)
{
	struct stat old;
	mode_t mask = umask(0);
	umask(mask);
	mode_t mode = stat(path, &old) == 0 ? old.st_mode & 0777 : 0666 & ~mask;
	return fchmod(fd, mode) == 0;
}

/* Writes all of a file, which is then on the disk. */
static bool fill(int fd, const char *path, const char *s, size_t n)
{
	bool written = share(fd, path) && coop_fd_write(fd, s, n) && fsync(fd) == 0;
	int why = errno;
	bool closed = close(fd) == 0;
	if (!written)
		errno = why;
	return written && closed;
}

/* Writes a file of another name in the same folder, and renames it. */
static enum coop_status replace(
	const char *path, const char *s, size_t n, struct coop_error *err)
{
	struct coop_buf name = {0};
	coop_buf_printf(&name, "%s.XXXXXX", path);
	enum coop_status st = coop_buf_check(&name, err);
	int fd = st ? -1 : mkostemp(name.s, O_CLOEXEC);
	if (!st && fd < 0)
		st = coop_cannot_write(path, NULL, err);
	if (!st && (!fill(fd, path, s, n) || rename(name.s, path) != 0)) {
		st = coop_cannot_write(path, NULL, err);
		unlink(name.s);
	}
	coop_buf_release(&name);
	return st;
}

enum coop_status plot_write(const char *path, const struct answer *answer,
	const struct facet *f, struct coop_error *err)
{
	char *picture;
	size_t len;
	enum coop_status st = plot_check(path, err);
	if (st)
		return st;
	st = draw(&picture, &len, answer, f, err);
	if (!st)
		st = replace(path, picture, len, err);
	free(picture);
	return st;
}
