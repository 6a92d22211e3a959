/*
 * faults_reader.h - reads a file as coopidx does, and digests its records (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_READER_H
#define COOP_TESTS_UNIT_FAULTS_READER_H

#include "indexer/read/reader.h"
#include "tests/unit/faults.h"

static void note_record(const struct coop_record *r)
{
	for (size_t i = 0; i < r->count; i++) {
		struct coop_value v = coop_record_at(r, i);
		note(v.name, v.name_len);
		note(v.text, v.len);
	}
}

/* Reads all records of a file; `*rejected` tells how many were left out. */
static enum coop_status read_file(const char *path, const struct reader_options *options,
	size_t *rejected, struct coop_error *err)
{
	struct report report = {.program = "t_faults", .silent = true};
	struct reader *reader;
	struct coop_record r;
	bool more = true;
	coop_record_init(&r);
	enum coop_status st = reader_open(
		&(struct reader_file){path, path}, options, &report, &reader, err);
	while (!st && more) {
		st = reader_next(reader, &r, &more, err);
		if (!st && more)
			note_record(&r);
	}
	*rejected = report.count.rejected;
	reader_close(reader);
	coop_record_release(&r);
	return st;
}

#endif
