/*
 * recognise.h - recognises tables, notices and unreadable kinds by content, where the name of a file
 * does not tell, or misleads.
 *
 * All functions look at the start of the file, as source_sample() gives it: its source is open.
 */
#ifndef COOP_INDEXER_READ_RECOGNISE_H
#define COOP_INDEXER_READ_RECOGNISE_H

#include <stdbool.h>

#include "indexer/decode/filetype_refused.h"
#include "indexer/read/reader_input.h"
#include "shared/core/error.h"

/*
 * COOP_E_INPUT for a kind that coopidx does not read, such as an image, unless the file was `found` to be
 * a document; what seems to be any archive may be more than that. COOP_E_IO where the file changed
 * meanwhile, which may be why it looks like one.
 */
enum coop_status recognise_refused(const struct reader_input *in,
	const struct filetype *found, struct coop_error *err);

/* Fails because the file is of a kind that is not read; COOP_E_INPUT. */
enum coop_status recognise_fail(
	enum refused kind, const char *file, struct coop_error *err);

/*
 * Whether it is a table. One that is called a text (`named`) must have a header that names two
 * fields or more.
 */
enum coop_status recognise_table(
	struct reader_input *in, bool named, bool *table, struct coop_error *err);

/* Whether what is called a table is the notice of a film in running text, subtitles and the like. */
enum coop_status recognise_notice(
	struct reader_input *in, bool *notice, struct coop_error *err);

#endif
