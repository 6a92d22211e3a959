/*
 * xml_sample.h - which elements of an unknown XML are its records, from the start of the file.
 */
#ifndef COOP_INDEXER_CONVERT_XML_SAMPLE_H
#define COOP_INDEXER_CONVERT_XML_SAMPLE_H

#include <stdint.h>

#include "indexer/convert/xml_events.h"
#include "shared/core/strmap.h"

/* Elements of one name in elements of one name, and so on to the root; and names that attributes give. */
struct xml_path {
	uint32_t above; /* the path that it is in; its own number for a root */
	unsigned depth; /* of the root 1 */
	size_t count;   /* elements */
	size_t weight;  /* bytes of text in them and in the elements within */
	bool text, elements, attributes; /* what may be directly in them */
	bool given;                      /* an attribute gives the name: no element */
	bool known, title; /* as a heading, its name means a field; a title */
};

struct xml_sample {
	struct coop_strmap *names; /* numbers of paths, by the path above and the name */
	struct xml_path *paths;
	size_t cap;
	bool full;   /* there are more paths than are kept */
	bool record; /* there are records: */
	uint32_t chosen;
};

/* Looks at the start of a file, and goes back to it. Free it in any case. */
enum conversion_failure xml_sample_take(struct xml_sample *s, struct xml_events *e);
void xml_sample_release(struct xml_sample *s);

/*
 * The path of an element that begins in one of the path `above`, or at the root for XML_NO_PATH; XML_NO_PATH
 * when the sample does not have it.
 */
#define XML_NO_PATH UINT32_MAX
uint32_t xml_sample_find(const struct xml_sample *s, uint32_t above, const char *name);

#endif
