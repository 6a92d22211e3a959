#include "shared/core/xdg.h"

#include <stdlib.h>

bool coop_xdg_folder(const char *variable, const char *otherwise, struct coop_buf *path)
{
	const char *xdg = getenv(variable), *home = getenv("HOME");
	if (xdg && *xdg == '/')
		coop_buf_printf(path, "%s/coop/", xdg);
	else if (home && *home)
		coop_buf_printf(path, "%s/%s/coop/", home, otherwise);
	else
		return false;
	return true;
}
