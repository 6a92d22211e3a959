#include "shared/core/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The number in COLUMNS; 0 when it holds none. */
static size_t columns_of_environment(void)
{
	const char *s = getenv("COLUMNS");
	char *end = NULL;
	long n = s && *s >= '0' && *s <= '9' ? strtol(s, &end, 10) : 0;
	return n > 0 && n < 10000 && *end == '\0' ? (size_t)n : 0;
}

size_t coop_terminal_width(int fd)
{
	struct winsize size = {0};
	if (!isatty(fd))
		return COOP_WIDTH_DEFAULT;
	size_t columns = ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
	if (columns == 0)
		columns = columns_of_environment();
	if (columns == 0)
		return COOP_WIDTH_DEFAULT;
	return columns < COOP_WIDTH_MIN ? COOP_WIDTH_MIN : columns;
}

bool coop_terminal_is_smart(int fd)
{
	const char *term = getenv("TERM");
	return isatty(fd) && term && *term && strcmp(term, "dumb") != 0;
}
