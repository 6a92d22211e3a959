#include "shared/core/i18n.h"

#include <stdlib.h>
#include <string.h>

bool coop_french(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "fr", 2) == 0;
	}
	return false;
}
