/*
 * texts.h - the data of documents, read from a database's own table without the engine.
 *
 * The second stage of the ranking reads the texts of fifty documents a query. The engine
 * copies each block that it reads, and zlib takes longer to set up the tables of a text of a
 * kilobyte than to read it: together half of the time of an answer. Here the table is mapped
 * and libdeflate reads the text, in half of that time.
 *
 * The table is a B-tree of the format "glass", which the engine writes until version 1.4 and
 * reads until 2 (backends/glass in its source). Numbers are of two or four bytes, the highest
 * first, but for uints: seven bits a byte, lowest first, the high bit where more follow.
 *   iamglass: 16 bytes that name the format; 16 that name the database; uint revision; then of
 *     the table of postings, and after it of this table: uint root block, uint four times the
 *     levels above the leaves and 1 when it is empty, uint entries, uint block size / 2048,
 *     uint, string (a uint length and the bytes)
 *   docdata.glass: blocks
 *     block: revision (4), level (1; 0 for a leaf), two numbers (2), where its directory ends
 *       (2), the directory: offsets of items (2), in the order of their keys and pieces
 *     item of a leaf: 0x8000 for compressed + 0x4000 for the last piece + 0x2000 for the first
 *       + length of the item less 3 (2), length of the key (1), key, number of the piece from 1
 *       (2; not of the first), bytes
 *     item of another block: block below (4), length of the key (1), key, number of the piece
 *       (2): that block has this key and piece and those behind
 *   key: a docid below 0x8000 in two bytes; else in so many, the highest first, that as many bits
 *     as there are bytes beyond two can be set at the top, with a 0 behind them
 *   data: the pieces one behind the other; raw deflate when compressed
 */
#ifndef COOP_TEXTS_H
#define COOP_TEXTS_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/buf.h"
#include "shared/error.h"

struct coop_texts;

/*
 * Opens the table in a database's folder; `*out` is NULL when it is not of this format, or not
 * of the revision. One thread at a time may read.
 */
enum coop_status coop_texts_open(const char *dir, uint64_t revision,
	struct coop_texts **out, struct coop_error *err);
void coop_texts_free(struct coop_texts *t); /* NULL is fine */

/*
 * Appends the data of a document. False, and nothing appended, when it is not found, as in a
 * table that is damaged or has changed since: the engine can tell why.
 */
bool coop_texts_read(struct coop_texts *t, uint32_t docid, struct coop_buf *out);

#endif
