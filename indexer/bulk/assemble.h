/*
 * assemble.h - writes the tables of a database from the inverted input.
 */
#ifndef COOP_INDEXER_BULK_ASSEMBLE_H
#define COOP_INDEXER_BULK_ASSEMBLE_H

#include "indexer/bulk/inverted.h"
#include "indexer/glass/doctable.h"
#include "indexer/sink/sink.h"
#include "shared/core/error.h"
#include "shared/text/acronyms.h"

/*
 * Writes the tables into the folder options->path, makes them a database, and syncs it to
 * the disk. `docdata` is the table of the document data, all of whose blocks have been
 * submitted (doctable_put()). `learned` holds the acronyms that texts define, and gets
 * those that are recognised by their capitals. The durations of the steps go to `stats`.
 */
enum coop_status assemble(struct inverted *all, const struct sink_options *options,
	struct doctable *docdata, struct coop_acronyms *learned, struct sink_stats *stats,
	struct coop_error *err);

#endif
