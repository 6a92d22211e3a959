/*
 * settings.h - what the records of a file depend on beside its content.
 */
#ifndef COOP_INDEXER_UPDATE_SETTINGS_H
#define COOP_INDEXER_UPDATE_SETTINGS_H

#include <stdint.h>

#include "indexer/read/reader_options.h"

/*
 * A fingerprint of the version of the program, of what its readers can do, of the form of records, and of
 * the options of the readers. A file is read again when it differs.
 */
uint64_t settings_of(const struct reader_options *options);

#endif
