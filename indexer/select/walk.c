#include "indexer/select/walk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/disk/failure.h"
#include "indexer/disk/folder.h"
#include "indexer/disk/infile.h"
#include "indexer/read/reader.h"
#include "indexer/report/problems.h"
#include "indexer/report/rejects.h"
#include "indexer/select/root.h"
#include "indexer/select/rule_stack.h"
#include "shared/core/i18n.h"
#include "shared/core/strmap.h"

/* A folder that is being walked. */
struct level {
	struct folder names;
	dev_t dev;
	ino_t ino;
	size_t below; /* where the paths below it begin, in the path of an entry */
};

/* An entry: a path that is named, or a name in the folder entered last. */
struct entry {
	struct rule_entry at;
	bool named;
	struct stat st; /* of what a link leads to */
};

struct walk {
	const struct selection *selection;
	const char *root;
	struct report *report;
	size_t next;              /* path of the selection */
	struct coop_strmap *seen; /* device and inode of each file and folder so far */
	struct level *levels;     /* from the named folder down; none between two paths */
	size_t nlevels, cap;
	struct rule_stack rules; /* a folder for each level */
	struct coop_buf path;    /* of the entries of folders */
	struct real_paths real;
	struct coop_buf stored; /* the path of a file for records */
	size_t named;           /* how much of it stands for the folder that is named */
	bool read_stdin;
	/* of walk_on_folder() */
	enum coop_status (*take)(void *data, const char *path, struct coop_error *err);
	void *data;
};

enum coop_status walk_open(const struct selection *selection, const char *root,
	struct report *report, struct walk **out, struct coop_error *err)
{
	*out = NULL;
	struct walk *w = calloc(1, sizeof *w);
	if (!w)
		return coop_fail_nomem(err);
	w->selection = selection;
	w->root = root;
	w->report = report;
	w->rules = (struct rule_stack){.selection = selection, .report = report};
	enum coop_status st = coop_strmap_new(&w->seen, err);
	if (st)
		walk_close(w);
	else
		*out = w;
	return st;
}

/* Leaves the innermost folder. */
static void pop(struct walk *w)
{
	folder_release(&w->levels[--w->nlevels].names);
	if (w->rules.count > w->nlevels) /* not where memory ran out */
		rule_stack_pop(&w->rules);
}

void walk_close(struct walk *w)
{
	if (!w)
		return;
	while (w->nlevels > 0)
		pop(w);
	coop_strmap_free(w->seen);
	rule_stack_release(&w->rules);
	coop_buf_release(&w->path);
	coop_buf_release(&w->stored);
	real_paths_release(&w->real);
	free(w->levels);
	free(w);
}

void walk_on_folder(struct walk *w,
	enum coop_status (*take)(void *data, const char *path, struct coop_error *err),
	void *data)
{
	w->take = take;
	w->data = data;
}

/* ---- what is skipped, and what fails ---- */

/* Reports a path that cannot be read, for report_failed() to decide whether the run ends. */
static enum coop_status fail_path(struct walk *w, const char *path,
	const struct coop_error *why, struct coop_error *err)
{
	report_file(w->report, path);
	enum coop_status st = report_failed(w->report, path, why, err);
	report_file_end(w->report, path);
	return st;
}

static enum coop_status fail_errno(
	struct walk *w, const char *path, int number, struct coop_error *err)
{
	struct coop_error why = {0};
	coop_fail(&why, failure_status(number), "%s", coop_errno_text(number));
	return fail_path(w, path, &why, err);
}

/* Whether a file or folder comes for the first time. */
static enum coop_status is_new(
	struct walk *w, const struct stat *st, bool *added, struct coop_error *err)
{
	char key[sizeof st->st_dev + sizeof st->st_ino];
	uint32_t id;
	memcpy(key, &st->st_dev, sizeof st->st_dev);
	memcpy(key + sizeof st->st_dev, &st->st_ino, sizeof st->st_ino);
	return coop_strmap_intern(w->seen, key, sizeof key, &id, added, err);
}

static void skip_again(struct walk *w, const char *path)
{
	report_skipped(w->report, path,
		TR("already read, under another name or named twice",
			"déjà lu, sous un autre nom ou nommé deux fois"));
}

/* Whether an entry comes again, which goes to the report as skipped. */
static enum coop_status check_again(
	struct walk *w, const struct entry *e, bool *again, struct coop_error *err)
{
	bool added = true;
	enum coop_status st = is_new(w, &e->st, &added, err);
	*again = !added;
	if (!st && *again)
		skip_again(w, e->at.path);
	return st;
}

/* ---- the entries of a walk ---- */

/* Whether a folder is one of those around it. */
static bool is_around(const struct walk *w, const struct entry *e)
{
	for (size_t i = 0; i < w->nlevels; i++)
		if (w->levels[i].dev == e->st.st_dev && w->levels[i].ino == e->st.st_ino)
			return true;
	return false;
}

/* Finds what a folder that is named is called in records. */
static enum coop_status begin_stored(
	struct walk *w, const char *path, struct coop_error *err)
{
	coop_buf_reset(&w->stored);
	enum coop_status st =
		w->root ? root_add_folder(w->root, &w->real, path, &w->stored, err)
			: COOP_OK;
	w->named = w->stored.len;
	return st;
}

/* Enters a folder, unless it cannot be listed to its end. */
static enum coop_status push(
	struct walk *w, const struct entry *e, struct coop_error *err)
{
	struct coop_error problem = {0};
	if (!coop_array_grow(&w->levels, &w->cap, w->nlevels + 1, sizeof *w->levels))
		return coop_fail_nomem(err);
	struct level *level = &w->levels[w->nlevels];
	bool slash = e->at.path[e->at.len - 1] == '/';
	*level = (struct level){
		.dev = e->st.st_dev, .ino = e->st.st_ino, .below = e->at.len + !slash};
	if (folder_read(&level->names, e->at.path, &problem)) {
		folder_release(&level->names);
		return fail_path(w, e->at.path, &problem, err);
	}
	w->nlevels++;
	enum coop_status st = rule_stack_push(&w->rules, e->at.path, e->at.len, err);
	if (e->named) {
		coop_buf_reset(&w->path);
		coop_buf_add(&w->path, e->at.path, e->at.len);
		st = st ? st : begin_stored(w, e->at.path, err);
	}
	if (!slash)
		coop_buf_byte(&w->path, '/');
	return st ? st : coop_buf_check(&w->path, err);
}

/* Enters a folder, unless it was entered before or is around the current one. */
static enum coop_status enter(
	struct walk *w, const struct entry *e, struct coop_error *err)
{
	bool again;
	if (is_around(w, e)) {
		report_skipped(w->report, e->at.path,
			TR("a link that leads back to a folder around it",
				"un lien qui ramène à un dossier qui le contient"));
		return COOP_OK;
	}
	enum coop_status st = check_again(w, e, &again, err);
	if (!st && !again && w->take)
		st = w->take(w->data, e->at.path, err);
	return st || again ? st : push(w, e, err);
}

/* `*found` when a file is to be read. */
static enum coop_status take_file(
	struct walk *w, const struct entry *e, bool *found, struct coop_error *err)
{
	bool again = true;
	if (!rule_stack_includes(&w->rules, &e->at)) {
		report_skipped(w->report, e->at.path,
			TR("not among --include", "ne figure pas dans --include"));
		return COOP_OK;
	}
	if (!e->named && !reader_knows(e->at.path) &&
		!reader_is_disguised(e->at.path, e->at.path)) {
		reader_skip(w->report, e->at.path, e->at.path);
		return COOP_OK;
	}
	if (!e->named && rejects_is_one(e->at.path)) {
		report_skipped(w->report, e->at.path,
			TR("rows that an index rejected",
				"lignes qu'un index a rejetées"));
		return COOP_OK;
	}
	enum coop_status st = check_again(w, e, &again, err);
	*found = !st && !again;
	return st;
}

/* Reports a path whose stat() failed. */
static enum coop_status fail_entry(
	struct walk *w, const struct entry *e, int why, struct coop_error *err)
{
	struct stat link;
	bool nowhere = why == ENOENT || why == ELOOP;
	if (!nowhere || e->named || lstat(e->at.path, &link) != 0 ||
		!S_ISLNK(link.st_mode))
		return fail_errno(w, e->at.path, why, err);
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT, "%s",
		TR("a link to nowhere", "un lien qui ne mène nulle part"));
	return fail_path(w, e->at.path, &problem, err);
}

/* What an entry that is no file and no folder is, in the user's language. */
static const char *name_of_node(mode_t mode)
{
	return S_ISFIFO(mode)
		       ? TR("a pipe, which is read only when it is named itself",
				 "un tube, qui n'est lu que si on le nomme lui-même")
	       : S_ISSOCK(mode)
		       ? TR("a socket, no file", "une socket, pas un fichier")
		       : TR("a device, no file", "un périphérique, pas un fichier");
}

/* An entry that is no file and no folder; `*found` when it is a pipe that is named. */
static enum coop_status take_node(
	struct walk *w, const struct entry *e, bool *found, struct coop_error *err)
{
	const char *what = name_of_node(e->st.st_mode);
	bool again = true;
	if (!e->named) {
		report_skipped(w->report, e->at.path, what);
		return COOP_OK;
	}
	if (!S_ISFIFO(e->st.st_mode)) {
		struct coop_error problem = {0};
		coop_fail(&problem, COOP_E_INPUT, "%s", what);
		return fail_path(w, e->at.path, &problem, err);
	}
	enum coop_status st = check_again(w, e, &again, err);
	*found = !st && !again;
	return st;
}

static bool is_hidden(struct walk *w, const struct entry *e)
{
	if (e->named || e->at.path[e->at.name] != '.')
		return false;
	if (strcmp(e->at.path + e->at.name, RULE_STACK_FILE) != 0)
		report_skipped(w->report, e->at.path, TR("hidden", "caché"));
	return true;
}

/* Enters a folder, skips or reports an entry; `*found` when it is a file to read. */
static enum coop_status visit(
	struct walk *w, struct entry *e, bool *found, struct coop_error *err)
{
	if (is_hidden(w, e))
		return COOP_OK;
	int why = stat(e->at.path, &e->st) == 0 ? 0 : errno;
	bool folder = !why && S_ISDIR(e->st.st_mode);
	if (!(e->named && (folder || why)) &&
		rule_stack_excludes(&w->rules, &e->at, folder))
		return COOP_OK;
	if (why)
		return fail_entry(w, e, why, err);
	if (folder)
		return enter(w, e, err);
	if (S_ISREG(e->st.st_mode))
		return take_file(w, e, found, err);
	return take_node(w, e, found, err);
}

/* ---- the paths of the selection ---- */

/* Finds what a file is called in records. */
static enum coop_status store_path(
	struct walk *w, const char *path, const char **stored, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*stored = path;
	if (!w->root)
		return COOP_OK;
	if (w->nlevels > 0) {
		w->stored.len = w->named;
		coop_buf_str(&w->stored, path + w->levels[0].below);
		st = coop_buf_check(&w->stored, err);
	} else {
		coop_buf_reset(&w->stored);
		st = root_add_file(w->root, &w->real, path, &w->stored, err);
	}
	*stored = w->stored.s;
	return st;
}

/* Visits a path; fills `file` when it is one to read. */
static enum coop_status visit_path(struct walk *w, const char *path, size_t name,
	struct walk_file *file, bool *found, struct coop_error *err)
{
	struct entry e = {.at = {path, strlen(path), name}, .named = w->nlevels == 0};
	enum coop_status st = visit(w, &e, found, err);
	if (st || !*found)
		return st;
	*file = (struct walk_file){.at = {.path = path},
		.size = e.st.st_size > 0 ? (uint64_t)e.st.st_size : 0,
		.mtime = e.st.st_mtim.tv_sec * INT64_C(1000000000) + e.st.st_mtim.tv_nsec,
		.stream = !S_ISREG(e.st.st_mode)};
	return store_path(w, path, &file->at.stored, err);
}

/* Begins the next path; `*found` when it is a file to read, or standard input. */
static enum coop_status next_root(
	struct walk *w, struct walk_file *file, bool *found, struct coop_error *err)
{
	const char *path = w->selection->paths[w->next++];
	if (!infile_is_stdin(path)) {
		const char *slash = strrchr(path, '/');
		return visit_path(w, path, slash ? (size_t)(slash - path) + 1 : 0, file,
			found, err);
	}
	*found = !w->read_stdin;
	*file = (struct walk_file){.at = {path, path}, .stream = true};
	if (w->read_stdin)
		skip_again(w, path);
	w->read_stdin = true;
	return COOP_OK;
}

/* Visits the next entry of the innermost folder. */
static enum coop_status next_entry(
	struct walk *w, struct walk_file *file, bool *found, struct coop_error *err)
{
	struct level *level = &w->levels[w->nlevels - 1];
	const char *name = folder_next(&level->names);
	if (!name) {
		pop(w);
		return COOP_OK;
	}
	/* the path of the entry before follows that of the folder */
	w->path.len = level->below;
	coop_buf_str(&w->path, name);
	enum coop_status st = coop_buf_check(&w->path, err);
	return st ? st : visit_path(w, w->path.s, level->below, file, found, err);
}

enum coop_status walk_next(
	struct walk *w, struct walk_file *file, bool *more, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*more = false;
	while (!st && !*more && (w->nlevels > 0 || w->next < w->selection->count))
		st = w->nlevels > 0 ? next_entry(w, file, more, err)
				    : next_root(w, file, more, err);
	return st;
}
