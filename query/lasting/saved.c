#include "query/lasting/saved.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/lasting/place.h"
#include "shared/core/i18n.h"

static const char suffix[] = ".json";

static enum coop_status fail_missing(const char *name, struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG,
		TR("no search is saved under the name '%s'",
			"aucune recherche n'est enregistrée sous le nom « %s »"),
		name);
	coop_hint(err, "%s",
		TR("--searches lists them; to look for a word that begins with '@' put '--' before it",
			"--searches en donne la liste ; pour chercher un mot qui commence par « @ », mettez « -- » devant"));
	return COOP_E_ARG;
}

enum coop_status saved_read(struct asked *a, const char *name, struct coop_error *err)
{
	struct coop_buf path = {0}, text = {0};
	struct coop_error e = {0};
	json_t *object = NULL;
	bool there = false;
	enum coop_status st = place_path(PLACE_SEARCHES, name, &path, &e);
	if (!st)
		st = place_read(path.s, SAVED_BYTES, &text, &there, &e);
	if (!st && !there)
		st = fail_missing(name, &e);
	if (!st)
		st = asked_parse(a, path.s, &text, &object, &e);
	if (st == COOP_E_INPUT)
		coop_hint(&e,
			TR("save it anew with --save=%s --force, or delete it with --delete-search=%s",
				"enregistrez-la de nouveau avec --save=%s --force, ou supprimez-la avec --delete-search=%s"),
			name, name);
	json_decref(object);
	coop_buf_release(&path);
	coop_buf_release(&text);
	return coop_pass_on(err, &e);
}

static enum coop_status write_text(
	const char *name, char *text, bool replace, struct coop_error *err)
{
	struct coop_buf path = {0};
	struct fresh file = FRESH_NONE;
	bool taken = false;
	enum coop_status st = place_path(PLACE_SEARCHES, name, &path, err);
	if (!st) {
		size_t len = strlen(text);
		text[len] = '\n'; /* in place of the NUL */
		st = fresh_write(&file, path.s, text, len + 1, err);
	}
	if (!st)
		st = fresh_commit(&file, replace, &taken, err);
	if (!st && taken) {
		st = coop_fail(err, COOP_E_ARG,
			TR("there is a search named '%s' already",
				"il y a déjà une recherche nommée « %s »"),
			name);
		coop_hint(err, "%s", TR("--force replaces it", "--force la remplace"));
	}
	fresh_release(&file);
	coop_buf_release(&path);
	return st;
}

/* Removes what --news has seen of a search, if anything. */
static enum coop_status forget_news(const char *name, struct coop_error *err)
{
	struct coop_buf path = {0};
	enum coop_status st = place_path(PLACE_NEWS, name, &path, err);
	if (!st && unlink(path.s) != 0 && errno != ENOENT)
		st = coop_cannot_write(path.s, NULL, err);
	coop_buf_release(&path);
	return st;
}

enum coop_status saved_write(
	const struct asked *a, const char *name, bool replace, struct coop_error *err)
{
	json_t *object = json_object();
	char *text = NULL;
	if (object && asked_to_json(a, object) == 0)
		text = json_dumps(object, JSON_INDENT(2));
	enum coop_status st =
		text ? write_text(name, text, replace, err) : coop_fail_nomem(err);
	/* what another query has found says nothing of this one's news */
	if (!st && replace)
		st = forget_news(name, err);
	free(text);
	json_decref(object);
	return st;
}

enum coop_status saved_delete(const char *name, struct coop_error *err)
{
	struct coop_buf path = {0};
	enum coop_status st = place_path(PLACE_SEARCHES, name, &path, err);
	if (!st && unlink(path.s) != 0)
		st = errno == ENOENT ? fail_missing(name, err)
				     : coop_cannot_write(path.s, NULL, err);
	coop_buf_release(&path);
	return st ? st : forget_news(name, err);
}

/* ---- listing ---- */

/* Adds the name in the name of a file, if it is one of a saved search. */
static void add_name(struct coop_buf *names, const char *file)
{
	struct coop_buf stem = {0}, checked = {0};
	size_t len = strlen(file), end = sizeof suffix - 1;
	if (len <= end || strcmp(file + len - end, suffix) != 0)
		return;
	coop_buf_add(&stem, file, len - end);
	if (!stem.failed && place_check_name(stem.s, &checked, NULL) == COOP_OK &&
		strcmp(stem.s, coop_buf_cstr(&checked)) == 0)
		coop_buf_add(names, stem.s, stem.len + 1);
	names->failed |= stem.failed || checked.failed;
	coop_buf_release(&stem);
	coop_buf_release(&checked);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Puts names, each with its NUL, in order. */
static enum coop_status sort_names(struct coop_buf *names, struct coop_error *err)
{
	struct coop_buf sorted = {0};
	const char **at = NULL;
	size_t count = 0, cap = 0;
	for (size_t i = 0; i < names->len; i += strlen(names->s + i) + 1) {
		if (!coop_array_grow(&at, &cap, count + 1, sizeof *at)) {
			free(at);
			return coop_fail_nomem(err);
		}
		at[count++] = names->s + i;
	}
	if (count > 0)
		qsort(at, count, sizeof *at, compare_names);
	for (size_t i = 0; i < count; i++)
		coop_buf_add(&sorted, at[i], strlen(at[i]) + 1);
	free(at);
	coop_buf_release(names);
	*names = sorted;
	return coop_buf_check(names, err);
}

enum coop_status saved_list(struct coop_buf *names, struct coop_error *err)
{
	struct coop_buf folder = {0};
	const struct dirent *e;
	enum coop_status st = place_folder(PLACE_SEARCHES, &folder, err);
	if (st) {
		coop_buf_release(&folder);
		return st;
	}
	DIR *d = opendir(folder.s);
	if (!d && errno != ENOENT)
		st = coop_cannot_read(folder.s, NULL, err);
	while (d && (errno = 0, e = readdir(d)) != NULL)
		add_name(names, e->d_name);
	if (d && errno)
		st = coop_cannot_read(folder.s, NULL, err);
	if (d)
		closedir(d);
	coop_buf_release(&folder);
	if (!st)
		st = coop_buf_check(names, err);
	return st ? st : sort_names(names, err);
}
