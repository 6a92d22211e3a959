/*
 * segment.h - a segment of an index: a database (reader.h) with its posting lists (postings.h).
 *
 * An index is a segment, its base, and up to two small ones (snapshot.h). Any number of threads may
 * share a segment.
 */
#ifndef COOP_INDEX_SEGMENT_H
#define COOP_INDEX_SEGMENT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/fetched.h"
#include "shared/index/postings.h"
#include "shared/index/reader.h"
#include "shared/index/remote.h"
#include "shared/index/store.h"
#include "shared/index/table.h"

#define COOP_COLUMNS_FILE    "columns"    /* columns.h */
#define COOP_TOMBSTONES_FILE "tombstones" /* snapshot.h */

/* The files of a segment that its checksums cover, in their order there. */
enum coop_segment_file {
	COOP_SEGMENT_VERSION, /* of the engine, as its tables are */
	COOP_SEGMENT_TABLES,  /* each enum coop_glass_table from here on */
	COOP_SEGMENT_POSTINGS = COOP_SEGMENT_TABLES + COOP_GLASS_TABLES,
	COOP_SEGMENT_HASHES,
	COOP_SEGMENT_COLUMNS,
	COOP_SEGMENT_TOMBSTONES,
	COOP_SEGMENT_FILES
};

/* The name of one. */
const char *coop_segment_file(size_t file);

/* `{0}`: no segment. */
struct coop_segment {
	const char *name; /* its folder in that of the generation; NULL for the base */
	const char
		*index; /* of which of several indexes it is, for messages; else NULL */
	struct coop_reader
		*reader; /* NULL: there is no such segment, or it is elsewhere */
	struct coop_postings *lists; /* NULL: it has none that can be used */
	/* of a base on another machine, which has neither reader nor lists here; else NULL */
	struct coop_remote *remote;
	/* of one there: the documents that alone belong to it (fetched.h), borrowed; NULL: all of them */
	const struct coop_fetched *fetched;
	atomic_bool *lost; /* of a shard: set when reading it fails; else NULL */
};

/* The last docid of a segment; 0 where there is none. */
uint32_t coop_segment_last(const struct coop_segment *s);

/* Appends a piece of metadata of a segment that there is; nothing when it was never set. */
enum coop_status coop_segment_meta(const struct coop_segment *s, const char *name,
	struct coop_buf *out, struct coop_error *err);

void coop_segment_close(struct coop_segment *s);

/*
 * coop_pass_on() for a failure in a segment: a message about damage says in which one it is, and of which
 * index where there are several, since all have files of the same names.
 */
enum coop_status coop_segment_pass_on(const struct coop_segment *s,
	struct coop_error *err, const struct coop_error *from);

/*
 * Opens the posting lists of a segment whose reader is open. There are none when the engine has made
 * or changed the database. COOP_E_CORRUPT: they are damaged.
 */
enum coop_status coop_segment_open_lists(struct coop_segment *s, struct coop_error *err);

/*
 * The document frequency of a term; 0 where there is no segment. The lists tell it of most terms in
 * half of the time that the engine's table takes.
 */
enum coop_status coop_segment_frequency(const struct coop_segment *s, const char *term,
	size_t len, uint64_t *documents, struct coop_error *err);

/* A walk over the terms of a segment that begin with a prefix, in the order of their bytes. */
struct coop_segment_terms {
	const struct coop_segment *segment; /* borrowed, as is the prefix */
	const char *prefix;
	size_t prefix_len;
	bool there;                   /* whether there is a current term ... */
	char term[COOP_TERM_MAX + 1]; /* ... its bytes, without a NUL */
	size_t len;
	struct coop_table_cursor cursor;
	struct coop_buf fetched; /* of another machine: all of them */
	size_t at;               /* what follows the current one there */
};

/*
 * Begins a walk at its first term; where there is no segment there is none. To be ended whatever is
 * returned.
 */
enum coop_status coop_segment_terms_begin(struct coop_segment_terms *t,
	const struct coop_segment *s, const char *prefix, size_t len,
	struct coop_error *err);
/* Moves on from the current term. */
enum coop_status coop_segment_terms_next(
	struct coop_segment_terms *t, struct coop_error *err);
void coop_segment_terms_end(struct coop_segment_terms *t);

#endif
