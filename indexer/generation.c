#include "indexer/generation.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/tempfile.h"
#include "shared/buf.h"
#include "shared/i18n.h"
#include "shared/index.h"
#include "shared/ranklist.h"

struct generation {
	struct coop_buf dir;
	int lock;              /* file descriptor; -1 before it is held */
	unsigned long current; /* number of the generation that serves, 0 for none */
	unsigned long number;  /* of this one */
	struct coop_buf path;  /* of this one's database */
	bool committed;
};

/* "DIR/NAME" into `out`, which is emptied first. */
static const char *join(struct coop_buf *out, const char *dir, const char *name)
{
	coop_buf_reset(out);
	coop_buf_printf(out, "%s/%s", dir, name);
	return coop_buf_cstr(out);
}

static enum coop_status cannot_write(const char *path, struct coop_error *err)
{
	return coop_fail_errno(err, TR("cannot write", "impossible d'écrire"), path);
}

/* mkdir -p */
static enum coop_status make_dirs(const char *dir, struct coop_error *err)
{
	struct coop_buf path = {0};
	coop_buf_str(&path, dir);
	enum coop_status st = coop_buf_check(&path, err);
	for (size_t i = 1; !st && i <= path.len; i++) {
		if (path.s[i] != '/' && path.s[i] != '\0')
			continue;
		char kept = path.s[i];
		path.s[i] = '\0';
		if (mkdir(path.s, 0777) != 0 && errno != EEXIST)
			st = cannot_write(path.s, err);
		path.s[i] = kept;
	}
	coop_buf_release(&path);
	return st;
}

/* The number in "gen-N", 0 when the name is no such. */
static unsigned long generation_number(const char *name)
{
	size_t n = strlen(COOP_INDEX_GENERATION);
	if (strncmp(name, COOP_INDEX_GENERATION, n) != 0 || name[n] < '1' ||
		name[n] > '9')
		return 0;
	char *end;
	errno = 0;
	unsigned long number = strtoul(name + n, &end, 10);
	return *end || errno ? 0 : number;
}

/*
 * Finds the generation that the stub names: 0 when there is no stub, or one that makes no
 * sense. A stub that cannot be read is an error: what it names must not be removed.
 */
static enum coop_status read_stub(
	const char *dir, unsigned long *number, struct coop_error *err)
{
	struct coop_buf path = {0};
	char word[64];
	*number = 0;
	join(&path, dir, COOP_INDEX_STUB);
	enum coop_status st = coop_buf_check(&path, err);
	FILE *stub = st ? NULL : fopen(path.s, "r");
	if (!st && !stub && errno != ENOENT)
		st = coop_fail_errno(
			err, TR("cannot read", "impossible de lire"), path.s);
	if (stub && fscanf(stub, "auto %63s", word) == 1)
		*number = generation_number(word);
	if (stub)
		fclose(stub);
	coop_buf_release(&path);
	return st;
}

/* The highest number of a generation that is there, finished or not. */
static unsigned long last_generation(const char *dir)
{
	unsigned long last = 0;
	DIR *d = opendir(dir);
	for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
		unsigned long number = generation_number(e->d_name);
		last = number > last ? number : last;
	}
	if (d)
		closedir(d);
	return last;
}

/* Whether a name is one that an index may hold. */
static bool is_ours(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	       strcmp(name, COOP_INDEX_LOCK) == 0 || strcmp(name, COOP_INDEX_STUB) == 0 ||
	       strcmp(name, COOP_INDEX_STUB ".new") == 0 ||
	       strncmp(name, TEMPFILE_PREFIX, strlen(TEMPFILE_PREFIX)) == 0 ||
	       generation_number(name) > 0;
}

/* Whether a name is that of a table of rejected rows, which stands beside a stub only. */
static bool is_rejects(int dir, const char *name)
{
	return (strcmp(name, COOP_INDEX_REJECTS) == 0 ||
		       strcmp(name, COOP_INDEX_REJECTS_NEW) == 0) &&
	       faccessat(dir, COOP_INDEX_STUB, F_OK, 0) == 0;
}

/* Whether a name is that of a file of the engine's, or of one that is beside them. */
static bool is_database_file(const char *name)
{
	static const char *const names[] = {".", "..", "iamglass", "flintlock", "v.tmp",
		"postlist.glass", "docdata.glass", "termlist.glass", "position.glass",
		"spelling.glass", "synonym.glass", COOP_RANKLISTS_FILE};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* Whether a folder holds nothing but the files of a database, or is gone meanwhile. */
static bool is_database(int parent, const char *name)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	bool ours = d != NULL || errno == ENOENT;
	for (struct dirent *e; d && ours && (e = readdir(d)) != NULL;)
		ours = is_database_file(e->d_name);
	if (d)
		closedir(d);
	else if (fd >= 0)
		close(fd);
	return ours;
}

/* Refuses a folder that holds anything but an index: it is somebody's documents. */
static enum coop_status check_folder(const char *dir, struct coop_error *err)
{
	DIR *d = opendir(dir);
	if (!d)
		return coop_fail_errno(err, TR("cannot read", "impossible de lire"), dir);
	enum coop_status st = COOP_OK;
	for (struct dirent *e; !st && (e = readdir(d)) != NULL;) {
		if (is_ours(e->d_name) && (generation_number(e->d_name) == 0 ||
						  is_database(dirfd(d), e->d_name)))
			continue;
		if (is_rejects(dirfd(d), e->d_name))
			continue;
		st = coop_fail(err, COOP_E_ARG,
			TR("'%s' is no index: it holds '%s'",
				"'%s' n'est pas un index : il contient '%s'"),
			dir, e->d_name);
		coop_hint(err, "%s",
			TR("name a new or empty folder for the index with -i",
				"avec -i, nommez pour l'index un dossier nouveau ou "
				"vide"));
	}
	closedir(d);
	return st;
}

/* Whether the file that was locked is still the one of that name. */
static bool is_current(int lock, const char *path)
{
	struct stat held, there;
	return fstat(lock, &held) == 0 && stat(path, &there) == 0 &&
	       held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

/*
 * Opens and locks the lock file. Whoever removes one holds it, so that one which was locked
 * and is no longer there was somebody else's: try again.
 */
static enum coop_status lock_file(
	struct generation *g, const char *path, struct coop_error *err)
{
	enum { TRIES = 3 };
	for (int i = 0; i < TRIES; i++) {
		g->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
		if (g->lock < 0)
			return cannot_write(path, err);
		bool locked = flock(g->lock, LOCK_EX | LOCK_NB) == 0;
		if (locked && is_current(g->lock, path))
			return COOP_OK;
		close(g->lock);
		g->lock = -1;
		if (!locked)
			break;
	}
	coop_fail(err, COOP_E_LOCKED,
		TR("another coopidx is writing the index '%s'",
			"un autre coopidx écrit l'index '%s'"),
		g->dir.s);
	coop_hint(err, "%s",
		TR("wait until it is done, or name another index with -i",
			"attendez qu'il ait fini, ou nommez un autre index avec -i"));
	return COOP_E_LOCKED;
}

static enum coop_status take_lock(struct generation *g, struct coop_error *err)
{
	struct coop_buf path = {0};
	join(&path, g->dir.s, COOP_INDEX_LOCK);
	enum coop_status st = coop_buf_check(&path, err);
	if (!st)
		st = lock_file(g, path.s, err);
	coop_buf_release(&path);
	return st;
}

/* Unlocks; a folder in which nothing was built goes, if it holds nothing else. */
static void release_lock(struct generation *g)
{
	struct coop_buf path = {0};
	join(&path, g->dir.s, COOP_INDEX_LOCK);
	if (g->current == 0 && !g->committed && !path.failed) {
		unlink(path.s);
		rmdir(g->dir.s);
	}
	close(g->lock);
	coop_buf_release(&path);
}

/*
 * Removes a database folder, which holds files only. Failing is no error: it is tried
 * again by the next build.
 */
static void remove_database(const char *path)
{
	DIR *d = opendir(path);
	if (!d)
		return;
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	rmdir(path);
}

/* Removes the generations other than the two given, which may be 0. */
static void remove_others(const char *dir, unsigned long keep, unsigned long keep_too)
{
	struct coop_buf path = {0};
	DIR *d = opendir(dir);
	for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
		unsigned long number = generation_number(e->d_name);
		if (number == 0 || number == keep || number == keep_too)
			continue;
		join(&path, dir, e->d_name);
		if (!path.failed)
			remove_database(path.s);
	}
	if (d)
		closedir(d);
	coop_buf_release(&path);
}

/* Removes temporary files that had to have a name for a moment (tempfile.h) and kept it. */
static void remove_tempfiles(const char *dir)
{
	DIR *d = opendir(dir);
	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		if (strncmp(e->d_name, TEMPFILE_PREFIX, strlen(TEMPFILE_PREFIX)) == 0)
			unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
}

static enum coop_status begin(
	struct generation *g, const char *dir, struct coop_error *err)
{
	coop_buf_str(&g->dir, dir);
	enum coop_status st = coop_buf_check(&g->dir, err);
	if (!st)
		st = make_dirs(dir, err);
	if (!st)
		st = check_folder(dir, err);
	if (!st)
		st = take_lock(g, err);
	if (!st)
		st = read_stub(dir, &g->current, err);
	if (st)
		return st;
	/*
	 * what an interrupted build left behind goes, the generation before the current still
	 * serves; without a stub nothing goes until the new one is there
	 */
	remove_tempfiles(dir);
	if (g->current > 0)
		remove_others(dir, g->current, g->current - 1);
	g->number = last_generation(dir) + 1;
	coop_buf_printf(&g->path, "%s/%s%lu", dir, COOP_INDEX_GENERATION, g->number);
	st = coop_buf_check(&g->path, err);
	if (st)
		return st;
	return mkdir(g->path.s, 0777) == 0 ? COOP_OK : cannot_write(g->path.s, err);
}

enum coop_status generation_begin(
	const char *dir, struct generation **out, struct coop_error *err)
{
	*out = NULL;
	struct generation *g = calloc(1, sizeof *g);
	if (!g)
		return coop_fail_nomem(err);
	g->lock = -1;
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

static enum coop_status sync_path(const char *path, struct coop_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum coop_status st =
		fd >= 0 && fsync(fd) == 0 ? COOP_OK : cannot_write(path, err);
	if (fd >= 0)
		close(fd);
	return st;
}

static enum coop_status write_stub(
	const char *path, unsigned long number, struct coop_error *err)
{
	FILE *f = fopen(path, "w");
	if (!f)
		return cannot_write(path, err);
	bool good = fprintf(f, "auto %s%lu\n", COOP_INDEX_GENERATION, number) > 0;
	good = fflush(f) == 0 && good;
	good = fsync(fileno(f)) == 0 && good;
	enum coop_status st = good ? COOP_OK : cannot_write(path, err);
	fclose(f);
	return st;
}

/* Puts the new stub in the place of the old one. */
static enum coop_status switch_stub(struct generation *g, struct coop_error *err)
{
	struct coop_buf new = {0}, old = {0};
	join(&new, g->dir.s, COOP_INDEX_STUB ".new");
	join(&old, g->dir.s, COOP_INDEX_STUB);
	enum coop_status st = new.failed || old.failed ? coop_fail_nomem(err) : COOP_OK;
	if (!st)
		st = write_stub(new.s, g->number, err);
	if (!st && rename(new.s, old.s) != 0)
		st = cannot_write(old.s, err);
	g->committed = st == COOP_OK;
	if (!st)
		st = sync_path(g->dir.s, err);
	coop_buf_release(&new);
	coop_buf_release(&old);
	return st;
}

enum coop_status generation_commit(struct generation *g, struct coop_error *err)
{
	enum coop_status st = sync_path(g->path.s, err);
	if (!st)
		st = sync_path(g->dir.s, err);
	if (!st)
		st = switch_stub(g, err);
	if (!st)
		remove_others(g->dir.s, g->number, g->current);
	return st;
}

void generation_free(struct generation *g)
{
	if (!g)
		return;
	if (!g->committed && g->path.len > 0 && !g->path.failed)
		remove_database(g->path.s);
	if (g->lock >= 0)
		release_lock(g);
	coop_buf_release(&g->path);
	coop_buf_release(&g->dir);
	free(g);
}
