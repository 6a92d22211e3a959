#include "indexer/convert/marcxml.h"

#include <libxml/tree.h>
#include <string.h>

#include "indexer/convert/tree.h"
#include "indexer/decode/entities.h"

/* ---- cutting the file ---- */

enum {
	BLOCK = 1 << 16,
	NAME_MAX_LOOK = 64,   /* bytes that show the name of a tag */
	COMMENT_MAX = 1 << 20 /* bytes; what is longer is taken for none */
};

void marcxml_file_release(struct marcxml_file *f)
{
	coop_buf_release(&f->block);
	coop_buf_release(&f->record);
}

/* Forgets the first bytes of the block, and counts the lines in them. */
static void drop(struct marcxml_file *f, size_t n)
{
	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		f->line += f->block.s[i] == '\n';
	memmove(f->block.s, f->block.s + n, f->block.len - n);
	f->block.len -= n;
	f->at -= n < f->at ? n : f->at;
}

/* Reads on; at the end of the file `ended` is set. What lies behind and is no record is forgotten. */
static enum conversion_failure read_block(struct marcxml_file *f)
{
	size_t got = 0;
	if (!f->inside)
		drop(f, f->at);
	char *to = coop_buf_reserve(&f->block, BLOCK);
	if (!to)
		return CONVERSION_MEMORY;
	if (source_read(f->source, to, BLOCK, &got, NULL))
		return CONVERSION_UNREADABLE;
	f->block.len += got;
	f->ended = got == 0;
	return CONVERSION_OK;
}

/* What begins with "<" and concerns the cutting. */
enum mark { MARK_NONE, MARK_RECORD, MARK_END, MARK_SKIP };

/* Whether a tag, from its name on, is one of a record. */
static bool is_record(const char *s, size_t n)
{
	size_t len = 0, name = 0;
	while (len < n && !strchr(" \t\r\n/>", s[len])) {
		name = s[len] == ':' ? len + 1 : name;
		len++;
	}
	return len < n && coop_is_one_of(s + name, len - name,
				  COOP_LIST("record", "notice", "oai_marc"));
}

static enum mark mark_of(const char *s, size_t n)
{
	if (coop_bytes_begins_with(s, n, "<!--") ||
		coop_bytes_begins_with(s, n, "<![CDATA["))
		return MARK_SKIP;
	if (n > 2 && s[1] == '/')
		return is_record(s + 2, n - 2) ? MARK_END : MARK_NONE;
	return n > 1 && is_record(s + 1, n - 1) ? MARK_RECORD : MARK_NONE;
}

/*
 * Looks behind a comment or CDATA at `s`: the length of it, 0 when its end is not among the `n` bytes.
 */
static size_t skipped(const char *s, size_t n)
{
	const char *close = s[2] == '-' ? "-->" : "]]>";
	const char *end = memmem(s, n < COMMENT_MAX ? n : COMMENT_MAX, close, 3);
	return end ? (size_t)(end - s) + 3 : n >= COMMENT_MAX ? 1 : 0;
}

/* Takes the record that ends with the tag at `at`, whose end is at `end`. */
static enum conversion_failure take(
	struct marcxml_file *f, size_t end, struct coop_bytes *raw, size_t *line)
{
	coop_buf_reset(&f->record);
	charset_decode(source_text(f->source), f->block.s, end, &f->record);
	*line = f->line + 1;
	*raw = (struct coop_bytes){coop_buf_cstr(&f->record), f->record.len};
	f->inside = false;
	drop(f, end);
	f->at = 0;
	return f->record.failed ? CONVERSION_MEMORY : CONVERSION_OK;
}

/*
 * Looks at the next "<" of what was read. `*found` tells whether there is one that can be judged; a record
 * that it ends is taken.
 */
static enum conversion_failure look(
	struct marcxml_file *f, bool *found, struct coop_bytes *raw, size_t *line)
{
	const char *s = coop_buf_cstr(&f->block);
	const char *tag = memchr(s + f->at, '<', f->block.len - f->at);
	size_t at = tag ? (size_t)(tag - s) : f->block.len, n = f->block.len - at;
	*found = tag && (n >= NAME_MAX_LOOK || f->ended);
	f->at = at;
	if (!*found)
		return CONVERSION_OK;
	const char *end;
	size_t over;
	switch (mark_of(tag, n)) {
	case MARK_SKIP:
		over = skipped(tag, n);
		*found = over > 0 || f->ended;
		f->at += over > 0 ? over : *found;
		return CONVERSION_OK;
	case MARK_RECORD:
		drop(f, at);
		f->inside = true;
		f->at = 1;
		return CONVERSION_OK;
	case MARK_END:
		end = memchr(tag, '>', n);
		f->at++;
		return end && f->inside ? take(f, (size_t)(end - s) + 1, raw, line)
					: CONVERSION_OK;
	case MARK_NONE:
		f->at++;
		return CONVERSION_OK;
	}
	return CONVERSION_OK;
}

/* Gives a record up. */
static enum conversion_failure give_up(
	struct marcxml_file *f, enum conversion_failure why, size_t *line)
{
	*line = f->line + 1;
	f->inside = false;
	drop(f, f->at);
	return why;
}

enum conversion_failure marcxml_next(
	struct marcxml_file *f, struct coop_bytes *raw, size_t *line)
{
	*raw = (struct coop_bytes){"", 0};
	for (;;) {
		bool found;
		enum conversion_failure failure = look(f, &found, raw, line);
		if (failure || raw->len > 0)
			return failure;
		if (f->inside && f->at > MARCXML_RAW_MAX)
			return give_up(f, CONVERSION_TOO_LARGE, line);
		if (found)
			continue;
		if (f->ended)
			return f->inside ? give_up(f, CONVERSION_DAMAGED, line)
					 : CONVERSION_OK;
		failure = read_block(f);
		if (failure)
			return failure;
	}
}

/* ---- reading a record ---- */

static bool is_one(const xmlNode *n, const char *const *names)
{
	const char *name = (const char *)n->name, *colon;
	if (n->type != XML_ELEMENT_NODE)
		return false;
	/* where the prefix is declared around the record, it stays in the name */
	colon = strchr(name, ':');
	name = colon ? colon + 1 : name;
	return coop_is_one_of(name, strlen(name), names);
}

/* The first attribute that has one of the names. */
static const char *attribute(const xmlNode *n, const char *const *names)
{
	const char *value = "";
	for (; *names && !*value; names++)
		value = tree_attribute(n, *names);
	return value;
}

static void add_text(struct marc_record *out, char code, xmlNode *n)
{
	xmlChar *text = xmlNodeGetContent(n);
	if (text)
		marc_record_part(
			out, code, (const char *)text, strlen((const char *)text));
	else
		out->text.failed = true;
	xmlFree(text);
}

/* Adds a field: its subfields, or else its text. */
static void add_field(struct marc_record *out, xmlNode *field)
{
	const char *tag = attribute(field, COOP_LIST("tag", "c", "id"));
	const char *both = attribute(field, COOP_LIST("ind"));
	const char *ind1 = attribute(field, COOP_LIST("ind1", "i1"));
	const char *ind2 = attribute(field, COOP_LIST("ind2", "i2"));
	bool parts = false;
	char first = *ind1 ? *ind1 : *both;
	char second = *ind2 ? *ind2 : *both ? both[1] : '\0';
	if (!*tag || !marc_record_field(out, tag, strlen(tag), first ? first : ' ',
			     second ? second : ' '))
		return;
	for (xmlNode *n = field->children; n; n = n->next) {
		if (!is_one(n, COOP_LIST("subfield", "s")))
			continue;
		const char *code = attribute(n, COOP_LIST("code", "c", "label"));
		add_text(out, *code ? *code : 'a', n);
		parts = true;
	}
	if (!parts)
		add_text(out, tag[0] == '0' && tag[1] == '0' ? MARC_CONTROL : 'a', field);
}

/* Sets the place in the leader that an element of PMB stands for. */
static void add_to_leader(struct marc_record *out, xmlNode *n)
{
	static const struct {
		const char *name;
		size_t place;
	} places[] = {{"rs", 5}, {"dt", 6}, {"bl", 7}, {"hl", 8}, {"el", 17}, {"ru", 18}};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		const xmlNode *text = n->children;
		if (tree_is(n, places[i].name) && text && text->content &&
			*text->content > ' ' && *text->content <= '~')
			out->leader[places[i].place] = (char)*text->content;
	}
}

static void add_children(struct marc_record *out, const xmlNode *record)
{
	for (xmlNode *n = record->children; n && !out->text.failed; n = n->next) {
		if (is_one(n, COOP_LIST("controlfield", "datafield", "f", "fixfield",
				      "varfield"))) {
			add_field(out, n);
		} else if (is_one(n, COOP_LIST("leader"))) {
			xmlChar *text = xmlNodeGetContent(n);
			if (text)
				marc_record_leader(out, (const char *)text,
					strlen((const char *)text));
			xmlFree(text);
		} else if (n->type == XML_ELEMENT_NODE) {
			add_to_leader(out, n);
		}
	}
}

/* Appends a reference that XML does not know as the number of its character. */
static void mend_reference(
	const char *s, size_t len, const struct entity *e, struct coop_buf *out)
{
	if (s[1] == '#' ||
		coop_is_one_of(
			s, len, COOP_LIST("&amp;", "&lt;", "&gt;", "&quot;", "&apos;")))
		coop_buf_add(out, s, len);
	else
		coop_buf_printf(out, "&#%u;", (unsigned)e->cp);
}

/*
 * Appends a record without what makes most of those that are no XML so: control characters, an ampersand
 * alone, and references of HTML.
 */
static void mend(struct coop_bytes raw, struct coop_buf *out)
{
	for (size_t i = 0; i < raw.len;) {
		struct entity e;
		char c = raw.s[i];
		size_t len = c == '&' ? entity_read(raw.s + i, raw.len - i, &e) : 0;
		if (len > 0 && e.closed)
			mend_reference(raw.s + i, len, &e, out);
		else if (c == '&')
			coop_buf_str(out, "&amp;");
		else
			coop_buf_byte(out,
				(unsigned char)c < ' ' && !coop_is_blank(c) ? ' ' : c);
		i += len > 0 && e.closed ? len : 1;
	}
}

enum conversion_failure marcxml_read(struct coop_bytes raw, struct marc_record *out)
{
	xmlDoc *doc = NULL;
	marc_record_reset(out);
	enum conversion_failure failure = tree_parse(raw.s, raw.len, &doc);
	if (failure == CONVERSION_DAMAGED) {
		struct coop_buf mended = {0};
		mend(raw, &mended);
		failure = mended.failed ? CONVERSION_MEMORY
					: tree_parse(mended.s, mended.len, &doc);
		coop_buf_release(&mended);
	}
	if (failure)
		return failure;
	const xmlNode *root = xmlDocGetRootElement(doc);
	if (root)
		add_children(out, root);
	xmlFreeDoc(doc);
	return out->text.failed ? CONVERSION_MEMORY : CONVERSION_OK;
}
