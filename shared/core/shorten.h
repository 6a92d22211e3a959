/*
 * shorten.h - a path in the room that there is for it on a terminal.
 */
#ifndef COOP_CORE_SHORTEN_H
#define COOP_CORE_SHORTEN_H

#include <stddef.h>

#include "shared/core/buf.h"

/* Appends text as coop_put_safe() writes it (diag.h). */
void coop_add_safe(struct coop_buf *out, const char *s, size_t n);

/*
 * The same for a path that may take `cells` cells (cells.h): of a longer one the middle becomes "…". The
 * name behind the last '/' stays whole where that leaves room for some of the beginning.
 */
void coop_shorten_path(struct coop_buf *out, const char *path, size_t n, size_t cells);

#endif
