/*
 * indexes.h - small indexes of the tests, built and searched as the programs do it.
 */
#ifndef COOP_TESTS_UNIT_INDEXES_H
#define COOP_TESTS_UNIT_INDEXES_H

#include <stdint.h>

#include "indexer/runs.h"
#include "query/search/search.h"
#include "shared/index/layout.h"
#include "tests/unit/files.h"
#include "tests/unit/queries.h"

static inline struct coop_analyzer *new_analyzer(void)
{
	struct coop_analyzer *a;
	struct coop_error err = {0};
	need(coop_analyzer_new(&a, &err) == COOP_OK, err.msg);
	return a;
}

/* Indexes files and folders into `dir`; `paths` ends with NULL. The engine writes it, or we. */
static inline void build_index_by(bool engine, const char *dir, const char *const *paths)
{
	struct report report = {.program = "test", .quiet = true};
	struct job job = {.index = dir,
		.select.paths = (char **)(uintptr_t)paths,
		.threads = 2,
		.engine_writes = engine};
	struct coop_error err = {0};
	while (paths[job.select.npaths])
		job.select.npaths++;
	need(job_run(&job, &report, &err) == COOP_OK, err.msg);
	need(report.count.records > 0, "nothing was indexed");
}

static inline void build_index(const char *dir, const char *const *paths)
{
	build_index_by(false, dir, paths);
}

/* Indexes a CSV given as text into `dir`/index, whose path is left in `out`. */
static inline void build_csv_index_by(
	bool engine, const char *dir, const char *csv, size_t len, struct coop_buf *out)
{
	struct coop_buf file = {0};
	coop_buf_printf(&file, "%s/notices.csv", dir);
	coop_buf_reset(out);
	coop_buf_printf(out, "%s/index", dir);
	need(!file.failed && !out->failed, "memory");
	write_whole(file.s, csv, len);
	const char *paths[] = {file.s, NULL};
	build_index_by(engine, out->s, paths);
	coop_buf_release(&file);
}

static inline void build_csv_index(
	const char *dir, const char *csv, size_t len, struct coop_buf *out)
{
	build_csv_index_by(false, dir, csv, len, out);
}

static inline struct search *open_search(const char *dir, struct coop_analyzer *analyzer)
{
	struct search *s;
	struct coop_error err = {0};
	need(search_open(&dir, 1, analyzer, &s, &err) == COOP_OK, err.msg);
	return s;
}

/* Answers a query as it is typed, with its `count` best results; `q` is zero or released. */
static inline enum coop_status ask_search(struct search *s, const char *text, size_t len,
	size_t count, struct query *q, struct coop_error *err)
{
	struct search_request request = {.text = text, .len = len, .count = count};
	*q = (struct query){.tree.count = 0};
	return search_run(s, &request, q, err);
}

/* The same for a query that has words. */
static inline void find_query(
	struct search *s, const char *text, size_t count, struct query *q)
{
	struct coop_error err = {0};
	need(ask_search(s, text, strlen(text), count, q, &err) == COOP_OK, err.msg);
}

/* Runs a query; the results stay with the search. */
static inline void run_search(
	struct search *s, const char *text, size_t first, size_t count)
{
	struct search_request request = {
		.text = text, .len = strlen(text), .first = first, .count = count};
	struct query q = {.tree.count = 0};
	struct coop_error err = {0};
	need(search_run(s, &request, &q, &err) == COOP_OK, err.msg);
	query_release(&q);
}

/* Appends the ids of the results, a blank after each; with all of the score's digits. */
static inline void add_results(struct search *s, bool scores, struct coop_buf *out)
{
	struct coop_record record;
	struct coop_value id;
	struct coop_error err = {0};
	coop_record_init(&record);
	for (size_t i = 0; i < search_count(s); i++) {
		need(search_record(s, i, &record, &err) == COOP_OK, err.msg);
		coop_record_get(&record, COOP_F_ID, &id);
		coop_buf_add(out, id.text, id.len);
		if (scores)
			coop_buf_printf(out, ":%.17g", search_score(s, i));
		coop_buf_byte(out, ' ');
	}
	need(!out->failed, "memory");
	coop_record_release(&record);
}

/* An index, opened for the stages of a query as search.c opens it. */
struct opened {
	struct query_index index;
	struct coop_collection *collection;
	struct corrector *corrector;
	struct coop_acronyms *acronyms;
};

static inline void open_index(
	struct opened *o, struct coop_analyzer *analyzer, const char *dir)
{
	struct coop_buf packed = {0};
	struct coop_error err = {0};
	need(coop_collection_open(&dir, 1, analyzer, &o->collection, &err) == COOP_OK,
		err.msg);
	need(corrector_new(o->collection, &o->corrector, &err) == COOP_OK, err.msg);
	coop_snapshot_meta(
		o->collection->snapshots[0], COOP_META_ACRONYMS, &packed, &err);
	need(coop_acronyms_open(&packed, &o->acronyms, &err) == COOP_OK, err.msg);
	coop_analyzer_set_acronyms(analyzer, o->acronyms);
	o->index = (struct query_index){.analyzer = analyzer,
		.collection = o->collection,
		.corrector = o->corrector,
		.acronyms = o->acronyms};
}

static inline void close_index(struct opened *o)
{
	coop_analyzer_set_acronyms(o->index.analyzer, NULL);
	coop_acronyms_free(o->acronyms);
	corrector_free(o->corrector);
	coop_collection_free(o->collection);
}

/* Whether one of the results of a search is the notice with this id. */
static inline bool result_has_id(struct search *s, const char *id)
{
	struct coop_error err = {0};
	bool found = false;
	for (size_t i = 0; i < search_count(s); i++) {
		struct coop_record r;
		struct coop_value v;
		coop_record_init(&r);
		need(search_record(s, i, &r, &err) == COOP_OK, err.msg);
		coop_record_get(&r, COOP_F_ID, &v);
		found |= v.len == strlen(id) && memcmp(v.text, id, v.len) == 0;
		coop_record_release(&r);
	}
	return found;
}

#endif
