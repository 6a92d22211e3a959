#include "indexer/update/scan.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "indexer/decode/filetype.h"
#include "indexer/disk/filehash.h"
#include "indexer/disk/infile.h"
#include "indexer/select/walk.h"

/* How long before a build a file must have been left alone for its mtime to be trusted. */
#define TRUSTED_AFTER INT64_C(2000000000) /* nanoseconds */

void scan_release(struct scan *s)
{
	free(s->at);
	coop_buf_release(&s->names);
	*s = (struct scan){0};
}

/* A scan in progress. */
struct scanner {
	struct scan *out;
	const struct scan_before *before;
	const char *root;
	struct coop_strmap *known; /* the sources before, by path; NULL without */
	struct coop_strmap *taken; /* stored paths of this scan */
	bool *met;                 /* the sources before that were met again */
	size_t last;               /* one more than the last of them */
	struct coop_buf scratch;
};

static enum coop_status add_entry(struct scanner *s, const char *shown,
	const char *stored, struct scan_entry **out, struct coop_error *err)
{
	struct scan *scan = s->out;
	if (!coop_array_grow(&scan->at, &scan->cap, scan->count + 1, sizeof *scan->at))
		return coop_fail_nomem(err);
	*out = &scan->at[scan->count++];
	**out = (struct scan_entry){
		.path = scan->names.len, .before = SCAN_NOT_BEFORE, .read = true};
	coop_buf_add(&scan->names, shown, strlen(shown) + 1);
	(*out)->stored = scan->names.len;
	coop_buf_add(&scan->names, stored, strlen(stored) + 1);
	return coop_buf_check(&scan->names, err);
}

uint64_t scan_size(const struct scan *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].stream)
			return 0;
	return s->bytes;
}

static bool is_trusted(int64_t mtime, int64_t begun)
{
	return mtime < begun - TRUSTED_AFTER;
}

/* Whether the content of a file is the one it had; sets the hash of what it is now. */
static bool has_same_content(
	const char *path, struct source_state *now, const struct source_state *before)
{
	if (before->hash == 0 || now->size != before->size)
		return false;
	/* a file that cannot be read is read, which tells why */
	return file_hash(path, &now->hash) && now->hash == before->hash;
}

static bool is_unchanged(const struct sources *table, const struct source *of,
	const char *path, struct source_state *now)
{
	const struct source_state *before = &of->state;
	if (of->flags != 0 || now->settings != before->settings)
		return false;
	if (now->size == before->size && now->mtime == before->mtime &&
		is_trusted(now->mtime, table->begun)) {
		now->hash = before->hash;
		return true;
	}
	return has_same_content(path, now, before);
}

/*
 * Computes the hash of a file that is to be read, if the next build may need it: because its mtime cannot
 * be trusted then, or because reading it again takes long.
 */
static void note_hash(const struct scanner *s, const char *path, struct source_state *now)
{
	bool needed = !is_trusted(now->mtime, s->out->begun) || filetype_of(path) != NULL;
	if (needed && now->hash == 0 && !file_hash(path, &now->hash))
		now->hash = 0;
}

/* Compares a file with what the table has of it. */
static void compare(struct scanner *s, struct scan_entry *e)
{
	const struct sources *table = s->before->sources;
	const char *shown = scan_path(s->out, e), *stored = scan_stored(s->out, e);
	uint32_t id;
	if (s->known && s->met &&
		coop_strmap_find(s->known, stored, strlen(stored), &id)) {
		e->before = id;
		s->met[id] = true;
		s->out->reordered |= !s->before->keep && id < s->last;
		s->last = (size_t)id + 1;
		e->read = e->stream ||
			  !is_unchanged(table, &table->at[id], shown, &e->state);
	}
	if (e->read && !e->stream)
		note_hash(s, shown, &e->state);
	s->out->added += e->read && e->before == SCAN_NOT_BEFORE;
	s->out->changed += e->read && e->before != SCAN_NOT_BEFORE;
	s->out->bytes += e->read ? e->state.size : 0;
}

/* Whether a file is to be read here, and not by another shard alone. */
static enum coop_status is_here(
	struct scanner *s, const char *stored, bool *here, struct coop_error *err)
{
	const struct dealing *d = s->before->dealing;
	*here = true;
	if (!d || !dealing_is_whole(d, stored))
		return COOP_OK;
	enum coop_status st =
		dealing_has(d, stored, strlen(stored), &s->scratch, here, err);
	s->out->passed += !*here;
	return st;
}

static enum coop_status take_file(struct scanner *s, const struct walk_file *file,
	struct progress *progress, struct coop_error *err)
{
	const char *stored = file->at.stored;
	struct scan_entry *e = NULL;
	uint32_t id;
	bool added, here = true;
	progress_part(progress, file->at.path, 1);
	enum coop_status st =
		coop_strmap_intern(s->taken, stored, strlen(stored), &id, &added, err);
	if (!st && added)
		st = is_here(s, stored, &here, err);
	if (st || !added || !here)
		return st;
	st = add_entry(s, file->at.path, stored, &e, err);
	if (st || !e)
		return st;
	e->stream = file->stream;
	e->state = (struct source_state){.size = file->size,
		.mtime = file->mtime,
		.settings = s->before->settings};
	compare(s, e);
	return COOP_OK;
}

static enum coop_status walk_all(struct scanner *s, const struct selection *selection,
	struct report *report, struct coop_error *err)
{
	struct walk *walk = NULL;
	struct walk_file file;
	bool more = true, silent = report->silent;
	const struct dealing *dealing = s->before->dealing;
	const struct counters count = report->count;
	/* what is found on the way is told by the first shard alone */
	const bool tells = !dealing || dealing->shard <= 1;
	report->silent |= !tells;
	enum coop_status st = walk_open(selection, s->root, report, &walk, err);
	while (!st && more) {
		st = stop_check(report->stop, err);
		if (!st)
			st = walk_next(walk, &file, &more, err);
		if (!st && more)
			st = take_file(s, &file, report->progress, err);
	}
	walk_close(walk);
	report->silent = silent;
	if (!tells)
		report->count = count;
	return st;
}

/* Appends the path of the file that a source was. */
static void add_path(const char *root, const char *stored, struct coop_buf *out)
{
	if (root && *root && *stored != '/')
		coop_buf_printf(out, "%s%s", root, strcmp(root, "/") == 0 ? "" : "/");
	coop_buf_str(out, stored);
}

/* Has a source that is kept read again, since records of it are lost. */
static enum coop_status read_again(
	struct scanner *s, const char *stored, size_t before, struct coop_error *err)
{
	struct coop_buf path = {0};
	struct scan_entry *e = NULL;
	struct stat st = {.st_size = 0};
	add_path(s->before->root, stored, &path);
	enum coop_status status = coop_buf_check(&path, err);
	if (!status)
		status = add_entry(s, path.s, stored, &e, err);
	if (!status && e) {
		/* a file that is not there is read, which tells why; what is none is not */
		bool there = stat(path.s, &st) == 0;
		e->read = !there || S_ISREG(st.st_mode);
		e->state = (struct source_state){.size = (uint64_t)st.st_size,
			.mtime = st.st_mtim.tv_sec * INT64_C(1000000000) +
				 st.st_mtim.tv_nsec,
			.settings = s->before->settings};
		e->before = before;
		if (there && e->read)
			note_hash(s, path.s, &e->state);
		s->out->changed++;
		s->out->bytes += e->state.size;
	}
	coop_buf_release(&path);
	return status;
}

static enum coop_status add_kept(
	struct scanner *s, const struct sources *table, size_t i, struct coop_error *err)
{
	struct scan_entry *e = NULL;
	const char *path = source_path(table, &table->at[i]);
	if (table->at[i].flags & SOURCE_LOST && !infile_is_stdin(path))
		return read_again(s, path, i, err);
	enum coop_status st = add_entry(s, path, path, &e, err);
	if (st || !e)
		return st;
	e->state = table->at[i].state;
	e->before = i;
	e->read = false;
	return COOP_OK;
}

/* The place of an entry before: entries of sources that were there keep the order of the table. */
static int by_place(const void *a, const void *b)
{
	const struct scan_entry *x = a, *y = b;
	if (x->before != y->before)
		return x->before < y->before ? -1 : 1;
	return x->path < y->path ? -1 : x->path > y->path;
}

/* Takes the sources that were not met: they stay as they are, or are gone. */
static enum coop_status take_unmet(struct scanner *s, struct coop_error *err)
{
	const struct sources *table = s->before->sources;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && table && i < table->count; i++) {
		if (s->met && s->met[i])
			continue;
		if (s->before->keep)
			st = add_kept(s, table, i, err);
		else
			s->out->gone++;
	}
	if (!st && s->before->keep && s->out->count > 0)
		qsort(s->out->at, s->out->count, sizeof *s->out->at, by_place);
	return st;
}

/* The time, in nanoseconds since 1970. */
static int64_t time_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

enum coop_status scan_run(const struct selection *selection, const char *root,
	const struct scan_before *before, struct report *report, struct scan *out,
	struct coop_error *err)
{
	struct scanner s = {.out = out, .before = before, .root = root};
	*out = (struct scan){.begun = time_now()};
	enum coop_status st = coop_strmap_new(&s.taken, err);
	if (!st && before->sources)
		st = sources_index(before->sources, &s.known, err);
	if (!st && before->sources) {
		s.met = calloc(before->sources->count + 1, sizeof *s.met);
		st = s.met ? COOP_OK : coop_fail_nomem(err);
	}
	if (!st)
		st = walk_all(&s, selection, report, err);
	if (!st)
		st = take_unmet(&s, err);
	/* files that were not looked at are trusted no more than before */
	if (before->keep && before->sources)
		out->begun = before->sources->begun;
	coop_strmap_free(s.known);
	coop_strmap_free(s.taken);
	coop_buf_release(&s.scratch);
	free(s.met);
	return st;
}

enum coop_status scan_keep_all(
	const struct scan_before *before, struct scan *out, struct coop_error *err)
{
	struct scanner s = {.out = out, .before = before};
	enum coop_status st = COOP_OK;
	*out = (struct scan){.begun = before->sources->begun};
	for (size_t i = 0; !st && i < before->sources->count; i++)
		st = add_kept(&s, before->sources, i, err);
	return st;
}
