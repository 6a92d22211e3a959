#include "indexer/inspect/status.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/generations/index_folder.h"
#include "indexer/inspect/opened.h"
#include "indexer/inspect/status_data.h"
#include "indexer/inspect/status_shards.h"
#include "indexer/inspect/usage.h"
#include "indexer/terms/facts.h"
#include "indexer/update/folding.h"
#include "shared/index/collection.h"
#include "shared/index/layout.h"
#include "shared/index/own_column.h"
#include "shared/index/shards.h"

const char *const status_segments[STATUS_SEGMENTS] = {"base", "delta", "removed"};

/* ---- the open index ---- */

static void count_sources(struct status *s, const struct opened_index *o)
{
	s->sources_known = o->snapshot->manifest.parts[COOP_PART_SOURCES].there;
	s->sources = o->sources.count;
	for (size_t i = 0; i < o->sources.count; i++)
		s->unread += (o->sources.at[i].flags & SOURCE_UNREAD) != 0;
}

/*
 * Counts the different words: terms without a prefix, which are no capital and no dot (layout.h). They
 * are read by their first byte, so that not all are in memory at once.
 */
static enum coop_status count_words(
	struct status *s, const struct coop_collection *all, struct coop_error *err)
{
	struct coop_buf words = {0};
	enum coop_status st = COOP_OK;
	for (int first = '/'; !st && first <= UCHAR_MAX; first++) {
		const char prefix = (char)first;
		size_t count = 0;
		if (first >= 'A' && first <= 'Z')
			continue;
		coop_buf_reset(&words);
		st = coop_collection_terms(
			all, &prefix, 1, SIZE_MAX, &words, &count, err);
		s->words += count;
	}
	coop_buf_release(&words);
	return st;
}

/* Counts the columns that are no field, and keeps the first keys. */
static enum coop_status list_columns(
	struct status *s, const struct coop_collection *all, struct coop_error *err)
{
	struct coop_buf terms = {0};
	char prefix[COOP_OWN_PREFIX_MAX];
	size_t len = coop_own_presence("", 0, prefix), count = 0;
	enum coop_status st =
		coop_collection_terms(all, prefix, len, SIZE_MAX, &terms, &count, err);
	s->columns = count;
	for (size_t at = 0; at < terms.len && s->ncolumn_keys < STATUS_COLUMNS;
		at += strlen(terms.s + at) + 1, s->ncolumn_keys++)
		coop_buf_add(&s->column_keys, terms.s + at + len,
			strlen(terms.s + at + len) + 1);
	coop_buf_release(&terms);
	return st ? st : coop_buf_check(&s->column_keys, err);
}

/* Reads what the terms tell. */
static enum coop_status read_terms(
	struct status *s, const struct coop_snapshot *snapshot, struct coop_error *err)
{
	struct coop_collection *all;
	enum coop_status st = coop_collection_of(snapshot, &all, err);
	if (!st)
		st = count_words(s, all, err);
	if (!st)
		st = list_columns(s, all, err);
	coop_collection_free(all);
	return st;
}

/* Adds up the lengths of the records, and compares their average with that of the base. */
static enum coop_status read_facts(
	struct status *s, const struct coop_snapshot *snapshot, struct coop_error *err)
{
	struct facts facts;
	enum coop_status st = facts_read(snapshot->base.reader, &facts, err);
	if (!st) {
		s->average_base = facts.average;
		s->mark = facts.mark;
		s->acronyms = coop_acronyms_count(facts.acronyms);
	}
	facts_release(&facts);
	if (!st)
		st = facts_snapshot_length(snapshot, &s->length, err);
	s->average_now = facts_average(s->length, s->records);
	return st;
}

static enum coop_status read_meta(
	struct status *s, const struct coop_snapshot *snapshot, struct coop_error *err)
{
	enum coop_status st =
		coop_snapshot_meta(snapshot, COOP_META_SCHEMA, &s->schema, err);
	if (!st)
		st = coop_snapshot_meta(snapshot, COOP_META_ANALYSIS, &s->analysis, err);
	if (!st)
		st = coop_snapshot_has_tools(snapshot, &s->engine_tools, err);
	coop_buf_str(&s->root, coop_snapshot_root(snapshot));
	return st ? st : coop_buf_check(&s->root, err);
}

static enum coop_status count_segment(
	const struct coop_segment *segment, uint64_t *records, struct coop_error *err)
{
	return segment->reader ? coop_reader_count(segment->reader, records, err)
			       : COOP_OK;
}

static enum coop_status read_snapshot(
	struct status *s, const struct opened_index *o, struct coop_error *err)
{
	const struct coop_snapshot *snapshot = o->snapshot;
	if (!snapshot)
		return COOP_OK;
	s->records = snapshot->documents;
	count_sources(s, o);
	enum coop_status st = count_segment(&snapshot->base, &s->base, err);
	if (!st)
		st = count_segment(&snapshot->delta, &s->delta, err);
	if (!st)
		st = count_segment(&snapshot->removed, &s->removed, err);
	s->fold_above = s->base < SEGMENTS_BASE_MIN ? 0 : s->base / SEGMENTS_SHARE;
	if (!st)
		st = read_meta(s, snapshot, err);
	if (!st)
		st = read_facts(s, snapshot, err);
	return st ? st : read_terms(s, snapshot, err);
}

static enum coop_status open_index(
	struct status *s, const char *index, struct coop_error *err)
{
	struct opened_index o;
	struct coop_error why = {0};
	enum coop_status st = opened_open(&o, index, &why);
	/* without a table of sources, the rest can still be told */
	if (st == COOP_E_ARG && o.snapshot)
		why = (struct coop_error){0};
	if (!why.status)
		s->opened = read_snapshot(s, &o, &why) == COOP_OK;
	opened_close(&o);
	return coop_pass_on(err, &why);
}

/* ---- the folder ---- */

/* Reads the origin of a generation; one that cannot be read is not known. */
static enum coop_status read_origin(const struct index_folder *f, unsigned long number,
	struct origin *out, struct coop_error *err)
{
	struct coop_buf path = {0};
	struct coop_error why = {0};
	int fd = -1;
	if (number > 0 &&
		!coop_generation_open_named(f->fd, f->path, number, &fd, &path, &why))
		origin_read(fd, path.s, out, &why);
	if (fd >= 0)
		close(fd);
	coop_buf_release(&path);
	return why.status == COOP_E_NOMEM ? coop_pass_on(err, &why) : COOP_OK;
}

static enum coop_status look_at_folder(struct status *s, struct coop_error *err)
{
	struct index_folder f;
	enum coop_status st = index_folder_look(&f, s->dir.s, err);
	if (f.fd >= 0) {
		char *place = realpath(s->dir.s, NULL);
		coop_buf_str(&s->place, place ? place : s->dir.s);
		free(place);
		s->generation = f.current;
		s->restorable = f.restorable;
		s->lock = lock_holder_find(f.fd);
	}
	/* also when the stub is damaged: what is there can be told */
	if (f.fd >= 0 && (read_origin(&f, f.current, &s->origin, err) ||
				 read_origin(&f, f.restorable, &s->before, err) ||
				 coop_buf_check(&s->place, err)))
		st = COOP_E_NOMEM;
	if (f.fd >= 0 && usage_read(s, f.fd, err) && !st)
		st = COOP_E_NOMEM;
	index_folder_close(&f);
	return st;
}

enum coop_status status_gather(
	const char *index, struct status *out, struct coop_error *err)
{
	*out = (struct status){0};
	enum coop_status st = coop_index_locate(index, &out->dir, err);
	if (!st)
		st = look_at_folder(out, err);
	return st ? st : open_index(out, index, err);
}

void status_release(struct status *s)
{
	origin_release(&s->origin);
	origin_release(&s->before);
	coop_buf_release(&s->dir);
	coop_buf_release(&s->place);
	coop_buf_release(&s->root);
	coop_buf_release(&s->schema);
	coop_buf_release(&s->analysis);
	coop_buf_release(&s->column_keys);
}

static enum coop_status run_index(const char *index, const struct coop_config *config,
	enum status_format format, FILE *out, struct coop_error *err)
{
	struct status s;
	enum coop_status st = status_gather(index, &s, err);
	s.config = config;
	if (format == STATUS_TEXT) {
		if (s.place.len > 0) /* there is a folder */
			status_print_text(&s, out);
		status_print_config(config, out);
	} else if (s.place.len > 0 && status_print_json(&s, out, err) && !st) {
		st = COOP_E_NOMEM;
	}
	status_release(&s);
	return st;
}

enum coop_status status_run(const char *index, const struct coop_config *config,
	enum status_format format, FILE *out, struct coop_error *err)
{
	struct coop_buf path = {0};
	enum coop_status st = coop_index_locate(index, &path, err);
	if (!st && coop_shards_is_file(coop_buf_cstr(&path)))
		st = status_shards_run(index ? index : coop_index_default(), path.s,
			config, format, out, err);
	else
		st = run_index(index, config, format, out, err);
	coop_buf_release(&path);
	return st;
}
