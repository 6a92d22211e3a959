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
#include <string.h>

#include "indexer/decode/repair.h"
#include "indexer/read/converter.h"
#include "indexer/read/guards.h"
#include "indexer/read/keyed.h"
#include "indexer/read/made_id.h"
#include "indexer/read/notices_told.h"
#include "indexer/read/reader_ops.h"
#include "shared/core/bytes.h"

/* More notices than a file of its size holds are made by a converter that was taken over. */
enum { NOTICES_FREE = 64 << 20, NOTICES_RATIO_MAX = 256 };

struct notices_reader {
	struct reader base;
	struct converter *converter;
	struct coop_record sent;       /* as the converter sent it */
	struct coop_buf valid, mended; /* of a value of it */
	struct repair repair;
	size_t repaired; /* characters */
	uint64_t room;   /* bytes that may still be sent */
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
	coop_record_release(&r->sent);
	coop_buf_release(&r->valid);
	coop_buf_release(&r->mended);
	repair_release(&r->repair);
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
	coop_record_init(&r->sent);
	repair_init_words(&r->repair, reader_problems(&r->base), "", 0);
	const struct converter_options how = {.encoding = options->encoding,
		.seconds = options->seconds,
		.suffixes = "",
		.stop = report->stop};
	enum coop_status st = keyed_init(&r->keyed, options->map, err);
	if (!st)
		st = converter_open(in->kind, in->file, &how, &r->converter, err);
	if (st) {
		close_notices(&r->base);
		return st;
	}
	size_t size = converter_size(r->converter);
	r->room = NOTICES_FREE + (uint64_t)size * NOTICES_RATIO_MAX;
	report_bytes(report, size);
	*out = &r->base;
	return COOP_OK;
}

/* Makes `mended` of a value, in valid UTF-8 without mojibake, and `valid` of its name. */
static void clean(
	struct notices_reader *r, const struct coop_value *v, struct coop_record *rec)
{
	coop_buf_reset(&r->valid);
	coop_buf_reset(&r->mended);
	charset_decode(CHARSET_UTF8, v->text, v->len, &r->valid);
	if (!repair_words(&r->repair, coop_buf_cstr(&r->valid), r->valid.len, &r->mended,
		    &r->repaired) ||
		r->valid.failed)
		rec->failed = true;
	coop_buf_reset(&r->valid);
	charset_decode(CHARSET_UTF8, v->name, v->name_len, &r->valid);
	rec->failed |= r->valid.failed;
}

static void add_value(
	struct notices_reader *r, const struct coop_value *v, struct coop_record *rec)
{
	bool other = v->field == COOP_F_OTHER;
	clean(r, v, rec);
	coop_record_add_found(rec, v->field, other ? coop_buf_cstr(&r->valid) : NULL,
		other ? r->valid.len : 0, coop_buf_cstr(&r->mended), r->mended.len,
		v->place);
}

/* The same in the field of its key. */
static enum coop_status add_keyed(struct notices_reader *r, const struct coop_value *v,
	struct coop_record *rec, struct coop_error *err)
{
	clean(r, v, rec);
	const struct coop_value cleaned = {.field = COOP_F_OTHER,
		.name = coop_buf_cstr(&r->valid),
		.name_len = r->valid.len,
		.text = coop_buf_cstr(&r->mended),
		.len = r->mended.len};
	return keyed_add(&r->keyed, &cleaned, r->sent.line, rec, err);
}

/* Adds all values of the record that was sent, and last those of keys that stand in for others. */
static enum coop_status add_all_keyed(
	struct notices_reader *r, struct coop_record *rec, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (int last = 0; last < 2; last++)
		for (size_t i = 0; !st && i < r->sent.count; i++) {
			struct coop_value v = coop_record_at(&r->sent, i);
			if (keyed_stands_in(&r->keyed, &v) == last)
				st = add_keyed(r, &v, rec, err);
		}
	return st;
}

/* Gives a record without an id one made of its values. */
static void add_id(struct notices_reader *r, struct coop_record *rec)
{
	coop_buf_reset(&r->valid);
	for (size_t i = 0; i < rec->count; i++) {
		struct coop_value v = coop_record_at(rec, i);
		coop_buf_add(&r->valid, v.name, v.name_len);
		coop_buf_byte(&r->valid, '\0');
		coop_buf_add(&r->valid, v.text, v.len);
		coop_buf_byte(&r->valid, '\0');
	}
	rec->failed |= r->valid.failed;
	made_id_of_content(rec, r->base.stored, coop_buf_cstr(&r->valid), r->valid.len);
}

/* Unpacks a record that was sent, unless it makes no sense. */
static enum coop_status unpack(
	struct notices_reader *r, const char *s, size_t n, struct coop_error *err)
{
	struct coop_error problem = {0};
	enum coop_status st = coop_record_unpack(&r->sent, s, n, &problem);
	if (st == COOP_E_NOMEM)
		return coop_fail_nomem(err);
	return st ? converter_fail(&(struct frame){0}, err) : COOP_OK;
}

/* Takes what was sent off what may be. */
static enum coop_status account(
	struct notices_reader *r, const struct frame *frame, struct coop_error *err)
{
	if (frame->len > r->room)
		return converter_fail(&(struct frame){0}, err);
	r->room -= frame->len;
	return COOP_OK;
}

/*
 * Fills the record with a notice that was sent, which is the file's unless it tells where it comes from;
 * without values when it has none.
 */
static enum coop_status take_notice(struct notices_reader *r, const char *s, size_t n,
	bool keyed, struct coop_record *rec, struct coop_error *err)
{
	enum coop_status st = unpack(r, s, n, err);
	if (st)
		return st;
	coop_buf_reset(&r->valid);
	const char *told = coop_record_path(&r->sent);
	charset_decode(CHARSET_UTF8, told, strlen(told), &r->valid);
	coop_record_reset(
		rec, r->valid.len > 0 ? r->valid.s : r->base.stored, r->sent.line);
	rec->failed |= r->valid.failed;
	rec->name_only = r->valid.len > 0;
	if (keyed)
		st = add_all_keyed(r, rec, err);
	for (size_t i = 0; !keyed && i < r->sent.count; i++) {
		struct coop_value v = coop_record_at(&r->sent, i);
		add_value(r, &v, rec);
	}
	if (st)
		return st;
	coop_record_compose(rec);
	if (rec->count > 0)
		add_id(r, rec);
	return coop_record_check(rec, err);
}

/* ---- keyed records ---- */

/* Keeps a record of the sample until the keys are judged; judges them when there are enough. */
static enum coop_status wait(
	struct notices_reader *r, const struct frame *frame, struct coop_error *err)
{
	enum coop_status st = unpack(r, frame->s, frame->len, err);
	if (!st)
		st = keyed_see(&r->keyed, &r->sent, err);
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
	bool keyed = frame->tag == FRAME_KEYED;
	enum coop_status st = COOP_OK;
	switch (frame->tag) {
	case FRAME_NOTICE:
	case FRAME_KEYED:
		st = account(r, frame, err);
		if (!st && keyed && !r->keyed.judged)
			return wait(r, frame, err);
		return st ? st : take_notice(r, frame->s, frame->len, keyed, rec, err);
	case FRAME_LEFT_OUT:
		notices_left_out(reader_problems(&r->base), frame);
		return COOP_OK;
	case FRAME_ODD:
		notices_odd(reader_problems(&r->base), frame);
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
			st = take_notice(r, s, n, true, rec, err);
			continue;
		}
		if (r->ended)
			break;
		st = take_next(r, rec, err);
	}
	*more = !st && rec->count > 0;
	if (!st && !*more && !r->reported) {
		r->reported = true;
		repair_report_words(&r->repair, r->repaired);
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
