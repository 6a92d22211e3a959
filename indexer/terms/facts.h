/*
 * facts.h - what the terms and impacts of a segment depend on beside its own documents.
 *
 * A base learns its facts from all its documents. Segments that stand beside it are built with the
 * facts of the base, so that a document has the same terms with the same impacts in both.
 * So are the shards of an index, with the facts of the whole (indexer/update/whole.h).
 */
#ifndef COOP_INDEXER_TERMS_FACTS_H
#define COOP_INDEXER_TERMS_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/reader.h"
#include "shared/index/shard_mark.h"
#include "shared/index/snapshot.h"
#include "shared/text/acronyms.h"

struct facts {
	double average;                 /* avgdl of impact.h, above 0 */
	struct coop_acronyms *acronyms; /* with long forms and proofs */
	/* of a shard, whose facts are those of the whole: a base does not learn them */
	struct coop_shard_mark mark;
};

/* The average of the lengths of documents; 1 when they have none, as impact.h divides by it. */
static inline double facts_average(uint64_t length, uint64_t documents)
{
	return length > 0 ? (double)length / (double)documents : 1;
}

/* Reads an average, a decimal of `len` bytes that end with a NUL; false when it is none. */
bool facts_parse_average(const char *s, size_t len, double *out);

/*
 * Reads the facts that a segment was built with, which need no reader afterwards. To be released even
 * after a failure: COOP_E_CORRUPT, COOP_E_STALE (reader.h), COOP_E_NOMEM.
 */
enum coop_status facts_read(
	const struct coop_reader *reader, struct facts *out, struct coop_error *err);
void facts_release(struct facts *f);

/* Reads the sum of the lengths of a segment's documents; failures are as above. */
enum coop_status facts_total_length(
	const struct coop_reader *reader, uint64_t *length, struct coop_error *err);
/* The same of the documents of an index. */
enum coop_status facts_snapshot_length(
	const struct coop_snapshot *snapshot, uint64_t *length, struct coop_error *err);

#endif
