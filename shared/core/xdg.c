#include "shared/core/xdg.h"

#include <stdlib.h>

bool coop_home_folder(struct coop_buf *path)
{
	const char *home = getenv("HOME");
	if (!home || !*home)
		return false;
	coop_buf_str(path, home);
	return true;
}

bool coop_xdg_folder(const char *variable, const char *otherwise, struct coop_buf *path)
{
	const char *xdg = getenv(variable);
	if (xdg && *xdg == '/')
		coop_buf_str(path, xdg);
	else if (coop_home_folder(path))
		coop_buf_printf(path, "/%s", otherwise);
	else
		return false;
	coop_buf_str(path, "/coop/");
	return true;
}
