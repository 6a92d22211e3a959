#include "indexer/convert/xml_tree.h"

#include <stdint.h>
#include <string.h>

#include "indexer/convert/tree.h"
#include "shared/core/bytes.h"

enum {
	NODES_MAX = 1 << 21, /* of a record; with its attributes */
	BYTES_MAX = 64 << 20
};

/* ---- taking an element ---- */

struct taking {
	xmlDoc *doc;
	xmlNode *
		open; /* the innermost element; NULL before the first and when nothing is kept */
	size_t nodes, bytes;
	bool large, failed;
};

static void add_attributes(struct taking *t, xmlNode *n, const struct xml_events *e)
{
	const char *name, *value;
	for (size_t i = 0; xml_events_attribute(e, i, &name, &value); i++) {
		t->nodes++;
		t->bytes += strlen(value);
		if (!xmlNewProp(n, (const xmlChar *)name, (const xmlChar *)value))
			t->failed = true;
	}
}

static void add_element(struct taking *t, const struct xml_events *e)
{
	xmlNode *n =
		xmlNewDocNode(t->doc, NULL, (const xmlChar *)xml_events_name(e), NULL);
	if (!n) {
		t->failed = true;
		return;
	}
	/* no pointer, but the line: that of libxml2 ends at 65535 */
	uintptr_t line = xml_events_line(e);
	memcpy(&n->_private, &line, sizeof line);
	if (t->open)
		xmlAddChild(t->open, n);
	else
		xmlDocSetRootElement(t->doc, n);
	t->open = n;
	add_attributes(t, n, e);
}

static void add_text(struct taking *t, struct coop_bytes text)
{
	t->bytes += text.len;
	xmlNode *n = xmlNewDocTextLen(t->doc, (const xmlChar *)text.s, (int)text.len);
	if (!n || !xmlAddChild(t->open, n))
		t->failed = true;
}

/* Whether more is kept; once the element is too large, nothing is. */
static bool has_room(struct taking *t)
{
	t->large |= ++t->nodes > NODES_MAX || t->bytes > BYTES_MAX;
	if ((t->large || t->failed) && t->doc) {
		xmlFreeDoc(t->doc);
		t->doc = NULL;
		t->open = NULL;
	}
	return t->doc;
}

enum conversion_failure xml_take(struct xml_events *e, xmlDoc **out)
{
	struct taking t = {.doc = xmlNewDoc((const xmlChar *)"1.0")};
	enum xml_event event = XML_EVENT_START;
	size_t above = xml_events_depth(e) - 1;
	*out = NULL;
	if (!t.doc)
		return CONVERSION_MEMORY;
	t.doc->dict = xmlDictCreate();
	do {
		if (!has_room(&t))
			;
		else if (event == XML_EVENT_START)
			add_element(&t, e);
		else if (event == XML_EVENT_TEXT)
			add_text(&t, xml_events_text(e));
		else
			t.open = t.open->parent;
		event = xml_events_next(e);
	} while (event != XML_EVENT_EOF &&
		 (event != XML_EVENT_END || xml_events_depth(e) > above));
	enum conversion_failure failure = xml_events_failure(e);
	if (!failure)
		failure = t.failed  ? CONVERSION_MEMORY
			  : t.large ? CONVERSION_TOO_LARGE
				    : CONVERSION_OK;
	if (failure)
		xmlFreeDoc(t.doc);
	else
		*out = t.doc;
	return failure;
}

void xml_pass(struct xml_events *e)
{
	size_t above = xml_events_depth(e) - 1;
	enum xml_event event;
	do {
		event = xml_events_next(e);
	} while (event != XML_EVENT_EOF &&
		 (event != XML_EVENT_END || xml_events_depth(e) > above));
}

/* ---- asking a tree ---- */

size_t xml_line(const xmlNode *n)
{
	uintptr_t line;
	memcpy(&line, &n->_private, sizeof line);
	return line;
}

bool xml_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       strcmp(xml_local((const char *)n->name), name) == 0;
}

struct search {
	const xmlNode *in;
	const char *name;
	xmlNode *found;
};

static bool compare(void *data, xmlNode *n)
{
	struct search *s = data;
	if (!s->found && n != s->in && xml_is(n, s->name))
		s->found = n;
	return !s->found;
}

xmlNode *xml_find(xmlNode *in, const char *name)
{
	struct search s = {in, name, NULL};
	if (in)
		tree_walk(in, compare, NULL, &s);
	return s.found;
}

xmlNode *xml_child(const xmlNode *in, const char *name)
{
	xmlNode *n = in ? in->children : NULL;
	while (n && !xml_is(n, name))
		n = n->next;
	return n;
}

const char *xml_attribute(const xmlNode *n, const char *name)
{
	for (const xmlAttr *a = n->properties; a; a = a->next)
		if (strcmp(xml_local((const char *)a->name), name) == 0 && a->children &&
			a->children->content)
			return (const char *)a->children->content;
	return "";
}

bool xml_has_elements(const xmlNode *n)
{
	for (n = n->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			return true;
	return false;
}

bool xml_has_text(const xmlNode *n)
{
	for (n = n->children; n; n = n->next) {
		const char *s = n->type == XML_TEXT_NODE ? (const char *)n->content : "";
		if (s && coop_bytes_trimmed(s, strlen(s)).len > 0)
			return true;
	}
	return false;
}

/* ---- text ---- */

/* Marks an element that holds text itself: to ask it anew for each of its children would take long. */
static const char marked;

static bool is_line(const xmlNode *n)
{
	static const char *const breaks[] = {"lb", "br", "pb", NULL};
	const char *name = xml_local((const char *)n->name);
	return coop_is_one_of(name, strlen(name), breaks) ||
	       (n->parent && n->parent->type == XML_ELEMENT_NODE &&
		       n->parent->psvi != &marked);
}

/* Begins a line, or an element within one; dates are written close to what stands before them. */
static void part(struct doc *doc, const xmlNode *n)
{
	if (is_line(n))
		doc_break(doc, 1);
	else if (xml_is(n, "unitdate") || xml_is(n, "date"))
		doc_text(doc, " ", 1);
}

static bool enter(void *data, xmlNode *n)
{
	struct doc *doc = data;
	if (n->type == XML_TEXT_NODE && n->content)
		doc_text(doc, (const char *)n->content, strlen((const char *)n->content));
	if (n->type != XML_ELEMENT_NODE || doc_is_full(doc))
		return false;
	part(doc, n);
	n->psvi = xml_has_text(n) ? (void *)&marked : NULL;
	return true;
}

static void leave(void *data, xmlNode *n)
{
	part(data, n);
}

void xml_add_text(struct doc *doc, xmlNode *n)
{
	tree_walk(n, enter, leave, doc);
}

void xml_text(xmlNode *n, bool line, struct coop_buf *out)
{
	struct doc doc;
	if (!n)
		return;
	doc_init(&doc);
	xml_add_text(&doc, n);
	for (size_t i = 0; line && i < doc.text.len; i++)
		if (doc.text.s[i] == '\n')
			doc.text.s[i] = ' ';
	coop_buf_add(out, coop_buf_cstr(&doc.text), doc.text.len);
	out->failed |= doc.text.failed;
	doc_release(&doc);
}
