#include "indexer/ingest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/document.h"
#include "indexer/learn.h"
#include "indexer/spool.h"
#include "indexer/walk.h"
#include "shared/i18n.h"
#include "shared/index.h"
#include "shared/strmap.h"
#include "shared/vocab.h"

struct ingest {
	struct coop_analyzer *analyzer;
	struct coop_writer *writer;
	struct report *report;
	const volatile sig_atomic_t *stop;

	struct spool *spool;
	struct document *document;
	struct learn *learn;
	struct coop_lexicon *lexicon;
	struct coop_strmap *ids, *words;
	uint32_t *copies; /* by number of the id: how many records had it */
	size_t ncopies, copies_cap;
	struct coop_record record;
	struct coop_buf data;
	uint64_t length; /* of all records together (impact.h) */
};

enum coop_status ingest_new(struct generation *generation, struct coop_analyzer *analyzer,
	struct report *report, const volatile sig_atomic_t *stop, struct ingest **out,
	struct coop_error *err)
{
	*out = NULL;
	struct ingest *in = calloc(1, sizeof *in);
	if (!in)
		return coop_fail_nomem(err);
	*in = (struct ingest){.analyzer = analyzer,
		.writer = generation_writer(generation),
		.report = report,
		.stop = stop};
	enum coop_status st = coop_strmap_new(&in->ids, err);
	if (!st)
		st = coop_strmap_new(&in->words, err);
	if (!st)
		st = coop_lexicon_new(&in->lexicon, err);
	if (!st)
		st = learn_new(&in->learn, err);
	if (!st)
		st = document_new(analyzer, &in->document, err);
	if (!st)
		st = spool_new(generation_dir(generation), &in->spool, err);
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
	spool_free(in->spool);
	document_free(in->document);
	/* the analyzer outlives the acronyms */
	coop_analyzer_use(in->analyzer, NULL);
	coop_lexicon_free(in->lexicon);
	learn_free(in->learn);
	coop_strmap_free(in->ids);
	coop_strmap_free(in->words);
	free(in->copies);
	coop_record_release(&in->record);
	coop_buf_release(&in->data);
	free(in);
}

/* ---- the first pass: files to the spool ---- */

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

/* One more record has the id of that number. */
static enum coop_status count_copy(struct ingest *in, uint32_t id, struct coop_error *err)
{
	if (!coop_array_grow(
		    &in->copies, &in->copies_cap, (size_t)id + 1, sizeof *in->copies))
		return coop_fail_nomem(err);
	for (; in->ncopies <= id; in->ncopies++)
		in->copies[in->ncopies] = 0;
	in->copies[id]++;
	return COOP_OK;
}

/*
 * Two records with one id: both are kept, since they may well be two films; the later one
 * gets "~2" behind its id, and the user is told.
 */
static enum coop_status make_id_unique(struct ingest *in, struct coop_error *err)
{
	struct coop_value id;
	struct coop_buf unique = {0};
	uint32_t number = 0;
	bool added;
	coop_record_get(&in->record, COOP_F_ID, &id);
	enum coop_status st =
		coop_strmap_intern(in->ids, id.text, id.len, &number, &added, err);
	uint32_t first = number;
	while (!st && !added) {
		st = count_copy(in, first, err);
		if (st)
			break;
		coop_buf_reset(&unique);
		coop_buf_add(&unique, id.text, id.len);
		coop_buf_printf(&unique, "~%" PRIu32, in->copies[first] + 1);
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

/* Takes notice of a word of a field with that weight. */
static enum coop_status take_word(struct ingest *in, const struct coop_token *t,
	unsigned weight, struct coop_error *err)
{
	uint32_t id;
	bool added;
	if (t->word.flags & COOP_TOKEN_JOINED)
		return COOP_OK;
	enum coop_status st =
		coop_strmap_intern(in->words, t->word.s, t->word.len, &id, &added, err);
	if (!st)
		st = learn_token(in->learn, t, id, err);
	in->report->words++;
	in->length += t->stem ? weight : 0;
	return st;
}

/* Learns from a record: its length, its words, its acronyms. */
static enum coop_status study(struct ingest *in, struct coop_error *err)
{
	for (size_t i = 0; i < in->record.count; i++) {
		struct coop_value v = coop_record_at(&in->record, i);
		const struct coop_field_info *info = coop_field_info(v.field);
		if (!(info->flags & COOP_FIELD_TEXT))
			continue;
		struct coop_token t;
		bool more;
		enum coop_status st;
		coop_analyzer_begin(in->analyzer, v.text, v.len);
		learn_text(in->learn, v.text, v.len, coop_record_path(&in->record),
			in->record.line);
		while (!(st = coop_analyzer_next(in->analyzer, &t, &more, err)) && more)
			if ((st = take_word(in, &t, info->weight, err)))
				return st;
		if (st)
			return st;
	}
	return COOP_OK;
}

static enum coop_status add_record(struct ingest *in, struct coop_error *err)
{
	enum coop_status st = make_id_unique(in, err);
	if (!st)
		st = study(in, err);
	coop_buf_reset(&in->data);
	if (!st)
		st = coop_record_pack(&in->record, &in->data, err);
	if (!st)
		st = spool_put(in->spool, in->data.s, in->data.len, err);
	in->report->records += st == COOP_OK;
	return st;
}

static enum coop_status check_stop(const struct ingest *in, struct coop_error *err)
{
	return in->stop && *in->stop ? coop_fail(err, COOP_E_INTERRUPTED, "%s",
					       TR("interrupted", "interrompu"))
				     : COOP_OK;
}

static enum coop_status add_records(
	struct ingest *in, struct reader *reader, struct coop_error *err)
{
	for (;;) {
		bool more = false;
		enum coop_status st = check_stop(in, err);
		if (!st)
			st = reader_next(reader, &in->record, &more, err);
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

/* ---- the second pass: the spool to the database ---- */

static enum coop_status add_document(
	struct ingest *in, double avgdl, struct coop_error *err)
{
	struct coop_doc doc;
	enum coop_status st =
		coop_record_unpack(&in->record, in->data.s, in->data.len, err);
	if (!st)
		st = document_make(in->document, &in->record, avgdl, &doc, err);
	coop_buf_reset(&in->data);
	if (!st)
		st = coop_record_pack(&in->record, &in->data, err);
	if (st)
		return st;
	doc.data = in->data.s;
	doc.data_len = in->data.len;
	return coop_writer_add(in->writer, &doc, err);
}

static enum coop_status add_documents(
	struct ingest *in, double avgdl, struct coop_error *err)
{
	enum coop_status st = spool_rewind(in->spool, err);
	while (!st) {
		bool more;
		st = spool_next(in->spool, &in->data, &more, err);
		if (st || !more)
			break;
		st = check_stop(in, err);
		if (!st)
			st = add_document(in, avgdl, err);
	}
	return st;
}

static enum coop_status set_meta(
	struct ingest *in, const char *name, const char *value, struct coop_error *err)
{
	return coop_writer_set_meta(in->writer, name, value, strlen(value), err);
}

/* Sets a piece of metadata to what was packed; empties the buffer. */
static enum coop_status set_packed(struct ingest *in, const char *name,
	enum coop_status packed, struct coop_error *err)
{
	enum coop_status st = packed;
	if (!st)
		st = coop_writer_set_meta(
			in->writer, name, coop_buf_cstr(&in->data), in->data.len, err);
	coop_buf_reset(&in->data);
	return st;
}

/* Writes what was learned from all records together. */
static enum coop_status write_learned(struct ingest *in, struct coop_error *err)
{
	coop_buf_reset(&in->data);
	enum coop_status st = set_packed(in, COOP_META_VOCABULARY,
		coop_vocab_pack(in->words, &in->data, err), err);
	if (!st)
		st = set_packed(in, COOP_META_ACRONYMS,
			coop_lexicon_pack(in->lexicon, &in->data, err), err);
	return st;
}

static enum coop_status write_meta(
	struct ingest *in, double avgdl, struct coop_error *err)
{
	char average[40];
	struct coop_buf fingerprint = {0};
	snprintf(average, sizeof average, "%.17g", avgdl);
	enum coop_status st = coop_analyzer_fingerprint(in->analyzer, &fingerprint, err);
	if (!st)
		st = set_meta(in, COOP_META_ANALYSIS, fingerprint.s, err);
	if (!st)
		st = set_meta(in, COOP_META_SCHEMA, COOP_INDEX_SCHEMA, err);
	if (!st)
		st = set_meta(in, COOP_META_AVERAGE, average, err);
	coop_buf_release(&fingerprint);
	return st;
}

enum coop_status ingest_finish(struct ingest *in, struct coop_error *err)
{
	size_t records = in->report->records;
	/* at least 1, so that it can be divided by */
	double avgdl = in->length > 0 ? (double)in->length / (double)records : 1;
	enum coop_status st = learn_finish(in->learn, in->words, in->lexicon, err);
	coop_analyzer_use(in->analyzer, in->lexicon);
	if (!st)
		st = add_documents(in, avgdl, err);
	if (!st)
		st = write_learned(in, err);
	return st ? st : write_meta(in, avgdl, err);
}
