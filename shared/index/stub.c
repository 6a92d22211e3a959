#include "shared/index/stub.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>

#include "shared/core/fd.h"

#include "shared/core/i18n.h"

void coop_generation_name(unsigned long number, char out[COOP_GENERATION_NAME])
{
	snprintf(out, COOP_GENERATION_NAME, COOP_INDEX_GENERATION "%lu", number);
}

unsigned long coop_generation_number(const char *name)
{
	size_t n = strlen(COOP_INDEX_GENERATION);
	unsigned long number = 0;
	if (strncmp(name, COOP_INDEX_GENERATION, n) != 0 || name[n] == '0')
		return 0;
	for (name += n; *name; name++) {
		/* a number close to the limit has no successor, as callers need */
		if (*name < '0' || *name > '9' || number > ULONG_MAX / 10 - 1)
			return 0;
		number = number * 10 + (unsigned long)(*name - '0');
	}
	return number;
}

void coop_stub_text(struct coop_stub stub, char out[COOP_STUB_TEXT])
{
	char name[COOP_GENERATION_NAME], summed[COOP_STUB_TEXT];
	coop_generation_name(stub.number, name);
	int n = snprintf(summed, sizeof summed, "%s %08" PRIx32 " %08" PRIx32, name,
		stub.checksums, stub.manifest);
	snprintf(out, COOP_STUB_TEXT,
		"# coopidx: checksums %08" PRIx32 ", manifest %08" PRIx32
		", this file %08" PRIx32 "\nauto %s\n",
		stub.checksums, stub.manifest, libdeflate_crc32(0, summed, (size_t)n),
		name);
}

/* Fails for a stub, or a generation, that is not as coopidx makes it. */
static enum coop_status not_ours(
	const char *path, const char *name, const char *why, struct coop_error *err)
{
	coop_fail(err, COOP_E_CORRUPT,
		TR("the index '%s' is damaged, or no index: its '%s' %s",
			"l'index « %s » est abîmé, ou n'en est pas un : son « %s » %s"),
		path, name, why);
	coop_hint(err, "%s",
		TR("build it again into a new folder: coopidx -i ./new PATH...",
			"recréez-le dans un dossier nouveau : coopidx -i ./nouveau CHEMIN..."));
	return COOP_E_CORRUPT;
}

static enum coop_status cannot_read(const char *path, struct coop_error *err)
{
	return coop_fail_errno(
		err, TR("cannot read the index", "impossible de lire l'index"), path);
}

enum coop_status coop_stub_missing(const char *path, struct coop_error *err)
{
	coop_fail(err, COOP_E_NOINDEX,
		TR("there is no index in '%s'", "il n'y a pas d'index dans « %s »"),
		path);
	coop_hint(err, "%s",
		TR("make one first: coopidx PATH...",
			"créez-en un d'abord : coopidx CHEMIN..."));
	return COOP_E_NOINDEX;
}

static enum coop_status open_stub(
	int dir, const char *path, int *fd, struct coop_error *err)
{
	struct stat s;
	/* O_NONBLOCK: opening a FIFO must not block */
	*fd = openat(dir, COOP_INDEX_STUB,
		O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (*fd < 0 && errno == ENOENT)
		return coop_stub_missing(path, err);
	if (*fd < 0 && errno == ELOOP)
		return not_ours(path, COOP_INDEX_STUB,
			TR("is a symbolic link", "est un lien symbolique"), err);
	/* ENXIO: a socket, for instance */
	if (*fd < 0 && errno != ENXIO)
		return cannot_read(path, err);
	if (*fd >= 0 && fstat(*fd, &s) != 0)
		return cannot_read(path, err);
	if (*fd < 0 || !S_ISREG(s.st_mode))
		return not_ours(path, COOP_INDEX_STUB,
			TR("is no regular file", "n'est pas un fichier ordinaire"), err);
	return COOP_OK;
}

/* What the text of a stub says; the number is 0 unless the text is exactly what coopidx writes. */
static struct coop_stub parse(char *text, size_t n)
{
	static const char form[] =
		"# coopidx: checksums 00000000, manifest 00000000, this file 00000000\nauto ";
	const size_t checksums = sizeof "# coopidx: checksums " - 1,
		     manifest = sizeof "# coopidx: checksums 00000000, manifest " - 1;
	char expected[COOP_STUB_TEXT];
	/* a longer file fills `text` */
	if (n < sizeof form || n >= COOP_STUB_TEXT)
		return (struct coop_stub){0};
	char *end = text + n - 1, last = *end;
	*end = '\0';
	struct coop_stub stub = {.number = coop_generation_number(text + sizeof form - 1),
		.checksums = (uint32_t)strtoul(text + checksums, NULL, 16),
		.manifest = (uint32_t)strtoul(text + manifest, NULL, 16)};
	*end = last;
	coop_stub_text(stub, expected);
	if (strlen(expected) != n || memcmp(text, expected, n) != 0)
		stub.number = 0;
	return stub;
}

/* Reads the text of a stub, `size` bytes at most; errno is that of a failure. */
static enum coop_status read_text(int dir, const char *path, char *text, size_t size,
	size_t *n, struct coop_error *err)
{
	int fd;
	*n = 0;
	enum coop_status st = open_stub(dir, path, &fd, err);
	if (!st && !coop_fd_read(fd, text, size, n))
		st = cannot_read(path, err);
	int why = errno;
	if (fd >= 0)
		close(fd);
	errno = why;
	return st;
}

enum coop_status coop_stub_read(
	int dir, const char *path, struct coop_stub *out, struct coop_error *err)
{
	enum { TRIES = 3 };
	char text[COOP_STUB_TEXT + 1] = {0};
	struct coop_error why;
	enum coop_status st;
	size_t n;
	int tries = 0;
	*out = (struct coop_stub){0};
	do { /* on a file server it may be replaced between two steps of reading it */
		why = (struct coop_error){0};
		st = read_text(dir, path, text, sizeof text - 1, &n, &why);
	} while (st == COOP_E_IO && errno == ESTALE && ++tries < TRIES);
	if (st)
		return coop_pass_on(err, &why);
	*out = parse(text, n);
	return out->number > 0
		       ? COOP_OK
		       : not_ours(path, COOP_INDEX_STUB,
				 TR("does not name a generation of it, as coopidx writes it",
					 "n'en nomme pas une génération, comme l'écrit coopidx"),
				 err);
}

enum coop_status coop_generation_open(
	int dir, const char *path, unsigned long number, int *fd, struct coop_error *err)
{
	char name[COOP_GENERATION_NAME];
	coop_generation_name(number, name);
	*fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (*fd >= 0)
		return COOP_OK;
	if (errno == ENOENT || errno == ESTALE)
		return coop_fail(err, COOP_E_STALE,
			TR("the index '%s' is damaged: its '%s' is missing",
				"l'index « %s » est abîmé : son « %s » manque"),
			path, name);
	if (errno == ENOTDIR || errno == ELOOP)
		return not_ours(path, name,
			TR("is no folder, or a link to one",
				"n'est pas un dossier, ou est un lien"),
			err);
	return cannot_read(path, err);
}

enum coop_status coop_generation_open_named(int dir, const char *path,
	unsigned long number, int *fd, struct coop_buf *name, struct coop_error *err)
{
	char last[COOP_GENERATION_NAME];
	*fd = -1;
	coop_generation_name(number, last);
	coop_buf_reset(name);
	coop_buf_printf(name, "%s/%s", path, last);
	enum coop_status st = coop_buf_check(name, err);
	return st ? st : coop_generation_open(dir, path, number, fd, err);
}
