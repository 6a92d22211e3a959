/*
 * reader_text.c - the records of a text or Markdown file: film notices, or a text with a title.
 *
 * The file is read whole when it is opened, and parsed (notice.h) when the first record is wanted.
 */
#include <stdlib.h>

#include "indexer/decode/byte_problems.h"
#include "indexer/decode/filetype.h"
#include "indexer/decode/repair.h"
#include "indexer/notice/notice.h"
#include "indexer/read/made_id.h"
#include "indexer/read/reader_ops.h"
#include "shared/core/i18n.h"

enum { TEXT_MAX = 64 << 20 /* bytes; nobody wrote a longer text */ };

struct text_reader {
	struct reader base;
	struct source *source;
	struct repair repair;
	struct coop_buf raw, text;
	struct notices notices; /* of `text`, once `begun` */
	struct problems problems;
	bool begun;
	bool of_page; /* it is a part of the file (reader_input.h) */
};

static void close_text(struct reader *base)
{
	struct text_reader *r = (struct text_reader *)base;
	source_close(r->source);
	repair_release(&r->repair);
	notices_end(&r->notices);
	coop_buf_release(&r->raw);
	coop_buf_release(&r->text);
	free(r);
}

/* Reads the whole file. */
static enum coop_status read_text(struct text_reader *r, struct coop_error *err)
{
	enum coop_status st = source_read_all(r->source, TEXT_MAX, &r->raw, err);
	report_bytes(r->base.report, source_bytes(r->source));
	r->raw.len = source_without_end_of_dos(coop_buf_cstr(&r->raw), r->raw.len);
	return st;
}

static enum coop_status open_as(const struct reader_ops *ops, struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	struct text_reader *r = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	r->base = (struct reader){
		.ops = ops, .path = in->path, .stored = in->stored, .report = report};
	r->of_page = in->of_page;
	enum coop_status st = reader_input_source(in, options, report, &r->source, err);
	if (!st) {
		repair_init(&r->repair, reader_problems(&r->base), r->source,
			options->encoding != NULL);
		st = read_text(r, err);
	}
	if (st)
		close_text(&r->base);
	else
		*out = &r->base;
	return st;
}

static enum coop_status open_text(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	return open_as(&reader_text, in, options, report, out, err);
}

static enum coop_status open_markdown(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	return open_as(&reader_markdown, in, options, report, out, err);
}

/* Says what the text is, and where its name says that it is subtitles, but it is none. */
static void report_kind(struct text_reader *r)
{
	static const char *const subtitles[] = {
		".srt", ".vtt", ".sbv", ".ass", ".ssa", NULL};
	const struct outline *o = &r->notices.outline;
	struct coop_error problem = {0};
	if (o->kind)
		report_fact(r->base.report, TR("kind", "type"), "%s", o->kind);
	if (!filetype_has_suffix(r->base.path, subtitles) ||
		(o->count > 0 && o->parts[0].form == OUTLINE_SUBTITLES))
		return;
	coop_fail(&problem, COOP_E_INPUT, "%s",
		TR("holds no subtitles, whatever its name says; read as a text",
			"ne contient pas de sous-titres, contrairement à ce que dit son nom ; lu comme un texte"));
	report_repaired(
		r->base.report, &(struct coop_place){.path = r->base.path}, &problem);
}

/* Converts the text to UTF-8 and starts to parse it. */
static enum coop_status begin(struct text_reader *r, struct coop_error *err)
{
	r->begun = true;
	byte_problems_report_replaced(reader_problems(&r->base), r->source);
	enum coop_status st = repair_text(
		&r->repair, coop_buf_cstr(&r->raw), r->raw.len, &r->text, err);
	coop_buf_release(&r->raw);
	if (st)
		return st;
	notices_begin(&r->notices, coop_buf_cstr(&r->text), r->text.len,
		r->base.ops == &reader_markdown, r->base.report->stop);
	r->problems = reader_problems(&r->base);
	r->notices.problems = &r->problems;
	report_kind(r);
	return COOP_OK;
}

static enum coop_status next_text(
	struct reader *base, struct coop_record *rec, bool *more, struct coop_error *err)
{
	struct text_reader *r = (struct text_reader *)base;
	enum coop_status st = r->begun ? COOP_OK : begin(r, err);
	*more = !st && notices_next(&r->notices, base->stored, rec);
	if (*more)
		made_id_of_notice(
			rec, base->stored, r->notices.outline.count <= 1 && !r->of_page);
	if (*more)
		st = coop_record_check(rec, err);
	return st ? st : stop_check(base->report->stop, err);
}

const struct reader_ops reader_text = {
	.suffixes = (const char *const[]){".txt", ".text", ".srt", ".vtt", ".sbv", ".ass",
		".ssa", NULL},
	.open = open_text,
	.next = next_text,
	.close = close_text,
};

const struct reader_ops reader_markdown = {
	.suffixes = (const char *const[]){".md", ".markdown", NULL},
	.open = open_markdown,
	.next = next_text,
	.close = close_text,
};
