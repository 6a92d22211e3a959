/*
 * xml_sax.h - XML read as a stream: elements and text as they come, and no tree, so that a part of
 * any length takes the same memory.
 *
 * No entity is expanded but those of XML itself, and no other file is read. Names are without their
 * prefix.
 */
#ifndef COOP_INDEXER_CONVERT_XML_SAX_H
#define COOP_INDEXER_CONVERT_XML_SAX_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/frame.h"
#include "shared/core/bytes.h"

/* The attributes of an element, for xml_sax_attribute(). */
struct xml_attributes;

/* What is told; any result but CONVERSION_OK ends the reading. Strings are borrowed. */
struct xml_handlers {
	enum conversion_failure (*start)(
		void *data, const char *name, const struct xml_attributes *attributes);
	enum conversion_failure (*text)(void *data, const char *s, size_t n);
	enum conversion_failure (*end)(void *data, const char *name);
};

/* Gives the next bytes, at most `room`; `*n` is 0 at the end. */
typedef enum conversion_failure xml_pull(void *from, char *to, size_t room, size_t *n);

/*
 * Reads XML to its end, `*room` bytes of it at most, and takes what it had off `*room`. What came before
 * a failure has been told. CONVERSION_DAMAGED: it is not XML. CONVERSION_TOO_LARGE: there is more.
 * CONVERSION_TOO_DEEP, CONVERSION_ENDLESS_TAG: as in tree.h.
 */
enum conversion_failure xml_sax_read(xml_pull *pull, void *from, size_t *room,
	const struct xml_handlers *handlers, void *data);

/* The value of an attribute; no bytes, and not NULL, when there is none. Borrowed. */
struct coop_bytes xml_sax_attribute(
	const struct xml_attributes *attributes, const char *name);

/* Whether an attribute has a value; there may be several of a name, in different namespaces. */
bool xml_sax_attribute_is(
	const struct xml_attributes *attributes, const char *name, const char *value);

/* An attribute as a number; `otherwise` when it is none, or above 2^31. */
size_t xml_sax_number(
	const struct xml_attributes *attributes, const char *name, size_t otherwise);

#endif
