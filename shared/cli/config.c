#include "shared/cli/config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/cli/config_internal.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"
#include "shared/core/path.h"
#include "shared/core/xdg.h"
#include "shared/index/shards.h"

/* ---- paths in a file ---- */

static bool has_parent(const char *path)
{
	for (const char *at = path; (at = strstr(at, "..")); at += 2)
		if ((at == path || at[-1] == '/') && (at[2] == '/' || !at[2]))
			return true;
	return false;
}

/*
 * Whether a path, as far as it is there, leads to something below a folder, also through links. A link to
 * nothing might lead anywhere tomorrow.
 */
static bool leads_below(const char *path, const char *folder)
{
	char known[PATH_MAX], real[PATH_MAX], top[PATH_MAX];
	struct stat st;
	size_t len = strlen(path);
	if (len >= sizeof known || has_parent(path) ||
		!realpath(*folder ? folder : "/", top))
		return false;
	memcpy(known, path, len + 1);
	while (!realpath(known, real)) {
		char *slash = strrchr(known, '/');
		if (errno != ENOENT || lstat(known, &st) == 0 || !slash || slash == known)
			return false;
		*slash = '\0';
	}
	return coop_path_is_below(real, top);
}

/* Whether reading a path might never end: a FIFO of an archive, which nobody writes to. */
static bool is_special(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

/* Appends a path from the root of the file system. */
static enum coop_status join(const struct coop_config *c,
	const struct coop_config_spot *spot, const char *value, struct coop_buf *out,
	struct coop_error *err)
{
	bool at_home = strncmp(value, "~/", 2) == 0;
	if (at_home && !coop_home_folder(out))
		return coop_config_fail(coop_config_string(c, spot->file->path),
			spot->number, spot->column, err, "%s",
			TR("'~' is not known: HOME is not set",
				"« ~ » est inconnu : HOME n'est pas défini"));
	if (at_home) {
		value++;
	} else if (*value != '/') {
		coop_buf_str(out, coop_config_string(c, spot->file->folder));
		coop_buf_byte(out, '/');
		value += strncmp(value, "./", 2) == 0 ? 2 : 0;
	}
	coop_buf_add(out, value, strlen(value) + 1);
	return coop_buf_check(out, err);
}

/* Whether a path is that of a list of shards (shared/index/shards.h), whatever is there. */
static bool names_shards(const char *path)
{
	size_t n = strlen(path), suffix = sizeof COOP_SHARDS_SUFFIX - 1;
	while (n > 0 && path[n - 1] == '/')
		n--;
	return n >= suffix && memcmp(path + n - suffix, COOP_SHARDS_SUFFIX, suffix) == 0;
}

/* A list makes us connect to other machines, which is not for who wrote a project to decide. */
static enum coop_status refuse_shards(const char *path,
	const struct coop_config_spot *spot, const char *value, struct coop_error *err)
{
	coop_config_fail(path, spot->number, spot->column, err,
		TR("a project cannot name a list of shards, '%.80s'",
			"un projet ne peut nommer une liste de fragments, « %.80s »"),
		value);
	coop_hint(err, "%s",
		TR("a list can name other machines: give it with -i, or in your own file",
			"une liste peut nommer d'autres machines : donnez-la avec -i, ou dans votre propre fichier"));
	return COOP_E_ARG;
}

enum coop_status coop_config_resolve(struct coop_config *c,
	const struct coop_config_spot *spot, const char *value, bool is_index,
	struct coop_buf *out, struct coop_error *err)
{
	const char *path = coop_config_string(c, spot->file->path);
	bool is_name = is_index && !strchr(value, '/') && strcmp(value, ".") != 0 &&
		       strcmp(value, "..") != 0;
	if (!*value)
		return coop_config_fail(path, spot->number, spot->column, err, "%s",
			TR("the path is empty", "le chemin est vide"));
	if (is_name && !spot->file->project) {
		coop_buf_add(out, value, strlen(value) + 1);
		return coop_buf_check(out, err);
	}
	enum coop_status st = is_name ? COOP_E_ARG : join(c, spot, value, out, err);
	if (st == COOP_E_NOMEM || !spot->file->project)
		return st;
	if (is_index && !st && names_shards(out->s))
		return refuse_shards(path, spot, value, err);
	if (!st && leads_below(out->s, coop_config_string(c, spot->file->folder)))
		return !is_special(out->s)
			       ? COOP_OK
			       : coop_config_fail(path, spot->number, spot->column, err,
					 TR("'%.80s' is no file",
						 "« %.80s » n'est pas un fichier"),
					 value);
	coop_config_fail(path, spot->number, spot->column, err,
		is_name ? TR("a project names its index by a path, not '%.80s'",
				  "un projet nomme son index par un chemin, et non « %.80s »")
			: TR("'%.80s' leads out of the folder of the project",
				  "« %.80s » mène hors du dossier du projet"),
		value);
	coop_hint(err, "%s",
		TR("in the file of a project paths lead below its folder, such as ./index; others can stand in your own file",
			"dans le fichier d'un projet, les chemins restent sous son dossier, comme ./index ; les autres ont leur place dans votre propre fichier"));
	return COOP_E_ARG;
}

/* ---- reading ---- */

static enum coop_status refuse(
	const char *path, const char *why, const char *hint, struct coop_error *err)
{
	coop_config_fail(path, 0, 0, err, "%s", why);
	coop_hint(err, "%s", hint);
	return COOP_E_ARG;
}

/*
 * Refuses a file of a project that others may have written. A group with the number of its owner is
 * the owner's own, by the custom of systems that give each user a group.
 */
static enum coop_status check_trust(
	const char *path, const struct stat *st, struct coop_error *err)
{
	uid_t user = geteuid();
	if (st->st_uid != user && st->st_uid != 0)
		return refuse(path,
			TR("this file of a project is not yours, and is not read",
				"ce fichier de projet n'est pas à vous, et n'est pas lu"),
			TR("look at it, and make a copy that is yours; or add --no-config",
				"regardez-le et faites-en une copie à vous ; ou ajoutez --no-config"),
			err);
	if ((st->st_mode & S_IWOTH) ||
		((st->st_mode & S_IWGRP) && st->st_gid != st->st_uid))
		return refuse(path,
			TR("others can write this file of a project, and it is not read",
				"d'autres peuvent écrire ce fichier de projet, et il n'est pas lu"),
			TR("look at it, then chmod go-w it; or add --no-config",
				"regardez-le, puis chmod go-w ; ou ajoutez --no-config"),
			err);
	return COOP_OK;
}

static enum coop_status read_text(
	int fd, const char *path, struct coop_buf *text, struct coop_error *err)
{
	if (!coop_fd_read_all(fd, COOP_CONFIG_BYTES, text))
		return text->failed ? coop_fail_nomem(err)
				    : coop_cannot_read(path, NULL, err);
	if (text->len > COOP_CONFIG_BYTES)
		return coop_config_fail(path, 0, 0, err,
			TR("a configuration has at most %d bytes",
				"une configuration a au plus %d octets"),
			COOP_CONFIG_BYTES);
	return COOP_OK;
}

/* Reads an open file. */
static enum coop_status read_file(struct coop_config *c, int fd, const char *path,
	bool project, struct coop_error *err)
{
	struct coop_buf text = {0};
	struct stat st;
	enum coop_status status = COOP_OK;
	if (fstat(fd, &st) != 0)
		status = coop_cannot_read(path, NULL, err);
	else if (!S_ISREG(st.st_mode))
		status = refuse(path,
			S_ISDIR(st.st_mode)
				? TR("a configuration is a file, and this is a folder",
					  "une configuration est un fichier, et ceci est un dossier")
				: TR("a configuration is a file, and this is none",
					  "une configuration est un fichier, et ceci n'en est pas un"),
			TR("--no-config does without", "--no-config s'en passe"), err);
	else if (project)
		status = check_trust(path, &st, err);
	if (!status)
		status = read_text(fd, path, &text, err);
	if (!status)
		status = coop_config_parse(
			c, path, project, coop_buf_cstr(&text), text.len, err);
	coop_buf_release(&text);
	return status;
}

/* Opens a file without waiting for a FIFO's other end. */
static int open_file(const char *path, int flags)
{
	return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags);
}

/* ---- the project ---- */

/*
 * Opens the file of a folder, the first `len` bytes of `path`, which has room for its name; sets `*fd` to -1 where
 * there is none. A folder that may not be entered has none, either.
 */
static enum coop_status open_project(
	char *path, size_t len, int *fd, struct coop_error *err)
{
	struct stat st;
	memcpy(path + len, "/.coop", sizeof "/.coop");
	*fd = open_file(path, O_NOFOLLOW);
	if (*fd >= 0 || errno == ENOENT || errno == ENOTDIR)
		return COOP_OK;
	int number = errno;
	if (lstat(path, &st) != 0)
		return COOP_OK;
	if (S_ISLNK(st.st_mode))
		return refuse(path,
			TR("the file of a project is no link",
				"le fichier d'un projet n'est pas un lien"),
			TR("make it a file; or add --no-config",
				"faites-en un fichier ; ou ajoutez --no-config"),
			err);
	errno = number;
	coop_cannot_read(path, NULL, err);
	coop_hint(err, "%s", TR("--no-config does without", "--no-config s'en passe"));
	return COOP_E_IO;
}

/* The length of the outermost folder where a project is looked for: the home folder, if it is around. */
static size_t outermost(const char *path)
{
	const char *home = getenv("HOME");
	size_t len = home && *home == '/' ? strlen(home) : 0;
	while (len > 0 && home[len - 1] == '/')
		len--;
	bool around = len > 0 && strncmp(path, home, len) == 0 &&
		      (path[len] == '/' || !path[len]);
	return around ? len : 0;
}

static enum coop_status load_project(struct coop_config *c, struct coop_error *err)
{
	char path[PATH_MAX + sizeof "/.coop"];
	enum coop_status st = COOP_OK;
	int fd = -1;
	/* a folder that is gone, or has a longer path, is in no project */
	if (!getcwd(path, PATH_MAX) || *path != '/')
		return COOP_OK;
	size_t len = path[1] ? strlen(path) : 0, top = outermost(path);
	for (bool more = true; more && !st && fd < 0;) {
		st = open_project(path, len, &fd, err);
		more = len > top;
		if (fd >= 0 || !more)
			break;
		do
			len--;
		while (len > 0 && path[len] != '/');
	}
	if (!st && fd >= 0)
		st = read_file(c, fd, path, true, err);
	if (fd >= 0)
		close(fd);
	return st;
}

/* ---- the user ---- */

/* Appends the path of the user's file; `*named`: it must be there. False when there is none. */
static bool find_user(struct coop_buf *path, bool *named)
{
	const char *file = getenv("COOP_CONFIG");
	char here[PATH_MAX];
	*named = file != NULL;
	if (file && !*file)
		return false;
	if (file && *file != '/' && getcwd(here, sizeof here))
		coop_buf_printf(path, "%s/", strcmp(here, "/") == 0 ? "" : here);
	if (file)
		coop_buf_str(path, file);
	else if (coop_xdg_folder("XDG_CONFIG_HOME", ".config", path))
		coop_buf_str(path, "config");
	return path->len > 0 || path->failed;
}

static enum coop_status load_user(struct coop_config *c, struct coop_error *err)
{
	struct coop_buf path = {0};
	bool named;
	enum coop_status st = COOP_OK;
	if (!find_user(&path, &named))
		return COOP_OK;
	st = coop_buf_check(&path, err);
	int fd = st ? -1 : open_file(path.s, 0);
	if (fd >= 0)
		st = read_file(c, fd, path.s, false, err);
	else if (!st && (named || (errno != ENOENT && errno != ENOTDIR))) {
		st = coop_cannot_read(path.s, NULL, err);
		coop_hint(err, "%s",
			named ? TR("it is named by COOP_CONFIG; empty, that names none",
					"c'est COOP_CONFIG qui le nomme ; vide, elle n'en nomme aucun")
			      : TR("--no-config does without", "--no-config s'en passe"));
	}
	if (fd >= 0)
		close(fd);
	coop_buf_release(&path);
	return st;
}

enum coop_status coop_config_load(struct coop_config *c, struct coop_error *err)
{
	enum coop_status st = load_project(c, err);
	return st ? st : load_user(c, err);
}

void coop_config_release(struct coop_config *c)
{
	coop_buf_release(&c->strings);
	free(c->lines);
	*c = (struct coop_config){0};
}
