/*
 * faults_segments.h - failing allocations while a segment is made from the records and facts of
 * another (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_SEGMENTS_H
#define COOP_TESTS_UNIT_FAULTS_SEGMENTS_H

#include "shared/index/hashes.h"
#include "tests/unit/faults_build.h"
#include "tests/unit/faults_reader.h"
#include "tests/unit/segments.h"

static const char *base_dir;

static enum coop_status run_facts(struct coop_error *err)
{
	struct coop_reader *r;
	struct facts facts = {0};
	uint64_t length = 0;
	enum coop_status st = coop_reader_open(base_dir, &r, err);
	if (!st)
		st = facts_read(r, &facts, err);
	if (!st)
		st = facts_total_length(r, &length, err);
	if (!st) {
		size_t n = coop_acronyms_count(facts.acronyms);
		note(&facts.average, sizeof facts.average);
		note(&length, sizeof length);
		note(&n, sizeof n);
	}
	facts_release(&facts);
	coop_reader_free(r);
	return st;
}

static enum coop_status run_stored(struct coop_error *err)
{
	struct coop_reader *r;
	struct coop_stored *s = NULL;
	struct coop_hashes h = {.pages = {0}};
	struct coop_record record;
	uint64_t hash = 0;
	bool more = true;
	coop_record_init(&record);
	enum coop_status st = coop_reader_open(base_dir, &r, err);
	if (!st)
		st = coop_hashes_open(r, &h, err);
	if (!st)
		st = coop_stored_open(r, 1, coop_reader_last(r), &s, err);
	while (!st && more) {
		st = coop_stored_next(s, &record, &hash, &more, err);
		if (st || !more)
			break;
		note_record(&record);
		note(&hash, sizeof hash);
	}
	coop_hashes_close(&h);
	coop_stored_free(s);
	coop_reader_free(r);
	coop_record_release(&record);
	return st;
}

/* Builds a segment from some of the records, with the facts. */
static enum coop_status build_copies(const char *dir, bool engine, struct coop_error *err)
{
	struct coop_reader *r;
	struct facts facts = {0};
	struct sink *s = NULL;
	enum coop_status st = coop_reader_open(base_dir, &r, err);
	if (!st)
		st = facts_read(r, &facts, err);
	struct build b = {.engine = engine, .threads = 1, .memory = 1, .facts = &facts};
	if (!st)
		st = build_sink(dir, &b, &s, err);
	if (!st)
		st = feed_stored(s, r, 30, err);
	if (!st)
		st = sink_finish(s, err);
	granted = -1;
	if (!st) {
		size_t learned = coop_acronyms_count(s->stats.learned);
		note(&learned, sizeof learned);
		note(&s->stats.length, sizeof s->stats.length);
	}
	sink_free(s);
	facts_release(&facts);
	coop_reader_free(r);
	return st;
}

static enum coop_status run_copies_by(bool engine, struct coop_error *err)
{
	struct coop_buf dir = {0};
	long faults = granted;
	granted = -1; /* the folder is not what is tested */
	make_scratch(&dir);
	granted = faults;
	enum coop_status st = build_copies(dir.s, engine, err);
	granted = -1;
	if (!st && !engine)
		note_database(dir.s, "");
	remove_tree(dir.s);
	coop_buf_release(&dir);
	return st;
}

static enum coop_status run_copies(struct coop_error *err)
{
	return run_copies_by(false, err);
}

static enum coop_status run_engine_copies(struct coop_error *err)
{
	return run_copies_by(true, err);
}

static void test_segments(const char *dir)
{
	struct input in = {"small", fill_small, 300};
	struct coop_buf base = {0};
	coop_buf_printf(&base, "%s/base", dir);
	base_dir = base.s;
	build_new(base_dir, &in, &(struct build){.threads = 1, .memory = 1});
	write_checksums(base_dir);
	exhaust("reading facts", run_facts);
	exhaust("reading stored records", run_stored);
	exhaust("building from them", run_copies);
	exhaust("the same by the engine", run_engine_copies);
	coop_buf_release(&base);
}

#endif
