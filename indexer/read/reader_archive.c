/*
 * reader_archive.c - the records of the files in an archive, its members; of a mailbox also its messages.
 *
 * Each member is unpacked to a temporary file and read by the reader for its kind, which is this
 * one for an archive in an archive. Its paths, the one in messages and the one in records, are those
 * of the archive, a '/' and its name in there. Notices come between the members.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/disk/tempfile.h"
#include "indexer/read/converter.h"
#include "indexer/read/guards.h"
#include "indexer/read/notices_told.h"
#include "indexer/read/reader.h"
#include "indexer/read/reader_ops.h"
#include "indexer/read/sent_notices.h"
#include "indexer/report/problems.h"
#include "shared/core/i18n.h"

enum {
	DEPTH_MAX = 3,         /* archives in archives */
	MEMBERS_MAX = 1000000, /* of an archive and those in it */
	RATIO_MAX = 250        /* unpacked bytes for each byte of the archive */
};
#define UNPACKED_FREE (UINT64_C(64) << 20) /* unpacked bytes that any archive may have */
#define UNPACKED_MAX  (UINT64_C(16) << 30) /* unpacked bytes that no archive may exceed */
#define MEMBER_MAX    (UINT64_C(2) << 30)  /* unpacked bytes of a member */

struct archive_reader {
	struct reader base;
	struct converter *converter;
	const struct filetype *kind;
	struct reader_options options; /* for the members as well */
	struct reader_budget own;      /* where this is the archive on the disk */
	struct reader_budget *budget;  /* that, or the one of the archive around it */
	unsigned depth;                /* of the members */
	struct coop_buf path, stored;  /* of the member */
	struct coop_buf suffixes;
	size_t encrypted;            /* members */
	struct sent_notices notices; /* of the archive itself */
	struct tempfile *file;       /* of the member; NULL: none */
	struct reader *member;       /* NULL: none open */
};

static void close_member(struct archive_reader *r)
{
	reader_close(r->member);
	r->member = NULL;
	tempfile_free(r->file);
	r->file = NULL;
}

static void close_archive(struct reader *base)
{
	struct archive_reader *r = (struct archive_reader *)base;
	close_member(r);
	if (r->depth == 1)
		r->base.report->inside = false;
	converter_close(r->converter);
	coop_buf_release(&r->path);
	coop_buf_release(&r->stored);
	coop_buf_release(&r->suffixes);
	sent_notices_release(&r->notices);
	free(r);
}

static enum coop_status start(
	struct archive_reader *r, const struct reader_input *in, struct coop_error *err)
{
	reader_list_suffixes(&r->suffixes);
	enum coop_status st = coop_buf_check(&r->suffixes, err);
	if (!st)
		st = reader_input_convert(in, &r->options, r->suffixes.s, r->base.report,
			&r->converter, err);
	uint64_t size = st ? 0 : converter_size(r->converter);
	sent_notices_init(&r->notices, reader_problems(&r->base), r->base.stored, size);
	if (st || r->budget)
		return st;
	r->budget = &r->own;
	r->own.members = MEMBERS_MAX;
	r->own.bytes = size < UNPACKED_MAX / RATIO_MAX ? size * RATIO_MAX : UNPACKED_MAX;
	if (r->own.bytes < UNPACKED_FREE)
		r->own.bytes = UNPACKED_FREE;
	report_converted(r->base.report, size);
	return COOP_OK;
}

static enum coop_status open_archive(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	if (in->depth == DEPTH_MAX)
		return coop_fail(err, COOP_E_INPUT,
			TR("an archive more than %d deep in others; not read",
				"une archive à plus de %d niveaux dans d'autres ; elle n'est pas lue"),
			DEPTH_MAX);
	struct archive_reader *r = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	r->base = (struct reader){.ops = &reader_archive,
		.path = in->path,
		.stored = in->stored,
		.report = report};
	r->kind = in->kind;
	r->options = *options;
	r->budget = in->budget;
	r->depth = in->depth + 1;
	report->inside = true;
	enum coop_status st = start(r, in, err);
	if (st)
		close_archive(&r->base);
	else
		*out = &r->base;
	return st;
}

/* ---- the members ---- */

/* Sets the path of the next member, and counts it. */
static enum coop_status name_member(
	struct archive_reader *r, const struct frame *name, struct coop_error *err)
{
	size_t skip = 0; /* tar writes "./name" */
	while (skip < name->len &&
		(name->s[skip] == '/' || strncmp(name->s + skip, "./", 2) == 0))
		skip += name->s[skip] == '/' ? 1 : 2;
	coop_buf_reset(&r->path);
	coop_buf_printf(&r->path, "%s/", r->base.path);
	charset_decode(CHARSET_UTF8, name->s + skip, name->len - skip, &r->path);
	coop_buf_reset(&r->stored);
	coop_buf_str(&r->stored, r->base.stored);
	if (!r->path.failed)
		coop_buf_str(&r->stored, r->path.s + strlen(r->base.path));
	enum coop_status st = coop_buf_check(r->path.failed ? &r->path : &r->stored, err);
	if (st || r->budget->members-- > 0)
		return st;
	r->budget->members = 0;
	return coop_fail(err, COOP_E_INPUT,
		TR("holds more than %d files; the rest is left out",
			"contient plus de %d fichiers ; le reste est laissé de côté"),
		MEMBERS_MAX);
}

static enum coop_status add_data(
	struct archive_reader *r, const struct frame *data, struct coop_error *err)
{
	struct reader_budget *budget = r->budget;
	if (data->len > budget->bytes) {
		budget->bytes = 0;
		return coop_fail(err, COOP_E_INPUT, "%s",
			TR("unpacks to too much, as if made to fill a disk; the rest is left out",
				"se décompresse démesurément, comme pour remplir un disque ; le reste est laissé de côté"));
	}
	budget->bytes -= data->len;
	if (tempfile_size(r->file) + data->len > MEMBER_MAX)
		return coop_fail(err, COOP_E_INPUT,
			TR("holds a file larger than %d GiB; the rest is left out",
				"contient un fichier de plus de %d Gio ; le reste est laissé de côté"),
			(int)(MEMBER_MAX >> 30));
	return tempfile_add(r->file, data->s, data->len, err);
}

/* Leaves a member out, or ends the run. */
static enum coop_status member_failed(struct archive_reader *r,
	const struct coop_error *problem, struct coop_error *err)
{
	return report_failed(r->base.report, coop_buf_cstr(&r->path), problem, err);
}

/* A member that the converter left out. All of an archive may be encrypted: one is shown. */
static enum coop_status take_failure(
	struct archive_reader *r, const struct frame *frame, struct coop_error *err)
{
	struct coop_error problem = {0};
	bool encrypted = frame->tag == FRAME_FAILURE && frame->len == 1 &&
			 frame->s[0] == CONVERSION_ENCRYPTED;
	r->encrypted += encrypted;
	if (encrypted && r->encrypted > 1)
		return COOP_OK;
	converter_fail(frame, &problem);
	return member_failed(r, &problem, err);
}

/* Tells how many members were encrypted that were not shown. */
static void end_encrypted(struct archive_reader *r)
{
	struct coop_error problem = {0};
	if (r->encrypted < 2)
		return;
	coop_fail(&problem, COOP_E_INPUT,
		TR("files in it that are encrypted as well: %zu",
			"autres fichiers chiffrés qu'elle contient : %zu"),
		r->encrypted - 1);
	coop_hint(&problem, "%s",
		TR("unpack it with its password",
			"décompressez-la avec son mot de passe"));
	r->base.report->count.rejected += r->encrypted - 2;
	report_rejected(
		r->base.report, &(struct coop_place){.path = r->base.path}, &problem);
}

/* Receives the bytes of a member; `*whole` is false when it was left out. */
static enum coop_status fill_member(
	struct archive_reader *r, bool *whole, struct coop_error *err)
{
	struct frame frame;
	for (*whole = false;;) {
		enum coop_status st = converter_next(r->converter, &frame, err);
		if (!st && frame.tag == FRAME_DATA)
			st = add_data(r, &frame, err);
		else if (!st && frame.tag == FRAME_CLOSE)
			*whole = true;
		else if (!st) {
			st = take_failure(r, &frame, err);
			return st || frame.tag == FRAME_FAILURE
				       ? st
				       : converter_fail(&(struct frame){0}, err);
		}
		if (st || *whole)
			return st;
	}
}

/* Opens the reader for the member that was just unpacked. */
static enum coop_status open_member(struct archive_reader *r, struct coop_error *err)
{
	struct coop_error problem = {0};
	struct reader_input in = {.path = r->path.s,
		.stored = r->stored.s,
		.file = tempfile_path(r->file),
		.depth = r->depth,
		.budget = r->budget};
	if (!reader_knows(in.path) && !reader_is_disguised(in.path, in.file)) {
		reader_skip(r->base.report, in.path, in.file);
		return COOP_OK;
	}
	enum coop_status st =
		reader_open_input(&in, &r->options, r->base.report, &r->member, &problem);
	reader_input_release(&in);
	if (st)
		return member_failed(r, &problem, err);
	r->base.report->count.files++;
	return COOP_OK;
}

/* Ends a member: what is reported from here on is of the archive again. */
static void end_member(struct archive_reader *r)
{
	close_member(r);
	report_file_end(r->base.report, r->path.s);
	report_file(r->base.report, r->base.path);
	report_fact(r->base.report, TR("kind", "type"), "%s", r->kind->name);
}

/* Unpacks a member and opens it. */
static enum coop_status begin_member(struct archive_reader *r, struct coop_error *err)
{
	bool whole = false;
	progress_name(r->base.report->progress, r->path.s);
	report_file(r->base.report, r->path.s);
	enum coop_status st = tempfile_new_in_memory(&r->file, err);
	if (!st)
		st = fill_member(r, &whole, err);
	if (!st && whole)
		st = open_member(r, err);
	if (!r->member)
		end_member(r);
	return st;
}

/* Skips a member, whose bytes the converter does not send. */
static enum coop_status skip_member(
	struct archive_reader *r, bool hidden, struct coop_error *err)
{
	struct frame frame;
	if (hidden)
		report_skipped(r->base.report, r->path.s, TR("hidden", "caché"));
	else
		reader_skip(r->base.report, r->path.s, NULL);
	enum coop_status st = converter_next(r->converter, &frame, err);
	return st || frame.tag == FRAME_CLOSE ? st
					      : converter_fail(&(struct frame){0}, err);
}

/* Begins the member that a frame names, or skips it. */
static enum coop_status take_member(
	struct archive_reader *r, const struct frame *frame, struct coop_error *err)
{
	enum coop_status st = name_member(r, frame, err);
	if (st)
		return st;
	bool hidden = filetype_is_hidden(r->path.s + strlen(r->base.path) + 1);
	bool wanted = reader_knows(r->path.s) || reader_may_be_disguised(r->path.s);
	return hidden || !wanted ? skip_member(r, hidden, err) : begin_member(r, err);
}

/* Takes the next notice of the archive itself, or begins the next member. */
static enum coop_status take_next(struct archive_reader *r, struct coop_record *rec,
	bool *more, bool *goes_on, struct coop_error *err)
{
	struct frame frame;
	enum coop_status st = converter_next(r->converter, &frame, err);
	guards_check(r->base.report, converter_guards(r->converter));
	if (st)
		return st;
	switch (frame.tag) {
	case FRAME_MEMBER:
		return take_member(r, &frame, err);
	case FRAME_NOTICE:
		st = sent_notices_take(&r->notices, &frame, rec, err);
		*more = !st && rec->count > 0;
		return st;
	case FRAME_LEFT_OUT:
		notices_left_out(reader_problems(&r->base), &frame);
		return COOP_OK;
	case FRAME_END:
		sent_notices_end(&r->notices);
		end_encrypted(r);
		*goes_on = false;
		return COOP_OK;
	default:
		return converter_fail(&frame, err);
	}
}

/* The next record of the open member. */
static enum coop_status next_of_member(struct archive_reader *r, struct coop_record *rec,
	bool *more, struct coop_error *err)
{
	struct coop_error problem = {0};
	enum coop_status st = reader_next(r->member, rec, more, &problem);
	if (!st && *more)
		return COOP_OK;
	if (st)
		st = member_failed(r, &problem, err);
	end_member(r);
	*more = false;
	return st;
}

static enum coop_status next_archive(
	struct reader *base, struct coop_record *rec, bool *more, struct coop_error *err)
{
	struct archive_reader *r = (struct archive_reader *)base;
	bool goes_on = true;
	*more = false;
	while (goes_on) {
		enum coop_status st = r->member ? next_of_member(r, rec, more, err)
						: take_next(r, rec, more, &goes_on, err);
		if (st || *more)
			return st;
	}
	return COOP_OK;
}

static const char *const none[] = {NULL};

const struct reader_ops reader_archive = {
	.suffixes = none, /* they are in filetype.c */
	.open = open_archive,
	.next = next_archive,
	.close = close_archive,
};
