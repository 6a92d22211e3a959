#include "query/prompt/history.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "query/lasting/place.h"
#include "shared/core/diag.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"
#include "shared/core/xdg.h"

enum { USER_ALONE = 0600 };

static enum coop_status find_path(struct coop_buf *path, struct coop_error *err)
{
	if (!coop_xdg_folder("XDG_STATE_HOME", ".local/state", path) && !path->failed)
		return coop_fail(err, COOP_E_IO, "%s",
			TR("no place for a history: HOME is not set",
				"aucun endroit pour un historique : HOME n'est pas défini"));
	coop_buf_str(path, "history");
	return coop_buf_check(path, err);
}

/* Whether what is open is a regular file of the user, to which no other name leads. */
static enum coop_status check(int fd, const char *path, struct coop_error *err)
{
	struct stat s;
	if (fstat(fd, &s) != 0)
		return coop_cannot_read(path, NULL, err);
	if (S_ISREG(s.st_mode) && s.st_uid == geteuid() && s.st_nlink == 1)
		return COOP_OK;
	return coop_fail(err, COOP_E_INPUT,
		TR("'%s' is no file of yours: no history is kept",
			"« %s » n'est pas un fichier à vous : aucun historique n'est gardé"),
		path);
}

/* Opens the file; `*fd` is -1 where there is none, or on failure. */
static enum coop_status open_file(
	const char *path, int flags, int *fd, struct coop_error *err)
{
	/* opening never waits for the other end of a pipe */
	*fd = open(
		path, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, USER_ALONE);
	if (*fd < 0 && errno == ENOENT && !(flags & O_CREAT))
		return COOP_OK;
	if (*fd < 0 && errno == ELOOP)
		return coop_fail(err, COOP_E_INPUT,
			TR("'%s' is a link: no history is kept",
				"« %s » est un lien : aucun historique n'est gardé"),
			path);
	if (*fd < 0)
		return flags & O_CREAT ? coop_cannot_write(path, NULL, err)
				       : coop_cannot_read(path, NULL, err);
	enum coop_status st = check(*fd, path, err);
	if (st) {
		close(*fd);
		*fd = -1;
	}
	return st;
}

/* Appends a text with a blank for what could drive a terminal; what is no UTF-8 is left out. */
static void add_safe(const char *s, size_t n, struct coop_buf *out)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp = 0;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		if (used > 0 && coop_is_unsafe(cp))
			coop_buf_byte(out, ' ');
		else
			coop_buf_add(out, s + i, used);
		i += used > 0 ? used : 1;
	}
}

/* ---- reading ---- */

static void add_lines(const struct coop_buf *text, struct coop_buf *lines)
{
	const char *at = coop_buf_cstr(text), *end = at + text->len;
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((stop ? stop : end) - at), begun = lines->len;
		if (len <= HISTORY_LINE)
			add_safe(at, len, lines);
		if (lines->len > begun)
			coop_buf_byte(lines, '\0');
		at = stop ? stop + 1 : end;
	}
}

enum coop_status history_read(struct coop_buf *lines, struct coop_error *err)
{
	struct coop_buf path = {0}, text = {0};
	int fd = -1;
	enum coop_status st = find_path(&path, err);
	if (!st)
		st = open_file(path.s, O_RDONLY, &fd, err);
	/* one that somebody else has made longer is not read to its end */
	if (!st && fd >= 0 && !coop_fd_read_all(fd, (size_t)2 * HISTORY_BYTES, &text))
		st = text.failed ? coop_fail_nomem(err)
				 : coop_cannot_read(path.s, NULL, err);
	if (!st)
		add_lines(&text, lines);
	if (fd >= 0)
		close(fd);
	coop_buf_release(&path);
	coop_buf_release(&text);
	return st ? st : coop_buf_check(lines, err);
}

/* ---- writing ---- */

/* Leaves the last half of a file that is too long; under the lock. False, with errno set, on failure. */
static bool shorten(int fd)
{
	struct stat s;
	struct coop_buf text = {0};
	if (fstat(fd, &s) != 0)
		return false;
	if (s.st_size <= HISTORY_BYTES)
		return true;
	off_t from = s.st_size - HISTORY_BYTES / 2;
	bool good = lseek(fd, from, SEEK_SET) == from &&
		    coop_fd_read_all(fd, HISTORY_BYTES, &text);
	const char *begin = good && text.len > 0 ? memchr(text.s, '\n', text.len) : NULL;
	size_t skip = begin ? (size_t)(begin + 1 - text.s) : text.len;
	/* O_APPEND writes at the end, which is the beginning then */
	good = good && ftruncate(fd, 0) == 0 &&
	       coop_fd_write(fd, coop_buf_cstr(&text) + skip, text.len - skip);
	coop_buf_release(&text);
	return good;
}

/*
 * Locks the file, unless somebody keeps it locked, such as a prompt that was stopped: no line that is typed waits long
 * for its history.
 */
static bool lock(int fd)
{
	enum { TRIES = 20, PAUSE = 10 * 1000 * 1000 }; /* nanoseconds */
	for (int i = 0; i < TRIES; i++) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return true;
		nanosleep(&(struct timespec){.tv_nsec = PAUSE}, NULL);
	}
	return false;
}

static enum coop_status append(
	const char *path, int fd, const struct coop_buf *line, struct coop_error *err)
{
	/* without the lock a line is whole as well, but what others write meanwhile could be cut off */
	bool locked = lock(fd);
	bool good = coop_fd_write(fd, line->s, line->len) && (!locked || shorten(fd));
	return good ? COOP_OK : coop_cannot_write(path, NULL, err);
}

enum coop_status history_add(const char *line, size_t len, struct coop_error *err)
{
	struct coop_buf path = {0}, safe = {0};
	int fd = -1;
	if (len == 0 || line[0] == ' ' || len > HISTORY_LINE)
		return COOP_OK;
	add_safe(line, len, &safe);
	coop_buf_byte(&safe, '\n');
	enum coop_status st = find_path(&path, err);
	if (!st)
		st = coop_buf_check(&safe, err);
	if (!st) {
		/* whether that worked, opening the file tells */
		(void)place_make_folders(path.s, NULL);
		st = open_file(path.s, O_RDWR | O_APPEND | O_CREAT, &fd, err);
	}
	if (!st)
		st = append(path.s, fd, &safe, err);
	/* the lock goes with it */
	if (fd >= 0)
		close(fd);
	coop_buf_release(&path);
	coop_buf_release(&safe);
	return st;
}
