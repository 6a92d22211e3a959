/*
 * faults_dump.h - failing allocations while an index is looked at, dumped and loaded (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_DUMP_H
#define COOP_TESTS_UNIT_FAULTS_DUMP_H

#include "indexer/inspect/dump.h"
#include "indexer/inspect/dump_read.h"
#include "indexer/inspect/list.h"
#include "indexer/inspect/opened.h"
#include "indexer/inspect/status.h"
#include "indexer/runs.h"
#include "tests/unit/faults.h"
#include "tests/unit/files.h"

static struct coop_buf dump_index, dump_path;
static FILE *dump_nowhere;

/* Notes what an operation prints. */
static enum coop_status run_printing(
	enum coop_status (*run)(FILE *out, struct coop_error *err),
	struct coop_error *err)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	need(out != NULL, "memory");
	enum coop_status st = run(out, err);
	fclose(out);
	note(text, len);
	free(text);
	return st;
}

/* What is free on the disk changes: only failures are looked at. */
static enum coop_status run_status(struct coop_error *err)
{
	return status_run(
		dump_index.s, &(struct coop_config){0}, STATUS_TEXT, dump_nowhere, err);
}

static enum coop_status print_list(FILE *out, struct coop_error *err)
{
	return list_run(dump_index.s, LIST_LINES, out, err);
}

static enum coop_status run_list(struct coop_error *err)
{
	return run_printing(print_list, err);
}

static enum coop_status print_fingerprint(FILE *out, struct coop_error *err)
{
	return opened_print_fingerprint(dump_index.s, out, err);
}

static enum coop_status run_fingerprint(struct coop_error *err)
{
	return run_printing(print_fingerprint, err);
}

static enum coop_status print_dump(FILE *out, struct coop_error *err)
{
	return dump_write(dump_index.s, out, &(struct report){.program = "coopidx"}, err);
}

static enum coop_status run_dump(struct coop_error *err)
{
	return run_printing(print_dump, err);
}

static enum coop_status run_dump_read(struct coop_error *err)
{
	struct dump_reader r;
	enum coop_status st = dump_reader_open(&r, dump_path.s, err);
	while (!st && r.line != DUMP_END)
		st = dump_reader_next(&r, err);
	dump_reader_close(&r);
	return st;
}

/* An index of a table and its dump. */
static void prepare_dump(const char *dir)
{
	static const char csv[] = "id,titre,Remarque\nA,\xc3\x89t\xc3\xa9,x\nB,SCOP,y\n";
	struct coop_buf source = {0};
	struct report report = {.program = "test", .quiet = true, .silent = true};
	struct coop_error err = {0};
	coop_buf_printf(&source, "%s/\xff.csv", dir);
	coop_buf_printf(&dump_index, "%s/index", dir);
	coop_buf_printf(&dump_path, "%s/dump", dir);
	write_whole(source.s, csv, sizeof csv - 1);
	struct job job = {.index = dump_index.s,
		.threads = 1,
		.select = {.paths = &source.s, .npaths = 1}};
	need(job_run(&job, &report, &err) == COOP_OK, err.msg);
	FILE *f = fopen(dump_path.s, "w");
	need(f && dump_write(dump_index.s, f, &(struct report){.program = "coopidx"},
			  &err) == COOP_OK,
		err.msg);
	fclose(f);
	dump_nowhere = fopen("/dev/null", "w");
	need(dump_nowhere != NULL, "/dev/null");
	coop_buf_release(&source);
}

static void test_dump(const char *dir)
{
	prepare_dump(dir);
	exhaust("the status of an index", run_status);
	exhaust("the sources of an index", run_list);
	exhaust("the fingerprint of an index", run_fingerprint);
	exhaust("dumping an index", run_dump);
	exhaust("reading a dump", run_dump_read);
	fclose(dump_nowhere);
	coop_buf_release(&dump_index);
	coop_buf_release(&dump_path);
}

#endif
