#include "shared/core/installed.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef COOP_LIBEXEC
#define COOP_LIBEXEC "/usr/local/libexec/coopidx"
#endif

/* The folder of the running program, with a '/' at its end; false where nothing tells. */
static bool find_folder(char *folder, size_t size, struct stat *program)
{
	ssize_t n = readlink("/proc/self/exe", folder, size - 1);
	if (n <= 0 || (size_t)n >= size - 1 || stat("/proc/self/exe", program) != 0)
		return false;
	folder[n] = '\0';
	char *slash = strrchr(folder, '/');
	if (!slash)
		return false;
	slash[1] = '\0';
	return true;
}

static bool has_owner(const struct stat *file, const struct stat *program)
{
	return file->st_uid == 0 || file->st_uid == program->st_uid;
}

/* Whether a file can be trusted as the program is. It may be a link, which has no mode of its own. */
static bool is_trusted(const char *path, const struct stat *program)
{
	struct stat entry, file;
	const mode_t others = S_IWGRP | S_IWOTH;
	return lstat(path, &entry) == 0 && stat(path, &file) == 0 &&
	       has_owner(&entry, program) && has_owner(&file, program) &&
	       S_ISREG(file.st_mode) && !(file.st_mode & ~program->st_mode & others);
}

void coop_installed(const char *name, char *path, size_t size)
{
	char folder[PATH_MAX];
	struct stat program;
	if (find_folder(folder, sizeof folder, &program)) {
		int len = snprintf(path, size, "%s%s", folder, name);
		if (len > 0 && (size_t)len < size && is_trusted(path, &program))
			return;
	}
	int len = snprintf(path, size, "%s/%s", COOP_LIBEXEC, name);
	if (*path != '/' || len < 0 || (size_t)len >= size)
		*path = '\0';
}
