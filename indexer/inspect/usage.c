#include "indexer/inspect/usage.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/disk/free_space.h"
#include "shared/index/manifest.h"
#include "shared/index/stub.h"

enum { BLOCK = 512 /* the unit of st_blocks */, DEPTH = 3 };

struct usage {
	struct status *s;
	int folder;
	int depth;   /* 0: in the folder of the index */
	int segment; /* of the generation that serves; -1: of another */
	ino_t *seen; /* files with several names, which are those of several generations */
	size_t nseen, cap;
	bool failed; /* memory ran out */
};

/* ---- files of the generation that serves ---- */

static void add_file(struct usage *u, const char *name, const struct stat *file)
{
	struct status *s = u->s;
	size_t i = 0;
	while (i < s->nfiles && strcmp(s->files[i].name, name) != 0)
		i++;
	if (i == STATUS_FILES || strlen(name) >= sizeof s->files[i].name)
		return;
	if (i == s->nfiles) {
		s->files[s->nfiles++] = (struct status_file){.bytes = {0}};
		memcpy(s->files[i].name, name, strlen(name) + 1);
	}
	s->files[i].bytes[u->segment] += (uint64_t)file->st_size;
	s->segment_bytes[u->segment] += (uint64_t)file->st_size;
}

static int by_name(const void *a, const void *b)
{
	const struct status_file *x = a, *y = b;
	return strcmp(x->name, y->name);
}

/* ---- the whole folder ---- */

/* Whether a file was met before, under another name. */
static bool is_known(struct usage *u, const struct stat *file)
{
	for (size_t i = 0; i < u->nseen; i++)
		if (u->seen[i] == file->st_ino)
			return true;
	if (file->st_nlink < 2)
		return false;
	if (coop_array_grow(&u->seen, &u->cap, u->nseen + 1, sizeof *u->seen))
		u->seen[u->nseen++] = file->st_ino;
	else
		u->failed = true;
	return false;
}

static enum coop_status look(void *data, const char *name, struct coop_error *err);

/* The segment that a folder has: that of the base for the generation that serves. */
static int segment_of(const struct usage *u, const char *name)
{
	if (u->depth == 0)
		return u->s->generation > 0 &&
				       coop_generation_number(name) == u->s->generation
			       ? 0
			       : -1;
	for (int i = 0; u->segment == 0 && i < COOP_PART_SEGMENTS; i++)
		if (strcmp(name, coop_part_name((enum coop_part)i)) == 0)
			return i + 1;
	return -1;
}

static void look_below(struct usage *u, const char *name)
{
	struct usage before = *u;
	int fd = u->depth < DEPTH
			 ? openat(u->folder, name,
				   O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
			 : -1;
	if (fd < 0)
		return;
	u->segment = segment_of(u, name);
	u->folder = fd;
	u->depth++;
	entry_each(fd, name, look, u, NULL);
	close(fd);
	u->folder = before.folder;
	u->depth = before.depth;
	u->segment = before.segment;
}

static enum coop_status look(void *data, const char *name, struct coop_error *err)
{
	struct usage *u = data;
	struct stat file;
	(void)err;
	if (fstatat(u->folder, name, &file, AT_SYMLINK_NOFOLLOW) != 0)
		return COOP_OK;
	if (!is_known(u, &file))
		u->s->disk.taken += (uint64_t)file.st_blocks * BLOCK;
	if (S_ISDIR(file.st_mode))
		look_below(u, name);
	else if (u->segment >= 0 && S_ISREG(file.st_mode))
		add_file(u, name, &file);
	return COOP_OK;
}

enum coop_status usage_read(struct status *s, int folder, struct coop_error *err)
{
	struct usage u = {.s = s, .folder = folder, .segment = -1};
	entry_each(folder, "", look, &u, NULL);
	free(u.seen);
	qsort(s->files, s->nfiles, sizeof *s->files, by_name);
	for (int i = 0; i < STATUS_SEGMENTS - 1; i++)
		s->disk.rebuild += s->segment_bytes[i] / 100 * STATUS_REBUILD_PERCENT;
	s->disk.known = free_space(folder, &s->disk.free);
	return u.failed ? coop_fail_nomem(err) : COOP_OK;
}
