/*
 * dump_read.h - reads a dump (dump.h) line by line.
 *
 * Nothing in a dump is trusted. Failures are COOP_E_INPUT when it is not as dump.h says, and those of
 * infile.h; dump_reader_place() tells the line. Messages do not name the file.
 */
#ifndef COOP_INDEXER_INSPECT_DUMP_READ_H
#define COOP_INDEXER_INSPECT_DUMP_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/terms/facts.h"
#include "indexer/update/sources.h"
#include "shared/core/buf.h"
#include "shared/core/diag.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

struct dump_head {
	bool engine_tools;
	bool same_records; /* it is of this version of records: hashes are verified */
	uint64_t bytes;    /* of the dump; 0 of a stream */
	int64_t made, begun;
	struct coop_buf root;   /* empty for none */
	struct coop_buf origin; /* as in struct origin */
	struct facts facts;     /* of a shard, which its mark tells */
};

enum dump_line {
	DUMP_SOURCE,   /* `source` and `path` are set */
	DUMP_REJECTED, /* `rows` are set */
	DUMP_RECORD,   /* `record` is set */
	DUMP_END       /* all is there */
};

struct dump_reader {
	struct dump_head head;
	/* Of the current line; what takes a record may empty it. */
	enum dump_line line;
	struct source source; /* without its runs */
	struct coop_buf path, rows;
	struct coop_record record;
	/* private */
	struct dump_reading *reading;
};

/*
 * Opens a dump, "-" for standard input, and reads its head. `path` is borrowed. To be closed even after a
 * failure.
 */
enum coop_status dump_reader_open(
	struct dump_reader *r, const char *path, struct coop_error *err);
void dump_reader_close(struct dump_reader *r);

/*
 * Reads the next line, not after DUMP_END. That the lines fit together is checked: each source has the
 * records and rejected rows that it says, and the end what came before.
 */
enum coop_status dump_reader_next(struct dump_reader *r, struct coop_error *err);

/* How many bytes of the dump were read. */
uint64_t dump_reader_bytes(const struct dump_reader *r);
/* The line that was read last. */
struct coop_place dump_reader_place(const struct dump_reader *r);

#endif
