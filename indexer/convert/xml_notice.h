/*
 * xml_notice.h - a notice on its way from the elements of a vocabulary of XML to a record.
 *
 * A vocabulary is a table: which field an element fills, and how. Elements that it does not know go by
 * their name, as a column of a table does (heading.h), else they are kept under it: nothing is dropped but
 * what the table names as XML_DROP.
 *
 * Of a field that has one value, further values go under the name of their element. Authors, keywords,
 * genres, languages and countries are one value, parted by semicolons, as in a cell of a table.
 */
#ifndef COOP_INDEXER_CONVERT_XML_NOTICE_H
#define COOP_INDEXER_CONVERT_XML_NOTICE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/xml_events.h"
#include "shared/core/buf.h"
#include "shared/index/record.h"

/* How the text of an element becomes a value. */
enum xml_how {
	XML_AS_IS,
	XML_DATE,   /* its years; the date itself is kept beside them when it says more */
	XML_YEARS,  /* its years alone */
	XML_LINK,   /* a link, if it is one; else kept under its name */
	XML_SECOND, /* the field where nothing else fills it; else kept under its name */
	XML_HTML,   /* may be HTML */
	XML_DROP    /* says nothing of what the notice is about */
};

/* A row of a vocabulary. */
struct xml_mapping {
	const char *element; /* its local name; NULL ends the table */
	enum coop_field field;
	enum xml_how how;
};

/* Where notices go; `data` is passed on. Statuses are those of worker_notice(). */
struct xml_out {
	enum conversion_failure (*send)(void *data, const struct coop_record *notice);
	void (*leave_out)(void *data, size_t line, enum conversion_failure why);
	void *data;
};

/* Begin with zeros and xml_notice_begin(). */
struct xml_notice {
	struct coop_record record;
	struct coop_buf joined[COOP_FIELD_COUNT]; /* fields of several values */
	bool has[COOP_FIELD_COUNT];
	struct coop_record seconds; /* XML_SECOND, each with its name; and their fields */
	enum coop_field second[16];
	struct coop_buf text, scratch;
	struct xml_mends *mends; /* borrowed */
	size_t line;
};

void xml_notice_begin(struct xml_notice *n, size_t line, struct xml_mends *mends);
void xml_notice_release(struct xml_notice *n);

/* Adds a value; `name` is that of the element, for what is kept under its name. Empty ones are ignored. */
void xml_notice_add(struct xml_notice *n, enum coop_field field, enum xml_how how,
	const char *name, const char *s, size_t len);
/* Adds an element whose text is a value, as a table says. */
void xml_notice_element(
	struct xml_notice *n, const struct xml_mapping *table, xmlNode *element);
/* The same for all elements in one that hold no others, or text beside others. */
void xml_notice_elements(
	struct xml_notice *n, const struct xml_mapping *table, xmlNode *in);

/* Whether there is anything to tell but an id. */
bool xml_notice_is_empty(const struct xml_notice *n);
/* Sends the notice. CONVERSION_MEMORY as well when it could not be made. */
enum conversion_failure xml_notice_send(struct xml_notice *n, const struct xml_out *out);

/* Whether an element names what it holds by an attribute: <field name="title">; that name, or NULL. */
const char *xml_named(const xmlNode *n);

#endif
