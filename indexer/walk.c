#include "indexer/walk.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/reader.h"
#include "indexer/rejects.h"
#include "shared/i18n.h"
#include "shared/strmap.h"

#define RULES ".ignore"

/* A folder that is being walked. */
struct level {
	size_t below; /* where the paths below it begin, in the path of an entry */
	struct ignore *rules; /* of its own file; NULL without one */
};

struct walk {
	const struct selection *selection;
	struct report *report;
	size_t next;              /* path of the selection to begin */
	FTS *fts;                 /* NULL between two of them */
	struct coop_strmap *seen; /* device and inode of what was read or entered */
	struct level *levels;     /* by fts_level */
	size_t nlevels, cap;
	struct coop_buf scratch;
	bool read_stdin;
};

enum coop_status walk_open(const struct selection *selection, struct report *report,
	struct walk **out, struct coop_error *err)
{
	*out = NULL;
	struct walk *w = calloc(1, sizeof *w);
	if (!w)
		return coop_fail_nomem(err);
	w->selection = selection;
	w->report = report;
	enum coop_status st = coop_strmap_new(&w->seen, err);
	if (st)
		walk_close(w);
	else
		*out = w;
	return st;
}

static void pop(struct walk *w)
{
	ignore_free(w->levels[--w->nlevels].rules);
}

/* Ends the walk of one path. */
static void close_root(struct walk *w)
{
	while (w->nlevels > 0)
		pop(w);
	if (w->fts)
		fts_close(w->fts);
	w->fts = NULL;
}

void walk_close(struct walk *w)
{
	if (!w)
		return;
	close_root(w);
	coop_strmap_free(w->seen);
	coop_buf_release(&w->scratch);
	free(w->levels);
	free(w);
}

/* ---- what is not read ---- */

static void reject(struct walk *w, const char *path, const char *why)
{
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT, "%s", why);
	report_file(w->report, path);
	report_rejected(w->report, &(struct coop_place){.path = path}, &problem);
	report_file_end(w->report, path);
}

/* Whether a rule leaves an entry out. What it says goes to the report. */
static bool leaves_out(struct walk *w, const FTSENT *e, const struct ignore *rules,
	const struct ignore_rule *rule, const char *folder, size_t folder_len)
{
	if (rule->read)
		return false;
	struct coop_error why = {0};
	if (folder)
		coop_fail(&why, COOP_E_INPUT, TR("'%s' in %.*s%s", "'%s' dans %.*s%s"),
			ignore_text(rules, rule), (int)folder_len, folder, RULES);
	else
		coop_fail(&why, COOP_E_INPUT, "--exclude '%s'", ignore_text(rules, rule));
	report_skipped(w->report, e->fts_path, why.msg);
	return true;
}

/* Where the path below what was named begins in that of an entry; a file named is its name. */
static size_t below_root(const struct walk *w, const FTSENT *e)
{
	return w->nlevels > 0 ? w->levels[0].below
			      : (size_t)e->fts_pathlen - e->fts_namelen;
}

/* Whether the user, or a ".ignore" from here upwards, has an entry left out. */
static bool is_ignored(struct walk *w, const FTSENT *e, bool folder)
{
	const char *path = e->fts_path;
	size_t len = e->fts_pathlen;
	size_t below = below_root(w, e);
	const struct ignore *rules = w->selection->exclude;
	const struct ignore_rule *rule =
		rules ? ignore_match(rules, path + below, len - below, folder) : NULL;
	if (rule)
		return leaves_out(w, e, rules, rule, NULL, 0);
	for (size_t i = w->nlevels; i > 0; i--) {
		below = w->levels[i - 1].below;
		rules = w->levels[i - 1].rules;
		rule = rules ? ignore_match(rules, path + below, len - below, folder)
			     : NULL;
		if (rule)
			return leaves_out(w, e, rules, rule, path, below);
	}
	return false;
}

/* Whether --include, if given, names a file or a folder it is in. */
static bool is_included(const struct walk *w, const FTSENT *e)
{
	const struct ignore *rules = w->selection->include;
	size_t below = below_root(w, e);
	const char *path = e->fts_path + below;
	size_t len = e->fts_pathlen - below;
	const struct ignore_rule *rule = NULL;
	for (size_t n = len; rules && !rule && n > 0;) {
		rule = ignore_match(rules, path, n, n < len);
		while (n > 0 && path[--n] != '/')
			;
	}
	return !rules || (rule && !rule->read);
}

/* Whether a file or folder is met for the first time. */
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

/* Whether an entry is met again, which goes to the report. */
static enum coop_status check_again(
	struct walk *w, const FTSENT *e, bool *again, struct coop_error *err)
{
	bool added = true;
	enum coop_status st = is_new(w, e->fts_statp, &added, err);
	*again = !added;
	if (!st && *again)
		skip_again(w, e->fts_path);
	return st;
}

/* ---- the entries of a walk ---- */

/* Reads the rules of a folder. */
static enum coop_status read_rules(
	struct walk *w, const FTSENT *folder, struct level *level, struct coop_error *err)
{
	struct stat st;
	coop_buf_reset(&w->scratch);
	coop_buf_add(&w->scratch, folder->fts_path, folder->fts_pathlen);
	coop_buf_str(&w->scratch, level->below > folder->fts_pathlen ? "/" RULES : RULES);
	enum coop_status status = coop_buf_check(&w->scratch, err);
	if (status || stat(w->scratch.s, &st) != 0 || !S_ISREG(st.st_mode))
		return status;
	status = ignore_new(&level->rules, err);
	if (status)
		return status;
	report_file(w->report, w->scratch.s);
	status = ignore_read(level->rules, w->scratch.s, w->report, err);
	report_file_end(w->report, w->scratch.s);
	return status;
}

/* Enters a folder, unless it was entered before. */
static enum coop_status enter(struct walk *w, FTSENT *e, struct coop_error *err)
{
	bool again;
	enum coop_status st = check_again(w, e, &again, err);
	if (st || again) {
		fts_set(w->fts, e, FTS_SKIP);
		return st;
	}
	if (!coop_array_grow(&w->levels, &w->cap, w->nlevels + 1, sizeof *w->levels))
		return coop_fail_nomem(err);
	struct level *level = &w->levels[w->nlevels++];
	bool slash = e->fts_path[e->fts_pathlen - 1] == '/';
	*level = (struct level){.below = e->fts_pathlen + !slash};
	e->fts_number = 1; /* to be left again */
	return read_rules(w, e, level, err);
}

/* Whether a file is to be read. */
static enum coop_status take_file(
	struct walk *w, const FTSENT *e, bool *found, struct coop_error *err)
{
	bool named = e->fts_level == FTS_ROOTLEVEL, again = true;
	if (!is_included(w, e)) {
		report_skipped(w->report, e->fts_path,
			TR("not among --include", "ne figure pas dans --include"));
		return COOP_OK;
	}
	if (!named && !reader_knows(e->fts_path)) {
		report_skipped(w->report, e->fts_path, reader_why_not(e->fts_path));
		return COOP_OK;
	}
	if (!named && rejects_is_one(e->fts_path)) {
		report_skipped(w->report, e->fts_path,
			TR("rows that an index rejected",
				"lignes qu'un index a rejetées"));
		return COOP_OK;
	}
	enum coop_status st = check_again(w, e, &again, err);
	*found = !st && !again;
	return st;
}

/* What is no file and no folder, in words for users. */
static const char *name_of_node(mode_t mode)
{
	return S_ISFIFO(mode)
		       ? TR("a pipe, which is read only when it is named itself",
				 "un tube, qui n'est lu que si on le nomme lui-même")
	       : S_ISSOCK(mode)
		       ? TR("a socket, no file", "une socket, pas un fichier")
		       : TR("a device, no file", "un périphérique, pas un fichier");
}

/* Deals with what is neither a file nor a folder that can be entered. */
static void pass_over(struct walk *w, const FTSENT *e)
{
	switch (e->fts_info) {
	case FTS_DC:
		report_skipped(w->report, e->fts_path,
			TR("a link that leads back to a folder around it",
				"un lien qui ramène à un dossier qui le contient"));
		break;
	case FTS_SLNONE:
		reject(w, e->fts_path,
			TR("a link to nowhere", "un lien qui ne mène nulle part"));
		break;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		reject(w, e->fts_path, coop_errno_text(e->fts_errno));
		break;
	default:
		report_skipped(
			w->report, e->fts_path, name_of_node(e->fts_statp->st_mode));
	}
}

/* Whether an entry is passed over for its name. */
static bool is_left_out(struct walk *w, const FTSENT *e, bool folder)
{
	bool named = e->fts_level == FTS_ROOTLEVEL;
	if (!named && e->fts_name[0] == '.') {
		if (strcmp(e->fts_name, RULES) != 0)
			report_skipped(w->report, e->fts_path, TR("hidden", "caché"));
		return true;
	}
	return !(named && folder) && is_ignored(w, e, folder);
}

/* Deals with one entry; `*found` when it is a file to read. */
static enum coop_status visit(
	struct walk *w, FTSENT *e, bool *found, struct coop_error *err)
{
	bool folder =
		e->fts_info == FTS_D || e->fts_info == FTS_DC || e->fts_info == FTS_DNR;
	if (e->fts_info == FTS_DP || e->fts_info == FTS_DNR) {
		if (e->fts_number)
			pop(w);
		e->fts_number = 0;
	}
	if (e->fts_info == FTS_DP)
		return COOP_OK;
	if (is_left_out(w, e, folder)) {
		if (e->fts_info == FTS_D)
			fts_set(w->fts, e, FTS_SKIP);
		return COOP_OK;
	}
	if (e->fts_info == FTS_D)
		return enter(w, e, err);
	if (e->fts_info == FTS_F)
		return take_file(w, e, found, err);
	pass_over(w, e);
	return COOP_OK;
}

/* ---- the paths of the selection ---- */

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* Deals with a path that is no file and no folder; `*found` when it is a pipe, to be read. */
static enum coop_status take_node(struct walk *w, const char *path, const struct stat *st,
	bool *found, struct coop_error *err)
{
	if (!S_ISFIFO(st->st_mode)) {
		reject(w, path, name_of_node(st->st_mode));
		return COOP_OK;
	}
	enum coop_status status = is_new(w, st, found, err);
	if (!status && !*found)
		skip_again(w, path);
	return status;
}

/* Begins the next path; `*found` when it is standard input, or a pipe as good as that. */
static enum coop_status open_root(
	struct walk *w, const char *path, bool *found, struct coop_error *err)
{
	struct stat st;
	if (strcmp(path, SOURCE_STDIN) == 0) {
		*found = !w->read_stdin;
		if (w->read_stdin)
			skip_again(w, path);
		w->read_stdin = true;
		return COOP_OK;
	}
	if (stat(path, &st) != 0) {
		reject(w, path, coop_errno_text(errno));
		return COOP_OK;
	}
	if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		return take_node(w, path, &st, found, err);
	char *roots[] = {(char *)path, NULL}; /* fts_open() does not write to it */
	w->fts = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
	return w->fts ? COOP_OK
		      : coop_fail_errno(
				err, TR("cannot read", "impossible de lire"), path);
}

/* Goes on with the path that is begun; `*found` when there is a file to read. */
static enum coop_status next_entry(
	struct walk *w, struct walk_file *file, bool *found, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	FTSENT *e = NULL;
	while (!st && !*found && (errno = 0, e = fts_read(w->fts)) != NULL)
		st = visit(w, e, found, err);
	if (*found)
		*file = (struct walk_file){e->fts_path,
			e->fts_statp->st_size > 0 ? (uint64_t)e->fts_statp->st_size : 0};
	if (st || e)
		return st;
	st = errno == 0 ? COOP_OK
			: coop_fail_errno(err, TR("cannot read", "impossible de lire"),
				  w->selection->paths[w->next - 1]);
	close_root(w);
	return st;
}

enum coop_status walk_next(
	struct walk *w, struct walk_file *file, bool *more, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*more = false;
	while (!st && !*more && (w->fts || w->next < w->selection->count)) {
		if (w->fts) {
			st = next_entry(w, file, more, err);
			continue;
		}
		const char *path = w->selection->paths[w->next++];
		st = open_root(w, path, more, err);
		*file = (struct walk_file){.path = path};
	}
	return st;
}
