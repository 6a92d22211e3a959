#include "indexer/bulk/hashes_file.h"

#include <fcntl.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "shared/core/bytes.h"
#include "shared/core/fd.h"
#include "shared/index/hashes.h"

static enum coop_status check(bool good, const char *dir, struct coop_error *err)
{
	return good ? COOP_OK : coop_cannot_write(dir, COOP_HASHES_FILE, err);
}

enum coop_status hashes_file_create(const char *dir, int *fd, struct coop_error *err)
{
	int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	*fd = folder < 0 ? -1 : entry_create(folder, COOP_HASHES_FILE);
	enum coop_status st = check(*fd >= 0, dir, err);
	if (folder >= 0)
		close(folder);
	return st;
}

enum coop_status hashes_file_put(int fd, const char *dir, uint32_t first,
	const uint64_t *hashes, size_t n, struct coop_error *err)
{
	enum { AT_ONCE = 256 /* hashes */ };
	char bytes[AT_ONCE * COOP_HASH_BYTES];
	bool good = true;
	for (size_t i = 0; good && i < n;) {
		uint64_t at = (first - 1 + (uint64_t)i) * COOP_HASH_BYTES;
		char *to = bytes;
		for (size_t end = n - i < AT_ONCE ? n : i + AT_ONCE; i < end; i++)
			to = coop_put_le64(to, hashes[i]);
		good = coop_fd_write_at(fd, bytes, (size_t)(to - bytes), at);
	}
	return check(good, dir, err);
}

enum coop_status hashes_file_end(int fd, const char *dir, struct coop_error *err)
{
	return check(fsync(fd) == 0, dir, err);
}
