/*
 * columns_meta.h - the columns of an index (columns.h) among its metadata, from which the engine's servers
 * hand them out.
 *
 * An index made with --engine-tools has them there once more. The entry COOP_META_COLUMNS is, numbers
 * little-endian:
 *   the head of the file of columns, up to the first column
 *   the sum of the lengths of all documents, as the engine counts them, eight bytes: another one tells that a
 *     tool of the engine has changed the index since
 *   for each piece of each column, in their order, its hash (coop_hash_bytes()), eight bytes
 *   the hash of all that, eight bytes
 * A column is cut into pieces of COOP_COLUMNS_PIECE bytes, the last of which may be shorter, an entry each. Its
 * name is COOP_META_COLUMNS, "-", the letter of the field (coop_field_letter()), and the number of the piece from
 * 0 on, eight hexadecimal digits. In the order of their names they follow the first entry.
 */
#ifndef COOP_INDEX_COLUMNS_META_H
#define COOP_INDEX_COLUMNS_META_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/index/columns.h"

#define COOP_META_COLUMNS "columns"
enum {
	COOP_COLUMNS_PIECE =
		256 * 1024, /* an answer within the time limit, even of a slow network */
	COOP_COLUMNS_NAME = 16
};

/* Writes the name of a column, without the number of a piece. */
void coop_columns_name(enum coop_field field, char out[COOP_COLUMNS_NAME]);

/* The bytes of a column of so many documents, and its pieces. */
uint64_t coop_columns_part_bytes(
	const struct coop_columns_part *part, uint32_t documents);
uint64_t coop_columns_part_pieces(
	const struct coop_columns_part *part, uint32_t documents);

/* The bytes of the head, of a file with all columns. */
size_t coop_columns_head_bytes(void);

/* Finds the columns of so many documents in their mapped file, which they fill; false when it is damaged. */
bool coop_columns_find(struct coop_columns *c, uint32_t documents);

#endif
