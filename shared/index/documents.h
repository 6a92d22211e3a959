/*
 * documents.h - the stored data of documents, read from the table "docdata" of a
 * database.
 *
 * The second stage of the ranking reads the texts of fifty documents for each query. The
 * engine copies every block it reads, and zlib takes longer to set up its tables than to
 * inflate a text of a kilobyte; together that was half of the time of an answer. Here the
 * table is mapped, and libdeflate inflates.
 *
 * The table is a B-tree (table.h):
 *   key: the docid as a "sorted uint": below 0x8000 two bytes, big-endian; else three to
 *     six bytes, big-endian, whose first begins with one set bit for each byte beyond
 *     two, and a clear bit
 *   data: the pieces of the item, concatenated; a raw deflate stream if flagged as
 *     compressed
 */
#ifndef COOP_INDEX_DOCUMENTS_H
#define COOP_INDEX_DOCUMENTS_H

#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/reader.h"

struct coop_documents;

/* Opens the documents of a database, which is borrowed, for use by one thread. */
enum coop_status coop_documents_open(const struct coop_reader *reader,
	struct coop_documents **out, struct coop_error *err);
void coop_documents_free(struct coop_documents *t); /* NULL is fine */

/*
 * Appends the data of a document. The one after the last that was read is found at once. A table
 * without the document is damaged: the failure is that of coop_reader_damaged().
 */
enum coop_status coop_documents_read(struct coop_documents *t, uint32_t docid,
	struct coop_buf *out, struct coop_error *err);

#endif
