/*
 * faults_library.h - failing allocations in libcoop, as another program uses it (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_LIBRARY_H
#define COOP_TESTS_UNIT_FAULTS_LIBRARY_H

#include "indexer/library/coopidx.h"
#include "query/library/coopq.h"
#include "tests/unit/faults.h"
#include "tests/unit/files.h"

static struct coop_buf library_csv, library_index;

/* A failure, as our own functions tell it. */
static enum coop_status told(int status, const char *message, struct coop_error *err)
{
	return coop_fail(err, (enum coop_status)status, "%s", message);
}

static void hear_message(void *data, const struct coopidx_message *m)
{
	(void)data;
	need(m->full[0] && m->text[0], "an empty message");
}

/* Indexes as coopidx does, with options that are lists, texts and numbers. */
static enum coop_status run_library_indexing(struct coop_error *err)
{
	const char *path = library_csv.s;
	coopidx *x = coopidx_new();
	if (!x)
		return coop_fail_nomem(err);
	coopidx_listen(x, hear_message, NULL);
	enum coopidx_status st = coopidx_set(x, "index", library_index.s);
	if (!st)
		st = coopidx_set(x, "exclude", "*.bak");
	if (!st)
		st = coopidx_set(x, "exclude", "*.old");
	if (!st)
		st = coopidx_set(x, "threads", "1");
	if (!st)
		st = coopidx_set(x, "full", NULL);
	if (!st)
		st = coopidx_run(x, &path, 1);
	size_t records = coopidx_count(x, COOPIDX_RECORDS);
	if (!st)
		note(&records, sizeof records);
	enum coop_status failed = st ? told((int)st, coopidx_message(x), err) : COOP_OK;
	coopidx_free(x);
	return failed;
}

/* What is read of a notice. */
static enum coopq_status note_notice(coopq *q, size_t i)
{
	enum coopq_status st = coopq_read(q, i);
	const char *id = st ? NULL : coopq_field(q, "id");
	const char *path = id ? coopq_path(q) : NULL;
	const char *passage = path ? coopq_snippet(q, "<", ">") : NULL;
	if (!passage)
		return COOPQ_NOMEM;
	note(id, strlen(id));
	note(path, strlen(path));
	note(passage, strlen(passage));
	return COOPQ_OK;
}

/* An answer, and what is said of it. */
static enum coopq_status note_answer(coopq *q)
{
	uint64_t total = 0;
	enum coopq_status st = coopq_ask(q, "cooperattives lyon");
	if (!st)
		st = coopq_total(q, 1, &total);
	note(&total, sizeof total);
	for (size_t i = 0; !st && i < coopq_count(q); i++)
		st = note_notice(q, i);
	for (size_t i = 0; !st; i++) {
		const char *line = coopq_note(q, i);
		if (coopq_message(q)[0])
			st = COOPQ_NOMEM;
		if (!line)
			break;
		note(line, strlen(line));
	}
	return st;
}

static enum coop_status run_library_query(struct coop_error *err)
{
	coopq *q = coopq_new();
	if (!q)
		return coop_fail_nomem(err);
	enum coopq_status st = coopq_set(q, "index", library_index.s);
	if (!st)
		st = coopq_set(q, "filter", "année=1990..");
	if (!st)
		st = coopq_set(q, "sort", "-year");
	if (!st)
		st = coopq_set(q, "widen", "families");
	if (!st)
		st = note_answer(q);
	if (!st)
		st = coopq_unset(q, "filter");
	enum coop_status failed = st ? told((int)st, coopq_message(q), err) : COOP_OK;
	coopq_close(q);
	return failed;
}

static void test_library(const char *dir)
{
	static const char csv[] = "id,titre,année,résumé\n"
				  "1,Scop,1990,\"La coopérative de Lyon\"\n"
				  "2,CAE,1995,\"Une coopérative d'emploi, à Lyon\"\n"
				  "3,Emplois,1980,\"Une coopérative, Lyon\"\n"
				  "4,trop,de,colonnes,ici\n";
	coop_buf_printf(&library_csv, "%s/a.csv", dir);
	coop_buf_printf(&library_index, "%s/index", dir);
	write_whole(library_csv.s, csv, sizeof csv - 1);
	exhaust("indexing by the library", run_library_indexing);
	exhaust("a query by the library", run_library_query);
	coop_buf_release(&library_csv);
	coop_buf_release(&library_index);
}

#endif
