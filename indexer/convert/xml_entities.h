/*
 * xml_entities.h - the entities of an XML file: those of XML, of HTML, and those that it declares.
 *
 * A declared entity is plain text: its value is not looked through for others, and all values that are put
 * in have a limit in length together. One that is declared to be in another file is unknown.
 */
#ifndef COOP_INDEXER_CONVERT_XML_ENTITIES_H
#define COOP_INDEXER_CONVERT_XML_ENTITIES_H

#include <stddef.h>

#include "indexer/convert/xml_input.h"
#include "shared/core/buf.h"

enum { XML_ENTITIES_MAX = 256, XML_ENTITY_NAME_MAX = 64 };

/* Begin with zeros. */
struct xml_entities {
	struct coop_buf text; /* names and values */
	struct {
		size_t name, name_len, value, value_len;
		bool holds; /* others */
	} at[XML_ENTITIES_MAX];
	size_t count;
	size_t spent; /* bytes that were put in */
};

void xml_entities_release(struct xml_entities *e);

/* Takes the declarations of a document type. */
void xml_entities_declare(struct xml_entities *e, const char *s, size_t n);

/*
 * Appends what the reference at the start of a text stands for, which begins with '&'; the sign itself
 * when that is none. Returns how many bytes it takes.
 */
size_t xml_entities_read(struct xml_entities *e, const char *s, size_t n,
	struct coop_buf *out, struct xml_mends *mends, size_t line);

#endif
