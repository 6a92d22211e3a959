/*
 * xml_records.h - the vocabularies of XML in which libraries, archives and sites give their notices.
 *
 * A file of any size is read a record at a time. Each function reads all of a file and sends its notices;
 * a record that holds more than a notice may is left out alone. CONVERSION_DAMAGED: no element is in it.
 */
#ifndef COOP_INDEXER_CONVERT_XML_RECORDS_H
#define COOP_INDEXER_CONVERT_XML_RECORDS_H

#include "indexer/convert/xml_notice.h"

/*
 * OAI-PMH and SRU with Dublin Core, simple or qualified, and Dublin Core by itself: the children of
 * <rdf:RDF>, <dc>, <record>, <metadata>. Records that a repository has deleted are none.
 */
enum conversion_failure dublin_core_read(struct xml_events *e, const struct xml_out *out);

/*
 * EAD 2002 and EAD3: a notice a unit, in their order, and one of the whole, which comes last. A unit has
 * the titles of those above it as `path`, and its shelf mark as `cote` and as its id; where another has the
 * same, the id begins with that of the unit above.
 */
enum conversion_failure ead_read(struct xml_events *e, const struct xml_out *out);

/* TEI: a notice a text, of its header, with the text as its body. */
enum conversion_failure tei_read(struct xml_events *e, const struct xml_out *out);

/* RSS and Atom: a notice an item, with the title of the feed as its source. */
enum conversion_failure syndication_read(struct xml_events *e, const struct xml_out *out);

/* What the above share: reading one kind of element after another. */
struct xml_reading {
	struct xml_events *events;
	const struct xml_out *out;
	struct xml_notice notice;
	void *data;
	/* Whether the element that begins is a record. It may read others, but then returns false. */
	bool (*is_record)(struct xml_reading *r);
	/* Fills the notice, which has begun; whether it is one. */
	bool (*fill)(struct xml_reading *r, xmlNode *record);
};

/* Reads all elements that are records. */
enum conversion_failure xml_records_read(struct xml_reading *r);

#endif
