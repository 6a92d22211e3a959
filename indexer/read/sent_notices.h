/*
 * sent_notices.h - the notices that a converter sends (frame.h), made records that can be trusted.
 */
#ifndef COOP_INDEXER_READ_SENT_NOTICES_H
#define COOP_INDEXER_READ_SENT_NOTICES_H

#include <stdint.h>

#include "indexer/decode/repair.h"
#include "indexer/read/converter.h"
#include "indexer/report/problems.h"
#include "shared/index/record.h"

/* To be initialised by sent_notices_init(). */
struct sent_notices {
	struct problems problems;
	const char *stored;            /* the path of the file in records */
	struct coop_record sent;       /* as the converter sent it */
	struct coop_buf valid, mended; /* of a value of it */
	struct repair repair;
	size_t repaired; /* characters */
	uint64_t room;   /* bytes that may still be sent */
};

/*
 * For a file of `size` bytes, which bounds what its converter may send. `problems` and `stored` are
 * borrowed.
 */
void sent_notices_init(struct sent_notices *n, struct problems problems,
	const char *stored, size_t size);
void sent_notices_release(struct sent_notices *n);

/*
 * Fills the record with the notice of a FRAME_NOTICE: in valid UTF-8 and NFC, without mojibake, with an id
 * made of its values unless it has one. The record may stay empty. COOP_E_INPUT when the frame makes
 * no sense.
 */
enum coop_status sent_notices_take(struct sent_notices *n, const struct frame *frame,
	struct coop_record *rec, struct coop_error *err);

/* Reports the record that a FRAME_LEFT_OUT tells of. */
void sent_notices_left_out(struct sent_notices *n, const struct frame *frame);

/* At the end of the file: what was repaired. */
void sent_notices_end(struct sent_notices *n);

#endif
