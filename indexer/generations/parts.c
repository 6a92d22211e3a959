#include "indexer/generations/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/generations/checksums_write.h"
#include "indexer/generations/engine_check.h"
#include "indexer/generations/index_check.h"
#include "shared/index/snapshot.h"

/* ---- the base ---- */

struct sharing {
	int from, to;
	const char *from_path, *to_path;
	const stop_flag *stop;
};

/* Copies what is left of a file; false and errno on failure. */
static bool copy_bytes(int in, int out, const stop_flag *stop)
{
	enum { AT_ONCE = 1 << 24 };
	char block[1 << 14];
	ssize_t n = 1;
	while (n > 0 && !stop_wanted(stop))
		n = copy_file_range(in, NULL, out, NULL, AT_ONCE, 0);
	if (n >= 0)
		return true;
	/* not between these two files: by way of memory */
	while ((n = read(in, block, sizeof block)) > 0 && !stop_wanted(stop))
		for (ssize_t at = 0, some; at < n; at += some)
			if ((some = write(out, block + at, (size_t)(n - at))) <= 0)
				return false;
	return n >= 0;
}

static enum coop_status copy(
	const struct sharing *s, const char *name, struct coop_error *err)
{
	int in = entry_open(s->from, name), out = -1;
	if (in < 0)
		return coop_cannot_read(s->from_path, name, err);
	out = entry_create(s->to, name);
	bool done = out >= 0 && copy_bytes(in, out, s->stop) && fsync(out) == 0;
	enum coop_status st = done ? COOP_OK : coop_cannot_write(s->to_path, name, err);
	close(in);
	if (out >= 0 && close(out) != 0 && !st)
		st = coop_cannot_write(s->to_path, name, err);
	return st ? st : stop_check(s->stop, err);
}

static enum coop_status share(void *data, const char *name, struct coop_error *err)
{
	const struct sharing *s = data;
	enum entry_kind kind;
	if (!index_is_segment_file(name))
		return COOP_OK;
	enum coop_status st = entry_look(s->from, s->from_path, name, &kind, err);
	if (st || kind != ENTRY_FILE)
		return st;
	if (linkat(s->from, name, s->to, name, 0) == 0)
		return COOP_OK;
	return errno == EPERM || errno == EMLINK || errno == EOPNOTSUPP ||
			       errno == ENOSYS || errno == EINVAL
		       ? copy(s, name, err)
		       : coop_cannot_write(s->to_path, name, err);
}

enum coop_status parts_share_base(int from, const char *from_path, int to,
	const char *to_path, const stop_flag *stop, struct coop_error *err)
{
	struct sharing s = {from, to, from_path, to_path, stop};
	return entry_each(from, from_path, share, &s, err);
}

/* ---- segments beside it ---- */

static enum coop_status name_part(const char *path, enum coop_part part,
	struct coop_buf *out, struct coop_error *err)
{
	coop_buf_reset(out);
	coop_buf_printf(out, "%s/%s", path, coop_part_name(part));
	return coop_buf_check(out, err);
}

enum coop_status parts_make(int folder, const char *path, enum coop_part part,
	struct coop_buf *out, struct coop_error *err)
{
	enum coop_status st = name_part(path, part, out, err);
	if (!st && mkdirat(folder, coop_part_name(part), 0777) != 0)
		st = coop_cannot_write(out->s, NULL, err);
	return st;
}

enum coop_status parts_finish(int folder, const char *path, enum coop_part part,
	const struct coop_buf *tombstones, const stop_flag *stop, struct coop_error *err)
{
	struct coop_buf name = {0};
	int fd = -1;
	enum coop_status st = name_part(path, part, &name, err);
	if (!st && (fd = entry_open(folder, coop_part_name(part))) < 0)
		st = coop_cannot_read(name.s, NULL, err);
	if (!st && tombstones)
		st = entry_write(fd, name.s, COOP_TOMBSTONES_FILE, tombstones->s,
			tombstones->len, err);
	if (!st)
		st = checksums_write(fd, name.s, stop, err);
	if (!st)
		st = engine_check(fd, name.s, err);
	if (!st && fsync(fd) != 0)
		st = coop_cannot_write(name.s, NULL, err);
	if (fd >= 0)
		close(fd);
	coop_buf_release(&name);
	return st;
}

static void drop(int folder, enum coop_part part)
{
	const char *name = coop_part_name(part);
	int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return;
	entry_remove_each(fd, index_is_database_file);
	close(fd);
	unlinkat(folder, name, AT_REMOVEDIR);
}

void parts_drop(int folder)
{
	for (int i = 0; i < COOP_PART_SEGMENTS; i++)
		drop(folder, (enum coop_part)i);
}

void parts_drop_all(int folder)
{
	parts_drop(folder);
	entry_remove_each(folder, index_is_segment_file);
}
