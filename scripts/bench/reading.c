/*
 * reading - how fast a table is read, without an index: what scripts/bench/reading builds and runs.
 *
 * usage: reading FILE
 *
 * Prints the time of the processor, the best of several runs: for finding out how the file is
 * written, from a sample that is in memory; for its rows alone, parted into cells of UTF-8; for
 * its records, with the columns' fields.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "indexer/csv/dialect.h"
#include "indexer/csv/feed.h"
#include "indexer/read/reader.h"

enum { RUNS = 7 };

static double processor(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void must(enum coop_status st, const struct coop_error *err)
{
	if (!st)
		return;
	fprintf(stderr, "reading: %s\n", err->msg);
	exit(1);
}

static struct report report = {.program = "reading", .silent = true};

static struct source *open_source(const char *path)
{
	struct source *source;
	struct coop_error err = {0};
	must(source_open(path, NULL, &source, &err), &err);
	return source;
}

static void guess(const struct source *source, struct dialect *d)
{
	struct coop_error err = {0};
	struct profile profile;
	struct dialect_sample sample = {.charset = source_text(source)};
	sample.s = source_sample(source, &sample.n);
	must(dialect_guess(&sample, &(struct dialect_given){0}, d, &profile, &err), &err);
	profile_release(&profile);
}

/* Each returns how long it took, in seconds. */

static double sniff(const char *path, size_t *count)
{
	struct dialect d;
	double begun = processor();
	struct source *source = open_source(path);
	guess(source, &d);
	double took = processor() - begun;
	*count = d.columns;
	source_close(source);
	return took;
}

static double rows(const char *path, size_t *count)
{
	struct coop_error err = {0};
	struct dialect d;
	struct row row = {0};
	struct feed *feed;
	bool more = true;
	struct source *source = open_source(path);
	guess(source, &d);
	struct problems problems = {path, &report};
	double begun = processor();
	must(feed_new(source, problems, &d, false, &feed, &err), &err);
	for (*count = 0; more; *count += more)
		must(feed_row(feed, &row, &more, &err), &err);
	double took = processor() - begun;
	feed_free(feed);
	row_release(&row);
	source_close(source);
	return took;
}

static double records(const char *path, size_t *count)
{
	struct coop_error err = {0};
	struct reader_options options = {0};
	struct coop_record record;
	struct reader *reader;
	bool more = true;
	coop_record_init(&record);
	double begun = processor();
	must(reader_open(
		     &(struct reader_file){path, path}, &options, &report, &reader, &err),
		&err);
	for (*count = 0; more; *count += more)
		must(reader_next(reader, &record, &more, &err), &err);
	double took = processor() - begun;
	reader_close(reader);
	coop_record_release(&record);
	return took;
}

static double best(
	double (*run)(const char *path, size_t *count), const char *path, size_t *count)
{
	double least = run(path, count);
	for (int i = 1; i < RUNS; i++) {
		double took = run(path, count);
		if (took < least)
			least = took;
	}
	return least;
}

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	size_t count;
	if (!file || fseek(file, 0, SEEK_END) != 0) {
		fputs("usage: reading FILE\n", stderr);
		return 2;
	}
	double mb = (double)ftell(file) / 1e6;
	fclose(file);
	double took = best(sniff, argv[1], &count);
	printf("sniffing: %.1f ms, %zu columns\n", took * 1e3, count);
	took = best(rows, argv[1], &count);
	printf("rows: %zu in %.3f s, %.0f MB/s\n", count, took, mb / took);
	took = best(records, argv[1], &count);
	printf("records: %zu in %.3f s, %.0f MB/s\n", count, took, mb / took);
	return 0;
}
