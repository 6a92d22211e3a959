/*
 * path.h - arithmetic on the text of paths; no file is looked at.
 *
 * An absolute path here is as realpath() gives it: it begins with '/', and has no "." or "..", no
 * empty component and no '/' at its end, except in "/" itself. Bytes are compared, whatever they
 * encode.
 */
#ifndef COOP_CORE_PATH_H
#define COOP_CORE_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The length of the deepest folder that is around or equal to both `a[0..len)` and `b`; 0 is "/". */
size_t coop_path_common(const char *a, size_t len, const char *b);

/* Whether an absolute path is that of a folder, or below it. */
bool coop_path_is_below(const char *path, const char *folder);

/*
 * Appends the absolute path `to` as seen from the absolute folder `from`: with one "../" for each
 * folder to leave, and "." where they are equal.
 */
void coop_path_relative(const char *from, const char *to, struct coop_buf *out);

/*
 * Appends the absolute path of what coop_path_relative() described from `folder`. Only "../" at the
 * front are resolved; there are no more of them than the path has folders, or "/" is where it ends.
 */
void coop_path_join(const char *folder, const char *relative, struct coop_buf *out);

#ifdef __cplusplus
}
#endif
#endif
