#include "indexer/generations/origin.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libdeflate.h>

#include "indexer/disk/entry.h"
#include "indexer/disk/infile.h"
#include "indexer/disk/real_path.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"
#include "shared/core/path.h"
#include "shared/core/strmap.h"

enum {
	FILE_MAX = 64 << 20, /* bytes; a larger file is damaged */
	SHOWN = 2,           /* sources */
	SHOWN_BYTES = 100    /* of each */
};

static const char magic[] = "coopidx origin 1";
static const char in_list = '@';

/* ---- the sources of a selection ---- */

/* Appends a path without links; as it was named if it does not exist. */
static void add_absolute(struct coop_buf *out, const char *path)
{
	char *real = realpath(path, NULL), *cwd = NULL;
	if (!real && *path != '/' && (cwd = getcwd(NULL, 0)) != NULL)
		coop_buf_printf(out, "%s/", cwd);
	coop_buf_str(out, real ? real : path);
	free(cwd);
	free(real);
}

/* Appends the source that stands for a list, whose standard input is a source of its own. */
static enum coop_status add_list(
	const struct selection *s, struct coop_buf *out, struct coop_error *err)
{
	struct coop_buf all = {0}, path = {0};
	char *cwd = getcwd(NULL, 0);
	if (!cwd)
		return coop_cannot_read(".", NULL, err);
	for (size_t i = s->listed; i < s->count && !all.failed && !path.failed; i++) {
		if (infile_is_stdin(s->paths[i]))
			continue;
		coop_buf_reset(&path);
		if (s->paths[i][0] != '/')
			coop_buf_printf(&path, "%s/", cwd);
		coop_buf_str(&path, s->paths[i]);
		if (all.len == 0)
			coop_buf_str(&all, coop_buf_cstr(&path));
		else
			all.len = coop_path_common(all.s, all.len, coop_buf_cstr(&path));
	}
	free(cwd);
	enum coop_status st = all.failed || path.failed ? coop_fail_nomem(err) : COOP_OK;
	if (!st && all.s) {
		all.s[all.len] = '\0';
		coop_buf_byte(out, in_list);
		add_absolute(out, all.len > 0 ? all.s : "/");
		coop_buf_byte(out, '\0');
	}
	coop_buf_release(&path);
	coop_buf_release(&all);
	return st;
}

/* Completes the source that begins at `from`, and drops it when there is one like it. */
static enum coop_status end_source(struct coop_buf *sources, size_t from,
	struct coop_strmap *known, struct coop_error *err)
{
	uint32_t id;
	bool added;
	enum coop_status st = coop_buf_check(sources, err);
	if (!st)
		st = coop_strmap_intern(
			known, sources->s + from, sources->len - from, &id, &added, err);
	if (!st && added)
		coop_buf_byte(sources, '\0');
	else if (!st)
		sources->len = from;
	return st;
}

static enum coop_status add_named(const struct selection *selection,
	const char *stdin_name, struct coop_strmap *known, struct coop_buf *out,
	struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < selection->count; i++) {
		const char *path = selection->paths[i];
		size_t from = out->len;
		if (infile_is_stdin(path))
			coop_buf_printf(
				out, INFILE_STDIN "%s", stdin_name ? stdin_name : "");
		else if (i < selection->listed)
			add_absolute(out, path);
		else
			continue;
		st = end_source(out, from, known, err);
	}
	return st;
}

enum coop_status origin_of(const struct selection *selection, const char *stdin_name,
	struct origin *out, struct coop_error *err)
{
	struct coop_strmap *known;
	*out = (struct origin){.known = true};
	enum coop_status st = coop_strmap_new(&known, err);
	if (!st)
		st = add_named(selection, stdin_name, known, &out->sources, err);
	if (!st && selection->count > selection->listed)
		st = add_list(selection, &out->sources, err);
	coop_strmap_free(known);
	return st ? st : coop_buf_check(&out->sources, err);
}

void origin_release(struct origin *o)
{
	coop_buf_release(&o->sources);
	*o = (struct origin){0};
}

/* ---- the file: strings that end with a NUL each: magic, two numbers, the sources ---- */

enum coop_status origin_write(
	int dir, const char *path, const struct origin *o, struct coop_error *err)
{
	struct coop_buf text = {0};
	coop_buf_printf(&text, "%s%crecords %" PRIu64 "%cmade %" PRId64 "%c", magic, 0,
		o->records, 0, o->made, 0);
	coop_buf_add(&text, coop_buf_cstr(&o->sources), o->sources.len);
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		st = entry_write(dir, path, COOP_INDEX_ORIGIN, text.s, text.len, err);
	coop_buf_release(&text);
	return st;
}

/* Takes "NAME NUMBER" and its NUL off the front; false when the text has none there. */
static bool take_number(const char **s, const char *end, const char *name, int64_t *out)
{
	size_t n = strlen(name);
	char *behind;
	if (strncmp(*s, name, n) != 0 || (*s)[n] != ' ')
		return false;
	errno = 0;
	*out = strtoll(*s + n + 1, &behind, 10);
	*s = behind + 1;
	return *behind == '\0' && errno == 0 && *out >= 0 && *s <= end;
}

/* Parses the text of a file, which ends with a NUL; `known` stays false when it is damaged. */
static void parse(const char *s, size_t len, struct origin *out)
{
	const char *end = s + len;
	int64_t records, made;
	if (len < sizeof magic || memcmp(s, magic, sizeof magic) != 0)
		return;
	s += sizeof magic;
	if (s == end || !take_number(&s, end, "records", &records) || s == end ||
		!take_number(&s, end, "made", &made))
		return;
	out->records = (uint64_t)records;
	out->made = made;
	coop_buf_add(&out->sources, s, (size_t)(end - s));
	out->known = true;
}

static enum coop_status damaged(const char *path, struct coop_error *err)
{
	return coop_fail(err, COOP_E_CORRUPT,
		TR("'%s/%s' is damaged", "« %s/%s » est abîmé"), path, COOP_INDEX_ORIGIN);
}

/* Reads the whole file, if it is there. One that is too large is cut, and damaged to parse(). */
static enum coop_status read_text(int dir, const char *path, struct coop_buf *text,
	bool *there, struct coop_error *err)
{
	int fd = entry_open(dir, COOP_INDEX_ORIGIN);
	*there = fd >= 0 || errno != ENOENT;
	if (fd < 0)
		return *there ? coop_cannot_read(path, COOP_INDEX_ORIGIN, err) : COOP_OK;
	bool done = coop_fd_read_all(fd, FILE_MAX, text);
	close(fd);
	return done           ? COOP_OK
	       : text->failed ? coop_fail_nomem(err)
			      : coop_cannot_read(path, COOP_INDEX_ORIGIN, err);
}

/* Whether the file is the one that the manifest of the generation names, or there is no manifest. */
static enum coop_status check_manifest(int dir, const char *path,
	const struct coop_buf *text, bool *same, struct coop_error *err)
{
	struct coop_manifest m;
	enum coop_status st = coop_manifest_read_any(dir, path, &m, err);
	*same = !m.parts[COOP_PART_ORIGIN].there ||
		libdeflate_crc32(0, coop_buf_cstr(text), text->len) ==
			m.parts[COOP_PART_ORIGIN].crc;
	coop_manifest_release(&m);
	return st;
}

enum coop_status origin_read(
	int dir, const char *path, struct origin *out, struct coop_error *err)
{
	struct coop_buf text = {0};
	bool there, same = false;
	*out = (struct origin){0};
	enum coop_status st = read_text(dir, path, &text, &there, err);
	if (st || !there) {
		coop_buf_release(&text);
		return st;
	}
	st = check_manifest(dir, path, &text, &same, err);
	if (!st && same && text.len > 0 && text.len <= FILE_MAX &&
		text.s[text.len - 1] == '\0')
		parse(text.s, text.len, out);
	if (!st)
		st = coop_buf_check(&out->sources, err);
	if (!st && !out->known)
		st = damaged(path, err);
	coop_buf_release(&text);
	return st;
}

/* ---- comparing ---- */

const char *origin_next(const struct origin *o, const char *s)
{
	if (o->sources.len == 0)
		return NULL;
	const char *end = o->sources.s + o->sources.len;
	s = s ? s + strlen(s) + 1 : o->sources.s;
	return s < end ? s : NULL;
}

/* Whether a path, after the `mark` bytes of a list's sign, is a source or below one. */
static bool is_below(const struct coop_strmap *sources, const char *path, size_t mark)
{
	uint32_t id;
	for (size_t len = strlen(path); len > mark; len--) {
		bool end = path[len] == '\0' || path[len] == '/' || len == mark + 1;
		if (end && (coop_strmap_find(sources, path + mark, len - mark, &id) ||
				   (mark && coop_strmap_find(sources, path, len, &id))))
			return true;
	}
	return false;
}

/* Whether a source is read by those in the map. */
static bool is_covered(
	const struct coop_strmap *sources, const char *source, struct coop_buf *scratch)
{
	uint32_t id;
	if (coop_strmap_find(sources, source, strlen(source), &id))
		return true;
	if (*source == in_list)
		return is_below(sources, source, 1);
	if (*source != '/')
		return false;
	/* a list from the same folder may hold all of its files */
	coop_buf_reset(scratch);
	coop_buf_byte(scratch, in_list);
	coop_buf_str(scratch, source);
	return is_below(sources, source, 0) ||
	       (!scratch->failed &&
		       coop_strmap_find(sources, scratch->s, scratch->len, &id));
}

enum coop_status origin_covers(const struct origin *now, const struct origin *before,
	bool *covers, struct coop_error *err)
{
	struct coop_buf scratch = {0};
	struct coop_strmap *sources;
	uint32_t id;
	bool added;
	*covers = true;
	enum coop_status st = coop_strmap_new(&sources, err);
	for (const char *s = NULL; !st && (s = origin_next(now, s)) != NULL;)
		st = coop_strmap_intern(sources, s, strlen(s), &id, &added, err);
	for (const char *s = NULL; !st && *covers && (s = origin_next(before, s));)
		*covers = is_covered(sources, s, &scratch);
	if (!st)
		st = coop_buf_check(&scratch, err);
	coop_strmap_free(sources);
	coop_buf_release(&scratch);
	return st;
}

enum coop_status origin_without(const struct origin *o, char *const *paths, size_t count,
	struct origin *out, struct coop_error *err)
{
	struct coop_buf path = {0};
	struct real_paths real = {0};
	enum coop_status st = COOP_OK;
	for (const char *s = NULL; !st && (s = origin_next(o, s)) != NULL;) {
		bool named = false;
		for (size_t i = 0; !st && !named && i < count; i++) {
			coop_buf_reset(&path);
			st = real_path_of_folder(&real, paths[i], &path, err);
			named = !st && strcmp(coop_buf_cstr(&path), s) == 0;
		}
		if (!st && !named)
			coop_buf_add(&out->sources, s, strlen(s) + 1);
	}
	real_paths_release(&real);
	coop_buf_release(&path);
	return st ? st : coop_buf_check(&out->sources, err);
}

enum coop_status origin_add(
	struct origin *o, const struct origin *other, struct coop_error *err)
{
	struct coop_strmap *known;
	uint32_t id;
	bool added;
	enum coop_status st = coop_strmap_new(&known, err);
	for (const char *s = NULL; !st && (s = origin_next(o, s)) != NULL;)
		st = coop_strmap_intern(known, s, strlen(s), &id, &added, err);
	for (const char *s = NULL; !st && (s = origin_next(other, s)) != NULL;) {
		st = coop_strmap_intern(known, s, strlen(s), &id, &added, err);
		if (!st && added)
			coop_buf_add(&o->sources, s, strlen(s) + 1);
	}
	coop_strmap_free(known);
	return st ? st : coop_buf_check(&o->sources, err);
}

/* ---- for users ---- */

/* Appends a path, or its end where it is long. */
static void print_path(const char *path, struct coop_buf *out)
{
	size_t len = strlen(path), cut = len > SHOWN_BYTES ? len - SHOWN_BYTES : 0;
	while (cut > 0 && ((unsigned char)path[cut] & 0xc0) == 0x80)
		cut++; /* not inside a character */
	coop_buf_printf(out, "'%s%s'", cut > 0 ? "..." : "", path + cut);
}

static void print_source(const char *source, struct coop_buf *out)
{
	if (*source == in_list) {
		coop_buf_str(
			out, TR("a list of files in ", "une liste de fichiers dans "));
		print_path(source + 1, out);
	} else if (*source != *INFILE_STDIN) {
		print_path(source, out);
	} else {
		coop_buf_str(out, TR("standard input", "l'entrée standard"));
		if (source[1])
			coop_buf_str(out, TR(" named ", " nommée "));
		if (source[1])
			print_path(source + 1, out);
	}
}

void origin_print(const struct origin *o, struct coop_buf *out)
{
	size_t n = 0;
	for (const char *s = NULL; (s = origin_next(o, s)) != NULL; n++) {
		if (n < SHOWN && n > 0)
			coop_buf_str(out, ", ");
		if (n < SHOWN)
			print_source(s, out);
	}
	if (n > SHOWN)
		coop_buf_printf(out, TR(" and %zu more", " et %zu autres"), n - SHOWN);
}
