/*
 * tags.h - checks the tags of a page before libxml2 reads it.
 *
 * libxml2 compares each attribute of a tag with all attributes before it, so that a tag
 * with a hundred thousand takes minutes. Such a tag was made for that, or is no tag at
 * all.
 */
#ifndef COOP_INDEXER_CONVERT_TAGS_H
#define COOP_INDEXER_CONVERT_TAGS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a tag has more than TAG_ATTRIBUTES_MAX attributes (frame.h). Comments, scripts
 * and styles in HTML and CDATA in XML hold no tags; those that do not end are searched
 * nevertheless. Takes linear time.
 */
bool tags_are_endless(const char *s, size_t n, bool html);

#endif
