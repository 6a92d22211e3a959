/*
 * assemble.h - the inverted input to the tables of a database.
 */
#ifndef COOP_INDEXER_BULK_ASSEMBLE_H
#define COOP_INDEXER_BULK_ASSEMBLE_H

#include "indexer/bulk/inverted.h"
#include "indexer/glass/doctable.h"
#include "indexer/sink/sink.h"
#include "shared/core/error.h"
#include "shared/text/acronyms.h"

/*
 * Writes the tables into the folder options->path and makes them a database, safe on the disk.
 * `docdata` is the table of the document data, to which all blocks were handed; `acronyms` holds
 * the acronyms whose long forms are known, and gets the others. Notes in `stats` what the
 * steps took.
 */
enum coop_status assemble(struct inverted *all, const struct sink_options *options,
	struct doctable *docdata, struct coop_acronyms *acronyms,
	struct sink_stats *stats, struct coop_error *err);

#endif
