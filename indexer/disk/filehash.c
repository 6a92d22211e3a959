#include "indexer/disk/filehash.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL /* see the Makefile */
#include <xxhash.h>

enum { BLOCK = 1 << 16 };

/* Adds all of a file to a hash; false when it cannot be read to its end. */
static bool add_all(int fd, XXH3_state_t *state, char *block)
{
	off_t at = 0;
	ssize_t n;
	while ((n = pread(fd, block, BLOCK, at)) > 0) {
		XXH3_64bits_update(state, block, (size_t)n);
		at += n;
	}
	return n == 0;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

bool file_hash(const char *path, uint64_t *out)
{
	struct stat before, after;
	XXH3_state_t *state = XXH3_createState();
	char *block = malloc(BLOCK);
	/* O_NONBLOCK: what is a pipe by now must not block */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	bool done = state && block && fd >= 0 && fstat(fd, &before) == 0 &&
		    S_ISREG(before.st_mode);
	if (done) {
		XXH3_64bits_reset(state);
		done = add_all(fd, state, block) && fstat(fd, &after) == 0 &&
		       is_same(&before, &after);
	}
	if (done)
		*out = XXH3_64bits_digest(state);
	if (done && *out == 0)
		*out = 1;
	if (fd >= 0)
		close(fd);
	free(block);
	XXH3_freeState(state);
	return done;
}
