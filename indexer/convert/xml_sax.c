#include "indexer/convert/xml_sax.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError reported_error;
#else
typedef xmlError reported_error;
#endif

enum {
	DEPTH_MAX = 200 /* of elements; below the limit of the parser, which tells less */
};

/* Where the scan for endless tags is. */
enum place { IN_TEXT, AT_MARKUP, IN_TAG, IN_QUOTES, IN_OTHER };

struct reading {
	xml_pull *pull;
	void *from;
	size_t *room;
	const struct xml_handlers *events;
	void *data;
	xmlParserCtxt *parser;
	enum conversion_failure failure; /* of what is told, or of memory */
	enum conversion_failure
		cut; /* why there is no more to read; what was read is told */
	size_t depth;
	bool told; /* an element has begun */
	enum place place;
	char quote;
	size_t attributes; /* of the tag at hand */
	size_t tag;        /* where it begins in the bytes at hand */
	bool endless;      /* it is not given to the parser */
};

/* Attributes as the parser has them: five pointers each. */
struct xml_attributes {
	const xmlChar **at;
	int count;
};

enum { NAME, PREFIX, URI, VALUE, END, POINTERS };

static struct coop_bytes value_of(const struct xml_attributes *attributes, int i)
{
	const xmlChar **a = attributes->at + (size_t)i * POINTERS;
	return (struct coop_bytes){(const char *)a[VALUE], (size_t)(a[END] - a[VALUE])};
}

static bool is_named(const struct xml_attributes *attributes, int i, const char *name)
{
	const xmlChar **a = attributes->at + (size_t)i * POINTERS;
	return strcmp((const char *)a[NAME], name) == 0;
}

struct coop_bytes xml_sax_attribute(
	const struct xml_attributes *attributes, const char *name)
{
	for (int i = 0; i < attributes->count; i++)
		if (is_named(attributes, i, name))
			return value_of(attributes, i);
	return (struct coop_bytes){"", 0};
}

bool xml_sax_attribute_is(
	const struct xml_attributes *attributes, const char *name, const char *value)
{
	for (int i = 0; i < attributes->count; i++) {
		struct coop_bytes v = value_of(attributes, i);
		if (is_named(attributes, i, name) &&
			coop_bytes_equal(v.s, v.len, value, strlen(value)))
			return true;
	}
	return false;
}

size_t xml_sax_number(
	const struct xml_attributes *attributes, const char *name, size_t otherwise)
{
	struct coop_bytes v = xml_sax_attribute(attributes, name);
	size_t number = 0;
	for (size_t i = 0; i < v.len; i++) {
		if (v.s[i] < '0' || v.s[i] > '9' || number > INT_MAX / 10)
			return otherwise;
		number = number * 10 + (size_t)(v.s[i] - '0');
	}
	return v.len > 0 ? number : otherwise;
}

/* ---- tags without end ---- */

/* The place after a byte of a tag. */
static enum place after_tag_byte(struct reading *r, char c)
{
	if (c == '"' || c == '\'') {
		r->quote = c;
		return IN_QUOTES;
	}
	r->attributes += c == '=';
	return c == '>' ? IN_TEXT : IN_TAG;
}

/*
 * Whether a tag has more attributes than any honest one (tags.h). The scan goes by bytes, as they
 * come; the zeros of UTF-16 do not matter.
 */
static bool tag_is_endless(struct reading *r, const char *s, size_t n)
{
	r->tag = 0;
	for (size_t i = 0; i < n; i++) {
		char c = s[i];
		r->tag = c == '<' && r->place == IN_TEXT ? i : r->tag;
		if (!c)
			continue;
		switch (r->place) {
		case IN_TEXT:
			r->place = c == '<' ? AT_MARKUP : IN_TEXT;
			r->attributes = 0;
			break;
		case AT_MARKUP:
			r->place = c == '!' || c == '?' ? IN_OTHER : IN_TAG;
			break;
		case IN_TAG:
			r->place = after_tag_byte(r, c);
			if (r->attributes > TAG_ATTRIBUTES_MAX)
				return true;
			break;
		case IN_QUOTES:
			r->place = c == r->quote ? IN_TAG : IN_QUOTES;
			break;
		case IN_OTHER:
			r->place = c == '>' ? IN_TEXT : IN_OTHER;
		}
	}
	return false;
}

/* ---- the callbacks of libxml2 ---- */

/* Ends the reading. */
static void stop(struct reading *r, enum conversion_failure failure)
{
	if (!failure)
		return;
	if (!r->failure)
		r->failure = failure;
	if (r->parser)
		xmlStopParser(r->parser);
}

static int read_some(void *data, char *to, int room)
{
	struct reading *r = data;
	size_t n = 0;
	if (r->failure || r->cut)
		return -1;
	enum conversion_failure failure = r->pull(r->from, to, (size_t)room, &n);
	if (!failure && n > *r->room)
		failure = CONVERSION_TOO_LARGE;
	if (!failure && r->endless)
		failure = CONVERSION_ENDLESS_TAG;
	else if (!failure && tag_is_endless(r, to, n)) {
		r->endless = true;
		n = r->tag;
		failure = n == 0 ? CONVERSION_ENDLESS_TAG : CONVERSION_OK;
	}
	if (failure) {
		r->cut = failure;
		return -1;
	}
	*r->room -= n;
	return (int)n;
}

/* NOLINTNEXTLINE(readability-function-size): the parser has so many parameters */
static void take_start(void *data, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri, int nspaces, const xmlChar **spaces, int count, int defaulted,
	const xmlChar **attributes)
{
	struct reading *r = data;
	const struct xml_attributes all = {attributes, count};
	(void)prefix, (void)uri, (void)nspaces, (void)spaces, (void)defaulted;
	if (r->failure)
		return;
	r->told = true;
	if (++r->depth > DEPTH_MAX)
		stop(r, CONVERSION_TOO_DEEP);
	else
		stop(r, r->events->start(r->data, (const char *)name, &all));
}

static void take_end(
	void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *r = data;
	(void)prefix, (void)uri;
	r->depth--;
	if (!r->failure)
		stop(r, r->events->end(r->data, (const char *)name));
}

static void take_text(void *data, const xmlChar *s, int n)
{
	struct reading *r = data;
	if (!r->failure && n > 0)
		stop(r, r->events->text(r->data, (const char *)s, (size_t)n));
}

/* Memory that ran out is not told otherwise. */
static void take_error(void *data, reported_error *e)
{
	struct reading *r = data;
	if (e && e->code == XML_ERR_NO_MEMORY && !r->failure)
		r->failure = CONVERSION_MEMORY;
}

/* No handler knows of entities: those that a document defines stay unknown. */
static xmlSAXHandler handlers(void)
{
	return (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
		.startElementNs = take_start,
		.endElementNs = take_end,
		.characters = take_text,
		.ignorableWhitespace = take_text,
		.serror = take_error};
}

enum conversion_failure xml_sax_read(xml_pull *pull, void *from, size_t *room,
	const struct xml_handlers *events, void *data)
{
	struct reading r = {
		.pull = pull, .from = from, .room = room, .events = events, .data = data};
	xmlSAXHandler sax = handlers();
	r.parser = xmlCreateIOParserCtxt(
		&sax, &r, read_some, NULL, &r, XML_CHAR_ENCODING_NONE);
	if (!r.parser)
		return r.cut ? r.cut : CONVERSION_MEMORY;
	/* else "&amp;" in attributes would come as a reference; what it replaces is that alone */
	xmlCtxtUseOptions(r.parser, XML_PARSE_NONET | XML_PARSE_NOENT);
	xmlParseDocument(r.parser);
	bool whole = r.parser->wellFormed && r.told;
	xmlFreeDoc(r.parser->myDoc);
	xmlFreeParserCtxt(r.parser);
	if (r.failure || r.cut)
		return r.failure ? r.failure : r.cut;
	return whole ? CONVERSION_OK : CONVERSION_DAMAGED;
}
