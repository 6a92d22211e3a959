/*
 * tei.c - texts of the Text Encoding Initiative: what their header says, and the text.
 *
 * https://tei-c.org/release/doc/tei-p5-doc/en/html/HD.html
 */
#include <string.h>

#include "indexer/convert/tree.h"
#include "indexer/convert/xml_records.h"
#include "indexer/convert/xml_tree.h"
#include "shared/core/bytes.h"

/* What is not here goes by its name, or is kept under it: publisher, pubPlace, sponsor, edition ... */
static const struct xml_mapping header[] = {
	{"title", COOP_F_TITLE, XML_AS_IS},
	{"author", COOP_F_DIRECTOR, XML_AS_IS},
	{"editor", COOP_F_DIRECTOR, XML_SECOND},
	{"principal", COOP_F_DIRECTOR, XML_SECOND},
	{"respStmt", COOP_F_OTHER, XML_AS_IS},
	{"date", COOP_F_YEAR, XML_DATE},
	{"creation", COOP_F_YEAR, XML_DATE},
	{"idno", COOP_F_ID, XML_LINK},
	{"language", COOP_F_LANGUAGE, XML_AS_IS},
	{"term", COOP_F_KEYWORDS, XML_AS_IS},
	{"item", COOP_F_KEYWORDS, XML_AS_IS},
	{"abstract", COOP_F_DESCRIPTION, XML_AS_IS},
	{"availability", COOP_F_OTHER, XML_AS_IS},
	{"sourceDesc", COOP_F_OTHER, XML_AS_IS},
	{"extent", COOP_F_OTHER, XML_AS_IS},
	{"correspDesc", COOP_F_OTHER, XML_AS_IS},
	{"encodingDesc", COOP_F_OTHER, XML_DROP},
	{"revisionDesc", COOP_F_OTHER, XML_DROP},
	{NULL, COOP_F_OTHER, XML_AS_IS},
};

static bool is_record(struct xml_reading *r)
{
	const char *name = xml_local(xml_events_name(r->events));
	return strcmp(name, "TEI") == 0 || strcmp(name, "TEI.2") == 0;
}

/* Adds the years that attributes of a date tell, which may be written out in its text. */
static void add_years(struct xml_notice *notice, xmlNode *date)
{
	static const char *const names[] = {
		"when", "notBefore", "from", "notAfter", "to", NULL};
	for (const char *const *name = names; date && *name; name++) {
		const char *value = xml_attribute(date, *name);
		xml_notice_add(
			notice, COOP_F_YEAR, XML_YEARS, "date", value, strlen(value));
	}
}

/* Takes an element out of the tree: it is read. */
static void drop(xmlNode *n)
{
	xmlUnlinkNode(n);
	xmlFreeNode(n);
}

/* The title with its subtitle, of which there may be one each. */
static void add_title(struct xml_notice *notice, xmlNode *statement)
{
	struct coop_buf title = {0}, sub = {0};
	for (xmlNode *n = statement ? statement->children : NULL, *next; n; n = next) {
		next = n->next;
		bool is_sub = xml_is(n, "title") &&
			      strcmp(xml_attribute(n, "type"), "sub") == 0;
		struct coop_buf *to = is_sub ? &sub : &title;
		if (!xml_is(n, "title") || to->len > 0)
			continue;
		xml_text(n, true, to);
		drop(n);
	}
	if (title.len == 0 || sub.len == 0)
		coop_buf_add(&title, coop_buf_cstr(&sub), sub.len);
	else
		coop_buf_printf(&title, " : %s", coop_buf_cstr(&sub));
	xml_notice_add(notice, COOP_F_TITLE, XML_AS_IS, "title", coop_buf_cstr(&title),
		title.len);
	notice->record.failed |= title.failed || sub.failed;
	coop_buf_release(&title);
	coop_buf_release(&sub);
}

/* A language by its code, where nothing is written. */
static void add_languages(struct xml_notice *notice, xmlNode *profile)
{
	xmlNode *usage = xml_find(profile, "langUsage");
	for (xmlNode *n = usage ? usage->children : NULL; n; n = n->next) {
		const char *code = xml_is(n, "language") ? xml_attribute(n, "ident") : "";
		if (*code && !xml_has_text(n))
			xml_notice_add(notice, COOP_F_LANGUAGE, XML_AS_IS, "language",
				code, strlen(code));
	}
}

static void add_header(struct xml_notice *notice, xmlNode *head)
{
	xmlNode *profile = xml_child(head, "profileDesc");
	xmlNode *creation = profile ? xml_find(profile, "creation") : NULL;
	xmlNode *published = xml_find(head, "publicationStmt");
	add_title(notice, xml_find(head, "titleStmt"));
	add_languages(notice, profile);
	/* when it was written comes before when it was published */
	add_years(notice, creation ? xml_find(creation, "date") : NULL);
	if (creation) {
		xml_notice_element(notice, header, creation);
		drop(creation);
	}
	add_years(notice, published ? xml_find(published, "date") : NULL);
	xml_notice_elements(notice, header, head);
}

static bool fill(struct xml_reading *r, xmlNode *record)
{
	struct coop_buf body = {0};
	xmlNode *head = xml_child(record, "teiHeader");
	if (head)
		add_header(&r->notice, head);
	const char *language = xml_attribute(record, "lang");
	if (!r->notice.has[COOP_F_LANGUAGE])
		xml_notice_add(&r->notice, COOP_F_LANGUAGE, XML_AS_IS, "language",
			language, strlen(language));
	xml_text(xml_child(record, "text"), false, &body);
	coop_record_add(&r->notice.record, COOP_F_BODY, coop_buf_cstr(&body), body.len);
	r->notice.has[COOP_F_BODY] |= body.len > 0;
	r->notice.record.failed |= body.failed;
	coop_buf_release(&body);
	return true;
}

enum conversion_failure tei_read(struct xml_events *e, const struct xml_out *out)
{
	struct xml_reading r = {
		.events = e, .out = out, .is_record = is_record, .fill = fill};
	return xml_records_read(&r);
}
