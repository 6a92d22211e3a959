/*
 * cue_times.h - when the words of subtitles are said: the value of COOP_F_CUES.
 *
 * The times stand beside the text, which stays whole for phrases and passages. The value is a list
 * "OFFSET@SECONDS", separated by blanks: from that byte of the first body of the record on, in NFC,
 * words are said so many seconds after the beginning. Offsets ascend; times need not. What is no such
 * entry is skipped, since values may come from elsewhere.
 */
#ifndef COOP_INDEX_CUE_TIMES_H
#define COOP_INDEX_CUE_TIMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/index/record.h"

/* Later times are none: 999:59:59. */
#define COOP_CUE_SECONDS_MAX UINT32_C(3599999)

/* Appends an entry. */
void coop_cue_times_add(struct coop_buf *times, size_t off, uint32_t seconds);

/*
 * The time at byte `off` of value `i` of a record; false where none is known, and where that is no text
 * of subtitles. Looks at a few entries only.
 */
bool coop_cue_time_of(
	const struct coop_record *record, size_t i, size_t off, uint32_t *seconds);

/* "00:12:31" */
#define COOP_CUE_TIME_SIZE sizeof "9999:59:59"
void coop_cue_time_print(uint32_t seconds, char out[COOP_CUE_TIME_SIZE]);

#endif
