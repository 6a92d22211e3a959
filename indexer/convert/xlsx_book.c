#include "indexer/convert/xlsx.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/convert/numfmt.h"
#include "indexer/convert/unpack.h"
#include "shared/core/utf8.h"

enum {
	SHEETS_MAX = 4096, /* as of relations and formats: they are searched one by one */
	STYLES_MAX = 1 << 17,
	TEXTS_MAX = 1 << 24
};

/* The parts that are read before the sheets. */
enum part { PART_WORKBOOK, PART_RELATIONS, PART_STYLES, PART_TEXTS, PART_OTHER };

/* A part being read. */
struct reading {
	struct xlsx_book *book;
	enum part part;
	bool of_cells; /* inside the styles of cells */
	bool text;     /* inside a text that counts */
	size_t spoken; /* how deep inside the reading of a text, which does not */
	size_t begun;  /* where the text at hand begins */
};

void xlsx_book_release(struct xlsx_book *b)
{
	free(b->sheets);
	free(b->relations);
	free(b->formats);
	free(b->styles);
	free(b->texts);
	coop_buf_release(&b->text);
	coop_buf_release(&b->names);
	*b = (struct xlsx_book){0};
}

static const char *name_at(const struct xlsx_book *b, size_t at)
{
	return coop_buf_cstr(&b->names) + at;
}

/* Keeps a string; returns its offset. */
static size_t keep(struct xlsx_book *b, const char *s, size_t n)
{
	size_t at = b->names.len;
	coop_buf_add(&b->names, s, n);
	coop_buf_byte(&b->names, '\0');
	return at;
}

static size_t keep_attribute(
	struct xlsx_book *b, const struct xml_attributes *a, const char *name)
{
	struct coop_bytes v = xml_sax_attribute(a, name);
	return keep(b, v.s, v.len);
}

/* Room for one more item of an array; NULL where there are too many or memory runs out. */
static void *add_item(void *array, size_t *count, size_t *cap, size_t max, size_t size)
{
	if (*count == max || !coop_array_grow(array, cap, *count + 1, size))
		return NULL;
	char *items = *(char **)array;
	memset(items + *count * size, 0, size);
	return items + (*count)++ * size;
}

static bool is_true(const struct xml_attributes *a, const char *name)
{
	return xml_sax_attribute_is(a, name, "1") ||
	       xml_sax_attribute_is(a, name, "true");
}

/* ---- the workbook, and where its sheets are ---- */

static enum conversion_failure take_sheet(
	struct xlsx_book *b, const struct xml_attributes *a)
{
	struct xlsx_sheet *sheet = add_item(
		&b->sheets, &b->nsheets, &b->sheets_cap, SHEETS_MAX, sizeof *sheet);
	if (!sheet)
		return CONVERSION_TOO_LARGE;
	sheet->name_len = xml_sax_attribute(a, "name").len;
	sheet->name = keep_attribute(b, a, "name");
	sheet->relation = keep_attribute(b, a, "id");
	sheet->hidden = xml_sax_attribute_is(a, "state", "hidden") ||
			xml_sax_attribute_is(a, "state", "veryHidden");
	return CONVERSION_OK;
}

static enum conversion_failure take_relation(
	struct xlsx_book *b, const struct xml_attributes *a)
{
	struct coop_bytes type = xml_sax_attribute(a, "Type");
	static const char sheet[] = "sheet";
	bool one = memmem(type.s, type.len, sheet, sizeof sheet - 1);
	if (!one)
		return CONVERSION_OK;
	struct xlsx_relation *relation = add_item(&b->relations, &b->nrelations,
		&b->relations_cap, SHEETS_MAX, sizeof *relation);
	if (!relation)
		return CONVERSION_TOO_LARGE;
	relation->id = keep_attribute(b, a, "Id");
	relation->target = keep_attribute(b, a, "Target");
	relation->drawn = !coop_bytes_ends_with(type.s, type.len, "/worksheet");
	return CONVERSION_OK;
}

/* ---- formats and texts ---- */

static enum conversion_failure take_format(
	struct xlsx_book *b, const struct xml_attributes *a)
{
	struct xlsx_format *format = add_item(
		&b->formats, &b->nformats, &b->formats_cap, SHEETS_MAX, sizeof *format);
	if (!format)
		return CONVERSION_TOO_LARGE;
	format->id = xml_sax_number(a, "numFmtId", 0);
	format->code = keep_attribute(b, a, "formatCode");
	return CONVERSION_OK;
}

static enum conversion_failure take_style(
	struct xlsx_book *b, const struct xml_attributes *a)
{
	size_t *style = add_item(
		&b->styles, &b->nstyles, &b->styles_cap, STYLES_MAX, sizeof *style);
	if (!style)
		return CONVERSION_TOO_LARGE;
	*style = xml_sax_number(a, "numFmtId", 0);
	return CONVERSION_OK;
}

static enum conversion_failure end_text(struct reading *r)
{
	struct xlsx_book *b = r->book;
	struct sheet_text *text =
		add_item(&b->texts, &b->ntexts, &b->texts_cap, TEXTS_MAX, sizeof *text);
	if (!text || b->text.failed)
		return CONVERSION_MEMORY;
	if (b->text.len > SHEETS_TEXT_MAX)
		return CONVERSION_TOO_LARGE;
	size_t len = b->text.len - r->begun;
	if (len > 0)
		len = xlsx_unescape(b->text.s + r->begun, len);
	b->text.len = r->begun + len;
	*text = (struct sheet_text){(uint32_t)r->begun, (uint32_t)len, true};
	return CONVERSION_OK;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The character of an escape _xHHHH_ at `s`; false when there is none. */
static bool read_escape(const char *s, size_t n, uint32_t *cp)
{
	enum { ESCAPE = 7, DIGITS = 4 };
	*cp = 0;
	if (n < ESCAPE || s[0] != '_' || s[1] != 'x' || s[ESCAPE - 1] != '_')
		return false;
	for (size_t i = 0; i < DIGITS; i++) {
		int digit = hex_digit(s[2 + i]);
		if (digit < 0)
			return false;
		*cp = *cp << 4 | (uint32_t)digit;
	}
	return true;
}

size_t xlsx_unescape(char *s, size_t n)
{
	enum { ESCAPE = 7 };
	char *found = memmem(s, n, "_x", 2);
	if (!found)
		return n;
	size_t out = (size_t)(found - s);
	for (size_t i = out; i < n;) {
		uint32_t cp;
		if (!read_escape(s + i, n - i, &cp)) {
			s[out++] = s[i++];
			continue;
		}
		bool half = cp >= 0xd800 && cp < 0xe000; /* of a pair */
		out += coop_utf8_encode(half || cp == 0 ? ' ' : cp, s + out);
		i += ESCAPE;
	}
	return out;
}

/* ---- the events of these parts ---- */

static enum conversion_failure start_text(struct reading *r, const char *name)
{
	if (strcmp(name, "si") == 0)
		r->begun = r->book->text.len;
	else if (strcmp(name, "rPh") == 0)
		r->spoken++;
	else if (strcmp(name, "t") == 0)
		r->text = r->spoken == 0;
	return CONVERSION_OK;
}

static enum conversion_failure start_style(
	struct reading *r, const char *name, const struct xml_attributes *a)
{
	if (strcmp(name, "numFmt") == 0)
		return take_format(r->book, a);
	if (strcmp(name, "cellXfs") == 0)
		r->of_cells = true;
	else if (strcmp(name, "xf") == 0 && r->of_cells)
		return take_style(r->book, a);
	return CONVERSION_OK;
}

static enum conversion_failure start(
	void *data, const char *name, const struct xml_attributes *a)
{
	struct reading *r = data;
	switch (r->part) {
	case PART_WORKBOOK:
		if (strcmp(name, "workbookPr") == 0)
			r->book->from_1904 = is_true(a, "date1904");
		return strcmp(name, "sheet") == 0 ? take_sheet(r->book, a)
						  : CONVERSION_OK;
	case PART_RELATIONS:
		return strcmp(name, "Relationship") == 0 ? take_relation(r->book, a)
							 : CONVERSION_OK;
	case PART_STYLES:
		return start_style(r, name, a);
	case PART_TEXTS:
		return start_text(r, name);
	case PART_OTHER:
		break;
	}
	return CONVERSION_OK;
}

static enum conversion_failure text(void *data, const char *s, size_t n)
{
	struct reading *r = data;
	if (!r->text)
		return CONVERSION_OK;
	coop_buf_add(&r->book->text, s, n);
	return r->book->text.len > SHEETS_TEXT_MAX ? CONVERSION_TOO_LARGE : CONVERSION_OK;
}

static enum conversion_failure end(void *data, const char *name)
{
	struct reading *r = data;
	if (strcmp(name, "cellXfs") == 0)
		r->of_cells = false;
	if (r->part != PART_TEXTS)
		return CONVERSION_OK;
	if (strcmp(name, "t") == 0)
		r->text = false;
	else if (strcmp(name, "rPh") == 0 && r->spoken > 0)
		r->spoken--;
	return strcmp(name, "si") == 0 ? end_text(r) : CONVERSION_OK;
}

/* ---- the package ---- */

static enum conversion_failure pull(void *from, char *to, size_t room, size_t *n)
{
	return unpack_read(from, to, room, n);
}

/* Names of parts differ in case. */
static bool ends_as(const char *name, const char *end)
{
	size_t n = strlen(name), len = strlen(end);
	return n >= len && strcasecmp(name + n - len, end) == 0;
}

/* Which part a name is that of, in whatever folder. Programs number them: workbook2.xml. */
static enum part part_of(const char *base)
{
	static const struct {
		const char *begin, *end;
		enum part part;
	} parts[] = {{"workbook", ".xml.rels", PART_RELATIONS},
		{"workbook", ".xml", PART_WORKBOOK}, {"styles", ".xml", PART_STYLES},
		{"sharedStrings", ".xml", PART_TEXTS}};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strncasecmp(base, parts[i].begin, strlen(parts[i].begin)) == 0 &&
			ends_as(base, parts[i].end))
			return parts[i].part;
	return PART_OTHER;
}

static enum conversion_failure read_part(void *data, struct unpack *u, const char *name)
{
	static const struct xml_handlers events = {start, text, end};
	struct xlsx_book *b = data;
	const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
	struct reading r = {.book = b, .part = part_of(base)};
	if (r.part == PART_OTHER || (r.part == PART_WORKBOOK && b->found))
		return CONVERSION_OK;
	if (r.part == PART_WORKBOOK) {
		b->found = true;
		name += *name == '/';
		b->folder = keep(b, name, (size_t)(base - name));
	}
	enum conversion_failure failure = xml_sax_read(pull, u, &b->room, &events, &r);
	/* without relations sheets are where they would be, and cells without their text are told */
	if (failure == CONVERSION_DAMAGED &&
		(r.part == PART_RELATIONS || r.part == PART_TEXTS))
		failure = CONVERSION_OK;
	return !failure && b->names.failed ? CONVERSION_MEMORY : failure;
}

/* The part of a target, which is relative to the folder of the workbook, or to the package. */
static size_t part_of_target(struct xlsx_book *b, size_t at)
{
	struct coop_buf part = {0};
	const char *target = name_at(b, at);
	if (*target != '/')
		coop_buf_str(&part, name_at(b, b->folder));
	for (target += *target == '/'; strncmp(target, "../", 3) == 0; target += 3)
		coop_buf_reset(&part);
	coop_buf_str(&part, strncmp(target, "./", 2) == 0 ? target + 2 : target);
	size_t kept = keep(b, coop_buf_cstr(&part), part.len);
	b->names.failed |= part.failed;
	coop_buf_release(&part);
	return kept;
}

/* Finds where each sheet is: by its relation, or where it would be if nothing tells. */
static void resolve(struct xlsx_book *b)
{
	char folder[FRAME_NAME_MAX];
	snprintf(folder, sizeof folder, "%s", name_at(b, b->folder));
	for (size_t i = 0; i < b->nsheets; i++) {
		struct xlsx_sheet *sheet = &b->sheets[i];
		const struct xlsx_relation *relation = NULL;
		for (size_t k = 0; k < b->nrelations && !relation; k++)
			if (strcmp(name_at(b, b->relations[k].id),
				    name_at(b, sheet->relation)) == 0)
				relation = &b->relations[k];
		if (relation) {
			sheet->drawn = relation->drawn;
			sheet->part = part_of_target(b, relation->target);
			continue;
		}
		sheet->part = b->names.len;
		coop_buf_str(&b->names, folder);
		coop_buf_printf(&b->names, "worksheets/sheet%zu.xml", i + 1);
		coop_buf_byte(&b->names, '\0');
	}
}

enum conversion_failure xlsx_book_read(struct xlsx_book *b)
{
	enum conversion_failure failure = unpack_each(UNPACK_ZIP, read_part, b);
	if (failure)
		return failure;
	if (!b->found)
		return CONVERSION_DAMAGED;
	resolve(b);
	return b->names.failed ? CONVERSION_MEMORY : CONVERSION_OK;
}

struct xlsx_sheet *xlsx_sheet_of(const struct xlsx_book *b, const char *part)
{
	part += *part == '/';
	for (size_t i = 0; i < b->nsheets; i++)
		if (strcasecmp(name_at(b, b->sheets[i].part), part) == 0)
			return &b->sheets[i];
	return NULL;
}

const char *xlsx_format_of(const struct xlsx_book *b, size_t style)
{
	if (style >= b->nstyles)
		return NULL;
	size_t id = b->styles[style];
	for (size_t i = 0; i < b->nformats; i++)
		if (b->formats[i].id == id)
			return name_at(b, b->formats[i].code);
	return numfmt_builtin(id);
}
