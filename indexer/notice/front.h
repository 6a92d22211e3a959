/*
 * front.h - the front matter of a Markdown text: lines "key: value" between two lines "---".
 *
 * Of YAML this much is read: plain and quoted values, lists in brackets or with a dash a
 * line, values that go on over lines that are indented, and comments. A key that no field has
 * is kept under its own name.
 */
#ifndef COOP_INDEXER_NOTICE_FRONT_H
#define COOP_INDEXER_NOTICE_FRONT_H

#include "indexer/notice/found.h"

/*
 * Takes the front matter off a text: `front` is what stands between the two lines. False, and
 * nothing taken, when the text does not begin with one.
 */
bool front_take(struct span *text, struct span *front);

/* Adds the values of a front matter. */
void front_add(struct found *f, struct span front);

#endif
