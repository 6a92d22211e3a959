#include "query/lasting/place.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/fd.h"
#include "shared/core/i18n.h"
#include "shared/core/seed.h"
#include "shared/core/xdg.h"
#include "shared/text/fold.h"
#include "shared/text/nfc.h"

/* ---- names ---- */

/* Whether a name in NFC may be that of a file anywhere. */
static bool is_name(const char *s, size_t n)
{
	struct coop_folded c;
	for (size_t i = 0; i < n; i += c.used) {
		coop_fold_char(s + i, n - i, &c);
		bool sign = s[i] == '-' || s[i] == '_' || s[i] == '.';
		if (c.class != COOP_CLASS_WORD && c.class != COOP_CLASS_DIGIT &&
			(i == 0 || !sign))
			return false;
	}
	return n > 0 && n <= PLACE_NAME_MAX;
}

enum coop_status place_check_name(
	const char *name, struct coop_buf *out, struct coop_error *err)
{
	size_t begin = out->len;
	name += *name == '@';
	coop_nfc_add(name, strlen(name), out);
	enum coop_status st = coop_buf_check(out, err);
	if (st)
		return st;
	if (is_name(coop_buf_cstr(out) + begin, out->len - begin))
		return COOP_OK;
	coop_fail(err, COOP_E_ARG,
		TR("'%s' is no name of a saved search",
			"« %s » n'est pas un nom de recherche enregistrée"),
		name);
	coop_hint(err,
		TR("a name has letters, digits, '-', '_' and '.', at most %d bytes, and begins with a letter or a digit",
			"un nom a des lettres, des chiffres, « - », « _ » et « . », %d octets au plus, et commence par une lettre ou un chiffre"),
		(int)PLACE_NAME_MAX);
	return COOP_E_ARG;
}

enum coop_status place_folder(
	enum place place, struct coop_buf *path, struct coop_error *err)
{
	bool news = place == PLACE_NEWS;
	if (!coop_xdg_folder(news ? "XDG_STATE_HOME" : "XDG_CONFIG_HOME",
		    news ? ".local/state" : ".config", path))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("no place for saved searches: HOME is not set",
				"aucun endroit pour les recherches enregistrées : HOME n'est pas défini"));
	coop_buf_str(path, news ? "news/" : "searches/");
	return coop_buf_check(path, err);
}

enum coop_status place_path(
	enum place place, const char *name, struct coop_buf *path, struct coop_error *err)
{
	enum coop_status st = place_folder(place, path, err);
	coop_buf_printf(path, "%s.json", name);
	return st ? st : coop_buf_check(path, err);
}

/* ---- reading ---- */

/* Reading never waits for the other end of a pipe. */
static enum coop_status open_regular(
	const char *path, int *fd, bool *there, struct coop_error *err)
{
	struct stat s;
	*fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	*there = *fd >= 0 || errno != ENOENT;
	if (*fd < 0)
		return *there ? coop_cannot_read(path, NULL, err) : COOP_OK;
	if (fstat(*fd, &s) != 0)
		return coop_cannot_read(path, NULL, err);
	if (!S_ISREG(s.st_mode))
		return coop_fail(err, COOP_E_INPUT,
			TR("'%s' is no file", "« %s » n'est pas un fichier"), path);
	return COOP_OK;
}

enum coop_status place_read(const char *path, size_t max, struct coop_buf *text,
	bool *there, struct coop_error *err)
{
	size_t before = text->len;
	bool input = strcmp(path, "-") == 0;
	int fd = STDIN_FILENO;
	enum coop_status st = COOP_OK;
	*there = true;
	if (!input)
		st = open_regular(path, &fd, there, err);
	if (!st && *there && !coop_fd_read_all(fd, max, text))
		st = text->failed ? coop_fail_nomem(err)
				  : coop_cannot_read(path, NULL, err);
	if (!st && text->len - before > max)
		st = coop_fail(err, COOP_E_INPUT,
			TR("'%s' is longer than %zu bytes: coopq has not written it",
				"« %s » dépasse %zu octets : coopq ne l'a pas écrit"),
			path, max);
	if (!input && fd >= 0)
		close(fd);
	return st;
}

/* ---- writing ---- */

/* Makes the folder of a path, and those around it, for the user alone, as the XDG specification asks. */
enum coop_status place_make_folders(const char *path, struct coop_error *err)
{
	enum { USER_ALONE = 0700 };
	struct coop_buf folder = {0};
	enum coop_status st = COOP_OK;
	for (const char *at = strchr(path + 1, '/'); !st && at;
		at = strchr(at + 1, '/')) {
		coop_buf_reset(&folder);
		coop_buf_add(&folder, path, (size_t)(at - path));
		st = coop_buf_check(&folder, err);
		if (!st && mkdir(folder.s, USER_ALONE) != 0 && errno != EEXIST &&
			errno != EISDIR && errno != EROFS && errno != EACCES)
			st = coop_cannot_write(folder.s, NULL, err);
	}
	coop_buf_release(&folder);
	return st;
}

/* Appends the folder of a path, without the '/'. */
static void add_folder(const char *path, struct coop_buf *out)
{
	const char *end = strrchr(path, '/');
	coop_buf_add(out, path, (size_t)(end - path));
}

/* Gives `named` a name that no other process uses. */
static void make_name(struct fresh *f)
{
	coop_buf_reset(&f->named);
	add_folder(f->path.s, &f->named);
	coop_buf_printf(&f->named, "/.new-%016" PRIx64, coop_seed());
}

/* Opens a file without a name or, where the file system has none, with one. */
static enum coop_status open_fresh(
	struct fresh *f, const char *folder, struct coop_error *err)
{
	enum { USER_ALONE = 0600 };
	f->fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, USER_ALONE);
	if (f->fd >= 0)
		return COOP_OK;
	if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)
		return coop_cannot_write(folder, NULL, err);
	make_name(f);
	enum coop_status st = coop_buf_check(&f->named, err);
	if (st)
		return st;
	f->fd = open(f->named.s, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC,
		USER_ALONE);
	return f->fd < 0 ? coop_cannot_write(folder, NULL, err) : COOP_OK;
}

enum coop_status fresh_write(struct fresh *f, const char *path, const char *s, size_t n,
	struct coop_error *err)
{
	struct coop_buf folder = {0};
	coop_buf_str(&f->path, path);
	add_folder(path, &folder);
	enum coop_status st = coop_buf_check(&f->path, err);
	if (!st)
		st = coop_buf_check(&folder, err);
	if (!st)
		st = place_make_folders(path, err);
	if (!st)
		st = open_fresh(f, folder.s, err);
	if (!st && (!coop_fd_write(f->fd, s, n) || fsync(f->fd) != 0))
		st = coop_cannot_write(path, NULL, err);
	coop_buf_release(&folder);
	return st;
}

/* Gives a file without a name one. */
static bool name_it(struct fresh *f)
{
	char own[48];
	if (f->named.len > 0)
		return true;
	make_name(f);
	if (f->named.failed) {
		errno = ENOMEM;
		return false;
	}
	snprintf(own, sizeof own, "/proc/self/fd/%d", f->fd);
	if (linkat(AT_FDCWD, own, AT_FDCWD, f->named.s, AT_SYMLINK_FOLLOW) == 0)
		return true;
	coop_buf_reset(&f->named);
	return false;
}

/* Renames it to a name that must be free: file systems without one way have the other. */
static bool rename_if_free(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	return link(from, to) == 0 && unlink(from) == 0;
}

/* Has the name of a file outlast a power failure, as far as the file system can. */
static void sync_folder(const char *path)
{
	struct coop_buf folder = {0};
	add_folder(path, &folder);
	int fd = folder.failed ? -1 : open(folder.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	coop_buf_release(&folder);
}

enum coop_status fresh_commit(
	struct fresh *f, bool replace, bool *taken, struct coop_error *err)
{
	*taken = false;
	bool done = name_it(f) && (replace ? rename(f->named.s, f->path.s) == 0
					   : rename_if_free(f->named.s, f->path.s));
	if (!done && !replace && errno == EEXIST) {
		*taken = true;
		return COOP_OK;
	}
	if (!done)
		return coop_cannot_write(f->path.s, NULL, err);
	coop_buf_reset(&f->named);
	sync_folder(f->path.s);
	return COOP_OK;
}

void fresh_release(struct fresh *f)
{
	if (f->named.len > 0)
		unlink(f->named.s);
	if (f->fd >= 0)
		close(f->fd);
	coop_buf_release(&f->path);
	coop_buf_release(&f->named);
	*f = FRESH_NONE;
}
