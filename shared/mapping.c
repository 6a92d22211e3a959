#include "shared/mapping.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/buf.h"

static void map_file(struct coop_mapping *m, const char *path)
{
	struct stat s;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (fstat(fd, &s) == 0 && s.st_size > 0) {
		void *at = mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_SHARED, fd, 0);
		if (at != MAP_FAILED)
			*m = (struct coop_mapping){at, (size_t)s.st_size};
	}
	close(fd);
}

enum coop_status coop_mapping_open(
	struct coop_mapping *m, const char *dir, const char *name, struct coop_error *err)
{
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/%s", dir, name);
	enum coop_status st = coop_buf_check(&path, err);
	if (!st)
		map_file(m, path.s);
	coop_buf_release(&path);
	return st;
}

void coop_mapping_close(struct coop_mapping *m)
{
	if (m->at)
		munmap((void *)m->at, m->size);
	*m = (struct coop_mapping){0};
}
