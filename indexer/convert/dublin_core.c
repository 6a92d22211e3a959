/*
 * dublin_core.c - Dublin Core, by itself and as repositories give it.
 *
 * https://www.openarchives.org/OAI/openarchivesprotocol.html
 * https://www.loc.gov/standards/sru/sru-1-2.html
 * https://www.dublincore.org/specifications/dublin-core/dcmi-terms/
 */
#include <string.h>

#include "indexer/convert/xml_records.h"
#include "indexer/convert/xml_tree.h"
#include "shared/core/bytes.h"

/* What is not here goes by its name: publisher, format, rights, relation, coverage ... */
static const struct xml_mapping terms[] = {
	{"title", COOP_F_TITLE, XML_AS_IS},
	{"creator", COOP_F_DIRECTOR, XML_AS_IS},
	{"contributor", COOP_F_DIRECTOR, XML_SECOND},
	{"subject", COOP_F_KEYWORDS, XML_AS_IS},
	{"description", COOP_F_DESCRIPTION, XML_HTML},
	{"abstract", COOP_F_DESCRIPTION, XML_HTML},
	{"tableOfContents", COOP_F_DESCRIPTION, XML_HTML},
	{"date", COOP_F_YEAR, XML_DATE},
	{"issued", COOP_F_YEAR, XML_DATE},
	{"created", COOP_F_YEAR, XML_DATE},
	{"dateCopyrighted", COOP_F_YEAR, XML_DATE},
	{"available", COOP_F_OTHER, XML_AS_IS},
	{"modified", COOP_F_OTHER, XML_AS_IS},
	{"dateSubmitted", COOP_F_OTHER, XML_AS_IS},
	{"dateAccepted", COOP_F_OTHER, XML_AS_IS},
	{"valid", COOP_F_OTHER, XML_AS_IS},
	{"type", COOP_F_GENRE, XML_AS_IS},
	{"language", COOP_F_LANGUAGE, XML_AS_IS},
	{"source", COOP_F_SOURCE, XML_AS_IS},
	{"identifier", COOP_F_ID, XML_LINK},
	{"relation", COOP_F_OTHER, XML_AS_IS},
	{"alternative", COOP_F_OTHER, XML_AS_IS},
	/* what repositories give in EAD, of the whole finding aid */
	{"unittitle", COOP_F_TITLE, XML_SECOND},
	{"titleproper", COOP_F_TITLE, XML_SECOND},
	{"unitdate", COOP_F_YEAR, XML_SECOND},
	{"creation", COOP_F_OTHER, XML_AS_IS},
	/* of the protocols */
	{"recordSchema", COOP_F_OTHER, XML_DROP},
	{"recordPacking", COOP_F_OTHER, XML_DROP},
	{"recordXMLEscaping", COOP_F_OTHER, XML_DROP},
	{"recordPosition", COOP_F_OTHER, XML_DROP},
	{"recordIdentifier", COOP_F_ID, XML_LINK},
	{"datestamp", COOP_F_OTHER, XML_DROP},
	{"about", COOP_F_OTHER, XML_DROP},
	{NULL, COOP_F_OTHER, XML_DROP},
};

static bool is_record(struct xml_reading *r)
{
	enum { IN_RDF = 2 };
	static const char *const names[] = {"record", "dc", "qualifieddc", "simpledc",
		"Description", "metadata", NULL};
	bool *rdf = r->data;
	const char *name = xml_local(xml_events_name(r->events));
	size_t depth = xml_events_depth(r->events);
	if (depth == 1)
		*rdf = strcmp(name, "RDF") == 0;
	return coop_is_one_of(name, strlen(name), names) || (*rdf && depth == IN_RDF);
}

/* Takes the id of a harvested record; false when it was deleted. */
static bool take_header(struct xml_notice *notice, xmlNode *header)
{
	struct coop_buf id = {0};
	xml_text(xml_child(header, "identifier"), true, &id);
	xml_notice_add(
		notice, COOP_F_ID, XML_AS_IS, "identifier", coop_buf_cstr(&id), id.len);
	for (xmlNode *n = header->children; n; n = n->next)
		if (xml_is(n, "setSpec"))
			xml_notice_element(notice, terms, n);
	coop_buf_release(&id);
	return strcmp(xml_attribute(header, "status"), "deleted") != 0;
}

static bool fill(struct xml_reading *r, xmlNode *record)
{
	xmlNode *header = xml_child(record, "header");
	xmlNode *metadata = xml_child(record, "metadata");
	const char *about = xml_attribute(record, "about");
	bool harvested = header && xml_child(header, "identifier");
	if (*about)
		xml_notice_add(
			&r->notice, COOP_F_ID, XML_AS_IS, "about", about, strlen(about));
	if (harvested && !take_header(&r->notice, header))
		return false;
	if (!harvested || metadata)
		xml_notice_elements(&r->notice, terms, harvested ? metadata : record);
	return true;
}

enum conversion_failure dublin_core_read(struct xml_events *e, const struct xml_out *out)
{
	static const char *const holders[] = {"metadata", "recordData", NULL};
	bool rdf = false;
	struct xml_reading r = {.events = e,
		.out = out,
		.data = &rdf,
		.is_record = is_record,
		.fill = fill};
	xml_events_sole(e, "record", holders);
	return xml_records_read(&r);
}
