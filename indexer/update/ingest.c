#include "indexer/update/ingest.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/disk/infile.h"
#include "indexer/read/made_id.h"
#include "indexer/report/problems.h"
#include "indexer/terms/ids.h"
#include "shared/core/i18n.h"

struct ingest {
	struct sink *sink;
	struct report *report;
	struct ids *ids;
	struct coop_record record; /* filled by readers, emptied by the sink */
	const char *shown;         /* the current file in messages, */
	const char *stored;        /* and in records */
	size_t repeated;           /* in it: ids made of the same content, */
	size_t copies;             /* and others that were taken */
	struct coop_buf unique, path;
};

enum coop_status ingest_new(struct sink *sink, struct report *report, struct ingest **out,
	struct coop_error *err)
{
	*out = NULL;
	struct ingest *in = calloc(1, sizeof *in);
	if (!in)
		return coop_fail_nomem(err);
	in->sink = sink;
	in->report = report;
	coop_record_init(&in->record);
	enum coop_status st = ids_new(&in->ids, err);
	if (st)
		ingest_free(in);
	else
		*out = in;
	return st;
}

void ingest_free(struct ingest *in)
{
	if (!in)
		return;
	ids_free(in->ids);
	coop_record_release(&in->record);
	coop_buf_release(&in->unique);
	coop_buf_release(&in->path);
	free(in);
}

/* The path of a record in messages: that of a member of an archive begins with the archive's. */
static const char *shown_path(struct ingest *in, const struct coop_record *record)
{
	const char *path = coop_record_path(record);
	size_t n = strlen(in->stored);
	if (record->name_only || strncmp(path, in->stored, n) != 0)
		return path;
	coop_buf_reset(&in->path);
	coop_buf_str(&in->path, in->shown);
	coop_buf_str(&in->path, path + n);
	return coop_buf_cstr(&in->path);
}

static void report_duplicate(
	struct ingest *in, const struct coop_record *record, const struct coop_value *id)
{
	struct coop_place place = {shown_path(in, record), record->line, 0};
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT,
		TR("the id '%.*s' is taken; kept as '%s'",
			"l'identifiant « %.*s » est déjà pris ; gardé sous « %s »"),
		(int)(id->len < 200 ? id->len : 200), id->text, in->unique.s);
	report_repaired(in->report, &place, &problem);
}

/*
 * Of two records with the same id both are kept, since they may well be two films: "~2" is appended
 * to the id of the later one. The user is told, unless the ids are made of the content: then the
 * file says the same twice, and no id of its own is changed.
 */
static enum coop_status make_id_unique(struct ingest *in, struct coop_record *record,
	bool stored, struct coop_error *err)
{
	struct coop_value id;
	bool taken = false;
	coop_record_get(record, COOP_F_ID, &id);
	enum coop_status st =
		ids_take(in->ids, id.text, id.len, &taken, &in->unique, err);
	if (st || !taken)
		return st;
	if (stored ? made_id_is_of_content(&id) : record->id_origin == COOP_ID_CONTENT) {
		in->repeated++;
	} else {
		in->copies++;
		if (stored)
			in->report->count.repaired++;
		else
			report_duplicate(in, record, &id);
	}
	coop_record_set_copy(record, in->unique.s + id.len, in->unique.len - id.len);
	return coop_record_check(record, err);
}

void ingest_set_file(struct ingest *in, const char *shown, const char *stored)
{
	in->shown = shown;
	in->stored = stored;
	in->repeated = in->copies = 0;
}

size_t ingest_copies(const struct ingest *in)
{
	return in->copies;
}

static enum coop_status add(struct ingest *in, struct coop_record *record, bool stored,
	struct coop_error *err)
{
	enum coop_status st = make_id_unique(in, record, stored, err);
	const char *shown = !st && in->sink->shows ? shown_path(in, record) : NULL;
	/* one that is the record's own stays */
	if (shown && shown != coop_record_path(record)) {
		coop_record_set_path(record, shown);
		st = coop_record_check(record, err);
	}
	if (!st)
		st = sink_add(in->sink, record, err);
	if (!st)
		report_record(in->report);
	return st;
}

enum coop_status ingest_add(
	struct ingest *in, struct coop_record *record, struct coop_error *err)
{
	return add(in, record, false, err);
}

enum coop_status ingest_add_stored(
	struct ingest *in, struct coop_record *record, struct coop_error *err)
{
	coop_record_set_copy(record, "", 0);
	enum coop_status st = coop_record_check(record, err);
	return st ? st : add(in, record, true, err);
}

/* ---- reading ---- */

/* A file that is being read. */
struct file {
	struct ingest *in;
	struct reader *reader;
	struct record_taker taker;
	struct file_outcome *outcome;
};

/* A file that was not read to its end. */
static enum coop_status fail(
	struct file *f, const struct coop_error *problem, struct coop_error *err)
{
	f->outcome->whole = false;
	f->outcome->changed = f->outcome->may_change && infile_has_changed(problem);
	return f->outcome->changed
		       ? COOP_OK
		       : report_failed(f->in->report, f->in->shown, problem, err);
}

static enum coop_status take_records(struct file *f, struct coop_error *err)
{
	for (;;) {
		bool more = false;
		struct coop_error problem = {0};
		enum coop_status st = stop_check(f->in->report->stop, err);
		if (st)
			return st;
		if (reader_next(f->reader, &f->in->record, &more, &problem))
			return fail(f, &problem, err);
		if (more)
			st = f->taker.take(f->taker.data, &f->in->record, err);
		if (st || !more)
			return st;
	}
}

/* Tells how many records came again in the current file. */
enum coop_status ingest_note_copies(struct ingest *in, struct coop_error *err)
{
	struct coop_buf text = {0};
	if (in->repeated == 0)
		return COOP_OK;
	coop_buf_printf(&text,
		TR("records that come again, kept with ids of their own: %zu",
			"notices répétées, gardées chacune sous un identifiant : %zu"),
		in->repeated);
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		report_note(in->report, in->shown, text.s);
	coop_buf_release(&text);
	return st;
}

enum coop_status ingest_file(struct ingest *in, const struct reader_file *file,
	const struct reader_options *options, struct record_taker taker,
	struct file_outcome *outcome, struct coop_error *err)
{
	struct file f = {.in = in, .taker = taker, .outcome = outcome};
	struct coop_error problem = {0};
	ingest_set_file(in, reader_shown(file->path, options), file->stored);
	report_file(in->report, in->shown);
	outcome->whole = true;
	outcome->changed = false;
	enum coop_status st = reader_open(file, options, in->report, &f.reader, &problem);
	if (st) {
		st = fail(&f, &problem, err);
	} else {
		in->report->count.files++;
		st = take_records(&f, err);
	}
	reader_close(f.reader);
	if (!st)
		st = ingest_note_copies(in, err);
	report_file_end(in->report, in->shown);
	return st;
}

static enum coop_status take(
	void *data, struct coop_record *record, struct coop_error *err)
{
	return ingest_add(data, record, err);
}

enum coop_status ingest_walk(struct ingest *in, struct walk *walk,
	const struct reader_options *options, struct coop_error *err)
{
	for (;;) {
		struct walk_file file;
		struct file_outcome outcome = {0};
		bool more;
		enum coop_status st = walk_next(walk, &file, &more, err);
		if (!st && more)
			progress_part(in->report->progress,
				reader_shown(file.at.path, options),
				file.stream ? 0 : file.size);
		if (!st && more)
			st = ingest_file(in, &file.at, options,
				(struct record_taker){take, in}, &outcome, err);
		if (st || !more)
			return st;
	}
}
