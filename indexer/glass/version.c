#include "indexer/glass/version.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/glass/deflate.h"
#include "indexer/glass/pack.h"
#include "shared/core/buf.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"

enum { REVISION = 1, TABLES = VERSION_TABLES + 2 /* spelling and synonym, both empty */ };

/* The UUID: the four checksums, marked as a custom one (RFC 9562, version 8). */
static void put_uuid(struct coop_buf *out, const struct version *v)
{
	unsigned char uuid[16];
	for (unsigned i = 0; i < sizeof uuid; i++)
		uuid[i] = (unsigned char)(v->roots[i / 4].crc >> (24 - i % 4 * 8));
	uuid[6] = (unsigned char)((uuid[6] & 0x0f) | 0x80);
	uuid[8] = (unsigned char)((uuid[8] & 0x3f) | 0x80);
	coop_buf_add(out, (const char *)uuid, sizeof uuid);
}

static void put_root(
	struct coop_buf *out, const struct btree_root *root, unsigned smallest)
{
	bool empty = root->entries == 0;
	coop_buf_uint(out, root->block);
	coop_buf_uint(out,
		root->level * UINT64_C(4) + (root->scattered ? 0 : 2) + (empty ? 1 : 0));
	coop_buf_uint(out, root->entries);
	coop_buf_uint(out, BTREE_BLOCK / 2048);
	coop_buf_uint(out, smallest);
	/* the free list of a table that was never changed is empty */
	char list[2 * PACK_UINT_MAX + 4], *to = list;
	if (!empty) {
		to = pack_uint(to, REVISION);
		to = pack_uint(to, root->blocks);
		memset(to, 0, 4);
		to += 4;
	}
	coop_buf_uint(out, (uint64_t)(to - list));
	coop_buf_add(out, list, (size_t)(to - list));
}

static void put_version(struct coop_buf *out, const struct version *v)
{
	static const char magic[] = "\x0f\x0dXapian Glass\x04\x6e";
	/* the tables of small numbers are not compressed */
	static const unsigned smallest[TABLES] = {
		0, DEFLATE_MIN, DEFLATE_MIN, 0, DEFLATE_MIN, DEFLATE_MIN};
	static const struct btree_root none = {0};
	coop_buf_add(out, magic, sizeof magic - 1);
	put_uuid(out, v);
	coop_buf_uint(out, REVISION);
	for (unsigned i = 0; i < TABLES; i++)
		put_root(out, i < VERSION_TABLES ? &v->roots[i] : &none, smallest[i]);
	coop_buf_uint(out, v->documents);
	coop_buf_uint(out, 0); /* last docid - documents */
	coop_buf_uint(out, v->shortest);
	coop_buf_uint(out, v->highest_wdf);
	coop_buf_uint(out, v->longest - v->highest_wdf);
	coop_buf_uint(out, 0); /* oldest changeset */
	coop_buf_uint(out, v->total_length);
	coop_buf_uint(out, 0); /* highest frequency of a spelling */
}

static enum coop_status cannot_write(const char *path, struct coop_error *err)
{
	return coop_fail_errno(err, TR("cannot write", "impossible d'écrire"), path);
}

/* Creates a file and syncs it to the disk. */
static enum coop_status write_file(
	const char *path, const struct coop_buf *text, struct coop_error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool good = fd >= 0 && coop_fd_write(fd, text->s, text->len) && fsync(fd) == 0;
	enum coop_status st = good ? COOP_OK : cannot_write(path, err);
	if (fd >= 0 && close(fd) != 0 && !st)
		st = cannot_write(path, err);
	return st;
}

static enum coop_status sync_folder(const char *dir, struct coop_error *err)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum coop_status st =
		fd >= 0 && fsync(fd) == 0 ? COOP_OK : cannot_write(dir, err);
	if (fd >= 0)
		close(fd);
	return st;
}

enum coop_status version_write(
	const char *dir, const struct version *v, struct coop_error *err)
{
	/* the engine itself uses this temporary name */
	struct coop_buf text = {0}, made = {0}, path = {0};
	put_version(&text, v);
	coop_buf_printf(&made, "%s/v.tmp", dir);
	coop_buf_printf(&path, "%s/iamglass", dir);
	enum coop_status st = text.failed || made.failed || path.failed
				      ? coop_fail_nomem(err)
				      : COOP_OK;
	if (!st)
		st = write_file(made.s, &text, err);
	if (!st && rename(made.s, path.s) != 0)
		st = cannot_write(path.s, err);
	if (!st)
		st = sync_folder(dir, err);
	coop_buf_release(&path);
	coop_buf_release(&made);
	coop_buf_release(&text);
	return st;
}
