#include "shared/core/mapping.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/i18n.h"

static enum coop_status not_regular(
	const char *path, const char *name, struct coop_error *err)
{
	return coop_fail(err, COOP_E_CORRUPT,
		TR("the index is damaged: '%s/%s' is no regular file",
			"l'index est abîmé : '%s/%s' n'est pas un fichier ordinaire"),
		path, name);
}

/* Maps an open file, unless it is empty: mmap() refuses a length of 0. */
static enum coop_status map_file(struct coop_mapping *m, int fd, const char *path,
	const char *name, struct coop_error *err)
{
	struct stat s;
	if (fstat(fd, &s) != 0)
		return coop_cannot_read(path, name, err);
	if (!S_ISREG(s.st_mode))
		return not_regular(path, name, err);
	m->there = true;
	if (s.st_size == 0)
		return COOP_OK;
	void *at = mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED)
		return coop_cannot_read(path, name, err);
	m->at = at;
	m->size = (size_t)s.st_size;
	return COOP_OK;
}

enum coop_status coop_mapping_open(struct coop_mapping *m, int folder, const char *path,
	const char *name, struct coop_error *err)
{
	/* O_NONBLOCK: opening a FIFO must not block */
	int fd = openat(
		folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	*m = (struct coop_mapping){0};
	if (fd < 0 && errno == ENOENT)
		return COOP_OK;
	if (fd < 0 && (errno == ELOOP || errno == ENXIO))
		return not_regular(path, name, err);
	if (fd < 0)
		return coop_cannot_read(path, name, err);
	enum coop_status st = map_file(m, fd, path, name, err);
	close(fd);
	return st;
}

void coop_mapping_close(struct coop_mapping *m)
{
	if (m->at)
		munmap((void *)m->at, m->size);
	*m = (struct coop_mapping){0};
}
