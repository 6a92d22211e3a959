/*
 * checksums_write.h - the checksums of a generation that was just written.
 */
#ifndef COOP_INDEXER_GENERATIONS_CHECKSUMS_WRITE_H
#define COOP_INDEXER_GENERATIONS_CHECKSUMS_WRITE_H

#include "indexer/report/stop.h"
#include "shared/core/error.h"

/*
 * Reads the files of a database and writes their checksums (checksums.h) beside them, safe on the
 * disk but for the folder: `folder` is open, messages call it `path`. COOP_E_INTERRUPTED once `stop`
 * is set.
 */
enum coop_status checksums_write(
	int folder, const char *path, const stop_flag *stop, struct coop_error *err);

#endif
