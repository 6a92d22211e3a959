#include "indexer/read/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/disk/failure.h"
#include "shared/core/i18n.h"
#include "shared/core/installed.h"

/*
 * No signal is blocked or ignored, and the group is one of its own: Ctrl-C is for coopidx, which ends
 * the program then.
 */
static void set_attributes(posix_spawnattr_t *attr)
{
	sigset_t none, usual;
	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGXFSZ);
	posix_spawnattr_setflags(attr,
		POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(attr, &none);
	posix_spawnattr_setsigdefault(attr, &usual);
}

/* Spawns a program: a file as standard input, a pipe as output, no standard error. Returns an errno. */
static int spawn(char **argv, int file, int to, pid_t *pid)
{
	extern char **environ;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	int failed = posix_spawn_file_actions_init(&actions);
	if (failed)
		return failed;
	failed = posix_spawnattr_init(&attr);
	if (failed) {
		posix_spawn_file_actions_destroy(&actions);
		return failed;
	}
	set_attributes(&attr);
	failed = posix_spawn_file_actions_adddup2(&actions, file, STDIN_FILENO);
	if (!failed)
		failed = posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO);
	if (!failed)
		failed = posix_spawn_file_actions_addopen(
			&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (!failed)
		failed = posix_spawn(pid, argv[0], &actions, &attr, argv, environ);
	if (failed)
		*pid = 0;
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

/* Says why a program does not start: it is missing, or the machine has no room for it. */
static enum coop_status does_not_start(
	const char *program, int why, struct coop_error *err)
{
	enum coop_status st = failure_status(why);
	coop_fail(err, st,
		TR("cannot be read: the program '%s' does not start: %s",
			"lecture impossible : le programme « %s » ne démarre pas : %s"),
		program, coop_errno_text(why));
	if (st == COOP_E_INPUT)
		coop_hint(err, "%s",
			TR("install coopidx again, with its programs",
				"réinstallez coopidx avec ses programmes"));
	return st;
}

enum coop_status launch(const char *name, const char *const *arguments, int file,
	pid_t *pid, int *output, struct coop_error *err)
{
	char program[PATH_MAX], *argv[LAUNCH_ARGUMENTS + 2] = {program};
	int ends[2];
	for (size_t i = 0; i < LAUNCH_ARGUMENTS && arguments[i]; i++)
		argv[i + 1] = (char *)arguments[i];
	coop_installed(name, program, sizeof program);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return does_not_start(program, errno, err);
	*output = ends[0];
	int failed = spawn(argv, file, ends[1], pid);
	close(ends[1]);
	return failed ? does_not_start(program, failed, err) : COOP_OK;
}
