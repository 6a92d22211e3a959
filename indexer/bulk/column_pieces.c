#include "indexer/bulk/column_pieces.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "shared/index/columns_meta.h"
#include "shared/index/hashes.h"

/* The bytes of a column in the file, up to those of the next one. */
static struct coop_bytes bytes_of(const struct column_pieces *p, size_t column)
{
	const struct coop_columns_part *part = &p->columns.parts[column];
	return (struct coop_bytes){
		part->heads, (size_t)coop_columns_part_bytes(part, p->columns.documents)};
}

/* Takes the next piece of what is left of a column; false when nothing is. */
static bool next_piece(struct coop_bytes *left, struct coop_bytes *piece)
{
	size_t n = left->len < COOP_COLUMNS_PIECE ? left->len : COOP_COLUMNS_PIECE;
	*piece = (struct coop_bytes){left->s, n};
	left->s += n;
	left->len -= n;
	return n > 0;
}

static enum coop_status make_entry(
	struct column_pieces *p, uint64_t length, struct coop_error *err)
{
	struct coop_bytes piece;
	struct coop_buf *entry = &p->entry;
	coop_buf_add(entry, p->columns.file.at, coop_columns_head_bytes());
	coop_buf_le64(entry, length);
	for (size_t i = 0; i < p->columns.count; i++)
		for (struct coop_bytes left = bytes_of(p, i); next_piece(&left, &piece);)
			coop_buf_le64(entry, coop_hash_bytes(piece.s, piece.len));
	coop_buf_le64(entry, coop_hash_bytes(coop_buf_cstr(entry), entry->len));
	return coop_buf_check(entry, err);
}

enum coop_status column_pieces_open(struct column_pieces *p, const char *dir,
	uint32_t documents, uint64_t length, struct coop_error *err)
{
	*p = (struct column_pieces){.entry = {0}};
	int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum coop_status st =
		coop_mapping_open(&p->columns.file, folder, dir, COOP_COLUMNS_FILE, err);
	if (folder >= 0)
		close(folder);
	if (!st && !coop_columns_find(&p->columns, documents))
		st = coop_glass_fail(COOP_COLUMNS_FILE, err);
	return st ? st : make_entry(p, length, err);
}

void column_pieces_close(struct column_pieces *p)
{
	coop_columns_close(&p->columns);
	coop_buf_release(&p->entry);
}

enum coop_status column_pieces_write(
	const struct column_pieces *p, struct postlist *to, struct coop_error *err)
{
	enum coop_status st = postlist_metadata(
		to, COOP_META_COLUMNS, coop_buf_cstr(&p->entry), p->entry.len, err);
	for (size_t i = 0; !st && i < p->columns.count; i++) {
		struct coop_bytes left = bytes_of(p, i), piece;
		char prefix[COOP_COLUMNS_NAME], name[COOP_COLUMNS_NAME + 8];
		coop_columns_name(p->columns.parts[i].field, prefix);
		for (uint32_t n = 0; !st && next_piece(&left, &piece); n++) {
			snprintf(name, sizeof name, "%s%08" PRIx32, prefix, n);
			st = postlist_metadata(to, name, piece.s, piece.len, err);
		}
	}
	return st;
}
