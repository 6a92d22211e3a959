/*
 * syndication.c - the items of feeds: RSS in all its versions, and Atom.
 *
 * https://www.rssboard.org/rss-specification
 * https://web.resource.org/rss/1.0/spec
 * https://www.rfc-editor.org/rfc/rfc4287
 */
#include <string.h>

#include "indexer/convert/xml_records.h"
#include "indexer/convert/xml_tree.h"
#include "shared/core/bytes.h"

static const struct xml_mapping terms[] = {
	{"title", COOP_F_TITLE, XML_HTML},
	{"link", COOP_F_OTHER, XML_LINK},
	{"description", COOP_F_DESCRIPTION, XML_HTML},
	{"summary", COOP_F_DESCRIPTION, XML_HTML},
	{"encoded", COOP_F_BODY, XML_HTML},
	{"content", COOP_F_BODY, XML_HTML},
	{"category", COOP_F_KEYWORDS, XML_AS_IS},
	{"subject", COOP_F_KEYWORDS, XML_AS_IS},
	{"keywords", COOP_F_KEYWORDS, XML_AS_IS},
	{"pubDate", COOP_F_YEAR, XML_DATE},
	{"published", COOP_F_YEAR, XML_DATE},
	{"issued", COOP_F_YEAR, XML_DATE},
	{"created", COOP_F_YEAR, XML_DATE},
	{"date", COOP_F_YEAR, XML_DATE},
	{"updated", COOP_F_YEAR, XML_SECOND},
	{"modified", COOP_F_YEAR, XML_SECOND},
	{"author", COOP_F_DIRECTOR, XML_AS_IS},
	{"creator", COOP_F_DIRECTOR, XML_AS_IS},
	{"contributor", COOP_F_DIRECTOR, XML_SECOND},
	{"guid", COOP_F_ID, XML_AS_IS},
	{"id", COOP_F_ID, XML_AS_IS},
	{"comments", COOP_F_OTHER, XML_DROP},
	{"commentRss", COOP_F_OTHER, XML_DROP},
	{"source", COOP_F_OTHER, XML_AS_IS},
	{NULL, COOP_F_OTHER, XML_AS_IS},
};

/* What the feed says of itself. */
struct channel {
	struct coop_buf title, language;
};

/* Takes an element of the feed that is told once; the first counts. */
static void take_once(struct xml_reading *r, struct coop_buf *to)
{
	xmlDoc *tree;
	if (xml_take(r->events, &tree) == CONVERSION_OK && to->len == 0)
		xml_text(xmlDocGetRootElement(tree), true, to);
	xmlFreeDoc(tree);
}

static bool is_record(struct xml_reading *r)
{
	struct channel *c = r->data;
	const char *name = xml_local(xml_events_name(r->events));
	if (strcmp(name, "item") == 0 || strcmp(name, "entry") == 0)
		return true;
	if (strcmp(name, "title") == 0)
		take_once(r, &c->title);
	else if (strcmp(name, "language") == 0)
		take_once(r, &c->language);
	else if (strcmp(name, "image") == 0 || strcmp(name, "textinput") == 0 ||
		 strcmp(name, "textInput") == 0)
		xml_pass(r->events); /* they have titles of their own */
	return false;
}

/* A link of Atom: to the page, to a file that belongs to it, or of no interest. */
static void take_link(struct xml_notice *notice, xmlNode *n)
{
	const char *to = xml_attribute(n, "href"), *rel = xml_attribute(n, "rel");
	size_t len = strlen(to);
	if (!*to)
		xml_notice_element(notice, terms, n);
	else if (!*rel || strcmp(rel, "alternate") == 0)
		xml_notice_add(notice, COOP_F_OTHER, XML_LINK, "link", to, len);
	else if (strcmp(rel, "enclosure") == 0)
		xml_notice_add(notice, COOP_F_OTHER, XML_AS_IS, "enclosure", to, len);
}

/* A person of Atom: the name alone, without the address. */
static void take_person(struct xml_notice *notice, xmlNode *n)
{
	xmlNode *name = xml_child(n, "name");
	struct coop_buf text = {0};
	xml_text(name ? name : n, true, &text);
	bool author = xml_is(n, "author");
	xml_notice_add(notice, COOP_F_DIRECTOR, author ? XML_AS_IS : XML_SECOND,
		author ? "author" : "contributor", coop_buf_cstr(&text), text.len);
	notice->record.failed |= text.failed;
	coop_buf_release(&text);
}

/* A category: its label, its term, or its text. */
static void take_category(struct xml_notice *notice, xmlNode *n)
{
	const char *label = xml_attribute(n, "label");
	if (!*label)
		label = xml_attribute(n, "term");
	if (*label)
		xml_notice_add(notice, COOP_F_KEYWORDS, XML_AS_IS, "category", label,
			strlen(label));
	else
		xml_notice_element(notice, terms, n);
}

static void take_part(struct xml_notice *notice, xmlNode *n)
{
	const char *file = xml_attribute(n, "url");
	if (xml_is(n, "link"))
		take_link(notice, n);
	else if (xml_is(n, "author") || xml_is(n, "contributor"))
		take_person(notice, n);
	else if (xml_is(n, "category"))
		take_category(notice, n);
	else if (xml_is(n, "enclosure"))
		xml_notice_add(
			notice, COOP_F_OTHER, XML_AS_IS, "enclosure", file, strlen(file));
	else if (xml_is(n, "group"))
		xml_notice_elements(notice, terms, n);
	else
		xml_notice_element(notice, terms, n);
}

/* Whether an element is of a module of the feed, such as media:title, which comes second. */
static bool is_of_module(const xmlNode *n, const xmlNode *record)
{
	const char *name = (const char *)n->name, *own = (const char *)record->name;
	size_t prefix = (size_t)(xml_local(name) - name);
	return !coop_bytes_equal(name, prefix, own, (size_t)(xml_local(own) - own));
}

static bool fill(struct xml_reading *r, xmlNode *record)
{
	struct channel *c = r->data;
	struct xml_notice *notice = &r->notice;
	for (int module = 0; module < 2; module++)
		for (xmlNode *n = record->children; n; n = n->next)
			if (n->type == XML_ELEMENT_NODE &&
				is_of_module(n, record) == (module == 1))
				take_part(notice, n);
	if (xml_notice_is_empty(notice))
		return false;
	xml_notice_add(notice, COOP_F_SOURCE, XML_HTML, "channel",
		coop_buf_cstr(&c->title), c->title.len);
	if (!notice->has[COOP_F_LANGUAGE])
		xml_notice_add(notice, COOP_F_LANGUAGE, XML_AS_IS, "language",
			coop_buf_cstr(&c->language), c->language.len);
	notice->record.failed |= c->title.failed || c->language.failed;
	return true;
}

enum conversion_failure syndication_read(struct xml_events *e, const struct xml_out *out)
{
	static const char *const none[] = {NULL};
	struct channel channel = {0};
	struct xml_reading r = {.events = e,
		.out = out,
		.data = &channel,
		.is_record = is_record,
		.fill = fill};
	xml_events_sole(e, "item", none);
	enum conversion_failure failure = xml_records_read(&r);
	coop_buf_release(&channel.title);
	coop_buf_release(&channel.language);
	return failure;
}
