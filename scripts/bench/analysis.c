/*
 * analysis - reads a file as coopidx does, finds its words and their stems, and forgets
 * them: what building an index costs at least, with one thread.
 *
 * usage: analysis CSV
 */
#include <stdio.h>

#include "indexer/read/reader.h"
#include "indexer/terms/tokens.h"

/* The number of words of a record is added to `words`. */
static enum coop_status count(struct coop_analyzer *analyzer,
	const struct coop_record *record, size_t *words, struct coop_error *err)
{
	struct tokens walk;
	struct token token;
	bool more;
	enum coop_status st;
	tokens_begin(&walk, analyzer, record);
	while (!(st = tokens_next(&walk, &token, &more, err)) && more)
		++*words;
	return st;
}

static enum coop_status analyze(struct coop_analyzer *analyzer, const char *path,
	size_t *words, struct coop_error *err)
{
	struct report report = {.program = "analysis", .silent = true};
	struct reader_options options = {0};
	struct reader *reader;
	struct coop_record record;
	bool more = true;
	coop_record_init(&record);
	enum coop_status st = reader_open(
		&(struct reader_file){path, path}, &options, &report, &reader, err);
	while (!st && more) {
		st = reader_next(reader, &record, &more, err);
		if (!st && more)
			st = count(analyzer, &record, words, err);
	}
	reader_close(reader);
	coop_record_release(&record);
	return st;
}

int main(int argc, char **argv)
{
	struct coop_error err = {0};
	struct coop_analyzer *analyzer;
	size_t words = 0;
	if (argc != 2) {
		fputs("usage: analysis CSV\n", stderr);
		return 2;
	}
	enum coop_status st = coop_analyzer_new(&analyzer, &err);
	if (!st)
		st = analyze(analyzer, argv[1], &words, &err);
	coop_analyzer_free(analyzer);
	if (st)
		coop_diag("analysis", &(struct coop_place){.path = argv[1]}, &err);
	else
		printf("%zu\n", words);
	return st ? 2 : 0;
}
