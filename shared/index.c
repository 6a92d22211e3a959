#include "shared/index.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/glass.h"
#include "shared/i18n.h"

/* Appends $XDG_DATA_HOME/coop/, or its default under the home directory. */
static enum coop_status data_home(struct coop_buf *path, struct coop_error *err)
{
	const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	if (xdg && *xdg == '/') { /* a relative one is to be ignored (XDG 0.8) */
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
	if (!name)
		name = getenv("COOP_INDEX");
	if (!name || !*name)
		name = "default";
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

/* Says that there is no index, or why it cannot be looked at. */
static enum coop_status check_exists(const char *dir, struct coop_error *err)
{
	struct coop_buf stub = {0};
	coop_buf_printf(&stub, "%s/%s", dir, COOP_INDEX_STUB);
	enum coop_status st = coop_buf_check(&stub, err);
	if (!st && access(stub.s, R_OK) != 0) {
		if (errno == ENOENT || errno == ENOTDIR) {
			st = coop_fail(err, COOP_E_NOINDEX,
				TR("there is no index in '%s'",
					"il n'y a pas d'index dans '%s'"),
				dir);
			coop_hint(err, "%s",
				TR("make one first: coopidx PATH...",
					"créez-en un d'abord : coopidx CHEMIN..."));
		} else {
			st = coop_fail_errno(err,
				TR("cannot read the index", "impossible de lire l'index"),
				dir);
		}
	}
	coop_buf_release(&stub);
	return st;
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

/* Before anything is asked. */
static enum coop_status check_roots(const char *dir, struct coop_error *err)
{
	struct coop_buf path = {0};
	enum coop_status st = coop_index_database(dir, &path, err);
	if (!st && path.len > 0)
		st = coop_glass_check(path.s, err);
	coop_buf_release(&path);
	return st;
}

enum coop_status coop_index_open_database(const char *database,
	struct coop_analyzer *analyzer, struct coop_reader **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_reader *reader = NULL;
	enum coop_status st = coop_glass_check(database, err);
	if (!st)
		st = coop_reader_open(database, &reader, err);
	if (!st)
		st = check_versions(reader, analyzer, err);
	if (st)
		coop_reader_free(reader);
	else
		*out = reader;
	return st;
}

enum coop_status coop_index_open(const char *dir, struct coop_analyzer *analyzer,
	struct coop_reader **out, struct coop_error *err)
{
	*out = NULL;
	enum coop_status st = check_exists(dir, err);
	if (st)
		return st;
	struct coop_reader *reader;
	st = coop_reader_open(dir, &reader, err);
	if (!st)
		st = check_roots(dir, err);
	if (!st)
		st = check_versions(reader, analyzer, err);
	if (st)
		coop_reader_free(reader);
	else
		*out = reader;
	return st;
}

enum coop_status coop_index_database(
	const char *dir, struct coop_buf *path, struct coop_error *err)
{
	struct coop_buf name = {0};
	char word[64], other[2];
	coop_buf_printf(&name, "%s/%s", dir, COOP_INDEX_STUB);
	enum coop_status st = coop_buf_check(&name, err);
	FILE *stub = st ? NULL : fopen(name.s, "r");
	if (stub && fscanf(stub, "auto %63s%1s", word, other) == 1)
		coop_buf_printf(path, "%s/%s", dir, word);
	if (stub)
		fclose(stub);
	coop_buf_release(&name);
	return st ? st : coop_buf_check(path, err);
}
