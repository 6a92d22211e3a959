/*
 * check_full.h - coopidx --check=full: whether an index says of its notices what their stored records
 * give.
 */
#ifndef COOP_INDEXER_CHECK_FULL_H
#define COOP_INDEXER_CHECK_FULL_H

#include "indexer/report/report.h"
#include "shared/core/error.h"
#include "shared/index/stub.h"

/*
 * Builds every segment of a generation, whose pages were verified, again from its stored records, and
 * compares the files: so every term of every document, with its impact and its positions, is compared,
 * and so are frequencies, lengths, facts, words and hashes. Besides, no two documents may have one id,
 * copies of removed documents must be those of the base, and the table of sources must have each document
 * once. Says which files differ. `index` is the open folder of the index, called `dir` in messages.
 *
 * What is built lies in a folder in $TMPDIR, or beside the index, or in /tmp, which is removed; it
 * takes as much room as the index.
 *
 * COOP_E_CORRUPT: something differs. COOP_E_ARG: the engine has written the index, and there is
 * nothing to
 * compare. COOP_E_VERSION: another version has made it. COOP_E_INTERRUPTED once the report's `stop` is
 * set.
 */
enum coop_status check_full(int index, const char *dir, const struct coop_stub *stub,
	const struct report *report, struct coop_error *err);

#endif
