#include "shared/index/stub.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/fd.h"
#include "shared/core/i18n.h"

static const char before_name[] = "auto ";

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

void coop_stub_text(unsigned long number, char out[COOP_STUB_TEXT])
{
	char name[COOP_GENERATION_NAME];
	coop_generation_name(number, name);
	snprintf(out, COOP_STUB_TEXT, "%s%s\n", before_name, name);
}

/* Fails for a stub, or a generation, that is not as coopidx makes it. */
static enum coop_status not_ours(
	const char *path, const char *name, const char *why, struct coop_error *err)
{
	coop_fail(err, COOP_E_CORRUPT,
		TR("the index '%s' is damaged, or no index: its '%s' %s",
			"l'index '%s' est abîmé, ou n'en est pas un : son '%s' %s"),
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
		TR("there is no index in '%s'", "il n'y a pas d'index dans '%s'"), path);
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

/* The number in the text of a stub; 0 unless the text is exactly what coopidx writes. */
static unsigned long parse(char *text, size_t n)
{
	size_t before = strlen(before_name);
	/* a longer file fills `text`; a NUL would hide what follows it */
	if (n <= before || n >= COOP_STUB_TEXT || memchr(text, '\0', n) != NULL ||
		text[n - 1] != '\n' || memcmp(text, before_name, before) != 0)
		return 0;
	text[n - 1] = '\0';
	return coop_generation_number(text + before);
}

enum coop_status coop_stub_read(
	int dir, const char *path, unsigned long *number, struct coop_error *err)
{
	char text[COOP_STUB_TEXT];
	int fd;
	*number = 0;
	enum coop_status st = open_stub(dir, path, &fd, err);
	size_t n = 0;
	if (!st && !coop_fd_read(fd, text, sizeof text, &n))
		st = cannot_read(path, err);
	if (!st)
		*number = parse(text, n);
	if (!st && *number == 0)
		st = not_ours(path, COOP_INDEX_STUB,
			TR("does not name a generation of it, as coopidx writes it",
				"n'en nomme pas une génération, comme l'écrit coopidx"),
			err);
	if (fd >= 0)
		close(fd);
	return st;
}

enum coop_status coop_generation_open(
	int dir, const char *path, unsigned long number, int *fd, struct coop_error *err)
{
	char name[COOP_GENERATION_NAME];
	coop_generation_name(number, name);
	*fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (*fd >= 0)
		return COOP_OK;
	if (errno == ENOENT)
		return coop_fail(err, COOP_E_STALE,
			TR("the index '%s' is damaged: its '%s' is missing",
				"l'index '%s' est abîmé : son '%s' manque"),
			path, name);
	if (errno == ENOTDIR || errno == ELOOP)
		return not_ours(path, name,
			TR("is no folder, or a link to one",
				"n'est pas un dossier, ou est un lien"),
			err);
	return cannot_read(path, err);
}
