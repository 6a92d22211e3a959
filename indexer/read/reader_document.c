/*
 * reader_document.c - the notices in a web page, a document or a book.
 *
 * A converter sends the text and the metadata of the document as one record; the text is parsed
 * like a text file (notice.h), and the metadata added where the text lacks it. The tables that list
 * notices come after it (page_tables.h).
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/decode/repair.h"
#include "indexer/notice/notice.h"
#include "indexer/read/converter.h"
#include "indexer/read/guards.h"
#include "indexer/read/made_id.h"
#include "indexer/read/notices_told.h"
#include "indexer/read/page_tables.h"
#include "indexer/read/reader_ops.h"
#include "indexer/report/problems.h"

struct document_reader {
	struct reader base;
	struct coop_record said; /* metadata of the document, and its text as body */
	struct coop_buf text;    /* the text to be parsed */
	struct coop_buf value;   /* of what it says, being repaired */
	struct notices notices;  /* in `text` */
	bool begun, ended;       /* the first of these was parsed; the last one */
	struct page_tables tables;
	struct reader_options options; /* for the tables */
};

static void close_document(struct reader *base)
{
	struct document_reader *r = (struct document_reader *)base;
	page_tables_release(&r->tables);
	notices_end(&r->notices);
	coop_record_release(&r->said);
	coop_buf_release(&r->text);
	coop_buf_release(&r->value);
	free(r);
}

/* Receives the record that the converter sends. */
static enum coop_status receive(
	struct document_reader *r, struct converter *c, struct coop_error *err)
{
	struct frame frame;
	for (;;) {
		struct coop_error problem = {0};
		enum coop_status st = converter_next(c, &frame, err);
		if (st)
			return st;
		switch (frame.tag) {
		case FRAME_END:
			return COOP_OK;
		case FRAME_RECORD:
			st = coop_record_unpack(&r->said, frame.s, frame.len, &problem);
			if (st == COOP_E_NOMEM)
				return coop_fail_nomem(err);
			if (st) /* what was sent makes no sense */
				coop_record_reset(&r->said, "", 1);
			break;
		case FRAME_TABLE:
			st = page_tables_add(&r->tables, &frame, &r->options, err);
			if (st)
				return st;
			break;
		case FRAME_REMARK:
			if (converter_remark(&frame, &problem))
				report_repaired(r->base.report,
					&(struct coop_place){.path = r->base.path},
					&problem);
			break;
		case FRAME_MENDED:
			notices_mended(reader_problems(&r->base), &frame);
			break;
		case FRAME_FAILURE:
			return converter_fail(&frame, err);
		default: /* frames of archives */
			return converter_fail(&(struct frame){0}, err);
		}
	}
}

static enum coop_status convert(struct document_reader *r, const struct reader_input *in,
	const struct reader_options *options, struct coop_error *err)
{
	struct converter *c;
	enum coop_status st =
		reader_input_convert(in, options, "", r->base.report, &c, err);
	if (st)
		return st;
	report_converted(r->base.report, converter_size(c));
	st = receive(r, c, err);
	guards_check(r->base.report, converter_guards(c));
	converter_close(c);
	return st;
}

/* Takes the tables that list notices out of the text. */
static enum coop_status take_tables(struct document_reader *r, struct coop_error *err)
{
	struct coop_record rest;
	struct coop_value body;
	if (r->tables.count == 0)
		return COOP_OK;
	coop_record_get(&r->said, COOP_F_BODY, &body);
	enum coop_status st = page_tables_cut(&r->tables, body.text, body.len, &r->text);
	if (st)
		return coop_fail_nomem(err);
	coop_record_init(&rest);
	coop_record_reset(&rest, "", 1);
	for (size_t i = 0; i < r->said.count; i++) {
		struct coop_value v = coop_record_at(&r->said, i);
		if (v.field != COOP_F_BODY)
			coop_record_add(&rest, v.field, v.text, v.len);
	}
	coop_record_add(&rest, COOP_F_BODY, coop_buf_cstr(&r->text), r->text.len);
	coop_record_release(&r->said);
	r->said = rest;
	r->ended = r->tables.count > 0 && r->text.len == 0;
	return coop_record_check(&rest, err);
}

/* Makes what was sent valid UTF-8, in NFC and without mojibake. */
static enum coop_status repair_said(struct document_reader *r, struct coop_error *err)
{
	struct coop_record clean;
	struct coop_value body = {0};
	struct repair m;
	size_t repaired = 0;
	coop_record_get(&r->said, COOP_F_BODY, &body);
	repair_init_words(&m, reader_problems(&r->base), body.text, body.len);
	coop_record_init(&clean);
	coop_record_reset(&clean, "", 1);
	for (size_t i = 0; i < r->said.count; i++) {
		struct coop_value v = coop_record_at(&r->said, i);
		coop_buf_reset(&r->text);
		coop_buf_reset(&r->value);
		charset_decode(CHARSET_UTF8, v.text, v.len, &r->text);
		if (!repair_words(&m, coop_buf_cstr(&r->text), r->text.len, &r->value,
			    &repaired) ||
			r->text.failed)
			clean.failed = true;
		coop_record_add(&clean, v.field, coop_buf_cstr(&r->value), r->value.len);
	}
	repair_report_words(&m, repaired);
	repair_release(&m);
	coop_record_compose(&clean);
	coop_record_release(&r->said);
	r->said = clean;
	coop_buf_release(&r->value);
	return coop_record_check(&clean, err);
}

static enum coop_status open_document(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	struct document_reader *r = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	r->base = (struct reader){.ops = &reader_document,
		.path = in->path,
		.stored = in->stored,
		.report = report};
	r->options = *options;
	coop_record_init(&r->said);
	coop_record_reset(&r->said, "", 1);
	enum coop_status st = convert(r, in, options, err);
	if (!st)
		st = take_tables(r, err);
	if (!st)
		st = repair_said(r, err);
	if (st)
		close_document(&r->base);
	else
		*out = &r->base;
	return st;
}

/* Whether a film notice was found: it has fields beyond those of any text. */
static bool is_notice(const struct coop_record *rec)
{
	for (size_t i = 0; i < rec->count; i++) {
		enum coop_field field = coop_record_at(rec, i).field;
		if (field != COOP_F_TITLE && field != COOP_F_BODY &&
			field != COOP_F_SOURCE && field != COOP_F_ID)
			return true;
	}
	return false;
}

/* Puts a title before the text, unless it is the first line already. */
static void add_title(
	struct document_reader *r, struct coop_value title, struct coop_value *body)
{
	coop_buf_add(&r->text, title.text, title.len);
	for (size_t i = 0; i < r->text.len; i++)
		if (r->text.s[i] == '\n')
			r->text.s[i] = ' ';
	coop_buf_str(&r->text, "\n\n");
	if (body->len > title.len && body->text[title.len] == '\n' &&
		memcmp(body->text, title.text, title.len) == 0) {
		body->text += title.len;
		body->len -= title.len;
	}
}

/* Parses the text, with a title before it if one is given, and takes the first notice. */
static bool parse(
	struct document_reader *r, struct coop_value title, struct coop_record *rec)
{
	struct coop_value body;
	coop_record_get(&r->said, COOP_F_BODY, &body);
	coop_buf_reset(&r->text);
	if (title.len > 0)
		add_title(r, title, &body);
	coop_buf_add(&r->text, body.text, body.len);
	notices_end(&r->notices);
	notices_begin(&r->notices, coop_buf_cstr(&r->text), r->text.len, false,
		r->base.report->stop);
	bool more = notices_next(&r->notices, r->base.stored, rec);
	rec->failed |= r->text.failed;
	return more;
}

/* The first notice. A film notice has its title in the text; of other text the metadata may know it. */
static bool begin(struct document_reader *r, struct coop_record *rec)
{
	struct coop_value title;
	bool more = parse(r, (struct coop_value){0}, rec);
	r->begun = true;
	if (r->notices.outline.count <= 1 && !is_notice(rec) &&
		coop_record_get(&r->said, COOP_F_TITLE, &title))
		more = parse(r, title, rec);
	return more;
}

/*
 * Adds the metadata that the text does not have. Not author and date to the notice of a film or to
 * a list of notices: they are those of the document.
 */
static void add_said(struct document_reader *r, struct coop_record *rec)
{
	struct coop_value there;
	bool notice = is_notice(rec) || r->notices.outline.count > 1;
	bool known[COOP_FIELD_COUNT];
	for (int f = 0; f < COOP_FIELD_COUNT; f++)
		known[f] = coop_record_get(rec, (enum coop_field)f, &there);
	known[COOP_F_BODY] = known[COOP_F_TITLE] = known[COOP_F_ID] = true;
	known[COOP_F_OTHER] = true;
	known[COOP_F_DIRECTOR] |= notice;
	known[COOP_F_YEAR] |= notice;
	known[COOP_F_DESCRIPTION] |= notice;
	for (size_t i = 0; i < r->said.count; i++) {
		struct coop_value v = coop_record_at(&r->said, i);
		if (known[v.field])
			continue;
		/* one value, except where several people or words are usual */
		known[v.field] = v.field != COOP_F_DIRECTOR && v.field != COOP_F_KEYWORDS;
		coop_record_add(rec, v.field, v.text, v.len);
	}
}

static enum coop_status next_document(
	struct reader *base, struct coop_record *rec, bool *more, struct coop_error *err)
{
	struct document_reader *r = (struct document_reader *)base;
	*more = !r->ended &&
		(r->begun ? notices_next(&r->notices, base->stored, rec) : begin(r, rec));
	r->ended |= !*more;
	if (r->ended)
		return page_tables_next(&r->tables, base, &r->options, rec, more, err);
	if (*more) {
		made_id_of_notice(rec, base->stored, r->notices.outline.count <= 1);
		add_said(r, rec);
	}
	enum coop_status st = coop_record_check(rec, err);
	return st ? st : stop_check(base->report->stop, err);
}

static const char *const none[] = {NULL};

const struct reader_ops reader_document = {
	.suffixes = none, /* they are in filetype.c */
	.open = open_document,
	.next = next_document,
	.close = close_document,
};
