/*
 * faults_reading.h - failing allocations in concordances, in choosing the words that notices have in
 * common, and in finding ids (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_READING_H
#define COOP_TESTS_UNIT_FAULTS_READING_H

#include "query/output/concordance.h"
#include "query/search/like.h"
#include "query/search/nearest_ids.h"
#include "query/search/search.h"
#include "tests/unit/faults.h"
#include "tests/unit/queries.h"

static struct search *read_search; /* of faults_index.h */
static struct coop_analyzer *read_analyzer;

/* Makes a line of each occurrence in a value. */
static enum coop_status note_lines(struct occurrence_finder *finder,
	const struct coop_record *record, size_t i, struct coop_error *err)
{
	struct output out = {.format = OUTPUT_TEXT, .width = 80};
	struct concordance layout;
	struct occurrences found = {0};
	struct concordance_line line = {.line = 0};
	struct coop_buf key = {0};
	struct concordance_source source = concordance_source_of(record, i, "a.csv");
	concordance_init(&layout, &out, 0);
	enum coop_status st = occurrences_find(finder, &source.value, &found, err);
	for (size_t n = 0; !st && n < found.count; n++) {
		st = concordance_line_make(
			&line, layout.context, &source, &found.at[n], err);
		concordance_key(
			source.value.text, source.value.len, &found.at[n], true, &key);
		if (!st)
			st = coop_buf_check(&key, err);
		if (!st)
			note(line.text.s, line.text.len);
		if (!st && key.len > 0)
			note(key.s, key.len);
	}
	occurrences_release(&found);
	coop_buf_release(&line.text);
	coop_buf_release(&key);
	return st;
}

static enum coop_status run_concordance(struct coop_error *err)
{
	static const char text[] =
		"\"la coop\u00e9rative\" =salari\u00e9s lyon titre:scop";
	struct query q;
	struct query_options as_typed = {.any = false};
	struct occurrence_finder *finder = NULL;
	struct coop_record r;
	coop_record_init(&r);
	enum coop_status st =
		analyse(&q, read_analyzer, text, sizeof text - 1, &as_typed, err);
	if (!st)
		st = occurrence_finder_new(&q, read_analyzer, &finder, err);
	if (!st)
		st = search_read(read_search, 1, &r, err);
	for (size_t i = 0; !st && i < r.count; i++)
		st = note_lines(finder, &r, i, err);
	occurrence_finder_free(finder);
	coop_record_release(&r);
	query_release(&q);
	return st;
}

static enum coop_status run_like(struct coop_error *err)
{
	struct like like = {.count = 0};
	struct coop_record r;
	coop_record_init(&r);
	enum coop_status st = search_read(read_search, 1, &r, err);
	if (!st)
		st = like_choose(
			&like, search_collection(read_search), read_analyzer, &r, err);
	if (!st)
		note(like.query.s, like.query.len);
	if (!st)
		note(like.words.s, like.words.len);
	like_release(&like);
	coop_record_release(&r);
	return st;
}

static enum coop_status run_ids(struct coop_error *err)
{
	struct nearest_ids nearest = {.count = 0};
	uint32_t docids[COOP_COLLECTION_MAX];
	size_t count;
	enum coop_status st = search_find_id(read_search, "2", 1, docids, &count, err);
	if (!st)
		st = nearest_ids_find(
			search_collection(read_search), "12", 2, &nearest, err);
	if (!st)
		note(nearest.text.s, nearest.text.len);
	if (!st)
		st = search_select(read_search, docids, count, err);
	if (!st)
		note(docids, count * sizeof *docids);
	search_drop(read_search);
	nearest_ids_release(&nearest);
	return st;
}

static void test_reading(struct search *s, struct coop_analyzer *analyzer)
{
	read_search = s;
	read_analyzer = analyzer;
	exhaust("a concordance", run_concordance);
	exhaust("words of a notice", run_like);
	exhaust("ids", run_ids);
}

#endif
