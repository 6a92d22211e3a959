/*
 * texts.h - the data of documents, read from a database's own table without the engine.
 *
 * The second stage of the ranking reads the texts of fifty documents a query. The engine
 * copies each block that it reads, and zlib takes longer to set up the tables of a text of a
 * kilobyte than to read it: together half of the time of an answer. Here the table is mapped
 * and libdeflate reads the text, in half of that time.
 *
 * The table is a B-tree of the format "glass" (glass.h).
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
