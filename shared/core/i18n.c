#include "shared/core/i18n.h"

#include <stdlib.h>
#include <string.h>

static _Thread_local enum coop_language chosen;

void coop_set_language(enum coop_language language)
{
	chosen = language;
}

bool coop_french(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	if (chosen != COOP_LANGUAGE_OF_USER)
		return chosen == COOP_FRENCH;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "fr", 2) == 0;
	}
	return false;
}
