/*
 * xml_root.h - the first element of an XML file, which tells its vocabulary.
 *
 * Found in the start of a file without parsing it: the parser runs in a process of its own.
 */
#ifndef COOP_INDEXER_DECODE_XML_ROOT_H
#define COOP_INDEXER_DECODE_XML_ROOT_H

#include <stdbool.h>
#include <stddef.h>

/* Of an element <oai:record xmlns:oai="http://..." ...>. */
struct xml_root {
	bool declared; /* <?xml stands before it */
	const char *
		type; /* the name in <!DOCTYPE name ...>; of length 0 when there is none */
	size_t type_len;
	const char *name;  /* without its prefix: "record"; borrowed from the text */
	size_t name_len;   /* 0: the text begins with no element */
	const char *space; /* its namespace, "" with length 0 where none is given */
	size_t space_len;
	const char *
		attributes; /* what follows the name, to the end of the tag or of the text */
	size_t attributes_len;
};

/*
 * Finds the first element of a text in UTF-8 or another set that extends ASCII, after a byte order mark,
 * blanks, comments, instructions and a document type. Entities in names are not resolved.
 */
struct xml_root xml_root_find(const char *s, size_t n);

/* Whether its local name is this one, in any case. */
bool xml_root_is(const struct xml_root *root, const char *name);
/* Whether its namespace, or the name of another one declared with it, contains a string. */
bool xml_root_mentions(const struct xml_root *root, const char *space);

#endif
