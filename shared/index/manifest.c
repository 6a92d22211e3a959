#include "shared/index/manifest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "shared/core/i18n.h"
#include "shared/core/mapping.h"
#include "shared/index/glass_read.h"

static const char magic[] = "coopidx manifest 1\n";
static const char root_line[] = "root ", shard_line[] = "shard ";

const char *coop_part_name(enum coop_part part)
{
	static const char *const names[] = {[COOP_PART_DELTA] = "delta",
		[COOP_PART_REMOVED] = "removed",
		[COOP_PART_ORIGIN] = "origin",
		[COOP_PART_SOURCES] = "sources"};
	return names[part];
}

void coop_manifest_release(struct coop_manifest *m)
{
	coop_buf_release(&m->root);
	*m = (struct coop_manifest){0};
}

void coop_manifest_print(const struct coop_manifest *m, struct coop_buf *out)
{
	coop_buf_str(out, magic);
	if (m->root.len > 0)
		coop_buf_str(out, root_line);
	for (size_t i = 0; i < m->root.len; i++) {
		unsigned char c = (unsigned char)m->root.s[i];
		if (c <= ' ' || c >= 127 || c == '%')
			coop_buf_printf(out, "%%%02X", c);
		else
			coop_buf_byte(out, (char)c);
	}
	if (m->root.len > 0)
		coop_buf_byte(out, '\n');
	if (coop_shard_mark_is(&m->mark)) {
		coop_buf_str(out, shard_line);
		coop_shard_mark_print(&m->mark, out);
		coop_buf_byte(out, ' ');
		coop_shard_mark_print_facts(&m->mark, out);
		coop_buf_byte(out, '\n');
	}
	for (int i = 0; i < COOP_PARTS; i++)
		if (m->parts[i].there)
			coop_buf_printf(out, "%s %08" PRIx32 "\n",
				coop_part_name((enum coop_part)i), m->parts[i].crc);
}

uint32_t coop_manifest_crc(const char *text, size_t len)
{
	uint32_t crc = libdeflate_crc32(0, text, len);
	return crc > 0 ? crc : 1;
}

static unsigned digit(char c)
{
	return c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'A' + 10);
}

/* Takes the root off the front, up to the end of its line. */
static const char *take_root(const char *s, const char *end, struct coop_buf *root)
{
	for (; s < end && *s != '\n'; s++) {
		bool coded = *s == '%' && end - s > 2;
		coop_buf_byte(root, coded ? (char)(digit(s[1]) << 4 | digit(s[2])) : *s);
		s += coded ? 2 : 0;
	}
	return s < end ? s + 1 : s;
}

/* Takes the line of a shard off the front, if it comes next and is one. */
static const char *take_shard(const char *s, const char *end, struct coop_shard_mark *out)
{
	enum { PREFIX = sizeof shard_line - 1, LONGEST = 64 };
	char line[LONGEST];
	struct coop_shard_mark mark = {0};
	const char *stop =
		(size_t)(end - s) > PREFIX ? memchr(s, '\n', (size_t)(end - s)) : NULL;
	if (!stop || memcmp(s, shard_line, PREFIX) != 0 ||
		(size_t)(stop - s) - PREFIX >= sizeof line)
		return s;
	size_t n = (size_t)(stop - s) - PREFIX;
	memcpy(line, s + PREFIX, n);
	line[n] = '\0';
	char *blank = strchr(line, ' ');
	if (!blank)
		return s;
	*blank = '\0';
	if (!coop_shard_mark_parse(line, &mark) ||
		!coop_shard_mark_parse_facts(blank + 1, &mark))
		return s;
	*out = mark;
	return stop + 1;
}

/* Takes the line of a part off the front, if it comes next. */
static const char *take_part(
	const char *s, const char *end, enum coop_part part, struct coop_manifest *out)
{
	enum { DIGITS = 8 };
	const char *name = coop_part_name(part);
	size_t n = strlen(name);
	char digits[DIGITS + 1] = {0};
	if ((size_t)(end - s) < n + DIGITS + 2 || memcmp(s, name, n) != 0 || s[n] != ' ')
		return s;
	memcpy(digits, s + n + 1, DIGITS);
	out->parts[part].there = true;
	out->parts[part].crc = (uint32_t)strtoul(digits, NULL, 16);
	return s + n + DIGITS + 2;
}

enum coop_status coop_manifest_parse(
	const char *text, size_t len, struct coop_manifest *out, struct coop_error *err)
{
	const char *s = text, *end = text + len;
	struct coop_buf again = {0};
	*out = (struct coop_manifest){0};
	if (len < sizeof magic - 1 || memcmp(s, magic, sizeof magic - 1) != 0)
		return coop_glass_fail(COOP_INDEX_MANIFEST, err);
	s += sizeof magic - 1;
	if ((size_t)(end - s) > sizeof root_line &&
		memcmp(s, root_line, sizeof root_line - 1) == 0)
		s = take_root(s + sizeof root_line - 1, end, &out->root);
	s = take_shard(s, end, &out->mark);
	for (int i = 0; i < COOP_PARTS; i++)
		s = take_part(s, end, (enum coop_part)i, out);
	coop_manifest_print(out, &again);
	enum coop_status st = coop_buf_check(out->root.failed ? &out->root : &again, err);
	if (!st && (again.len != len || memcmp(again.s, text, len) != 0))
		st = coop_glass_fail(COOP_INDEX_MANIFEST, err);
	coop_buf_release(&again);
	return st;
}

enum coop_status coop_manifest_read(int folder, const char *path, uint32_t crc,
	struct coop_manifest *out, struct coop_error *err)
{
	struct coop_mapping file = {0};
	*out = (struct coop_manifest){0};
	enum coop_status st =
		coop_mapping_open(&file, folder, path, COOP_INDEX_MANIFEST, err);
	if (!st && !file.there)
		st = coop_fail(err, COOP_E_STALE,
			TR("the index is damaged: its file '%s/%s' is missing",
				"l'index est abîmé : son fichier « %s/%s » manque"),
			path, COOP_INDEX_MANIFEST);
	else if (!st && coop_manifest_crc(file.at, file.size) != crc)
		st = coop_glass_fail(COOP_INDEX_MANIFEST, err);
	if (!st)
		st = coop_manifest_parse(file.at, file.size, out, err);
	coop_mapping_close(&file);
	return st;
}

enum coop_status coop_manifest_read_any(
	int folder, const char *path, struct coop_manifest *out, struct coop_error *err)
{
	struct coop_mapping file = {0};
	*out = (struct coop_manifest){0};
	enum coop_status st =
		coop_mapping_open(&file, folder, path, COOP_INDEX_MANIFEST, err);
	if (!st && file.there)
		st = coop_manifest_parse(file.at ? file.at : "", file.size, out, err);
	coop_mapping_close(&file);
	return st;
}
