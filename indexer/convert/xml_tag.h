/*
 * xml_tag.h - takes a start tag of XML apart.
 */
#ifndef COOP_INDEXER_CONVERT_XML_TAG_H
#define COOP_INDEXER_CONVERT_XML_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/frame.h"

/* A piece of the tag, [off, off + len). */
struct xml_piece {
	size_t off, len;
};

struct xml_tag {
	size_t len;            /* of the whole tag */
	struct xml_piece name; /* with its prefix */
	struct {
		struct xml_piece name, value; /* without quotes, with its entities */
	} at[TAG_ATTRIBUTES_MAX];
	size_t count;
	size_t wrong; /* attributes that are written wrongly, twice, or too many */
	bool empty;   /* <tag/> */
};

enum xml_tag_found {
	XML_TAG_FOUND,
	XML_TAG_NONE, /* the '<' stands for itself */
	XML_TAG_CUT   /* more bytes are needed to tell */
};

/*
 * Reads the tag at `s`, which begins with '<'. A tag has a name, and attributes with a value each, also
 * without quotes or with the closing one missing; anything else is none. `all`: no more bytes can be had.
 */
enum xml_tag_found xml_tag_read(const char *s, size_t n, bool all, struct xml_tag *out);

/* The length of the name at the start of a text; 0 when it begins with none. */
size_t xml_name_length(const char *s, size_t n);

#endif
