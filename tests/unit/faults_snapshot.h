/*
 * faults_snapshot.h - failing allocations in opening and asking an index of a base, a delta and
 * tombstones (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_SNAPSHOT_H
#define COOP_TESTS_UNIT_FAULTS_SNAPSHOT_H

#include "shared/index/collection_columns.h"
#include "tests/unit/faults.h"
#include "tests/unit/indexes.h"
#include "tests/unit/snapshots.h"

static struct coop_buf snapshot_path;
static const char *snapshot_dir;       /* the same */
static struct coop_buf snapshot_other; /* another index */
static struct coop_analyzer *snapshot_analyzer;

/* Opening, the terms and words of all segments, and hits of both. */
static enum coop_status run_snapshot(struct coop_error *err)
{
	static const char text[] = "bab* balonn babalon";
	struct query q = {.tree.count = 0};
	struct search *s;
	struct coop_record record;
	coop_record_init(&record);
	enum coop_status st = search_open(&snapshot_dir, 1, snapshot_analyzer, &s, err);
	if (!st)
		st = ask_search(s, text, sizeof text - 1, 100, &q, err);
	for (size_t i = 0; !st && i < search_count(s); i++) {
		double score = search_score(s, i);
		st = search_record(s, i, &record, err);
		note(&score, sizeof score);
		if (!st)
			note(record.text.s, record.text.len);
	}
	query_release(&q);
	coop_record_release(&record);
	search_close(s);
	return st;
}

static enum coop_status run_snapshot_root(struct coop_error *err)
{
	struct coop_snapshot *s;
	enum coop_status st =
		coop_snapshot_open(snapshot_dir, snapshot_analyzer, &s, err);
	if (!st)
		note(coop_snapshot_root(s), strlen(coop_snapshot_root(s)));
	coop_snapshot_free(s);
	return st;
}

/* The columns of base and delta together. */
static enum coop_status run_snapshot_columns(struct coop_error *err)
{
	static const enum coop_field fields[] = {COOP_F_TITLE, COOP_F_YEAR, COOP_F_GENRE};
	struct coop_collection *s;
	enum coop_status st =
		coop_collection_open(&snapshot_dir, 1, snapshot_analyzer, &s, err);
	for (size_t i = 0; !st && i < sizeof fields / sizeof *fields; i++) {
		struct coop_column *c;
		st = coop_collection_column_open(s, fields[i], &c, err);
		for (uint32_t n = 0; !st && n < coop_column_count(c); n++) {
			struct coop_column_value v;
			st = coop_column_value(c, n, &v, err);
			note(v.shown, v.shown_len);
		}
		for (uint32_t d = 1; !st && d <= s->last; d++) {
			const uint32_t *numbers;
			size_t count;
			st = coop_column_get(c, d, &numbers, &count, err);
			note(numbers, count * sizeof *numbers);
		}
		coop_column_free(c);
	}
	coop_collection_free(s);
	return st;
}

/* Two indexes as one: their terms, words, columns and hits. */
static enum coop_status run_two_snapshots(struct coop_error *err)
{
	static const char text[] = "bab* balonn";
	const char *dirs[] = {snapshot_dir, snapshot_other.s};
	struct query q = {.tree.count = 0};
	struct coop_column *column = NULL;
	struct search *s;
	enum coop_status st = search_open(dirs, 2, snapshot_analyzer, &s, err);
	if (!st)
		st = ask_search(s, text, sizeof text - 1, 100, &q, err);
	for (size_t i = 0; !st && i < search_count(s); i++) {
		double score = search_score(s, i);
		note(&score, sizeof score);
	}
	if (!st)
		st = coop_collection_column_open(
			search_collection(s), COOP_F_GENRE, &column, err);
	if (!st)
		st = search_read_proofs(s, err);
	coop_column_free(column);
	query_release(&q);
	search_close(s);
	return st;
}

/* Everything that matches, sorted, with its scores. */
static enum coop_status run_snapshot_sorted(struct coop_error *err)
{
	static const char text[] = "bab* balonn";
	struct sort_keys keys;
	struct query q = {.tree.count = 0};
	struct search *s = NULL;
	enum coop_status st = sort_parse("-year,title", &keys, err);
	struct search_request r = {.text = text,
		.len = sizeof text - 1,
		.count = 30,
		.sort = &keys,
		.scores = true};
	if (!st)
		st = search_open(&snapshot_dir, 1, snapshot_analyzer, &s, err);
	if (!st)
		st = search_run(s, &r, &q, err);
	for (size_t i = 0; !st && i < search_count(s); i++) {
		double score = search_score(s, i);
		uint32_t docid = search_docid(s, i);
		note(&score, sizeof score);
		note(&docid, sizeof docid);
	}
	query_release(&q);
	search_close(s);
	return st;
}

static void test_snapshot(const char *dir)
{
	uint32_t state = 9;
	struct snapshot_plan plan = plan_snapshot(&state, 40, 150, 10);
	coop_buf_printf(&snapshot_path, "%s/index", dir);
	need(mkdir(coop_buf_cstr(&snapshot_path), 0777) == 0, dir);
	snapshot_dir = snapshot_path.s;
	write_generation(snapshot_path.s, 1, &plan, "/srv/fonds documentaire");
	struct snapshot_plan other = plan_snapshot_from(&state, 1000, 30, 0, 0);
	coop_buf_printf(&snapshot_other, "%s/other", dir);
	write_snapshot(coop_buf_cstr(&snapshot_other), &other);
	release_plan(&other);
	snapshot_analyzer = new_analyzer();
	exhaust("opening a snapshot", run_snapshot_root);
	exhaust("asking a snapshot", run_snapshot);
	exhaust("reading the columns of a snapshot", run_snapshot_columns);
	exhaust("sorting a snapshot", run_snapshot_sorted);
	exhaust("asking two indexes as one", run_two_snapshots);
	coop_analyzer_free(snapshot_analyzer);
	coop_buf_release(&snapshot_path);
	coop_buf_release(&snapshot_other);
	release_plan(&plan);
}

#endif
