/*
 * reader_notices.c - the records of a file whose kind has a record a notice, such as MARC.
 *
 * A converter sends them one at a time, with their fields, while they are read: the file may be larger
 * than the memory. A record that it leaves out is reported at its line or number.
 */
#include <stdlib.h>

#include "indexer/read/converter.h"
#include "indexer/read/guards.h"
#include "indexer/read/reader_ops.h"
#include "indexer/read/sent_notices.h"

struct notices_reader {
	struct reader base;
	struct converter *converter;
	struct sent_notices notices;
	bool ended;
};

static void close_notices(struct reader *base)
{
	struct notices_reader *r = (struct notices_reader *)base;
	converter_close(r->converter);
	sent_notices_release(&r->notices);
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
	const struct converter_options how = {.encoding = options->encoding,
		.seconds = options->seconds,
		.suffixes = "",
		.stop = report->stop};
	enum coop_status st =
		converter_open(in->kind, in->file, &how, &r->converter, err);
	size_t size = st ? 0 : converter_size(r->converter);
	sent_notices_init(&r->notices, reader_problems(&r->base), in->stored, size);
	report_bytes(report, size);
	if (st)
		close_notices(&r->base);
	else
		*out = &r->base;
	return st;
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
			st = sent_notices_take(&r->notices, &frame, rec, err);
			*more = !st && rec->count > 0;
			if (st || *more)
				return st;
			break;
		case FRAME_LEFT_OUT:
			sent_notices_left_out(&r->notices, &frame);
			break;
		case FRAME_END:
			r->ended = true;
			sent_notices_end(&r->notices);
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
