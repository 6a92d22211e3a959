/*
 * front.h - parses the front matter of a Markdown text: lines "key: value" between two lines "---".
 *
 * The subset of YAML is: plain and quoted values, lists in brackets or with a dash a line, values
 * that continue on indented lines, and comments. A key without a field is kept under its own name.
 */
#ifndef COOP_INDEXER_NOTICE_FRONT_H
#define COOP_INDEXER_NOTICE_FRONT_H

#include "indexer/notice/found.h"

/*
 * Takes the front matter off a text: `front` is what is between the two lines. False, and the text
 * unchanged, when it does not begin with one.
 */
bool front_take(struct span *text, struct span *front);

/* Adds the values of a front matter. */
void front_add(struct found *f, struct span front);

#endif
