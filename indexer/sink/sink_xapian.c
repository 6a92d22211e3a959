#include "indexer/sink/sink_xapian.h"

#include <stdlib.h>

#include "indexer/disk/tempfile.h"
#include "indexer/sink/meta.h"
#include "indexer/terms/document.h"
#include "indexer/terms/facts.h"
#include "indexer/terms/learn_acronyms.h"
#include "indexer/terms/tokens.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"
#include "shared/index/wordlist.h"

struct engine {
	struct sink base;
	struct sink_options options;
	struct coop_analyzer *analyzer;
	struct coop_writer *writer;
	struct tempfile *aside;
	struct document *document;
	struct acronym_learner *learn;
	struct coop_acronyms *acronyms;
	struct coop_strmap *words; /* all but JOINED forms */
	uint32_t *met;             /* by number of the word: how often */
	size_t met_cap;
	struct coop_record record; /* unpacked, in the second pass */
	struct coop_buf data;
	size_t records;
};

/* ---- the first pass: records to a temporary file ---- */

/* Counts a word, and shows it to the learner of acronyms. */
static enum coop_status take_word(struct engine *e, const struct tokens *walk,
	const struct token *t, struct coop_error *err)
{
	uint32_t id;
	size_t len;
	bool added;
	if (t->pos == 0)
		return COOP_OK;
	const char *s = token_form(walk, t, &len);
	enum coop_status st = coop_strmap_intern(e->words, s, len, &id, &added, err);
	if (!st && !coop_array_grow(&e->met, &e->met_cap, (size_t)id + 1, sizeof *e->met))
		st = coop_fail_nomem(err);
	if (st)
		return st;
	e->met[id] = added ? 1 : e->met[id] + 1;
	st = learn_word(e->learn, t->t, id, err);
	e->base.stats.words++;
	return st;
}

/* Counts the words of a record, and learns its acronyms. */
static enum coop_status learn_record(
	struct engine *e, const struct coop_record *record, struct coop_error *err)
{
	struct tokens walk;
	struct token t;
	bool more;
	enum coop_status st;
	tokens_begin(&walk, e->analyzer, record);
	while (!(st = tokens_next(&walk, &t, &more, err)) && more) {
		if (t.begins)
			learn_text(e->learn, walk.value.text, walk.value.len,
				coop_record_path(record), record->line);
		st = take_word(e, &walk, &t, err);
		if (st)
			return st;
		e->base.stats.length += token_length(&t);
	}
	learn_end(e->learn);
	return st;
}

static enum coop_status add(
	struct sink *s, struct coop_record *record, struct coop_error *err)
{
	struct engine *e = (struct engine *)s;
	enum coop_status st = learn_record(e, record, err);
	coop_buf_reset(&e->data);
	if (!st)
		st = coop_record_pack(record, &e->data, err);
	if (!st)
		st = tempfile_put(e->aside, e->data.s, e->data.len, err);
	e->records += st == COOP_OK;
	return st;
}

/* ---- the second pass: the temporary file to the database ---- */

static enum coop_status add_document(
	struct engine *e, double avgdl, struct coop_error *err)
{
	struct coop_doc doc;
	enum coop_status st = coop_record_unpack(&e->record, e->data.s, e->data.len, err);
	if (!st)
		st = document_make(e->document, &e->record, avgdl, &doc, err);
	coop_buf_reset(&e->data);
	if (!st)
		st = coop_record_pack(&e->record, &e->data, err);
	if (st)
		return st;
	doc.data = e->data.s;
	doc.data_len = e->data.len;
	return coop_writer_add(e->writer, &doc, err);
}

static enum coop_status add_documents(
	struct engine *e, double avgdl, struct coop_error *err)
{
	uint64_t at = 0;
	enum coop_status st = tempfile_flush(e->aside, err);
	progress_step(e->options.progress, PROGRESS_DOCUMENTS, e->records);
	while (!st) {
		bool more;
		st = tempfile_next(e->aside, &at, &e->data, &more, err);
		if (st || !more)
			break;
		st = stop_check(e->options.stop, err);
		if (!st)
			st = add_document(e, avgdl, err);
		progress_add(e->options.progress, 1);
	}
	return st;
}

/* Writes the words of all records, and the facts. */
static enum coop_status write_meta(
	struct engine *e, const struct facts *facts, struct coop_error *err)
{
	struct index_meta meta = {0};
	coop_buf_reset(&e->data);
	enum coop_status st = coop_wordlist_pack(e->words, &e->data, err);
	if (!st)
		st = meta_make(&meta, facts, e->base.stats.length, false, &e->data, err);
	for (int i = 0; !st && i < META_COUNT; i++)
		st = coop_writer_set_meta(e->writer, meta.at[i].name,
			coop_buf_cstr(&meta.at[i].value), meta.at[i].value.len, err);
	meta_release(&meta);
	return st;
}

static enum coop_status finish(struct sink *s, struct coop_error *err)
{
	struct engine *e = (struct engine *)s;
	struct facts learned = {.average = facts_average(s->stats.length, e->records),
		.acronyms = e->acronyms};
	const struct facts *facts = e->options.facts ? e->options.facts : &learned;
	enum coop_status st = learn_finish(e->learn, e->words, e->met, e->acronyms, err);
	coop_analyzer_set_acronyms(e->analyzer, facts->acronyms);
	if (!st)
		st = add_documents(e, facts->average, err);
	if (!st)
		st = write_meta(e, facts, err);
	s->stats.learned = st ? NULL : e->acronyms;
	return st ? st : coop_writer_commit(e->writer, err);
}

static void free_engine(struct sink *s)
{
	struct engine *e = (struct engine *)s;
	tempfile_free(e->aside);
	document_free(e->document);
	coop_analyzer_free(e->analyzer);
	coop_acronyms_free(e->acronyms);
	learn_free(e->learn);
	coop_strmap_free(e->words);
	free(e->met);
	coop_writer_free(e->writer);
	coop_record_release(&e->record);
	coop_buf_release(&e->data);
	free(e);
}

static enum coop_status prepare(struct engine *e, struct coop_error *err)
{
	enum coop_status st = coop_analyzer_new(&e->analyzer, err);
	if (!st)
		st = coop_strmap_new(&e->words, err);
	if (!st)
		st = coop_acronyms_new(&e->acronyms, err);
	if (!st)
		st = learn_new(&e->learn, coop_analyzer_forms(e->analyzer), err);
	if (!st)
		st = document_new(e->analyzer, &e->document, err);
	if (!st)
		st = tempfile_new(e->options.dir, &e->aside, err);
	return st ? st
		  : coop_writer_create(
			    e->options.path, e->options.engine_tools, &e->writer, err);
}

enum coop_status engine_new(
	const struct sink_options *options, struct sink **out, struct coop_error *err)
{
	static const struct sink_ops ops = {add, finish, free_engine};
	*out = NULL;
	struct engine *e = calloc(1, sizeof *e);
	if (!e)
		return coop_fail_nomem(err);
	e->base.ops = &ops;
	e->options = *options;
	enum coop_status st = prepare(e, err);
	if (st)
		free_engine(&e->base);
	else
		*out = &e->base;
	return st;
}
