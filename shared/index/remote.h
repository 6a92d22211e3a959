/*
 * remote.h - an index on another machine, which the engine's own server hands out.
 *
 * The server is xapian-progsrv, started there through ssh, or xapian-tcpsrv. It serves an index made with
 * --engine-tools, that is its base alone: such an index has nothing else. The server is asked for
 * frequencies, terms, metadata and documents, and ranks by plans whose weights are those of the whole
 * collection (store_internal.hh): its scores are those of our matcher to the last bit.
 *
 * Whoever serves is not trusted. All that comes back is checked, and what cannot be is COOP_E_CORRUPT: numbers of
 * documents, docids, scores, frequencies, lengths. How long an answer is the protocol leaves to the server:
 * memory may run out, which is COOP_E_NOMEM.
 *
 * Any number of threads may share a remote index: each has a connection of its own while it asks. A call waits for a
 * server no longer than its time limit at a time. Failures name the shard. COOP_E_IO: the server cannot be
 * reached, is lost or does not answer in time. One that ended in between is asked once more, or its replica, if
 * that has the same generation.
 */
#ifndef COOP_INDEX_REMOTE_H
#define COOP_INDEX_REMOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/docset.h"
#include "shared/index/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where a server is; all is borrowed. */
struct coop_remote_place {
	const char *host;
	unsigned port;   /* of xapian-tcpsrv; 0 for ssh */
	const char *dir; /* for ssh: the index folder there */
};

/*
 * Whether a host and a folder may be named to ssh, whose far end gives them to a shell: letters, digits and a few
 * signs that mean nothing there, no `-` first.
 */
bool coop_remote_is_host(const char *host);
bool coop_remote_is_folder(const char *dir);

struct coop_remote;

/*
 * Connects to the first of some places that answers; the others are its replicas. `name` is what messages
 * call it. COOP_E_ARG: a name is not allowed.
 */
enum coop_status coop_remote_open(const struct coop_remote_place *places, size_t count,
	const char *name, unsigned timeout_ms, struct coop_remote **out,
	struct coop_error *err);
void coop_remote_free(struct coop_remote *r); /* NULL is fine */

const char *coop_remote_name(const struct coop_remote *r);
/* Which of the places has answered last. */
size_t coop_remote_at(const struct coop_remote *r);
/* The number of documents, whose docids are 1 and so on. */
uint32_t coop_remote_count(const struct coop_remote *r);
/* Whether the server has the positions of words. */
bool coop_remote_has_positions(const struct coop_remote *r);

/* The sum of the lengths of all documents, as the engine counts them. */
uint64_t coop_remote_length(const struct coop_remote *r);

/* Appends a piece of metadata, which is fetched once; nothing when it was never set. */
enum coop_status coop_remote_meta(struct coop_remote *r, const char *name,
	struct coop_buf *out, struct coop_error *err);

/* A long piece of metadata in pieces: the entries NAME00000000, NAME00000001 and so on, in hexadecimal digits. */
struct coop_remote_pieces {
	const char *name;
	uint64_t bytes; /* of all together */
	size_t each;    /* bytes of a piece but the last */
	/* whether a piece is as it was written */
	bool (*is_good)(void *user, size_t number, const char *s, size_t len);
	void *user;
};

/*
 * Gives all pieces together, which are fetched once and kept, and eight bytes more that are 0. Memory is taken as
 * pieces arrive. COOP_E_CORRUPT: a piece has another length, or is not good.
 */
enum coop_status coop_remote_joined(struct coop_remote *r,
	const struct coop_remote_pieces *pieces, const char **out,
	struct coop_error *err);

/* The document frequency of a term, which is fetched once. */
enum coop_status coop_remote_frequency(struct coop_remote *r, const char *term,
	size_t len, uint64_t *documents, struct coop_error *err);

/*
 * Appends the terms that begin with a prefix, in the order of their bytes, each followed by a NUL; those that
 * hold a NUL are left out. The server sends all of them.
 */
enum coop_status coop_remote_terms(struct coop_remote *r, const char *prefix, size_t len,
	struct coop_buf *out, struct coop_error *err);

/* Appends the data of several documents, each to a buffer of its own; they are asked for side by side. */
enum coop_status coop_remote_documents(struct coop_remote *r, const uint32_t *docids,
	size_t count, struct coop_buf *const *out, struct coop_error *err);

/* The frequency of a term in all shards, asked by coop_remote_search(). */
struct coop_remote_counted {
	uint64_t documents; /* of all shards */
	enum coop_status (*frequency)(void *user, const char *term, size_t len,
		uint64_t *documents, struct coop_error *err);
	void *user;
};

/* A term whose postings are wanted, with or without positions. */
struct coop_remote_wanted {
	const char *s;
	size_t len;
	bool positions;
};

/* A posting: the numbers of its document and term among those that are asked for. */
struct coop_remote_posting {
	size_t document, term;
	uint32_t wdf;
	const uint32_t *positions; /* ascending, from 1 to 2^31 - 1; borrowed */
	size_t count;
};

/*
 * Gives the postings that some documents have of some terms, which are in the order of their bytes: document by
 * document. Fails as `take` does.
 */
enum coop_status coop_remote_postings(struct coop_remote *r, const uint32_t *docids,
	size_t count, const struct coop_remote_wanted *terms, size_t nterms,
	enum coop_status (*take)(
		void *user, const struct coop_remote_posting *p, struct coop_error *err),
	void *user, struct coop_error *err);

/* Whether a server can tell where all words of a plan stand: not with a break term, nor in running text. */
bool coop_remote_can_answer(const struct coop_plan *plan);

/*
 * Finds the `count` best documents of a plan; of equal scores the lower docid is first. `hits` has room for
 * them, and `*found` is how many there are. The plan is one that
 * coop_remote_can_answer(), here and below.
 */
enum coop_status coop_remote_search(struct coop_remote *r, const struct coop_plan *plan,
	const struct coop_remote_counted *counted, size_t count, struct coop_hit *hits,
	size_t *found, struct coop_error *err);

/* Adds all documents of a plan to a set, with docids greater by `before`, for which there is room. */
enum coop_status coop_remote_all(struct coop_remote *r, const struct coop_plan *plan,
	uint32_t before, struct coop_docset *set, struct coop_error *err);

#ifdef __cplusplus
}
#endif
#endif
