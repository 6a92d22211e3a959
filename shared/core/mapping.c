#include "shared/core/mapping.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/i18n.h"

static enum coop_status not_regular(
	const char *path, const char *name, struct coop_error *err)
{
	return coop_fail(err, COOP_E_CORRUPT,
		TR("the index is damaged: '%s/%s' is no regular file",
			"l'index est abîmé : « %s/%s » n'est pas un fichier ordinaire"),
		path, name);
}

/* Fails for a file that cannot be read, or that another machine has removed from the server. */
static enum coop_status cannot_read(
	const char *path, const char *name, struct coop_error *err)
{
	if (errno != ESTALE)
		return coop_cannot_read(path, name, err);
	coop_fail(err, COOP_E_STALE,
		TR("cannot read '%s/%s': %s", "impossible de lire « %s/%s » : %s"), path,
		name, coop_errno_text(errno));
	coop_hint(err, "%s",
		TR("the index was replaced from another machine: try again",
			"l'index a été remplacé depuis une autre machine : réessayez"));
	return COOP_E_STALE;
}

/* The names of what is mapped. An entry is read while its `at` is set, and written while it is not. */
static struct entry {
	const char *at;
	size_t size;
	bool taken;
	char name[COOP_MAPPING_NAME];
} entries[COOP_MAPPING_NAMES];

static void keep_name(struct coop_mapping *m, const char *path, const char *name)
{
	for (unsigned i = 0; i < COOP_MAPPING_NAMES; i++) {
		struct entry *e = &entries[i];
		if (__atomic_test_and_set(&e->taken, __ATOMIC_ACQUIRE))
			continue;
		size_t all = strlen(path) + strlen(name) + sizeof "/";
		size_t cut = all > sizeof e->name ? all - sizeof e->name : 0;
		cut = cut < strlen(path) ? cut : strlen(path);
		snprintf(e->name, sizeof e->name, "%s/%s", path + cut, name);
		e->size = m->size;
		__atomic_store_n(&e->at, m->at, __ATOMIC_RELEASE);
		m->named = i + 1;
		return;
	}
}

static void forget_name(const struct coop_mapping *m)
{
	if (m->named == 0)
		return;
	struct entry *e = &entries[m->named - 1];
	__atomic_store_n(&e->at, NULL, __ATOMIC_RELAXED);
	__atomic_clear(&e->taken, __ATOMIC_RELEASE);
}

const char *coop_mapping_at(const void *address)
{
	uintptr_t wanted = (uintptr_t)address;
	for (unsigned i = 0; i < COOP_MAPPING_NAMES; i++) {
		const struct entry *e = &entries[i];
		uintptr_t at = (uintptr_t)__atomic_load_n(&e->at, __ATOMIC_ACQUIRE);
		if (at != 0 && wanted >= at && wanted - at < e->size)
			return e->name;
	}
	return NULL;
}

/* Maps an open file, unless it is empty: mmap() refuses a length of 0. */
static enum coop_status map_file(struct coop_mapping *m, int fd, const char *path,
	const char *name, struct coop_error *err)
{
	struct stat s;
	if (fstat(fd, &s) != 0)
		return cannot_read(path, name, err);
	if (!S_ISREG(s.st_mode))
		return not_regular(path, name, err);
	m->there = true;
	if (s.st_size == 0)
		return COOP_OK;
	if ((uintmax_t)s.st_size > SIZE_MAX) {
		errno = EFBIG;
		return coop_cannot_read(path, name, err);
	}
	void *at = mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED)
		return cannot_read(path, name, err);
	m->at = at;
	m->size = (size_t)s.st_size;
	keep_name(m, path, name);
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
		return cannot_read(path, name, err);
	enum coop_status st = map_file(m, fd, path, name, err);
	close(fd);
	return st;
}

void coop_mapping_close(struct coop_mapping *m)
{
	forget_name(m);
	if (m->at)
		munmap((void *)m->at, m->size);
	*m = (struct coop_mapping){0};
}
