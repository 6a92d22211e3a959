#include "indexer/read/sheets.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/decode/charset.h"
#include "shared/core/bytes.h"

enum {
	SHEETS_MAX = 4096,
	SENT_MAX = 512 << 20 /* bytes; a converter that sends more was taken over */
};

void sheets_release(struct sheets *s)
{
	for (size_t i = 0; i < s->count; i++) {
		free(s->at[i].name);
		coop_buf_release(&s->at[i].lines);
	}
	free(s->at);
	tempfile_free(s->rows);
	*s = (struct sheets){0};
}

size_t sheets_filled(const struct sheets *s)
{
	size_t filled = 0;
	for (size_t i = 0; i < s->count; i++)
		filled += s->at[i].len > 0;
	return filled;
}

bool sheets_failed(const struct sheets *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].failure)
			return true;
	return false;
}

static enum coop_status nonsense(struct coop_error *err)
{
	return converter_fail(&(struct frame){0}, err);
}

static enum coop_status begin_sheet(
	struct sheets *s, const struct frame *frame, struct coop_error *err)
{
	enum { HEAD = FRAME_SHEET_NUMBERS * COOP_LE32_SIZE };
	if (s->open || frame->len < HEAD || s->count == SHEETS_MAX)
		return nonsense(err);
	if (!coop_array_grow(&s->at, &s->cap, s->count + 1, sizeof *s->at))
		return coop_fail_nomem(err);
	struct sheet *sheet = &s->at[s->count++];
	struct coop_buf name = {0};
	*sheet = (struct sheet){.off = tempfile_size(s->rows)};
	for (size_t i = 0; i < FRAME_SHEET_NUMBERS; i++)
		sheet->number[i] = coop_get_le32(frame->s + i * COOP_LE32_SIZE);
	charset_decode(CHARSET_UTF8, frame->s + HEAD, frame->len - HEAD, &name);
	coop_buf_str(&name, "");
	sheet->name = name.s;
	s->open = true;
	return coop_buf_check(&name, err);
}

/* Takes a frame of the open sheet. */
static enum coop_status take(
	struct sheets *s, const struct frame *frame, struct coop_error *err)
{
	struct sheet *sheet = s->open ? &s->at[s->count - 1] : NULL;
	if (!sheet || sheet->len + sheet->lines.len + frame->len > SENT_MAX)
		return nonsense(err);
	switch (frame->tag) {
	case FRAME_DATA:
		sheet->len += frame->len;
		return tempfile_add(s->rows, frame->s, frame->len, err);
	case FRAME_ROWS:
		coop_buf_add(&sheet->lines, frame->s, frame->len);
		return coop_buf_check(&sheet->lines, err);
	case FRAME_FAILURE:
		sheet->failure = frame->len == 1 ? *frame->s : CONVERSION_DAMAGED;
		s->open = false;
		return COOP_OK;
	case FRAME_CLOSE:
		s->open = false;
		return COOP_OK;
	default:
		return nonsense(err);
	}
}

/* Receives frames to the last one. */
static enum coop_status receive_all(
	struct sheets *s, struct converter *c, struct coop_error *err)
{
	struct frame frame;
	for (;;) {
		enum coop_status st = converter_next(c, &frame, err);
		if (st)
			return st;
		if (frame.tag == FRAME_END && !s->open)
			return COOP_OK;
		if (frame.tag == FRAME_SHEET)
			st = begin_sheet(s, &frame, err);
		else if (frame.tag == FRAME_FAILURE && !s->open)
			st = converter_fail(&frame, err);
		else
			st = take(s, &frame, err);
		if (st)
			return st;
	}
}

/* A sheet that came in part goes. */
static void drop_open(struct sheets *s)
{
	if (!s->open)
		return;
	s->open = false;
	s->count--;
	free(s->at[s->count].name);
	coop_buf_release(&s->at[s->count].lines);
}

static int compare_places(const void *a, const void *b)
{
	const struct sheet *x = a, *y = b;
	size_t p = x->number[FRAME_SHEET_PLACE], q = y->number[FRAME_SHEET_PLACE];
	return (p > q) - (p < q);
}

enum coop_status sheets_receive(struct sheets *s, struct converter *c,
	struct problems problems, struct coop_error *err)
{
	struct coop_error problem = {0};
	enum coop_status st = tempfile_new_in_memory(&s->rows, err);
	if (st)
		return st;
	st = receive_all(s, c, &problem);
	drop_open(s);
	if (st == COOP_E_INPUT && s->count > 0) {
		report_rejected(problems.report,
			&(struct coop_place){.path = problems.path}, &problem);
		st = COOP_OK;
	}
	if (!st && s->count > 1)
		qsort(s->at, s->count, sizeof *s->at, compare_places);
	return st ? coop_pass_on(err, &problem) : COOP_OK;
}

enum coop_status sheets_copy(struct sheets *s, const struct sheet *sheet,
	struct tempfile **out, struct coop_error *err)
{
	enum { BLOCK = 1 << 20 };
	struct coop_buf block = {0};
	enum coop_status st = tempfile_new_in_memory(out, err);
	for (uint64_t at = 0; !st && at < sheet->len; at += BLOCK) {
		uint64_t left = sheet->len - at;
		st = tempfile_read(s->rows, sheet->off + at,
			left < BLOCK ? (size_t)left : BLOCK, &block, err);
		if (!st)
			st = tempfile_add(*out, block.s, block.len, err);
	}
	coop_buf_release(&block);
	return st;
}
