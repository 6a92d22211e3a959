/*
 * package.h - the parts of a document that is a ZIP archive.
 */
#ifndef COOP_INDEXER_CONVERT_PACKAGE_H
#define COOP_INDEXER_CONVERT_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/frame.h"
#include "shared/core/buf.h"

struct package_part {
	char *name;
	struct coop_buf bytes;
};

struct package {
	struct package_part *parts;
	size_t count, cap;
};

/*
 * Reads the parts whose name `wanted` accepts from standard input, at most 128 MiB of
 * them. CONVERSION_DAMAGED if it is no ZIP, CONVERSION_ENCRYPTED if it has the format in which
 * word processors store encrypted documents. Call package_release() even after a failure.
 */
enum conversion_failure package_read(struct package *p, bool (*wanted)(const char *name));
void package_release(struct package *p);

/* The part with a name; NULL when there is none. */
const struct package_part *package_part(const struct package *p, const char *name);
/* Whether a part exists and contains some bytes. */
bool package_mentions(const struct package *p, const char *name, const char *what);

#endif
