#include "indexer/select/root.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/disk/failure.h"
#include "indexer/disk/infile.h"
#include "shared/core/path.h"

/* Narrows the root to the deepest folder that is also around another one. */
static void meet(struct coop_buf *root, size_t from, const struct coop_buf *folder)
{
	if (root->len == from) {
		coop_buf_add(root, folder->s, folder->len);
		return;
	}
	size_t n = root->len - from;
	size_t common = coop_path_common(root->s + from, n > 1 ? n : 0, folder->s);
	root->len = from + (common > 0 ? common : 1); /* "/" */
	root->s[root->len] = '\0';
}

/* Appends the folder that a path stands for. */
static enum coop_status add_folder_of(struct real_paths *real, const char *path,
	bool is_folder, struct coop_buf *out, struct coop_error *err)
{
	if (is_folder)
		return real_path_of_folder(real, path, out, err);
	enum coop_status st = real_path_of_file(real, path, out, err);
	if (st)
		return st;
	const char *slash = strrchr(out->s, '/');
	out->len = slash > out->s ? (size_t)(slash - out->s) : 1;
	out->s[out->len] = '\0';
	return COOP_OK;
}

/*
 * What a path names: `*nowhere` for standard input and pipes. All ids would be others if a folder that
 * the machine fails to look at were taken for a file.
 */
static enum coop_status look(
	const char *path, bool *nowhere, bool *is_folder, struct coop_error *err)
{
	struct stat s;
	*nowhere = infile_is_stdin(path);
	if (*nowhere)
		return COOP_OK;
	if (stat(path, &s) != 0)
		return failure_is_machine(errno) ? coop_cannot_read(path, NULL, err)
						 : COOP_OK;
	*nowhere = S_ISFIFO(s.st_mode);
	*is_folder = S_ISDIR(s.st_mode);
	return COOP_OK;
}

enum coop_status root_of(
	const struct selection *selection, struct coop_buf *root, struct coop_error *err)
{
	struct real_paths real = {0};
	struct coop_buf folder = {0};
	size_t from = root->len;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < selection->count; i++) {
		const char *path = selection->paths[i];
		bool nowhere = false, is_folder = false;
		st = look(path, &nowhere, &is_folder, err);
		if (st || nowhere)
			continue;
		coop_buf_reset(&folder);
		st = add_folder_of(&real, path, is_folder, &folder, err);
		if (!st)
			meet(root, from, &folder);
	}
	coop_buf_release(&folder);
	real_paths_release(&real);
	return st ? st : coop_buf_check(root, err);
}

/* Replaces the absolute path from `begin` on by the one that is seen from the root. */
static enum coop_status make_relative(
	const char *root, size_t begin, struct coop_buf *path, struct coop_error *err)
{
	struct coop_buf relative = {0};
	coop_path_relative(root, path->s + begin, &relative);
	enum coop_status st = coop_buf_check(&relative, err);
	path->len = begin;
	if (!st)
		coop_buf_add(path, relative.s, relative.len);
	coop_buf_release(&relative);
	return st ? st : coop_buf_check(path, err);
}

enum coop_status root_add_folder(const char *root, struct real_paths *real,
	const char *path, struct coop_buf *out, struct coop_error *err)
{
	size_t begin = out->len;
	enum coop_status st = real_path_of_folder(real, path, out, err);
	if (!st)
		st = make_relative(root, begin, out, err);
	if (st)
		return st;
	if (strcmp(out->s + begin, ".") == 0)
		out->len = begin;
	else
		coop_buf_byte(out, '/');
	return coop_buf_check(out, err);
}

enum coop_status root_add_file(const char *root, struct real_paths *real,
	const char *path, struct coop_buf *out, struct coop_error *err)
{
	size_t begin = out->len;
	enum coop_status st = real_path_of_file(real, path, out, err);
	return st ? st : make_relative(root, begin, out, err);
}
