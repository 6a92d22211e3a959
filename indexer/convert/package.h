/*
 * package.h - the parts of a document that is a ZIP archive of files.
 */
#ifndef COOP_INDEXER_CONVERT_PACKAGE_H
#define COOP_INDEXER_CONVERT_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/frame.h"
#include "shared/core/buf.h"

struct part {
	char *name;
	struct coop_buf bytes;
};

struct package {
	struct part *parts;
	size_t count, cap;
};

/*
 * Reads the parts that `wanted` says yes to from standard input, at most 128 MiB of them.
 * What is no archive is PROBLEM_DAMAGED, or PROBLEM_ENCRYPTED where it is of the kind that
 * word processors hide documents with a password in.
 */
enum problem package_read(struct package *p, bool (*wanted)(const char *name));
void package_release(struct package *p);

/* The part of that name; NULL when there is none. */
const struct part *package_part(const struct package *p, const char *name);
/* Whether there is a part of that name that holds these bytes. */
bool package_mentions(const struct package *p, const char *name, const char *what);

#endif
