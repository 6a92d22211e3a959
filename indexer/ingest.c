#include "indexer/ingest.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/walk.h"
#include "shared/i18n.h"
#include "shared/index.h"
#include "shared/strmap.h"
#include "shared/utf8.h"

/* A term of the document being made; its bytes are in `names`, which may still move. */
struct posting {
	size_t name, len;
	uint32_t wdf, pos;
};

struct ingest {
	struct coop_analyzer *analyzer;
	struct coop_writer *writer;
	struct report *report;
	const volatile sig_atomic_t *stop;

	struct coop_strmap *ids;
	struct coop_record record;
	struct coop_buf names, data;
	struct posting *postings;
	size_t npostings, postings_cap;
	struct coop_term *terms;
	size_t terms_cap;
};

enum coop_status ingest_new(struct coop_analyzer *analyzer, struct coop_writer *writer,
	struct report *report, const volatile sig_atomic_t *stop, struct ingest **out,
	struct coop_error *err)
{
	*out = NULL;
	struct ingest *in = calloc(1, sizeof *in);
	if (!in)
		return coop_fail_nomem(err);
	*in = (struct ingest){
		.analyzer = analyzer, .writer = writer, .report = report, .stop = stop};
	enum coop_status st = coop_strmap_new(&in->ids, err);
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
	coop_strmap_free(in->ids);
	coop_record_release(&in->record);
	coop_buf_release(&in->names);
	coop_buf_release(&in->data);
	free(in->postings);
	free(in->terms);
	free(in);
}

/* ---- one record to one document ---- */

static enum coop_status add_posting(struct ingest *in, char prefix, const char *s,
	size_t len, uint32_t wdf, uint32_t pos, struct coop_error *err)
{
	if (!coop_array_grow(&in->postings, &in->postings_cap, in->npostings + 1,
		    sizeof *in->postings))
		return coop_fail_nomem(err);
	size_t name = in->names.len;
	if (prefix)
		coop_buf_byte(&in->names, prefix);
	coop_buf_add(&in->names, s, len);
	in->postings[in->npostings++] =
		(struct posting){name, in->names.len - name, wdf, pos};
	return COOP_OK;
}

/* Adds the terms of one value, whose words have positions after `base`; `*last` is the
 * last. */
static enum coop_status add_value(struct ingest *in, const struct coop_value *v,
	uint32_t base, uint32_t *last, struct coop_error *err)
{
	uint32_t weight = coop_field_info(v->field)->weight;
	struct coop_token t;
	bool more;
	enum coop_status st;
	coop_analyzer_begin(in->analyzer, v->text, v->len);
	*last = base;
	while (!(st = coop_analyzer_next(in->analyzer, &t, &more, err)) && more) {
		bool joined = t.word.flags & COOP_TOKEN_JOINED;
		*last = base + t.pos;
		st = add_posting(
			in, 0, t.word.s, t.word.len, weight, joined ? 0 : *last, err);
		if (!st && t.stem)
			st = add_posting(
				in, COOP_PREFIX_STEM, t.stem, t.stem_len, weight, 0, err);
		if (st)
			return st;
		in->report->words += !joined;
	}
	return st;
}

static enum coop_status add_values(struct ingest *in, struct coop_error *err)
{
	uint32_t last = 0;
	for (size_t i = 0; i < in->record.count; i++) {
		struct coop_value v = coop_record_at(&in->record, i);
		if (!(coop_field_info(v.field)->flags & COOP_FIELD_TEXT))
			continue;
		uint32_t base = last > 0 ? last + COOP_GAP_FIELD : 0;
		enum coop_status st = add_value(in, &v, base, &last, err);
		if (st)
			return st;
	}
	return COOP_OK;
}

static enum coop_status add_id(struct ingest *in, struct coop_error *err)
{
	struct coop_value id;
	coop_record_get(&in->record, COOP_F_ID, &id);
	size_t len = coop_utf8_cut(id.text, id.len, COOP_TERM_MAX - 1);
	return add_posting(in, COOP_PREFIX_ID, id.text, len, 0, 0, err);
}

/* Gives the document to the engine, now that `names` does not move any more. */
static enum coop_status put_document(struct ingest *in, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(&in->names, err);
	if (st)
		return st;
	if (!coop_array_grow(
		    &in->terms, &in->terms_cap, in->npostings, sizeof *in->terms))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < in->npostings; i++) {
		const struct posting *p = &in->postings[i];
		in->terms[i] =
			(struct coop_term){in->names.s + p->name, p->len, p->wdf, p->pos};
	}
	coop_buf_reset(&in->data);
	st = coop_record_pack(&in->record, &in->data, err);
	struct coop_doc doc = {in->terms, in->npostings, in->data.s, in->data.len};
	return st ? st : coop_writer_add(in->writer, &doc, err);
}

static void report_duplicate(struct ingest *in, const char *unique)
{
	struct coop_value id;
	coop_record_get(&in->record, COOP_F_ID, &id);
	struct coop_place place = {coop_record_path(&in->record), in->record.line, 0};
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT,
		TR("the id '%.*s' is taken; kept as '%s'",
			"l'identifiant '%.*s' est déjà pris ; gardé sous '%s'"),
		(int)(id.len < 200 ? id.len : 200), id.text, unique);
	report_repaired(in->report, &place, &problem);
}

/*
 * Two records with one id: both are kept, since they may well be two films; the later one
 * gets "~2" behind its id, and the user is told.
 */
static enum coop_status make_id_unique(struct ingest *in, struct coop_error *err)
{
	struct coop_value id;
	struct coop_buf unique = {0};
	uint32_t number;
	bool added;
	coop_record_get(&in->record, COOP_F_ID, &id);
	enum coop_status st =
		coop_strmap_intern(in->ids, id.text, id.len, &number, &added, err);
	for (size_t copy = 2; !st && !added; copy++) {
		coop_buf_reset(&unique);
		coop_buf_add(&unique, id.text, id.len);
		coop_buf_printf(&unique, "~%zu", copy);
		st = coop_buf_check(&unique, err);
		if (!st)
			st = coop_strmap_intern(
				in->ids, unique.s, unique.len, &number, &added, err);
	}
	if (!st && unique.len > 0) {
		report_duplicate(in, unique.s);
		coop_record_replace(&in->record, COOP_F_ID, unique.s, unique.len);
		st = coop_record_check(&in->record, err);
	}
	coop_buf_release(&unique);
	return st;
}

static enum coop_status add_record(struct ingest *in, struct coop_error *err)
{
	in->npostings = 0;
	coop_buf_reset(&in->names);
	enum coop_status st = make_id_unique(in, err);
	if (!st)
		st = add_id(in, err);
	if (!st)
		st = add_values(in, err);
	if (!st)
		st = put_document(in, err);
	in->report->records += st == COOP_OK;
	return st;
}

/* ---- files ---- */

static enum coop_status add_records(
	struct ingest *in, struct reader *reader, struct coop_error *err)
{
	for (;;) {
		if (in->stop && *in->stop)
			return coop_fail(err, COOP_E_INTERRUPTED, "%s",
				TR("interrupted", "interrompu"));
		bool more;
		enum coop_status st = reader_next(reader, &in->record, &more, err);
		if (!st && more)
			st = add_record(in, err);
		if (st || !more)
			return st;
	}
}

static enum coop_status add_file(struct ingest *in, const char *path,
	const struct reader_options *options, struct coop_error *err)
{
	struct reader *reader;
	struct coop_error problem = {0};
	report_file(in->report);
	enum coop_status st = reader_open(path, options, in->report, &reader, &problem);
	if (!st) {
		in->report->files++;
		st = add_records(in, reader, &problem);
	}
	reader_close(reader);
	if (st == COOP_E_INPUT) {
		report_rejected(in->report, &(struct coop_place){.path = path}, &problem);
		st = COOP_OK;
	} else if (st) {
		*err = problem;
	}
	report_file_end(in->report, path);
	return st;
}

/* Indexes the files of a walk. */
static enum coop_status add_files(struct ingest *in, struct walk *walk,
	const struct reader_options *options, struct coop_error *err)
{
	for (;;) {
		const char *path;
		bool named, more;
		enum coop_status st =
			walk_next(walk, in->report, &path, &named, &more, err);
		if (st || !more)
			return st;
		if (named || reader_knows(path))
			st = add_file(in, path, options, err);
		else
			report_skipped(in->report, path,
				TR("unknown kind of file", "type de fichier inconnu"));
		if (st)
			return st;
	}
}

enum coop_status ingest_path(struct ingest *in, const char *path,
	const struct reader_options *options, struct coop_error *err)
{
	struct walk *walk;
	struct coop_error problem = {0};
	enum coop_status st = walk_open(path, &walk, &problem);
	if (st == COOP_E_INPUT) {
		report_file(in->report);
		report_rejected(in->report, &(struct coop_place){.path = path}, &problem);
		return COOP_OK;
	}
	if (st)
		*err = problem;
	else
		st = add_files(in, walk, options, err);
	walk_close(walk);
	return st;
}

enum coop_status ingest_finish(struct ingest *in, struct coop_error *err)
{
	struct coop_buf fingerprint = {0};
	enum coop_status st = coop_analyzer_fingerprint(in->analyzer, &fingerprint, err);
	if (!st)
		st = coop_writer_set_meta(in->writer, COOP_META_ANALYSIS, fingerprint.s,
			fingerprint.len, err);
	if (!st)
		st = coop_writer_set_meta(in->writer, COOP_META_SCHEMA, COOP_INDEX_SCHEMA,
			strlen(COOP_INDEX_SCHEMA), err);
	coop_buf_release(&fingerprint);
	return st;
}
