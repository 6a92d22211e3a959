/*
 * installed.h - where the files are that belong to these programs, and lie beside them or where "make install" put
 * them.
 */
#ifndef COOP_CORE_INSTALLED_H
#define COOP_CORE_INSTALLED_H

#include <stddef.h>

/*
 * The absolute path of a file by its name: that beside the running program, or else in the folder of such files
 * (LIBEXECDIR of the Makefile), whether it is there or not. Neither the working directory nor the environment has a say.
 * Beside the program it counts only if nobody could have put it there who could not have changed the program as well:
 * it belongs to the owner of the program or to root, and no others may write to it than to the program. What does not
 * fit in `size`, or would depend on the working directory after all, becomes "".
 */
void coop_installed(const char *name, char *path, size_t size);

#endif
