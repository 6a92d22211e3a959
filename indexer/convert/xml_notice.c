#include "indexer/convert/xml_notice.h"

#include <string.h>

#include "indexer/convert/html.h"
#include "indexer/convert/tree.h"
#include "indexer/convert/xml_named.h"
#include "indexer/convert/xml_tree.h"
#include "indexer/decode/duration.h"
#include "indexer/decode/entities.h"
#include "shared/core/bytes.h"
#include "shared/index/heading.h"
#include "shared/index/years.h"

enum { LIST_MAX = 1 << 14 /* bytes of values that are one */ };
enum { SECONDS_MAX = sizeof((struct xml_notice *)0)->second / sizeof(enum coop_field) };

void xml_notice_begin(struct xml_notice *n, size_t line, struct xml_mends *mends)
{
	if (!n->mends) {
		coop_record_init(&n->record);
		coop_record_init(&n->seconds);
	}
	coop_record_reset(&n->record, "", line);
	coop_record_reset(&n->seconds, "", line);
	for (size_t i = 0; i < COOP_FIELD_COUNT; i++)
		coop_buf_reset(&n->joined[i]);
	memset(n->has, 0, sizeof n->has);
	n->mends = mends;
	n->line = line;
}

void xml_notice_release(struct xml_notice *n)
{
	if (!n->mends)
		return;
	coop_record_release(&n->record);
	coop_record_release(&n->seconds);
	for (size_t i = 0; i < COOP_FIELD_COUNT; i++)
		coop_buf_release(&n->joined[i]);
	coop_buf_release(&n->text);
	coop_buf_release(&n->scratch);
}

/* ---- text with markup in it ---- */

/* Whether a text has a tag of HTML. */
static bool has_tags(const char *s, size_t n)
{
	const char *last = memrchr(s, '>', n);
	while (last && s < last && (s = memchr(s, '<', (size_t)(last - s)))) {
		char next = (char)(s[1] | 0x20);
		if ((next >= 'a' && next <= 'z') || s[1] == '/' || s[1] == '!')
			return true;
		s++;
	}
	return false;
}

static bool has_entities(const char *s, size_t n)
{
	struct entity found;
	for (const char *end = s + n; s < end; s++) {
		s = memchr(s, '&', (size_t)(end - s));
		if (!s)
			return false;
		if (entity_read(s, (size_t)(end - s), &found) > 0 && found.closed)
			return true;
	}
	return false;
}

/* The text of HTML, in `text`; the value itself when it is none. */
static struct coop_bytes without_tags(
	struct xml_notice *n, const char *s, size_t len, bool html)
{
	struct coop_bytes plain = {s, len};
	struct doc doc;
	bool tags = has_tags(s, len), names = has_entities(s, len);
	if (!(html && tags) && !names)
		return plain;
	doc_init(&doc);
	if (html_convert(&doc, s, len, true) == CONVERSION_OK) {
		coop_buf_reset(&n->text);
		coop_buf_add(&n->text, coop_buf_cstr(&doc.text), doc.text.len);
		n->record.failed |= n->text.failed || doc.text.failed;
		plain = (struct coop_bytes){coop_buf_cstr(&n->text), n->text.len};
		xml_mend(n->mends, MEND_ENTITIES, !tags, n->line - 1);
	}
	doc_release(&doc);
	return plain;
}

/* ---- values ---- */

/* Whether all values of a field are one, parted by semicolons. */
static bool is_joined(enum coop_field field)
{
	return field == COOP_F_DIRECTOR || field == COOP_F_KEYWORDS ||
	       field == COOP_F_GENRE || field == COOP_F_LANGUAGE ||
	       field == COOP_F_COUNTRY;
}

static void keep_named(struct xml_notice *n, const char *name, const char *s, size_t len)
{
	coop_record_add_named(&n->record, name, strlen(name), s, len);
}

/* Whether a list has a value already: in the order of two tables it is told twice. */
static bool is_listed(const struct coop_buf *list, const char *s, size_t len)
{
	for (const char *at = coop_buf_cstr(list); *at;) {
		size_t n = strcspn(at, ";");
		struct coop_bytes item = coop_bytes_trimmed(at, n);
		if (coop_bytes_equal(item.s, item.len, s, len))
			return true;
		at += n + (at[n] == ';');
	}
	return false;
}

/* Adds a value to a field, or keeps it under its name. */
static void add_to_field(struct xml_notice *n, enum coop_field field, const char *name,
	const char *s, size_t len)
{
	bool several = coop_field_info(field)->flags & COOP_FIELD_MULTIVALUED;
	struct coop_bytes value = coop_bytes_trimmed(s, len);
	unsigned minutes;
	char number[24];
	if (value.len == 0)
		return;
	if (field == COOP_F_MINUTES && duration_find(value.s, value.len, &minutes)) {
		value.len = (size_t)snprintf(number, sizeof number, "%u", minutes);
		value.s = number;
	}
	if (field == COOP_F_OTHER || (n->has[field] && !several && !is_joined(field))) {
		keep_named(n, name, value.s, value.len);
		return;
	}
	n->has[field] = true;
	struct coop_buf *list = &n->joined[field];
	if (!is_joined(field)) {
		coop_record_add(&n->record, field, value.s, value.len);
	} else if (list->len < LIST_MAX && !is_listed(list, value.s, value.len)) {
		coop_buf_str(list, list->len > 0 ? " ; " : "");
		coop_buf_add(list, value.s, value.len);
	} else if (list->len >= LIST_MAX) {
		keep_named(n, name, value.s, value.len);
	}
}

/* The years from the first to the last that a date tells; of a moment the first. 0 when there is none. */
static size_t years_of(const char *s, size_t len, char *out, size_t room)
{
	struct coop_years first, last, next;
	len = len < COOP_YEARS_READ ? len : COOP_YEARS_READ;
	if (!coop_years_next(s, len, 0, &first))
		return 0;
	last = first;
	size_t at = memchr(s, ':', len) ? len : first.next;
	for (; coop_years_next(s, len, at, &next); at = next.next)
		last = next;
	unsigned high = last.high < first.low ? first.high : last.high;
	int n = first.low == high ? snprintf(out, room, "%u", first.low)
				  : snprintf(out, room, "%u-%u", first.low, high);
	return n > 0 ? (size_t)n : 0;
}

/* Adds a date; what says no more than the year that is known is not kept beside it. */
static void add_date(
	struct xml_notice *n, const char *name, const char *s, size_t len, bool whole)
{
	char years[32];
	struct coop_value known = {0};
	size_t found = years_of(s, len, years, sizeof years);
	if (found > 0 && !n->has[COOP_F_YEAR])
		add_to_field(n, COOP_F_YEAR, name, years, found);
	coop_record_get(&n->record, COOP_F_YEAR, &known);
	if (whole && !coop_bytes_equal(s, len, known.text, known.len))
		keep_named(n, name, s, len);
}

static bool is_link(const char *s, size_t len)
{
	return (coop_bytes_begins_with(s, len, "http://") ||
		       coop_bytes_begins_with(s, len, "https://") ||
		       coop_bytes_begins_with(s, len, "ftp://")) &&
	       !memchr(s, ' ', len);
}

/* Keeps a value for the case that its field stays empty. */
static void add_second(struct xml_notice *n, enum coop_field field, const char *name,
	const char *s, size_t len)
{
	if (n->seconds.count < SECONDS_MAX) {
		n->second[n->seconds.count] = field;
		coop_record_add_named(&n->seconds, name, strlen(name), s, len);
	} else {
		keep_named(n, name, s, len);
	}
}

void xml_notice_add(struct xml_notice *n, enum coop_field field, enum xml_how how,
	const char *name, const char *s, size_t len)
{
	bool passage = coop_field_info(field)->flags & COOP_FIELD_PASSAGE;
	struct coop_bytes value = coop_bytes_trimmed(s, len);
	if (value.len == 0 || how == XML_DROP)
		return;
	value = without_tags(n, value.s, value.len, how == XML_HTML || passage);
	value = coop_bytes_trimmed(value.s, value.len);
	if (value.len == 0)
		return;
	if (how == XML_DATE || how == XML_YEARS)
		add_date(n, name, value.s, value.len, how == XML_DATE);
	else if (how == XML_SECOND)
		add_second(n, field, name, value.s, value.len);
	else if (how == XML_LINK && is_link(value.s, value.len) && !n->has[COOP_F_URL])
		add_to_field(n, COOP_F_URL, name, value.s, value.len);
	else if (how == XML_LINK && is_link(value.s, value.len))
		keep_named(n, name, value.s, value.len);
	else
		add_to_field(n, field, name, value.s, value.len);
}

/* ---- elements ---- */

const char *xml_named(const xmlNode *n)
{
	for (const xmlAttr *a = n->properties; a; a = a->next) {
		const char *value =
			a->children ? (const char *)a->children->content : NULL;
		if (value && *value && strlen(value) <= XML_NAMED_MAX &&
			xml_named_by((const char *)a->name))
			return value;
	}
	return NULL;
}

/* What the name of an element says, as the heading of a column. */
static struct xml_mapping by_heading(struct xml_notice *n, const char *name)
{
	struct coop_heading_field found[COOP_HEADING_FIELDS];
	size_t count = coop_heading_fields(name, strlen(name), &n->scratch, found);
	enum coop_field field = count > 0 && found[0].rank < COOP_HEADING_SECOND
					? found[0].field
					: COOP_F_OTHER;
	n->record.failed |= n->scratch.failed;
	return (struct xml_mapping){
		name, field, field == COOP_F_YEAR ? XML_DATE : XML_AS_IS};
}

/* Makes the name of an element that attributes name, such as <datafield tag="200"><subfield code="a">. */
static const char *name_of(const xmlNode *n, struct coop_buf *out)
{
	const char *element = xml_local((const char *)n->name);
	const char *own = xml_is_nameless(element) ? xml_named(n) : NULL;
	const char *above = own && n->parent && n->parent->type == XML_ELEMENT_NODE
				    ? xml_named(n->parent)
				    : NULL;
	coop_buf_reset(out);
	if (above)
		coop_buf_printf(out, "%s ", above);
	coop_buf_str(out, own ? own : element);
	return coop_buf_cstr(out);
}

void xml_notice_element(
	struct xml_notice *n, const struct xml_mapping *table, xmlNode *element)
{
	struct coop_buf name = {0}, value = {0};
	const char *own = xml_local((const char *)element->name);
	const struct xml_mapping *row = table;
	while (row->element && strcmp(row->element, own) != 0)
		row++;
	struct xml_mapping found =
		row->element ? *row : by_heading(n, name_of(element, &name));
	bool passage = coop_field_info(found.field)->flags & COOP_FIELD_PASSAGE ||
		       found.field == COOP_F_OTHER;
	if (found.how != XML_DROP)
		xml_text(element, !passage, &value);
	if (value.len == 0)
		coop_buf_str(&value, xml_attribute(element, "value"));
	xml_notice_add(n, found.field, found.how, found.element, coop_buf_cstr(&value),
		value.len);
	n->record.failed |= name.failed || value.failed;
	coop_buf_release(&name);
	coop_buf_release(&value);
}

struct leaves {
	struct xml_notice *notice;
	const struct xml_mapping *table;
	const xmlNode *in;
};

/* Whether a table has the element itself, with all that is in it. */
static bool is_known(const struct xml_mapping *table, const xmlNode *n)
{
	while (table->element && !xml_is(n, table->element))
		table++;
	return table->element;
}

/* Whether elements that a table has are directly in one: then text beside them is there by mistake. */
static bool holds_known(const struct xml_mapping *table, const xmlNode *n)
{
	for (n = n->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE && is_known(table, n))
			return true;
	return false;
}

static bool enter_leaves(void *data, xmlNode *n)
{
	struct leaves *l = data;
	if (n->type == XML_TEXT_NODE && n->content) {
		const char *s = (const char *)n->content;
		xml_notice_add(l->notice, COOP_F_OTHER, XML_AS_IS,
			xml_local((const char *)n->parent->name), s, strlen(s));
	}
	if (n->type != XML_ELEMENT_NODE)
		return false;
	if (n == l->in)
		return true;
	if (xml_has_elements(n) && !is_known(l->table, n) &&
		(!xml_has_text(n) || holds_known(l->table, n)))
		return true;
	xml_notice_element(l->notice, l->table, n);
	return false;
}

void xml_notice_elements(
	struct xml_notice *n, const struct xml_mapping *table, xmlNode *in)
{
	struct leaves l = {n, table, in};
	tree_walk(in, enter_leaves, NULL, &l);
}

/* ---- the end ---- */

/* Puts the values in that were kept for empty fields. */
static void add_seconds(struct xml_notice *n)
{
	bool had[COOP_FIELD_COUNT];
	memcpy(had, n->has, sizeof had);
	for (size_t i = 0; i < n->seconds.count; i++) {
		struct coop_value v = coop_record_at(&n->seconds, i);
		enum coop_field field = had[n->second[i]] ? COOP_F_OTHER : n->second[i];
		coop_buf_reset(&n->scratch);
		coop_buf_add(&n->scratch, v.name, v.name_len);
		if (field == COOP_F_YEAR)
			add_date(n, coop_buf_cstr(&n->scratch), v.text, v.len, true);
		else
			add_to_field(n, field, coop_buf_cstr(&n->scratch), v.text, v.len);
		n->record.failed |= n->scratch.failed;
	}
	n->record.failed |= n->seconds.failed;
	coop_record_reset(&n->seconds, "", n->line);
}

bool xml_notice_is_empty(const struct xml_notice *n)
{
	size_t values = n->record.count + n->seconds.count;
	for (size_t i = 0; i < COOP_FIELD_COUNT; i++)
		values += n->joined[i].len > 0;
	return values <= n->has[COOP_F_ID];
}

/* Makes the record in the order of the field table, and then what is kept under its name. */
static void arrange(struct xml_notice *n, struct coop_record *out)
{
	coop_record_reset(out, "", n->line);
	for (int field = 0; field < COOP_FIELD_COUNT; field++) {
		struct coop_buf *list = &n->joined[field];
		coop_record_add(
			out, (enum coop_field)field, coop_buf_cstr(list), list->len);
		out->failed |= list->failed;
		for (size_t i = 0; n->has[field] && !is_joined((enum coop_field)field) &&
				   i < n->record.count;
			i++) {
			struct coop_value v = coop_record_at(&n->record, i);
			if (v.field == (enum coop_field)field)
				coop_record_add(out, v.field, v.text, v.len);
		}
	}
	for (size_t i = 0; i < n->record.count; i++) {
		struct coop_value v = coop_record_at(&n->record, i);
		if (v.field == COOP_F_OTHER)
			coop_record_add_named(out, v.name, v.name_len, v.text, v.len);
	}
	out->failed |= n->record.failed;
}

enum conversion_failure xml_notice_send(struct xml_notice *n, const struct xml_out *out)
{
	add_seconds(n);
	if (xml_notice_is_empty(n))
		return n->record.failed ? CONVERSION_MEMORY : CONVERSION_OK;
	struct coop_record *record = &n->seconds; /* it is empty by now */
	arrange(n, record);
	return record->failed ? CONVERSION_MEMORY : out->send(out->data, record);
}
