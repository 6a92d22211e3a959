/*
 * reader_notices.c - the records of a file whose kind has a record a notice, such as MARC.
 *
 * A converter sends them one at a time, with their fields, while they are read: the file may be larger
 * than the memory. A record that it leaves out is reported at its line or number.
 *
 * Records whose values have keys of the file instead of fields (FRAME_KEYED) wait until there are enough
 * of them to judge the keys by (keyed.h).
 */
#include <stdlib.h>

#include "indexer/read/converter.h"
#include "indexer/read/guards.h"
#include "indexer/read/keyed.h"
#include "indexer/read/notices_told.h"
#include "indexer/read/reader_ops.h"
#include "indexer/read/sent_notices.h"
#include "shared/core/bytes.h"

struct notices_reader {
	struct reader base;
	struct converter *converter;
	struct sent_notices notices;
	struct keyed keyed;
	struct coop_buf
		waiting;   /* keyed records: their lengths, in four bytes, and they */
	size_t waiting_at; /* the next of them, when the keys are judged */
	bool ended, reported;
	struct coop_error failure; /* why the file ended early, told behind its records */
};

static void close_notices(struct reader *base)
{
	struct notices_reader *r = (struct notices_reader *)base;
	converter_close(r->converter);
	sent_notices_release(&r->notices);
	keyed_release(&r->keyed);
	coop_buf_release(&r->waiting);
	free(r);
}

static enum coop_status open_notices(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	struct notices_reader *r = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	r->base = (struct reader){.ops = &reader_notices,
		.path = in->path,
		.stored = in->stored,
		.report = report};
	enum coop_status st = keyed_init(&r->keyed, options->map, err);
	if (!st)
		st = reader_input_convert(in, options, "", report, &r->converter, err);
	size_t size = st ? 0 : converter_size(r->converter);
	sent_notices_init(&r->notices, reader_problems(&r->base), in->stored, size);
	report_converted(report, size);
	if (st)
		close_notices(&r->base);
	else
		*out = &r->base;
	return st;
}

/* ---- keyed records ---- */

/* Adds all values of the record that was sent, and last those of keys that stand in for others. */
static enum coop_status add_all_keyed(
	struct notices_reader *r, struct coop_record *rec, struct coop_error *err)
{
	const struct coop_record *sent = &r->notices.sent;
	enum coop_status st = COOP_OK;
	for (int last = 0; last < 2; last++)
		for (size_t i = 0; !st && i < sent->count; i++) {
			struct coop_value v = coop_record_at(sent, i);
			if (keyed_stands_in(&r->keyed, &v) != last)
				continue;
			v = sent_notices_clean(&r->notices, &v, rec);
			v.field = COOP_F_OTHER;
			st = keyed_add(&r->keyed, &v, sent->line, rec, err);
		}
	return st;
}

/* Fills the record with a keyed one; without values when it has none. */
static enum coop_status take_keyed(struct notices_reader *r, const char *s, size_t n,
	struct coop_record *rec, struct coop_error *err)
{
	enum coop_status st = sent_notices_unpack(&r->notices, s, n, err);
	if (st)
		return st;
	sent_notices_begin(&r->notices, rec);
	st = add_all_keyed(r, rec, err);
	return st ? st : sent_notices_finish(&r->notices, rec, err);
}

/* Keeps a record of the sample until the keys are judged; judges them when there are enough. */
static enum coop_status wait(
	struct notices_reader *r, const struct frame *frame, struct coop_error *err)
{
	enum coop_status st = sent_notices_unpack(&r->notices, frame->s, frame->len, err);
	if (!st)
		st = keyed_see(&r->keyed, &r->notices.sent, err);
	coop_buf_le32(&r->waiting, (uint32_t)frame->len);
	coop_buf_add(&r->waiting, frame->s, frame->len);
	if (!st)
		st = coop_buf_check(&r->waiting, err);
	bool enough = r->keyed.rows == PROFILE_ROWS || r->waiting.len > KEYED_SAMPLE;
	return !st && enough ? keyed_judge(&r->keyed, reader_problems(&r->base), err)
			     : st;
}

/* Gives the next of the records that have waited; false when there is none. */
static bool next_waiting(struct notices_reader *r, const char **s, size_t *n)
{
	if (!r->keyed.judged || r->waiting_at == r->waiting.len) {
		if (r->keyed.judged)
			coop_buf_release(&r->waiting);
		r->waiting_at = 0;
		return false;
	}
	*n = coop_get_le32(r->waiting.s + r->waiting_at);
	*s = r->waiting.s + r->waiting_at + COOP_LE32_SIZE;
	r->waiting_at += COOP_LE32_SIZE + *n;
	return true;
}

/* The end of the file: what has waited still comes. */
static enum coop_status end(struct notices_reader *r, struct coop_error *err)
{
	r->ended = true;
	return !r->keyed.judged && r->keyed.rows > 0
		       ? keyed_judge(&r->keyed, reader_problems(&r->base), err)
		       : COOP_OK;
}

/* ---- all of them ---- */

/* Takes an answer; a record without values when it is none, or one that has to wait. */
static enum coop_status take(struct notices_reader *r, const struct frame *frame,
	struct coop_record *rec, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	switch (frame->tag) {
	case FRAME_NOTICE:
		return sent_notices_take(&r->notices, frame, rec, err);
	case FRAME_KEYED:
		st = sent_notices_account(&r->notices, frame, err);
		if (!st && !r->keyed.judged)
			return wait(r, frame, err);
		return st ? st : take_keyed(r, frame->s, frame->len, rec, err);
	case FRAME_LEFT_OUT:
		notices_left_out(reader_problems(&r->base), frame);
		return COOP_OK;
	case FRAME_MENDED:
		notices_mended(reader_problems(&r->base), frame);
		return COOP_OK;
	case FRAME_TOLD:
		notices_told(r->base.report, frame);
		return COOP_OK;
	case FRAME_END:
		return end(r, err);
	default: /* a failure, or frames of other kinds of files */
		r->ended = true;
		return converter_fail(frame, err);
	}
}

/* Takes the next answer. What comes before a fault of the file is not lost with it. */
static enum coop_status take_next(
	struct notices_reader *r, struct coop_record *rec, struct coop_error *err)
{
	struct frame frame;
	struct coop_error problem = {0};
	enum coop_status st = converter_next(r->converter, &frame, &problem);
	if (!st) {
		guards_check(r->base.report, converter_guards(r->converter));
		st = take(r, &frame, rec, &problem);
	}
	if (st != COOP_E_INPUT || r->keyed.judged || r->keyed.rows == 0)
		return coop_pass_on(err, &problem);
	r->failure = problem;
	return end(r, err);
}

static enum coop_status next_notice(
	struct reader *base, struct coop_record *rec, bool *more, struct coop_error *err)
{
	struct notices_reader *r = (struct notices_reader *)base;
	const char *s;
	size_t n;
	enum coop_status st = COOP_OK;
	coop_record_reset(rec, base->stored, 0);
	while (!st && rec->count == 0) {
		if (next_waiting(r, &s, &n)) {
			st = take_keyed(r, s, n, rec, err);
			continue;
		}
		if (r->ended)
			break;
		st = take_next(r, rec, err);
	}
	*more = !st && rec->count > 0;
	if (!st && !*more && !r->reported) {
		r->reported = true;
		sent_notices_end(&r->notices);
		keyed_report(&r->keyed, reader_problems(base));
		st = coop_pass_on(err, &r->failure);
	}
	return st;
}

static const char *const none[] = {NULL};

const struct reader_ops reader_notices = {
	.suffixes = none, /* they are in filetype.c */
	.open = open_notices,
	.next = next_notice,
	.close = close_notices,
};
