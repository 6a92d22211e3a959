/*
 * page_tables.h - the notices in the tables of a page, a row each.
 *
 * A converter sends the tables that may list notices as tab-separated values (convert/tables.h).
 * They are judged and read as CSV is, by the same code: dialect.h finds the header, columns.h what
 * its headings mean, reader_csv.c makes the records, with ids made of the row's content. A table
 * lists notices if a heading means titles and another one some field; if the page has no other text,
 * also if it would be a table as a file. Any other table is text of the page.
 */
#ifndef COOP_INDEXER_READ_PAGE_TABLES_H
#define COOP_INDEXER_READ_PAGE_TABLES_H

#include "indexer/read/converter.h"
#include "indexer/read/reader_ops.h"

/* To be initialised with zeros. */
struct page_tables {
	struct page_table *table;
	size_t count, cap;
	struct tempfile *rows; /* of all tables, one after another; NULL without any */
	size_t next;           /* the table to be opened next */
	struct tempfile *file; /* its rows, while it is read */
	struct reader *open;   /* NULL: none is */
};

void page_tables_release(struct page_tables *t);

/*
 * Judges a table, and keeps it unless it lists no notices. The frame is FRAME_TABLE; one that makes no
 * sense is dropped.
 */
enum coop_status page_tables_add(struct page_tables *t, const struct frame *frame,
	const struct reader_options *options, struct coop_error *err);

/*
 * Takes the tables that list notices out of the text of a page; the others are dropped. If what is
 * left holds no paragraph, it is the head of the list, and `text` becomes empty.
 */
enum coop_status page_tables_cut(
	struct page_tables *t, const char *body, size_t n, struct coop_buf *text);

/*
 * Fills `rec` with the next notice of the tables; `page` is the reader of the page. `*more` is false
 * when there is none.
 */
enum coop_status page_tables_next(struct page_tables *t, const struct reader *page,
	const struct reader_options *options, struct coop_record *rec, bool *more,
	struct coop_error *err);

#endif
