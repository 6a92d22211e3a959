#include "query/http/microhttpd.h"

#include "shared/core/i18n.h"

/* Says why there is no server, and what to do. */
static enum coop_status cannot(const char *why, const char *hint, struct coop_error *err)
{
	coop_fail(err, COOP_E_IO,
		TR("cannot serve pages: %s", "impossible de servir des pages : %s"), why);
	coop_hint(err, "%s", hint);
	return COOP_E_IO;
}

#ifdef COOP_HAVE_MICROHTTPD

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

struct microhttpd microhttpd;

static bool loaded;

/* Sets a pointer to a function of a library; POSIX makes one of the pointer that dlsym() gives. */
static bool find(void *library, const char *name, void *function)
{
	void *found = dlsym(library, name);
	memcpy(function, &found, sizeof found);
	return found != NULL;
}

static void load(void)
{
	/* the name of its binary interface since 2013 */
	void *library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return;
	loaded = true;
#define MICROHTTPD_FIND(name)                                                            \
	loaded = find(library, "MHD_" #name, &microhttpd.name) && loaded
	MICROHTTPD_FUNCTIONS(MICROHTTPD_FIND);
#undef MICROHTTPD_FIND
}

enum coop_status microhttpd_load(struct coop_error *err)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load);
	if (loaded)
		return COOP_OK;
	return cannot(
		TR("the library libmicrohttpd is not there, or older than 0.9.75",
			"la bibliothèque libmicrohttpd manque, ou est antérieure à 0.9.75"),
		TR("install it: apt install libmicrohttpd12",
			"installez-la : apt install libmicrohttpd12"),
		err);
}

#else

enum coop_status microhttpd_load(struct coop_error *err)
{
	return cannot(TR("this program was built without libmicrohttpd",
			      "ce programme a été compilé sans libmicrohttpd"),
		TR("build it where libmicrohttpd-dev is installed",
			"compilez-le là où libmicrohttpd-dev est installé"),
		err);
}

#endif
