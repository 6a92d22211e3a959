/*
 * reader_notices.c - the records of a file whose kind has a record a notice, such as MARC.
 *
 * A converter sends them one at a time, with their fields, while they are read: the file may be larger
 * than the memory. A record that it leaves out is reported at its line or number.
 */
#include <stdlib.h>

#include "indexer/decode/repair.h"
#include "indexer/read/converter.h"
#include "indexer/read/guards.h"
#include "indexer/read/made_id.h"
#include "indexer/read/mended.h"
#include "indexer/read/reader_ops.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

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
	bool ended;
};

static void close_notices(struct reader *base)
{
	struct notices_reader *r = (struct notices_reader *)base;
	converter_close(r->converter);
	coop_record_release(&r->sent);
	coop_buf_release(&r->valid);
	coop_buf_release(&r->mended);
	repair_release(&r->repair);
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
	enum coop_status st =
		converter_open(in->kind, in->file, &how, &r->converter, err);
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

/* Reports a record that the converter left out. */
static void report_left_out(struct notices_reader *r, const struct frame *frame)
{
	struct coop_error why = {0};
	struct coop_place where = {.path = r->base.path};
	char failure = CONVERSION_DAMAGED;
	if (frame->len == FRAME_LEFT_OUT_SIZE) {
		where.line = coop_get_le32(frame->s);
		failure = frame->s[COOP_LE32_SIZE];
	}
	if (failure == CONVERSION_TOO_LARGE)
		coop_fail(&why, COOP_E_INPUT, "%s",
			TR("a record larger than a notice may be; left out",
				"un enregistrement plus grand qu'une notice ne peut l'être ; laissé de côté"));
	else if (failure == CONVERSION_TOO_DEEP)
		coop_fail(&why, COOP_E_INPUT, "%s",
			TR("a record whose elements are nested too deep; left out",
				"un enregistrement aux éléments emboîtés trop profondément ; laissé de côté"));
	else
		coop_fail(&why, COOP_E_INPUT, "%s",
			TR("a damaged record; left out",
				"un enregistrement abîmé ; laissé de côté"));
	report_rejected(r->base.report, &where, &why);
}

/* Adds a value in valid UTF-8 without mojibake. */
static void add_value(
	struct notices_reader *r, const struct coop_value *v, struct coop_record *rec)
{
	coop_buf_reset(&r->valid);
	coop_buf_reset(&r->mended);
	charset_decode(CHARSET_UTF8, v->text, v->len, &r->valid);
	if (!repair_words(&r->repair, coop_buf_cstr(&r->valid), r->valid.len, &r->mended,
		    &r->repaired) ||
		r->valid.failed)
		rec->failed = true;
	if (v->field != COOP_F_OTHER) {
		coop_record_add(rec, v->field, coop_buf_cstr(&r->mended), r->mended.len);
		return;
	}
	coop_buf_reset(&r->valid);
	charset_decode(CHARSET_UTF8, v->name, v->name_len, &r->valid);
	rec->failed |= r->valid.failed;
	coop_record_add_named(rec, coop_buf_cstr(&r->valid), r->valid.len,
		coop_buf_cstr(&r->mended), r->mended.len);
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

/* Fills the record with the notice that was sent; without values when it makes no sense. */
static enum coop_status take_notice(struct notices_reader *r, const struct frame *frame,
	struct coop_record *rec, struct coop_error *err)
{
	struct coop_error problem = {0};
	enum coop_status st =
		coop_record_unpack(&r->sent, frame->s, frame->len, &problem);
	if (st == COOP_E_NOMEM)
		return coop_fail_nomem(err);
	if (st || frame->len > r->room)
		return converter_fail(&(struct frame){0}, err);
	r->room -= frame->len;
	coop_record_reset(rec, r->base.stored, r->sent.line);
	for (size_t i = 0; i < r->sent.count; i++) {
		struct coop_value v = coop_record_at(&r->sent, i);
		add_value(r, &v, rec);
	}
	coop_record_compose(rec);
	if (rec->count > 0)
		add_id(r, rec);
	return coop_record_check(rec, err);
}

static enum coop_status next_notice(
	struct reader *base, struct coop_record *rec, bool *more, struct coop_error *err)
{
	struct notices_reader *r = (struct notices_reader *)base;
	struct frame frame;
	*more = false;
	while (!r->ended) {
		enum coop_status st = converter_next(r->converter, &frame, err);
		if (!st)
			guards_check(base->report, converter_guards(r->converter));
		if (st)
			return st;
		switch (frame.tag) {
		case FRAME_NOTICE:
			st = take_notice(r, &frame, rec, err);
			*more = !st && rec->count > 0;
			if (st || *more)
				return st;
			break;
		case FRAME_MENDED:
			mended_report(reader_problems(base), &frame);
			break;
		case FRAME_LEFT_OUT:
			report_left_out(r, &frame);
			break;
		case FRAME_END:
			r->ended = true;
			repair_report_words(&r->repair, r->repaired);
			break;
		default: /* a failure, or frames of other kinds of files */
			r->ended = true;
			return converter_fail(&frame, err);
		}
	}
	return COOP_OK;
}

static const char *const none[] = {NULL};

const struct reader_ops reader_notices = {
	.suffixes = none, /* they are in filetype.c */
	.open = open_notices,
	.next = next_notice,
	.close = close_notices,
};
