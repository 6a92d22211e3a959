/*
 * nearest.h - which name a mistyped one may stand for.
 */
#ifndef COOP_CLI_NEAREST_H
#define COOP_CLI_NEAREST_H

#include <stddef.h>

/* Names are shorter than that; of a longer one nothing is near. */
enum { COOP_NAME_MAX = 32 };

/* The nearest name so far; begin with COOP_NEAREST_NONE. */
struct coop_nearest {
	const char *name; /* NULL for none */
	size_t distance;
};

/* Two letters may be wrong. */
#define COOP_NEAREST_NONE                                                                \
	{                                                                                \
		NULL, 3                                                                  \
	}

/* Takes `name`, which is borrowed, when it is nearer to what was typed. */
void coop_nearest_try(struct coop_nearest *nearest, const char *typed, const char *name);

#endif
