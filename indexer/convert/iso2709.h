/*
 * iso2709.h - the records of a file in ISO 2709: MARC21, UNIMARC and their kin.
 *
 * A record is a leader of 24 characters (0-4 its length, 10 indicators of a field, 11 characters of a
 * subfield's mark, 12-16 where its data begin, 20-21 digits of the length and of the place of a field in
 * the directory), a directory with an entry a field (tag, length, place), and the data. The directory and
 * each field end with the byte 1E, the record with 1D; 1F begins a subfield.
 *
 * The numbers lie in many files: whoever converts the characters of one, or sends it as text, changes
 * lengths and places and leaves the numbers as they are. YAZ and other libraries go by the numbers and
 * make nonsense of such a record. Here the bytes 1E and 1D decide, and a record is read by them as long as it has as
 * many fields as entries; that its numbers lie is told.
 */
#ifndef COOP_INDEXER_CONVERT_ISO2709_H
#define COOP_INDEXER_CONVERT_ISO2709_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/marc_charset.h"
#include "indexer/convert/marc_record.h"
#include "indexer/decode/frame.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"

/* The bytes of a record as they are in the file; a longer one is left out. */
enum { ISO2709_RAW_MAX = FRAME_NOTICE_MAX };

/* Cuts a file into records. Begin with `= {0}`. */
struct iso2709_file {
	struct coop_buf block; /* what was read and not yet taken, from `at` on */
	size_t at;
	size_t offset; /* in the file, of the next block */
	bool ended;
};

void iso2709_file_release(struct iso2709_file *f);

/*
 * Gives the bytes of the next record of standard input with its 1D, if it has one, borrowed until the next
 * call; none at the end. CONVERSION_TOO_LARGE for one that is too long, which is passed over;
 * CONVERSION_UNREADABLE, CONVERSION_MEMORY.
 */
enum conversion_failure iso2709_next(struct iso2709_file *f, struct coop_bytes *raw);

/* What iso2709_read() finds. */
enum iso2709_state {
	ISO2709_GOOD,
	ISO2709_MENDED, /* its numbers lie */
	ISO2709_DAMAGED /* it is no record, or cut, or lacks fields */
};

/*
 * Reads the bytes of a record; its characters are converted by `charset`. A record that is too large, or for
 * which there is no memory, says so itself.
 */
enum iso2709_state iso2709_read(
	struct coop_bytes raw, struct marc_charset *charset, struct marc_record *out);

#endif
