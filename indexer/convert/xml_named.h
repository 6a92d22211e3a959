/*
 * xml_named.h - elements that an attribute names, such as <field name="title">.
 */
#ifndef COOP_INDEXER_CONVERT_XML_NAMED_H
#define COOP_INDEXER_CONVERT_XML_NAMED_H

#include <stdbool.h>
#include <string.h>

#include "shared/core/bytes.h"

enum { XML_NAMED_MAX = 100 /* bytes of a name */ };

/* Whether an attribute, by its name, may name what its element holds. */
static inline bool xml_named_by(const char *attribute)
{
	static const char *const names[] = {"name", "nom", "label", "libelle", "key",
		"tag", "code", "champ", "field", "c", NULL};
	return coop_is_one_of(attribute, strlen(attribute), names);
}

/* Whether an element says nothing itself, so that an attribute must. */
static inline bool xml_is_nameless(const char *element)
{
	static const char *const names[] = {"field", "datafield", "subfield",
		"controlfield", "property", "attribute", "column", "col", "cell", "data",
		"value", "meta", "param", "f", "s", NULL};
	return coop_is_one_of(element, strlen(element), names);
}

#endif
