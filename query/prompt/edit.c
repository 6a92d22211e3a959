#include "query/prompt/edit.h"

#include "shared/core/i18n.h"

#ifdef COOP_HAVE_EDIT

#include <dlfcn.h>
#include <string.h>

struct edit edit;

/* Sets a pointer to a function of a library; POSIX makes one of the pointer that dlsym() gives. */
static bool find(void *library, const char *name, void *function)
{
	void *found = dlsym(library, name);
	memcpy(function, &found, sizeof found);
	return found != NULL;
}

bool edit_load(void)
{
	/* the name of its binary interface since 2009; RTLD_GLOBAL would lend its names to others */
	void *library = dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
	bool loaded = library != NULL;
#define EDIT_FIND(name) loaded = loaded && find(library, #name, &edit.name)
	EDIT_FUNCTIONS(EDIT_FIND);
#undef EDIT_FIND
	return loaded;
}

const char *edit_missing(void)
{
	return TR("libedit is missing (apt install libedit2)",
		"libedit manque (apt install libedit2)");
}

#else

bool edit_load(void)
{
	return false;
}

const char *edit_missing(void)
{
	return TR(
		"this program was built without libedit (build it where libedit-dev is installed)",
		"ce programme a été compilé sans libedit (compilez-le là où libedit-dev est installé)");
}

#endif
