/*
 * documents.h - the data of documents, read from a database's table "docdata".
 *
 * The second stage of the ranking reads the texts of fifty documents a query. The engine
 * copies each block that it reads, and zlib takes longer to set up the tables of a text of a
 * kilobyte than to read it: together half of the time of an answer. Here the table is mapped
 * and libdeflate reads the text, in half of that time.
 *
 * The table is a B-tree (table.h).
 *   key: a docid below 0x8000 in two bytes; else in so many, the highest first, that as many bits
 *     as there are bytes beyond two can be set at the top, with a 0 behind them
 *   data: the pieces one behind the other; raw deflate when compressed
 */
#ifndef COOP_INDEX_DOCUMENTS_H
#define COOP_INDEX_DOCUMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/reader.h"

struct coop_documents;

/* Makes what reads the table of an open database, which is borrowed. It is one thread's. */
enum coop_status coop_documents_open(const struct coop_reader *reader,
	struct coop_documents **out, struct coop_error *err);
void coop_documents_free(struct coop_documents *t); /* NULL is fine */

/* Appends the data of a document, which must be there: else the table is damaged. */
enum coop_status coop_documents_read(struct coop_documents *t, uint32_t docid,
	struct coop_buf *out, struct coop_error *err);

#endif
