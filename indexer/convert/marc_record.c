#include "indexer/convert/marc_record.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/decode/charset.h"
#include "shared/core/utf8.h"

void marc_record_reset(struct marc_record *r)
{
	memset(r->leader, ' ', MARC_LEADER);
	r->leader[MARC_LEADER] = '\0';
	r->nfields = r->nparts = 0;
	r->too_large = false;
	coop_buf_reset(&r->text);
}

void marc_record_release(struct marc_record *r)
{
	free(r->fields);
	free(r->parts);
	coop_buf_release(&r->text);
	*r = (struct marc_record){0};
}

void marc_record_leader(struct marc_record *r, const char *s, size_t n)
{
	for (size_t i = 0; i < n && i < MARC_LEADER; i++)
		r->leader[i] = s[i] > ' ' && s[i] <= '~' ? s[i] : ' ';
}

/* Whether there is room for one more field or part. */
static bool has_room(struct marc_record *r)
{
	r->too_large |= r->nparts >= MARC_PARTS_MAX || r->nfields >= MARC_PARTS_MAX ||
			r->text.len > MARC_TEXT_MAX;
	return !r->too_large && !r->text.failed;
}

bool marc_record_field(
	struct marc_record *r, const char *tag, size_t tag_len, char ind1, char ind2)
{
	if (!has_room(r))
		return false;
	if (!coop_array_grow(
		    &r->fields, &r->fields_cap, r->nfields + 1, sizeof *r->fields)) {
		r->text.failed = true;
		return false;
	}
	struct marc_field *f = &r->fields[r->nfields++];
	*f = (struct marc_field){"   ", ind1, ind2, r->nparts, 0};
	for (size_t i = 0; i < tag_len && i < MARC_TAG; i++)
		f->tag[i] = tag[i] > ' ' && tag[i] <= '~' ? tag[i] : '?';
	return true;
}

/*
 * Appends a control character of U+0080 to U+009F. Those that mark what is not sorted, of ISO 6630 (88, 89)
 * and of UNIMARC (98, 9C), have no meaning for readers; others are bytes of Windows-1252 that somebody took
 * for characters, such as an apostrophe.
 */
static void add_high_control(uint32_t cp, bool marked, struct coop_buf *out)
{
	char byte = (char)(unsigned char)cp;
	bool mark = cp == 0x88 || cp == 0x89 || cp == 0x98 || (cp == 0x9c && marked);
	if (!mark)
		charset_decode(CHARSET_WINDOWS_1252, &byte, 1, out);
}

/* Appends text without control characters; with one blank for many unless `fixed`. */
static void add_clean(const char *s, size_t n, bool fixed, struct coop_buf *out)
{
	enum { C1_LEAD = 0xc2, C1_END = 0xa0 };
	const size_t begun = out->len;
	bool marked = memmem(s, n, "\xc2\x98", 2) != NULL;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		bool blank = c <= ' ' || c == 0x7f;
		if (c == C1_LEAD && i + 1 < n && (unsigned char)s[i + 1] < C1_END) {
			add_high_control((unsigned char)s[++i], marked, out);
		} else if (!blank) {
			coop_buf_byte(out, s[i]);
		} else if (fixed || (out->len > begun && out->s[out->len - 1] != ' ')) {
			coop_buf_byte(out, ' ');
		}
	}
	while (!fixed && out->len > begun && out->s[out->len - 1] == ' ')
		out->len--;
}

void marc_record_part(struct marc_record *r, char code, const char *s, size_t n)
{
	if (r->nfields == 0 || !has_room(r))
		return;
	if (!coop_array_grow(&r->parts, &r->parts_cap, r->nparts + 1, sizeof *r->parts)) {
		r->text.failed = true;
		return;
	}
	size_t begun = r->text.len;
	add_clean(s, n < MARC_TEXT_MAX ? n : coop_utf8_cut(s, n, MARC_TEXT_MAX),
		code == MARC_CONTROL, &r->text);
	r->too_large |= n > MARC_TEXT_MAX;
	if (r->text.len == begun)
		return;
	r->parts[r->nparts++] = (struct marc_part){code, begun, r->text.len - begun};
	r->fields[r->nfields - 1].count++;
}

struct coop_bytes marc_part_text(const struct marc_record *r, const struct marc_part *p)
{
	return (struct coop_bytes){r->text.s + p->text, p->len};
}

struct coop_bytes marc_field_part(
	const struct marc_record *r, const struct marc_field *f, char code)
{
	for (size_t i = f->first; i < f->first + f->count; i++)
		if (r->parts[i].code == code)
			return marc_part_text(r, &r->parts[i]);
	return (struct coop_bytes){"", 0};
}

const struct marc_field *marc_record_find(const struct marc_record *r, const char *tag)
{
	for (size_t i = 0; i < r->nfields; i++)
		if (memcmp(r->fields[i].tag, tag, MARC_TAG) == 0)
			return &r->fields[i];
	return NULL;
}

struct coop_bytes marc_record_text(
	const struct marc_record *r, const char *tag, char code)
{
	for (size_t i = 0; i < r->nfields; i++) {
		const struct marc_field *f = &r->fields[i];
		struct coop_bytes text = memcmp(f->tag, tag, MARC_TAG) == 0
						 ? marc_field_part(r, f, code)
						 : (struct coop_bytes){"", 0};
		if (text.len > 0)
			return text;
	}
	return (struct coop_bytes){"", 0};
}
