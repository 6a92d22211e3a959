/*
 * remote_names.c - which names may be given to ssh. The engine has no part in this.
 */
#include <string.h>

#include "shared/index/remote.h"

static bool is_plain(const char *s, const char *signs)
{
	if (!*s || *s == '-')
		return false;
	for (; *s; s++)
		if (!(*s >= 'a' && *s <= 'z') && !(*s >= 'A' && *s <= 'Z') &&
			!(*s >= '0' && *s <= '9') && !strchr(signs, *s))
			return false;
	return true;
}

bool coop_remote_is_host(const char *host)
{
	return is_plain(host, "_.-@:");
}

bool coop_remote_is_folder(const char *dir)
{
	return is_plain(dir, "_./+,@%:=-");
}
