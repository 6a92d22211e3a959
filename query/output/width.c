#include "query/output/width.h"

#include <stdlib.h>
#include <sys/ioctl.h>

static size_t within_bounds(unsigned long width)
{
	return width < WIDTH_MIN   ? WIDTH_MIN
	       : width > WIDTH_MAX ? WIDTH_MAX
				   : (size_t)width;
}

size_t width_of_output(FILE *out)
{
	const char *told = getenv("COLUMNS");
	struct winsize size;
	char *end;
	if (told && *told >= '1' && *told <= '9') {
		unsigned long width = strtoul(told, &end, 10);
		if (*end == '\0')
			return within_bounds(width);
	}
	if (ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return within_bounds(size.ws_col);
	return WIDTH_DEFAULT;
}
