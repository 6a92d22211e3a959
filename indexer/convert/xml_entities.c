#include "indexer/convert/xml_entities.h"

#include <string.h>

#include "indexer/convert/xml_tag.h"
#include "indexer/decode/entities.h"
#include "shared/core/bytes.h"
#include "shared/core/utf8.h"

enum { SPENT_MAX = 1 << 20 /* bytes of all values that are put in */ };

void xml_entities_release(struct xml_entities *e)
{
	coop_buf_release(&e->text);
}

static struct coop_bytes after(struct coop_bytes s, size_t n)
{
	return (struct coop_bytes){s.s + n, s.len - n};
}

static struct coop_bytes skip_blanks(struct coop_bytes s)
{
	while (s.len > 0 && coop_is_blank(*s.s))
		s = after(s, 1);
	return s;
}

/* Appends a value, with characters in numbers resolved. */
static void add_value(struct coop_buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		char utf8[COOP_UTF8_MAX];
		struct entity found = {0};
		size_t used = s[i] == '&' ? entity_read(s + i, n - i, &found) : 0;
		if (used > 0)
			coop_buf_add(out, utf8, coop_utf8_encode(found.cp, utf8));
		else
			coop_buf_byte(out, s[i]);
		i += used > 0 ? used : 1;
	}
}

/* Takes what follows "<!ENTITY": a name and a value in quotes; any other declaration is none of these. */
static void declare(struct xml_entities *e, struct coop_bytes s)
{
	s = skip_blanks(s);
	size_t name = xml_name_length(s.s, s.len);
	struct coop_bytes rest = skip_blanks(after(s, name));
	if (name == 0 || name > XML_ENTITY_NAME_MAX || e->count == XML_ENTITIES_MAX ||
		rest.len == 0 || (*rest.s != '"' && *rest.s != '\''))
		return;
	const char *end = memchr(rest.s + 1, *rest.s, rest.len - 1);
	if (!end)
		return;
	size_t at = e->text.len, value = at + name;
	coop_buf_add(&e->text, s.s, name);
	add_value(&e->text, rest.s + 1, (size_t)(end - rest.s) - 1);
	e->at[e->count].name = at;
	e->at[e->count].name_len = name;
	e->at[e->count].value = value;
	e->at[e->count].value_len = e->text.len - value;
	e->at[e->count].holds =
		memchr(rest.s, '&', (size_t)(end - rest.s)) &&
		memchr(coop_buf_cstr(&e->text) + value, '&', e->text.len - value);
	e->count += !e->text.failed;
}

void xml_entities_declare(struct xml_entities *e, const char *s, size_t n)
{
	static const char mark[] = "<!ENTITY";
	struct coop_bytes rest = {s, n};
	const char *at;
	while ((at = memmem(rest.s, rest.len, mark, sizeof mark - 1))) {
		rest = after(rest, (size_t)(at - rest.s) + sizeof mark - 1);
		declare(e, rest);
	}
}

/* The number of the entity with a name; `count` when the file declares none. */
static size_t find(const struct xml_entities *e, const char *s, size_t n)
{
	size_t i = 0;
	while (i < e->count &&
		!coop_bytes_equal(e->text.s + e->at[i].name, e->at[i].name_len, s, n))
		i++;
	return i;
}

/* Whether a name, or a number, needs no declaration. */
static bool is_of_xml(const char *s, size_t n)
{
	return s[0] == '#' ||
	       coop_is_one_of(s, n, COOP_LIST("amp", "lt", "gt", "quot", "apos"));
}

size_t xml_entities_read(struct xml_entities *e, const char *s, size_t n,
	struct coop_buf *out, struct xml_mends *mends, size_t line)
{
	char utf8[COOP_UTF8_MAX];
	struct entity found;
	size_t name = xml_name_length(s + 1, n - 1);
	bool closed = name > 0 && name + 1 < n && s[name + 1] == ';';
	size_t i = closed ? find(e, s + 1, name) : e->count;
	if (i < e->count && e->at[i].value_len <= SPENT_MAX - e->spent) {
		e->spent += e->at[i].value_len;
		coop_buf_add(out, e->text.s + e->at[i].value, e->at[i].value_len);
		/* others within it stay as they are */
		xml_mend(mends, MEND_UNKNOWN, e->at[i].holds, line);
		return name + 2;
	}
	size_t used = i < e->count ? 0 : entity_read(s, n, &found);
	if (used == 0) {
		xml_mend(mends, closed ? MEND_UNKNOWN : MEND_SIGNS, 1, line);
		coop_buf_byte(out, '&');
		return 1;
	}
	if (!found.closed || !is_of_xml(s + 1, used - 2))
		xml_mend(mends, MEND_ENTITIES, 1, line);
	coop_buf_add(out, utf8, coop_utf8_encode(found.cp, utf8));
	return used;
}
