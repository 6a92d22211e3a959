#include "indexer/disk/real_path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"

void real_paths_release(struct real_paths *r)
{
	coop_buf_release(&r->folder);
	coop_buf_release(&r->real);
}

/* The length of the folder around a path: 0 for a name alone, 1 for what is in "/". */
static size_t parent_len(const char *path, size_t len)
{
	while (len > 0 && path[len - 1] == '/')
		len--;
	while (len > 0 && path[len - 1] != '/')
		len--;
	while (len > 1 && path[len - 1] == '/')
		len--;
	return len;
}

/* Replaces `real` by the path of the innermost folder around r->folder[0..len) that exists. */
static enum coop_status resolve_part(
	struct real_paths *r, size_t *len, struct coop_error *err)
{
	for (;;) {
		char end = r->folder.s[*len];
		r->folder.s[*len] = '\0';
		char *real = realpath(*len > 0 ? r->folder.s : ".", NULL);
		r->folder.s[*len] = end;
		coop_buf_reset(&r->real);
		if (real)
			coop_buf_str(&r->real, real);
		free(real);
		if (real)
			return coop_buf_check(&r->real, err);
		if (errno == ENOMEM)
			return coop_fail_nomem(err);
		size_t parent = parent_len(r->folder.s, *len);
		if (parent == *len)
			return coop_cannot_read(*len > 0 ? "/" : ".", NULL, err);
		*len = parent;
	}
}

/* Appends the components of `rest`, which do not exist, to what was resolved. */
static void add_rest(struct real_paths *r, const char *rest)
{
	while (*rest) {
		size_t n = strcspn(rest, "/");
		if (n > 0 && r->real.len > 1)
			coop_buf_byte(&r->real, '/');
		coop_buf_add(&r->real, rest, n);
		rest += n + (rest[n] == '/');
	}
}

/* Resolves the folder that is the first `len` bytes of a path, unless it was the last one. */
static enum coop_status resolve(
	struct real_paths *r, const char *path, size_t len, struct coop_error *err)
{
	size_t exists = len;
	if (r->real.len > 0 && coop_bytes_equal(r->folder.s, r->folder.len, path, len))
		return COOP_OK;
	coop_buf_reset(&r->real);
	coop_buf_reset(&r->folder);
	coop_buf_add(&r->folder, path, len);
	enum coop_status st = coop_buf_check(&r->folder, err);
	if (!st)
		st = resolve_part(r, &exists, err);
	if (!st)
		add_rest(r, r->folder.s + exists);
	if (!st)
		st = coop_buf_check(&r->real, err);
	if (st)
		coop_buf_reset(&r->real);
	return st;
}

enum coop_status real_path_of_folder(struct real_paths *r, const char *path,
	struct coop_buf *out, struct coop_error *err)
{
	enum coop_status st = resolve(r, path, strlen(path), err);
	if (st)
		return st;
	coop_buf_add(out, r->real.s, r->real.len);
	return coop_buf_check(out, err);
}

enum coop_status real_path_of_file(struct real_paths *r, const char *path,
	struct coop_buf *out, struct coop_error *err)
{
	size_t folder = parent_len(path, strlen(path));
	const char *name = path + folder;
	enum coop_status st = resolve(r, path, folder, err);
	if (st)
		return st;
	while (*name == '/')
		name++;
	coop_buf_add(out, r->real.s, r->real.len);
	if (r->real.len > 1)
		coop_buf_byte(out, '/');
	coop_buf_add(out, name, strcspn(name, "/"));
	return coop_buf_check(out, err);
}
