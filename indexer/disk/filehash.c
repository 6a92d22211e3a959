#include "indexer/disk/filehash.h"

#include <stdlib.h>

#include <xxhash.h>

#include "indexer/disk/infile.h"

enum { BLOCK = 1 << 16 };

static bool add_all(struct infile *f, XXH3_state_t *state, char *block)
{
	size_t n = BLOCK;
	while (n == BLOCK) {
		if (infile_read(f, block, BLOCK, &n, NULL))
			return false;
		XXH3_64bits_update(state, block, n);
	}
	return true;
}

bool file_hash(const char *path, uint64_t *out)
{
	struct infile f;
	XXH3_state_t *state = XXH3_createState();
	char *block = malloc(BLOCK);
	bool done = false;
	if (state && block && !infile_open(&f, path, NULL)) {
		XXH3_64bits_reset(state);
		done = f.regular && add_all(&f, state, block);
		infile_close(&f);
	}
	if (done)
		*out = XXH3_64bits_digest(state);
	if (done && *out == 0)
		*out = 1;
	free(block);
	XXH3_freeState(state);
	return done;
}
