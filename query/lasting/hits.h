/*
 * hits.h - all that a query finds, told so that it can be compared later, with another state of the
 * index or another index.
 *
 * A hit is known by its id. Whether it has changed is told by a hash of its content: of all its fields,
 * but neither of the file that it comes from nor of its line there, so that a notice that moves is the
 * same. A second hash, that of the index (shared/index/hashes.h), covers the place as well: where it is
 * the same, the notice need not be read.
 */
#ifndef COOP_QUERY_LASTING_HITS_H
#define COOP_QUERY_LASTING_HITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/search/search.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

struct hit {
	size_t id; /* offset in `ids`, of a string */
	uint64_t content, stored;
};

/* Begin with `= {0}`. */
struct hits {
	struct coop_buf ids; /* each with its NUL */
	struct hit *at;
	size_t count, cap;
};

void hits_release(struct hits *h);
enum coop_status hits_add(struct hits *h, const char *id, size_t len, uint64_t content,
	uint64_t stored, struct coop_error *err);
static inline const char *hits_id(const struct hits *h, size_t i)
{
	return coop_buf_cstr(&h->ids) + h->at[i].id;
}

enum change_kind { CHANGE_ENTERED, CHANGE_CHANGED, CHANGE_LEFT, CHANGE_KINDS };

struct change {
	enum change_kind kind;
	uint32_t docid; /* in the collection; 0 for one that left */
	size_t before;  /* its number in the list before, of one that left */
};

/* What differs between two lists. Begin with `= {0}`. */
struct changes {
	struct change *at; /* in order of docids; at the end those that left */
	size_t count, cap;
	size_t of_kind[CHANGE_KINDS];
};

void changes_release(struct changes *c);

/*
 * Lists the documents of a set, and compares them with a list made before, which may be empty. `now`
 * and `changes` are empty.
 */
enum coop_status hits_compare(struct search *s, const struct coop_docset *set,
	const struct hits *before, struct hits *now, struct changes *changes,
	struct coop_error *err);

/* Room for a digest: SHA-256 in hexadecimal, with its NUL. */
enum { HITS_DIGEST = 65 };

/* The digest of ids and contents, in whatever order they are listed. */
enum coop_status hits_digest(
	const struct hits *h, char out[HITS_DIGEST], struct coop_error *err);

#endif
