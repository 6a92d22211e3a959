/*
 * markup.h - cells that hold HTML, as databases of websites export them, to plain text.
 *
 * A tag is one only if HTML has an element of that name, and nothing but attributes follows: "a < b",
 * "<3" and "<titre>" stay as they are. Paragraphs and the like become line ends, <br> too unless it
 * stands within a sentence; other tags vanish, but no words are joined that only tags keep apart.
 */
#ifndef COOP_INDEXER_CSV_MARKUP_H
#define COOP_INDEXER_CSV_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/* What was found in a cell. */
struct markup {
	bool entities, tags;
};

/*
 * Appends a cell as plain text; entities that have become tags are taken out as well. `scratch` is
 * the caller's. False, and nothing appended, when the cell holds neither entities nor tags. Time is
 * linear in its length.
 */
bool markup_to_text(const char *s, size_t n, struct coop_buf *out,
	struct coop_buf *scratch, struct markup *found);

#endif
