#include "shared/index/layout.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/i18n.h"
#include "shared/index/postings.h"

/* Appends $XDG_DATA_HOME/coop/, or its default under the home directory. */
static enum coop_status data_home(struct coop_buf *path, struct coop_error *err)
{
	const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	if (xdg &&
		*xdg == '/') { /* relative paths must be ignored (XDG Base Directory Specification 0.8) */
		coop_buf_printf(path, "%s/coop/", xdg);
	} else if (home && *home) {
		coop_buf_printf(path, "%s/.local/share/coop/", home);
	} else {
		coop_fail(err, COOP_E_ARG, "%s",
			TR("no place for the index: HOME is not set",
				"aucun endroit pour l'index : HOME n'est pas défini"));
		coop_hint(err, "%s",
			TR("name a directory: -i ./my-index",
				"nommez un dossier : -i ./mon-index"));
		return COOP_E_ARG;
	}
	return coop_buf_check(path, err);
}

enum coop_status coop_index_locate(
	const char *name, struct coop_buf *path, struct coop_error *err)
{
	if (name && !*name) {
		coop_fail(err, COOP_E_ARG, "%s",
			TR("the name of the index is empty",
				"le nom de l'index est vide"));
		coop_hint(err, "%s",
			TR("name a directory: -i ./my-index",
				"nommez un dossier : -i ./mon-index"));
		return COOP_E_ARG;
	}
	if (!name)
		name = getenv("COOP_INDEX");
	if (!name || !*name)
		name = "default";
	/* a name, not a path */
	if (!strchr(name, '/') && strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
		enum coop_status st = data_home(path, err);
		if (st)
			return st;
	}
	coop_buf_str(path, name);
	while (path->len > 1 && path->s[path->len - 1] == '/')
		path->s[--path->len] = '\0';
	return coop_buf_check(path, err);
}

/* Checks that a piece of metadata is what this program would write. */
static enum coop_status check_meta(struct coop_reader *reader, const char *name,
	const char *expected, struct coop_error *err)
{
	struct coop_buf value = {0};
	enum coop_status st = coop_reader_meta(reader, name, &value, err);
	if (!st && strcmp(coop_buf_cstr(&value), expected) != 0)
		st = coop_fail(err, COOP_E_VERSION,
			TR("the index was made by another version (%s '%.40s')",
				"l'index a été créé par une autre version (%s '%.40s')"),
			name, coop_buf_cstr(&value));
	coop_buf_release(&value);
	return st;
}

static enum coop_status check_versions(struct coop_reader *reader,
	struct coop_analyzer *analyzer, struct coop_error *err)
{
	enum coop_status st =
		check_meta(reader, COOP_META_SCHEMA, COOP_INDEX_SCHEMA, err);
	if (st)
		return st;
	struct coop_buf fingerprint = {0};
	st = coop_analyzer_fingerprint(analyzer, &fingerprint, err);
	if (!st)
		st = check_meta(reader, COOP_META_ANALYSIS, fingerprint.s, err);
	coop_buf_release(&fingerprint);
	return st;
}

/*
 * Checks that what this version writes beside the engine's tables is there. All of it may be missing
 * where the engine's tables are enough: a tool of the engine has made a copy. Checksums may not be
 * missing alone.
 */
static enum coop_status check_files(struct coop_reader *reader, struct coop_error *err)
{
	struct coop_buf positions = {0};
	/* an index of another version fails later, with that reason */
	if (check_meta(reader, COOP_META_SCHEMA, COOP_INDEX_SCHEMA, NULL))
		return COOP_OK;
	bool lists = coop_reader_postings_file(reader)->there;
	enum coop_status st =
		coop_reader_meta(reader, COOP_META_POSITIONS, &positions, err);
	/*
	 * or the whole generation was removed since its name was read: open_whole() finds out
	 */
	if (!st && !lists &&
		strcmp(coop_buf_cstr(&positions), COOP_POSITIONS_IN_LISTS) == 0) {
		coop_postings_lost(err);
		st = COOP_E_STALE;
	} else if (!st && lists && !coop_reader_has_checksums(reader)) {
		coop_glass_fail(COOP_CHECKSUMS_FILE, err);
		st = COOP_E_STALE;
	}
	coop_buf_release(&positions);
	return st;
}

/*
 * Opens the files of a generation; COOP_E_STALE when one is missing. A reader may be
 * returned in `*out` even on failure.
 */
static enum coop_status open_generation(int folder, const char *dir, unsigned long number,
	struct coop_reader **out, struct coop_error *err)
{
	struct coop_buf path = {0};
	int generation;
	enum coop_status st =
		coop_generation_open_named(folder, dir, number, &generation, &path, err);
	if (!st)
		st = coop_reader_open_at(generation, path.s, out, err);
	if (!st)
		st = check_files(*out, err);
	coop_buf_release(&path);
	return st;
}

/* Whether a generation has an origin: coopidx has made it, and no tool of the engine. */
static bool has_origin(int folder, const char *dir, unsigned long number)
{
	struct stat s;
	int fd;
	if (coop_generation_open(folder, dir, number, &fd, NULL))
		return false;
	bool there = fstatat(fd, COOP_INDEX_ORIGIN, &s, AT_SYMLINK_NOFOLLOW) == 0;
	close(fd);
	return there;
}

/*
 * Checks that a generation is the one that the stub was written for. One that a tool of the engine has
 * put in its place has no checksums.
 */
static enum coop_status check_stub(int folder, const char *dir,
	const struct coop_reader *reader, struct coop_stub stub, struct coop_error *err)
{
	bool same =
		coop_reader_has_checksums(reader)
			? coop_reader_checksums(reader) == stub.checksums
			: stub.checksums == 0 || !has_origin(folder, dir, stub.number);
	return same ? COOP_OK : coop_glass_fail(COOP_CHECKSUMS_FILE, err);
}

/* Reads the manifest of a generation; there is none where a tool of the engine has put another. */
static enum coop_status read_manifest(int folder, const char *dir,
	const struct coop_reader *reader, struct coop_stub stub, struct coop_error *err)
{
	struct coop_manifest manifest = {0};
	struct coop_buf path = {0};
	int fd;
	if (stub.manifest == 0 || (!coop_reader_has_checksums(reader) &&
					  !has_origin(folder, dir, stub.number)))
		return COOP_OK;
	enum coop_status st =
		coop_generation_open_named(folder, dir, stub.number, &fd, &path, err);
	if (!st)
		st = coop_manifest_read(fd, path.s, stub.manifest, &manifest, err);
	if (fd >= 0)
		close(fd);
	coop_manifest_release(&manifest);
	coop_buf_release(&path);
	return st;
}

/*
 * Opens the current generation. A generation that lacks a file may have been removed
 * since the stub was read; then the stub names another one by now, and that is tried. If
 * the stub still names the same one, the index is damaged.
 */
static enum coop_status open_whole(
	int folder, const char *dir, struct coop_reader **out, struct coop_error *err)
{
	enum { TRIES = 30 };
	struct coop_error e;
	struct coop_stub stub = {0};
	unsigned long before;
	enum coop_status st;
	int tries = 0;
	do {
		e = (struct coop_error){0};
		before = stub.number;
		coop_reader_free(*out);
		*out = NULL;
		st = coop_stub_read(folder, dir, &stub, &e);
		if (!st)
			st = open_generation(folder, dir, stub.number, out, &e);
		if (!st)
			st = check_stub(folder, dir, *out, stub, &e);
		if (!st)
			st = read_manifest(folder, dir, *out, stub, &e);
	} while (st == COOP_E_STALE && stub.number != before && ++tries < TRIES);
	if (st == COOP_E_STALE && stub.number != before)
		return coop_fail(err, COOP_E_STALE,
			TR("the index '%s' is replaced faster than it can be opened",
				"l'index '%s' est remplacé plus vite qu'il ne peut être ouvert"),
			dir);
	if (st == COOP_E_STALE)
		e.status = COOP_E_CORRUPT;
	return coop_pass_on(err, &e);
}

/* Returns an opened reader if this program can read its index, else closes it. */
static enum coop_status finish(enum coop_status st, struct coop_reader *reader,
	struct coop_analyzer *analyzer, struct coop_reader **out, struct coop_error *err)
{
	if (!st)
		st = check_versions(reader, analyzer, err);
	if (st)
		coop_reader_free(reader);
	else
		*out = reader;
	return st;
}

enum coop_status coop_index_open_folder(
	const char *dir, int *folder, struct coop_error *err)
{
	*folder = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (*folder < 0 && (errno == ENOENT || errno == ENOTDIR))
		return coop_stub_missing(dir, err);
	return *folder < 0 ? coop_fail_errno(err,
				     TR("cannot read the index",
					     "impossible de lire l'index"),
				     dir)
			   : COOP_OK;
}

enum coop_status coop_index_open(const char *dir, struct coop_analyzer *analyzer,
	struct coop_reader **out, struct coop_error *err)
{
	struct coop_reader *reader = NULL;
	int folder;
	*out = NULL;
	enum coop_status st = coop_index_open_folder(dir, &folder, err);
	if (st)
		return st;
	st = open_whole(folder, dir, &reader, err);
	close(folder);
	return finish(st, reader, analyzer, out, err);
}

enum coop_status coop_index_root(
	const char *dir, struct coop_buf *root, struct coop_error *err)
{
	struct coop_manifest manifest = {0};
	struct coop_buf path = {0};
	struct coop_stub stub = {0};
	int folder, fd = -1;
	enum coop_status st = coop_index_open_folder(dir, &folder, NULL);
	if (!st)
		st = coop_stub_read(folder, dir, &stub, NULL);
	if (!st)
		st = coop_generation_open_named(
			folder, dir, stub.number, &fd, &path, NULL);
	if (!st && stub.manifest != 0)
		st = coop_manifest_read(fd, path.s, stub.manifest, &manifest, NULL);
	if (!st && manifest.root.len > 0)
		coop_buf_add(root, manifest.root.s, manifest.root.len);
	if (fd >= 0)
		close(fd);
	if (folder >= 0)
		close(folder);
	coop_manifest_release(&manifest);
	coop_buf_release(&path);
	return st == COOP_E_NOMEM ? coop_fail_nomem(err) : coop_buf_check(root, err);
}

enum coop_status coop_index_open_generation(int folder, const char *dir,
	unsigned long number, struct coop_analyzer *analyzer, struct coop_reader **out,
	struct coop_error *err)
{
	struct coop_reader *reader = NULL;
	*out = NULL;
	enum coop_status st = open_generation(folder, dir, number, &reader, err);
	return finish(st, reader, analyzer, out, err);
}
