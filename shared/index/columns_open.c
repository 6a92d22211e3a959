/*
 * columns_open.c - opens the columns of a segment: their file, or where they are on another machine the metadata
 * that stand for it.
 */
#include <stdio.h>
#include <string.h>

#include "shared/core/i18n.h"
#include "shared/index/columns_internal.h"
#include "shared/index/columns_meta.h"
#include "shared/index/hashes.h"
#include "shared/index/layout.h"

/* ---- the head ---- */

/* The bytes of the sections of a column. */
struct sections {
	uint64_t heads, entries, places, numbers;
};

/* The bytes of packed numbers. */
static uint64_t packed_bytes(uint64_t count, unsigned bits)
{
	return (count * bits + 7) / 8;
}

static struct sections sections_of(const struct coop_columns_part *p, uint32_t documents)
{
	uint64_t heads = p->kind == COOP_COLUMN_NUMBER
				 ? p->values
				 : ((uint64_t)p->values + COOP_COLUMN_BLOCK - 1) /
					   COOP_COLUMN_BLOCK;
	return (struct sections){heads * COOP_LE32_SIZE, p->entries_len,
		packed_bytes(p->lists ? (uint64_t)documents + 1 : 0, p->place_bits),
		packed_bytes(p->total, p->number_bits)};
}

uint64_t coop_columns_part_bytes(const struct coop_columns_part *part, uint32_t documents)
{
	struct sections s = sections_of(part, documents);
	return s.heads + s.entries + s.places + s.numbers;
}

uint64_t coop_columns_part_pieces(
	const struct coop_columns_part *part, uint32_t documents)
{
	return (coop_columns_part_bytes(part, documents) + COOP_COLUMNS_PIECE - 1) /
	       COOP_COLUMNS_PIECE;
}

/* Tells a column where its bytes are, behind which COOP_COLUMNS_END more can be read. */
static void place(struct coop_columns_part *part, const char *s, uint32_t documents)
{
	struct sections n = sections_of(part, documents);
	part->heads = s;
	part->entries = s + n.heads;
	part->places = (const unsigned char *)part->entries + n.entries;
	part->numbers = part->places + n.places;
}

/* Reads what the head says of a column. */
static bool read_part(const char *s, enum coop_field field, uint32_t documents,
	struct coop_columns_part *p)
{
	enum { BITS = 32 };
	const unsigned char *bytes = (const unsigned char *)s;
	*p = (struct coop_columns_part){.field = field,
		.kind = coop_column_kind(field),
		.lists = bytes[1],
		.number_bits = bytes[2],
		.place_bits = bytes[3],
		.values = coop_get_le32(s + 4),
		.total = coop_get_le32(s + 8),
		.entries_len = coop_get_le64(s + 12)};
	return bytes[0] == (unsigned)field && bytes[1] <= 1 && p->number_bits <= BITS &&
	       p->place_bits <= BITS && (p->lists || p->total == documents) &&
	       /* the places of blocks have 32 bits */
	       p->entries_len <= UINT32_MAX &&
	       /* an entry has two bytes at least: there is memory for as many numbers */
	       (p->kind == COOP_COLUMN_NUMBER || p->entries_len / 2 >= p->values);
}

size_t coop_columns_head_bytes(void)
{
	enum coop_field fields[COOP_COLUMNS_MAX];
	return COOP_COLUMNS_HEAD + coop_column_fields(fields) * COOP_COLUMNS_ENTRY;
}

/* Reads the head of so many documents, which is verified; false when it is damaged. */
static bool read_head(struct coop_columns *c, const char *s, uint32_t documents)
{
	enum coop_field fields[COOP_COLUMNS_MAX];
	size_t count = coop_column_fields(fields);
	if (memcmp(s, COOP_COLUMNS_MAGIC, COOP_COLUMNS_MAGIC_LEN) != 0)
		return false;
	s += COOP_COLUMNS_MAGIC_LEN;
	c->documents = coop_get_le32(s);
	c->count = count;
	if (c->documents != documents || coop_get_le32(s + COOP_LE32_SIZE) != count)
		return false;
	s += COOP_COLUMNS_HEAD - COOP_COLUMNS_MAGIC_LEN;
	for (size_t i = 0; i < count; i++, s += COOP_COLUMNS_ENTRY)
		if (!read_part(s, fields[i], documents, &c->parts[i]))
			return false;
	return true;
}

/* ---- a file ---- */

bool coop_columns_find(struct coop_columns *c, uint32_t documents)
{
	uint64_t at = coop_columns_head_bytes();
	if (c->file.size < at + COOP_COLUMNS_END || !verify(c, c->file.at, at) ||
		!read_head(c, c->file.at, documents))
		return false;
	uint64_t size = c->file.size - COOP_COLUMNS_END;
	for (size_t i = 0; i < c->count; i++) {
		uint64_t n = coop_columns_part_bytes(&c->parts[i], c->documents);
		if (n > size - at)
			return false;
		place(&c->parts[i], c->file.at + at, c->documents);
		at += n;
	}
	return at == size;
}

static enum coop_status without_columns(
	const struct coop_segment *segment, struct coop_error *err)
{
	const char *name = segment->remote ? coop_remote_name(segment->remote) : NULL;
	coop_fail(err, COOP_E_NOINDEX, "%s%s%s", name ? name : "", name ? ": " : "",
		TR("the index has no columns to count and sort by: a tool of the engine has made or changed it",
			"l'index n'a pas de colonnes pour compter et trier : un outil du moteur l'a créé ou modifié"));
	coop_hint(err, "%s",
		name ? TR("make it anew there: coopidx --engine-tools PATH...",
			       "recréez-le là-bas : coopidx --engine-tools CHEMIN...")
		     : TR("rebuild it: coopidx PATH...",
			       "recréez-le : coopidx CHEMIN..."));
	return COOP_E_NOINDEX;
}

static enum coop_status open_file(struct coop_columns *c, struct coop_error *err)
{
	const struct coop_segment *segment = c->segment;
	struct coop_error e = {0};
	/* where the lists cannot be used, neither can the columns: there are documents that they do not know */
	if (!segment->lists)
		return without_columns(segment, err);
	if (coop_reader_map(segment->reader, COOP_COLUMNS_FILE, &c->file, &c->pages, &e))
		return coop_segment_pass_on(segment, err, &e);
	if (!c->file.there)
		return without_columns(segment, err);
	return coop_columns_find(c, coop_reader_last(segment->reader))
		       ? COOP_OK
		       : coop_columns_damaged(c, err);
}

/* ---- on another machine ---- */

void coop_columns_name(enum coop_field field, char out[COOP_COLUMNS_NAME])
{
	snprintf(out, COOP_COLUMNS_NAME, COOP_META_COLUMNS "-%c",
		coop_field_letter(field));
}

/* Reads the first entry of the metadata; `*length` is what it says of the documents. */
static bool read_entry(struct coop_columns *c, uint64_t *length)
{
	const char *s = c->entry.s;
	size_t head = coop_columns_head_bytes(), len = c->entry.len;
	if (len < head + COOP_LE64_SIZE + COOP_HASH_BYTES ||
		coop_hash_bytes(s, len - COOP_HASH_BYTES) !=
			coop_get_le64(s + len - COOP_HASH_BYTES) ||
		!read_head(c, s, coop_remote_count(c->segment->remote)))
		return false;
	*length = coop_get_le64(s + head);
	c->hashes = head + COOP_LE64_SIZE;
	uint64_t pieces = 0;
	for (size_t i = 0; i < c->count; i++)
		pieces += coop_columns_part_pieces(&c->parts[i], c->documents);
	return (pieces + 1) * COOP_HASH_BYTES == len - c->hashes;
}

static enum coop_status open_remote(struct coop_columns *c, struct coop_error *err)
{
	struct coop_remote *remote = c->segment->remote;
	struct coop_error e = {0};
	uint64_t length;
	if (coop_remote_meta(remote, COOP_META_COLUMNS, &c->entry, &e))
		return coop_segment_pass_on(c->segment, err, &e);
	if (c->entry.len == 0)
		return without_columns(c->segment, err);
	if (!read_entry(c, &length))
		return coop_columns_damaged(c, err);
	return length == coop_remote_length(remote) ? COOP_OK
						    : without_columns(c->segment, err);
}

static bool is_good(void *user, size_t number, const char *s, size_t len)
{
	const char *hashes = user;
	return coop_hash_bytes(s, len) ==
	       coop_get_le64(hashes + number * COOP_HASH_BYTES);
}

/* Fetches a column. */
static enum coop_status fetch(
	struct coop_columns *c, struct coop_columns_part *part, struct coop_error *err)
{
	uint64_t before = 0;
	char name[COOP_COLUMNS_NAME];
	const char *s;
	struct coop_error e = {0};
	for (const struct coop_columns_part *p = c->parts; p < part; p++)
		before += coop_columns_part_pieces(p, c->documents);
	coop_columns_name(part->field, name);
	struct coop_remote_pieces pieces = {name,
		coop_columns_part_bytes(part, c->documents), COOP_COLUMNS_PIECE, is_good,
		c->entry.s + c->hashes + before * COOP_HASH_BYTES};
	if (coop_remote_joined(c->segment->remote, &pieces, &s, &e))
		return coop_segment_pass_on(c->segment, err, &e);
	place(part, s, c->documents);
	return COOP_OK;
}

/* ---- both ---- */

enum coop_status coop_columns_open(const struct coop_segment *segment,
	struct coop_columns *c, struct coop_error *err)
{
	*c = (struct coop_columns){.segment = segment};
	return segment->remote ? open_remote(c, err) : open_file(c, err);
}

void coop_columns_close(struct coop_columns *c)
{
	coop_mapping_close(&c->file);
	coop_buf_release(&c->entry);
	*c = (struct coop_columns){0};
}

enum coop_status coop_columns_part(struct coop_columns *c, enum coop_field field,
	const struct coop_columns_part **out, struct coop_error *err)
{
	size_t i = 0;
	while (i + 1 < c->count && c->parts[i].field != field)
		i++;
	*out = &c->parts[i];
	return c->parts[i].numbers ? COOP_OK : fetch(c, &c->parts[i], err);
}
