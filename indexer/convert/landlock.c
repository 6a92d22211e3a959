#include "indexer/convert/landlock.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_include)
#if __has_include("linux/landlock.h") && defined(SYS_landlock_create_ruleset)
#define HAVE_LANDLOCK
#endif
#endif

#ifdef HAVE_LANDLOCK
#include <linux/landlock.h>

/* In the third version of the interface, which the headers may not have. */
#define TRUNCATE         (UINT64_C(1) << 14)
#define TRUNCATE_VERSION 3

/* All that the first version can forbid: from running files to making links. */
#define FIRST_RIGHTS ((UINT64_C(1) << 13) - 1)

/* What can be forbidden here: nothing where the system has no Landlock. */
static uint64_t rights(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
		LANDLOCK_CREATE_RULESET_VERSION);
	return version < 1                  ? 0
	       : version < TRUNCATE_VERSION ? FIRST_RIGHTS
					    : FIRST_RIGHTS | TRUNCATE;
}

/* Lets files below an open folder be read. */
static bool allow_below(int rules, int folder)
{
	const struct landlock_path_beneath_attr below = {.parent_fd = folder,
		.allowed_access =
			LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR};
	return syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below,
		       0U) == 0;
}

/* Lets files below the folders that are there be read. */
static bool allow_folders(int rules, const char *const *folders, bool *some)
{
	bool allowed = true;
	for (; folders && *folders && allowed; folders++) {
		int folder = open(*folders, O_PATH | O_DIRECTORY | O_CLOEXEC);
		if (folder < 0)
			continue;
		*some = true;
		allowed = allow_below(rules, folder);
		close(folder);
	}
	return allowed;
}

bool landlock_close_files(const char *const *folders, bool *some)
{
	const struct landlock_ruleset_attr closed = {.handled_access_fs = rights()};
	*some = false;
	if (closed.handled_access_fs == 0)
		return false;
	int rules = (int)syscall(SYS_landlock_create_ruleset, &closed, sizeof closed, 0U);
	if (rules < 0)
		return false;
	bool done = allow_folders(rules, folders, some) &&
		    syscall(SYS_landlock_restrict_self, rules, 0U) == 0;
	close(rules);
	return done;
}

#else

bool landlock_close_files(const char *const *folders, bool *some)
{
	(void)folders;
	*some = false;
	return false;
}

#endif
