/*
 * disposition.h - the name of a file to save a response as, for its header (RFC 6266).
 */
#ifndef COOP_QUERY_HTTP_DISPOSITION_H
#define COOP_QUERY_HTTP_DISPOSITION_H

#include <stddef.h>

/*
 * The value of Content-Disposition for a file of that name: "attachment; filename="..."", and filename* where
 * the name has more than ASCII. NULL when memory runs out; freed by free().
 */
char *disposition_write(const char *name, size_t len);

#endif
