#include "indexer/watch/watches.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/disk/infile.h"
#include "indexer/disk/tempfile.h"
#include "indexer/read/reader.h"
#include "indexer/report/report.h"
#include "indexer/select/rule_stack.h"
#include "indexer/select/walk.h"
#include "shared/core/buf.h"
#include "shared/core/i18n.h"

enum {
	APPEARS = IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM,
	CHANGES = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB,
	GOES = IN_DELETE_SELF | IN_MOVE_SELF,
	LOST = IN_UNMOUNT | IN_Q_OVERFLOW
};

#define WHOLE SIZE_MAX

/* A watched folder: all of it, or one name in it. A folder may have several of these. */
struct watched {
	int wd;
	size_t name; /* in `names`, or WHOLE */
};

/* What is watched. */
struct watch_list {
	struct watched *all; /* in the order of `wd`, once it is complete */
	size_t count, cap;
	struct coop_buf names;
};

struct watches {
	int fd;                       /* -1 where inotify cannot be had */
	int why;                      /* the errno of what is not watched, or 0 */
	struct watch_list list, next; /* `next` while the selection is walked */
	struct coop_buf path;         /* scratch */
	/* of the index, while the selection is walked */
	struct stat index, around;
	bool has_index, has_around;
	struct coop_buf inside; /* its path, as the walk has it, with a '/' */
	struct coop_buf index_path;
	const char *index_name; /* the end of that */
	int around_wd;          /* the watched folder that the index is in, or -1 */
};

enum coop_status watches_new(struct watches **out, struct coop_error *err)
{
	*out = calloc(1, sizeof **out);
	if (!*out)
		return coop_fail_nomem(err);
	(*out)->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	(*out)->around_wd = -1;
	return COOP_OK;
}

static void release(struct watch_list *l)
{
	free(l->all);
	coop_buf_release(&l->names);
	*l = (struct watch_list){0};
}

void watches_free(struct watches *w)
{
	if (!w)
		return;
	if (w->fd >= 0)
		close(w->fd);
	release(&w->list);
	release(&w->next);
	coop_buf_release(&w->path);
	coop_buf_release(&w->inside);
	coop_buf_release(&w->index_path);
	free(w);
}

/* ---- setting ---- */

/* Whether a folder that cannot be watched is not there or closed: whoever changes that is watched. */
static bool is_no_matter(int number)
{
	return number == ENOENT || number == ENOTDIR || number == EACCES ||
	       number == ELOOP || number == ENAMETOOLONG;
}

/* Watches a folder, or one name in it; `*wd` is -1 when that cannot be done. */
static enum coop_status add(struct watches *w, const char *folder, const char *name,
	int *wd, struct coop_error *err)
{
	struct watch_list *l = &w->next;
	*wd = w->fd < 0 ? -1
			: inotify_add_watch(
				  w->fd, folder, APPEARS | CHANGES | GOES | IN_ONLYDIR);
	if (*wd < 0 && (name || w->fd < 0 || !is_no_matter(errno)))
		w->why = w->fd < 0 ? EMFILE : errno;
	if (*wd < 0)
		return COOP_OK;
	if (!coop_array_grow(&l->all, &l->cap, l->count + 1, sizeof *l->all))
		return coop_fail_nomem(err);
	l->all[l->count++] = (struct watched){*wd, name ? l->names.len : WHOLE};
	if (name)
		coop_buf_add(&l->names, name, strlen(name) + 1);
	return coop_buf_check(&l->names, err);
}

/* Watches the name that a path ends with, in the folder around it. */
static enum coop_status add_path(
	struct watches *w, const char *path, struct coop_error *err)
{
	size_t len = strlen(path);
	int wd;
	while (len > 1 && path[len - 1] == '/')
		len--;
	coop_buf_reset(&w->path);
	coop_buf_str(&w->path, strchr(path, '/') ? "" : "./");
	coop_buf_add(&w->path, path, len);
	enum coop_status st = coop_buf_check(&w->path, err);
	if (st)
		return st;
	char *slash = strrchr(w->path.s, '/'), *name = slash + 1;
	if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return COOP_OK; /* has no other name */
	if (slash == w->path.s)
		return add(w, "/", name, &wd, err);
	*slash = '\0';
	return add(w, w->path.s, name, &wd, err);
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Watches a folder that the walk enters, unless it is of the index. */
static enum coop_status add_folder(void *data, const char *path, struct coop_error *err)
{
	struct watches *w = data;
	struct stat s;
	int wd;
	bool known = stat(path, &s) == 0;
	if (w->inside.len > 0 && strncmp(path, w->inside.s, w->inside.len) == 0)
		return COOP_OK;
	if (known && w->has_index && same_file(&s, &w->index)) {
		coop_buf_reset(&w->inside);
		coop_buf_str(&w->inside, path);
		if (w->inside.len > 0 && path[w->inside.len - 1] != '/')
			coop_buf_byte(&w->inside, '/');
		return coop_buf_check(&w->inside, err);
	}
	enum coop_status st = add(w, path, NULL, &wd, err);
	if (wd >= 0 && known && w->has_around && same_file(&s, &w->around))
		w->around_wd = wd;
	return st;
}

/* Watches what a file is a link to. */
static enum coop_status add_target(
	struct watches *w, const char *path, struct coop_error *err)
{
	struct stat s;
	if (infile_is_stdin(path) || lstat(path, &s) != 0 || !S_ISLNK(s.st_mode))
		return COOP_OK;
	char *target = realpath(path, NULL);
	if (!target)
		return errno == ENOMEM ? coop_fail_nomem(err) : COOP_OK;
	enum coop_status st = add_path(w, target, err);
	free(target);
	return st;
}

static enum coop_status add_walked(struct watches *w, const struct selection *selection,
	const stop_flag *stop, struct coop_error *err)
{
	struct report silent = {.silent = true, .keep_going = true, .stop = stop};
	struct walk *walk;
	struct walk_file file;
	bool more = true;
	enum coop_status st = walk_open(selection, NULL, &silent, &walk, err);
	if (st)
		return st;
	walk_on_folder(walk, add_folder, w);
	while (!st && more) {
		st = walk_next(walk, &file, &more, err);
		if (!st && more)
			st = add_target(w, file.at.path, err);
		if (!st)
			st = stop_check(stop, err);
	}
	walk_close(walk);
	return st;
}

/* Finds out where the index is; its path is that of the folder itself where there is one. */
static enum coop_status look_at_index(
	struct watches *w, const char *index, struct coop_error *err)
{
	char *real = realpath(index, NULL);
	coop_buf_reset(&w->inside);
	coop_buf_reset(&w->index_path);
	coop_buf_reset(&w->path);
	coop_buf_printf(&w->index_path, "%s%s", real || strchr(index, '/') ? "" : "./",
		real ? real : index);
	free(real);
	enum coop_status st = coop_buf_check(&w->index_path, err);
	if (st)
		return st;
	w->index_name = strrchr(w->index_path.s, '/') + 1;
	coop_buf_add(
		&w->path, w->index_path.s, (size_t)(w->index_name - w->index_path.s));
	w->has_index = stat(w->index_path.s, &w->index) == 0;
	w->has_around = stat(coop_buf_cstr(&w->path), &w->around) == 0;
	w->around_wd = -1;
	return coop_buf_check(&w->path, err);
}

static int compare_watched(const void *a, const void *b)
{
	const struct watched *x = a, *y = b;
	return (x->wd > y->wd) - (x->wd < y->wd);
}

/* The first one of a folder; `count` when there is none. */
static size_t find(const struct watch_list *l, int wd)
{
	const struct watched like = {.wd = wd};
	size_t i = coop_array_lower_bound(
		&like, l->all, l->count, sizeof *l->all, compare_watched);
	return i < l->count && l->all[i].wd == wd ? i : l->count;
}

/* Puts what is watched now in the place of what was, and ends watching the rest of that. */
static void replace_list(struct watches *w)
{
	if (w->next.count > 0)
		qsort(w->next.all, w->next.count, sizeof *w->next.all, compare_watched);
	for (size_t i = 0; i < w->list.count; i++)
		if (find(&w->next, w->list.all[i].wd) == w->next.count)
			inotify_rm_watch(w->fd, w->list.all[i].wd);
	release(&w->list);
	w->list = w->next;
	w->next = (struct watch_list){0};
}

enum coop_status watches_set(struct watches *w, const struct selection *selection,
	const char *index, const stop_flag *stop, struct coop_error *err)
{
	w->why = 0;
	release(&w->next);
	enum coop_status st = look_at_index(w, index, err);
	for (size_t i = 0; !st && i < selection->count; i++)
		st = add_path(w, selection->paths[i], err);
	if (!st)
		st = add_walked(w, selection, stop, err);
	if (!st)
		replace_list(w);
	return st;
}

size_t watches_count(const struct watches *w)
{
	size_t folders = 0;
	for (size_t i = 0; i < w->list.count; i++)
		folders += i == 0 || w->list.all[i].wd != w->list.all[i - 1].wd;
	return folders;
}

enum coop_status watches_lacking(const struct watches *w, struct coop_error *err)
{
	const char *limit = w->why == ENOSPC ? "fs.inotify.max_user_watches=1000000"
			    : w->fd < 0      ? "fs.inotify.max_user_instances=1024"
					     : NULL;
	if (w->why == 0)
		return COOP_OK;
	coop_fail(err, COOP_E_IO,
		TR("not all folders can be watched, so everything is read again every minute: %s",
			"tous les dossiers ne peuvent être surveillés, si bien que tout est relu chaque minute : %s"),
		limit ? TR("the limit of the system is reached",
				"la limite du système est atteinte")
		      : coop_errno_text(w->why));
	if (limit)
		coop_hint(err,
			TR("raise the limit as root: sysctl %s",
				"relevez la limite en tant que root : sysctl %s"),
			limit);
	return COOP_E_IO;
}

/* ---- events ---- */

bool watches_matters(uint32_t mask, const char *name)
{
	if (mask & (GOES | LOST))
		return true;
	if (!*name || tempfile_is_one(name))
		return false;
	if (*name == '.') /* hidden */
		return strcmp(name, RULE_STACK_FILE) == 0;
	return (mask & (APPEARS | IN_ISDIR)) || reader_knows(name) ||
	       reader_may_be_disguised(name);
}

/* Whether an event is a reason to update. */
static bool matters(const struct watches *w, const struct inotify_event *e)
{
	const char *name = e->len > 0 ? e->name : "";
	bool matters = e->mask & LOST;
	for (size_t i = find(&w->list, e->wd);
		i < w->list.count && w->list.all[i].wd == e->wd; i++) {
		size_t only = w->list.all[i].name;
		if (only != WHOLE)
			matters |= (e->mask & GOES) ||
				   strcmp(w->list.names.s + only, name) == 0;
		else if (e->wd != w->around_wd || strcmp(name, w->index_name) != 0)
			matters |= watches_matters(e->mask, name);
	}
	return matters;
}

/* Reads the events that are there. */
static bool read_events(struct watches *w)
{
	enum { ROOM = 16384 };
	_Alignas(struct inotify_event) char events[ROOM];
	bool changed = false;
	ssize_t n;
	while ((n = read(w->fd, events, sizeof events)) > 0)
		for (ssize_t at = 0; at < n;) {
			const struct inotify_event *e =
				(const struct inotify_event *)(const void *)(events + at);
			changed |= matters(w, e);
			at += (ssize_t)(sizeof *e + e->len);
		}
	return changed;
}

bool watches_wait(struct watches *w, double seconds)
{
	struct pollfd p = {.fd = w->fd, .events = POLLIN};
	double ms = seconds * 1000 + 1;
	int timeout = seconds < 0 ? -1 : ms < INT_MAX ? (int)ms : INT_MAX;
	return poll(&p, 1, timeout) > 0 && read_events(w);
}
