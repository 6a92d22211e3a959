#include "indexer/convert/xml_cells.h"

#include <string.h>

#include "indexer/convert/tree.h"
#include "indexer/convert/xml_named.h"
#include "indexer/convert/xml_notice.h"
#include "indexer/convert/xml_tree.h"
#include "shared/core/bytes.h"
#include "shared/index/heading.h"

struct cells {
	xmlNode *record;
	xml_cell_taker *take;
	void *data;
	struct coop_buf name, value, scratch;
	bool failed;
};

/* The elements from the record to one of its own, the innermost first. */
struct way {
	const xmlNode *at[64];
	size_t count;
};

static struct way way_to(const struct cells *c, const xmlNode *n)
{
	struct way way = {.count = 0};
	enum { MAX = sizeof way.at / sizeof *way.at };
	for (; n != c->record && way.count < MAX; n = n->parent)
		way.at[way.count++] = n;
	return way;
}

/* Whether an element only groups those in it: <auteurs><auteur>. */
static bool groups(const xmlNode *n, const xmlNode *in)
{
	const char *name = (const char *)n->name, *own = (const char *)in->name;
	size_t len = strlen(own);
	return coop_bytes_begins_with(name, strlen(name), own) && strlen(name) == len + 1;
}

/* Makes the name of the column of an element, or of an attribute of it. */
static const char *name_column(struct cells *c, const xmlNode *n, const char *attribute)
{
	struct way way = way_to(c, n);
	const char *given = way.count > 0 ? xml_named(n) : NULL;
	const char *above = way.count > 1 && given ? xml_named(way.at[1]) : NULL;
	coop_buf_reset(&c->name);
	if (above)
		coop_buf_printf(&c->name, "%s ", above);
	if (given)
		coop_buf_str(&c->name, given);
	for (size_t i = given ? 0 : way.count; i > 0; i--) {
		const xmlNode *step = way.at[i - 1];
		if (i > 1 && groups(step, way.at[i - 2]))
			continue;
		coop_buf_str(&c->name, c->name.len > 0 ? "/" : "");
		coop_buf_str(&c->name, (const char *)step->name);
	}
	if (attribute && c->name.len > 0)
		coop_buf_str(&c->name, "/");
	if (attribute)
		coop_buf_str(&c->name, attribute);
	c->failed |= c->name.failed;
	return coop_buf_cstr(&c->name);
}

static void give(struct cells *c, const char *column, const char *s, size_t n)
{
	struct coop_bytes value = coop_bytes_trimmed(s, n);
	if (value.len > 0 && *column)
		c->take(c->data, column, value.s, value.len);
}

/* Whether an attribute says how to read its element, and nothing of the record. */
static bool is_technical(const char *name, bool given)
{
	static const char *const names[] = {"lang", "space", "schemaLocation",
		"noNamespaceSchemaLocation", "nil", NULL};
	/* beside a name: where the value comes in an order, and what kind of value it is */
	static const char *const beside[] = {
		"rank", "order", "ordre", "type", "ind", "ind1", "ind2", "value", NULL};
	const char *own = xml_local(name);
	return coop_is_one_of(own, strlen(own), names) ||
	       (given &&
		       (xml_named_by(name) || coop_is_one_of(own, strlen(own), beside)));
}

static void give_attributes(struct cells *c, const xmlNode *n)
{
	bool given = n != c->record && xml_named(n);
	for (const xmlAttr *a = n->properties; a; a = a->next) {
		const char *name = (const char *)a->name;
		const char *value = a->children ? (const char *)a->children->content : "";
		if (value && *value && !is_technical(name, given))
			give(c, name_column(c, n, name), value, strlen(value));
	}
}

/* The value of an element that an attribute names may be an attribute, too. */
static void give_element(struct cells *c, xmlNode *n)
{
	coop_buf_reset(&c->value);
	xml_text(n, false, &c->value);
	if (c->value.len == 0 && n != c->record && xml_named(n))
		coop_buf_str(&c->value, xml_attribute(n, "value"));
	c->failed |= c->value.failed;
	give(c, name_column(c, n, NULL), coop_buf_cstr(&c->value), c->value.len);
	give_attributes(c, n);
}

/* ---- persons ---- */

static bool is_name_part(const xmlNode *n)
{
	static const char *const names[] = {"nom", "prenom", "name", "firstname",
		"lastname", "first_name", "last_name", "forename", "surname", "given",
		"family", "familyname", "givenname", NULL};
	char lower[32] = {0};
	const char *name = xml_local((const char *)n->name);
	size_t len = strlen(name);
	for (size_t i = 0; i < len && i < sizeof lower; i++)
		lower[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] | 0x20
								   : name[i]);
	return len < sizeof lower && coop_is_one_of(lower, len, names) &&
	       !xml_has_elements(n);
}

static bool is_person(struct cells *c, const xmlNode *n)
{
	struct coop_heading_field found[COOP_HEADING_FIELDS];
	const char *name = (const char *)n->name;
	size_t parts = 0;
	for (const xmlNode *part = n->children; part; part = part->next)
		parts += part->type == XML_ELEMENT_NODE && is_name_part(part);
	if (parts == 0)
		return false;
	size_t count = coop_heading_fields(name, strlen(name), &c->scratch, found);
	c->failed |= c->scratch.failed;
	return count > 0 &&
	       (found[0].field == COOP_F_DIRECTOR || found[0].field == COOP_F_PRODUCER);
}

/* Gives the parts of a person's name as one cell: in their order, "Brun, Anne" where the surname is first. */
static void give_person(struct cells *c, const xmlNode *n)
{
	static const char *const surnames[] = {
		"nom", "lastname", "last_name", "surname", "family", "familyname", NULL};
	const char *between = " ";
	coop_buf_reset(&c->value);
	for (xmlNode *part = n->children; part; part = part->next) {
		if (part->type != XML_ELEMENT_NODE || !is_name_part(part))
			continue;
		const char *name = xml_local((const char *)part->name);
		if (c->value.len == 0)
			between =
				coop_is_one_of(name, strlen(name), surnames) ? ", " : " ";
		else if (part->children)
			coop_buf_str(&c->value, between);
		xml_text(part, true, &c->value);
	}
	c->failed |= c->value.failed;
	give(c, name_column(c, n, NULL), coop_buf_cstr(&c->value), c->value.len);
}

/* ---- the walk ---- */

static bool enter(void *data, xmlNode *n)
{
	struct cells *c = data;
	if (n->type != XML_ELEMENT_NODE)
		return false;
	bool part = n != c->record && is_name_part(n) && n->parent != c->record;
	if (part && is_person(c, n->parent))
		return false;
	if (n == c->record && (xml_has_elements(n) || !xml_has_text(n))) {
		give_attributes(c, n);
		return true;
	}
	if (xml_has_elements(n) && !xml_has_text(n)) {
		if (is_person(c, n))
			give_person(c, n);
		give_attributes(c, n);
		return true;
	}
	give_element(c, n);
	return false;
}

bool xml_cells(xmlNode *record, xml_cell_taker *take, void *data)
{
	struct cells c = {.record = record, .take = take, .data = data};
	tree_walk(record, enter, NULL, &c);
	coop_buf_release(&c.name);
	coop_buf_release(&c.value);
	coop_buf_release(&c.scratch);
	return !c.failed;
}
