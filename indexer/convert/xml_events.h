/*
 * xml_events.h - reads XML as elements and text, one after another, also where it is not well-formed.
 *
 * What libraries and archives export is often not XML by the letter: a bare "&", "&eacute;" without a
 * declaration, "<" in a text, a record without its end. A parser that keeps to the letter gives up at the
 * first of these; this one mends what it can and counts it (frame.h), so that no other record is lost:
 *   - an end tag ends all elements within its own; one of no open element is left out;
 *   - elements that cannot hold each other (`sole`) end where the next one begins;
 *   - what is no tag by the letter, but for its attributes, is text.
 * Nothing of a file is believed that could make it grow: entities that it declares are replaced by plain
 * text, up to a limit; document types, comments and instructions are passed. No other file is read. Depth,
 * attributes and the length of tags are limited. Prefixes stay parts of names, as namespaces need no
 * resolving: exports declare them wrongly too often to go by them.
 */
#ifndef COOP_INDEXER_CONVERT_XML_EVENTS_H
#define COOP_INDEXER_CONVERT_XML_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/xml_input.h"

enum xml_event {
	XML_EVENT_EOF, /* the end, or a failure: xml_events_failure() */
	XML_EVENT_START,
	XML_EVENT_END,
	XML_EVENT_TEXT /* of the element that was begun last and has not ended; a part of it perhaps */
};

enum { XML_DEPTH_MAX = 200 /* deeper elements are taken for their text */ };

struct xml_events;

/* Reads a source, which is borrowed; NULL when memory runs out. */
struct xml_events *xml_events_new(struct source *source);
void xml_events_free(struct xml_events *e); /* NULL is fine */

/*
 * Elements of this local name do not hold each other, unless directly in one of a list of others that ends
 * with NULL, as a record of MARC is in the record that was harvested. All is borrowed.
 */
void xml_events_sole(struct xml_events *e, const char *name, const char *const *holders);

enum xml_event xml_events_next(struct xml_events *e);
enum conversion_failure xml_events_failure(const struct xml_events *e);

/* All of these are borrowed until the next call of xml_events_next(). */
/* The full name of the element that begins. */
const char *xml_events_name(const struct xml_events *e);
/* The line where it begins, from 1. */
size_t xml_events_line(const struct xml_events *e);
/* How many elements are open; the one that begins is one of them, the one that ends is not. */
size_t xml_events_depth(const struct xml_events *e);
/* Its attributes but for namespaces: false when there is none with that number. */
bool xml_events_attribute(
	const struct xml_events *e, size_t i, const char **name, const char **value);
/* The text of XML_EVENT_TEXT. */
struct coop_bytes xml_events_text(const struct xml_events *e);

/*
 * To look at the start of a file before reading it: keeps all that is read from now on, until
 * xml_events_rewind() goes back to the start. xml_events_seen() is how many bytes are kept.
 */
void xml_events_keep(struct xml_events *e);
size_t xml_events_seen(const struct xml_events *e);
void xml_events_rewind(struct xml_events *e);

/* What was mended so far; callers may add to it. */
struct xml_mends *xml_events_mends(struct xml_events *e);

/* A name without its prefix. */
const char *xml_local(const char *name);

#endif
