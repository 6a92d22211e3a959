#include "shared/cli/program.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

void coop_guard_streams(void)
{
	/*
	 * opened in the wrong mode: reading or writing fails, as it would on a closed
	 * descriptor
	 */
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 &&
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(COOP_EXIT_ERROR);
	/* in pieces, a message would mix with what others write to the same terminal */
	setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
}

int coop_exit_of(enum coop_status status)
{
	switch (status) {
	case COOP_OK:
		return COOP_EXIT_OK;
	case COOP_E_LOCKED:
		return COOP_EXIT_LOCKED;
	case COOP_E_INTERRUPTED:
		return COOP_EXIT_INTERRUPTED;
	default:
		return COOP_EXIT_ERROR;
	}
}
