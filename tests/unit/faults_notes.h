/*
 * faults_notes.h - failing allocations in what is said about a query, and in walking its occurrences
 * (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_NOTES_H
#define COOP_TESTS_UNIT_FAULTS_NOTES_H

#include "query/actions/concord.h"
#include "query/notes/notes.h"
#include "query/search/like.h"
#include "tests/unit/faults.h"

static struct session noted_session;

/* Notes a part of what is said about a query: what became of it, a question, what would find more. */
static enum coop_status run_notes_of(const char *text, struct coop_error *err)
{
	struct session *s = &noted_session;
	struct ask ask = {.count = 10};
	struct notes n = {0};
	enum coop_status st = session_ask(s, &ask, text, strlen(text), err);
	if (!st)
		st = notes_of_answer(&n, s, &ask, true, err);
	if (!st)
		st = notes_meant(&n, s, &ask, err);
	if (!st)
		st = notes_doctor(&n, s, &ask, err);
	need(st || n.count > 0, "nothing is said");
	for (size_t i = 0; !st && i < n.count; i++) {
		struct coop_bytes line = note_text(&n, i), query = note_query(&n, i);
		note(line.s, line.len);
		note(query.s, query.len);
		note(&n.at[i].count, sizeof n.at[i].count);
	}
	notes_release(&n);
	return st;
}

static enum coop_status run_notes(struct coop_error *err)
{
	return run_notes_of("coop\u00e9rattive annee:1750 titre:emploi (", err);
}

static enum coop_status run_relaxed_notes(struct coop_error *err)
{
	return run_notes_of("\"lyon cooperative\" cote:2", err);
}

static enum coop_status note_line(void *data, const struct concordance_line *line,
	bool *enough, struct coop_error *err)
{
	(void)data;
	(void)enough;
	(void)err;
	note(line->text.s, line->text.len);
	return COOP_OK;
}

static enum coop_status run_walk(struct coop_error *err)
{
	static const char text[] = "cooperative ou emploi";
	struct session *s = &noted_session;
	struct ask ask = concord_ask(&(struct ask){.count = 10});
	struct concord_end end;
	struct concord c = {.order = CONCORD_LEFT,
		.limit = 10,
		.context = 20,
		.sorted_max = 10,
		.take = note_line};
	enum coop_status st = session_ask(s, &ask, text, sizeof text - 1, err);
	if (!st)
		st = concord_walk(s, &c, &end, err);
	if (!st)
		note(&end.total, sizeof end.total);
	return st;
}

static enum coop_status run_like_document(struct coop_error *err)
{
	struct like like = {.count = 0};
	enum coop_status st = like_document(&like, &noted_session, 2, err);
	if (!st)
		note(like.query.s, like.query.len);
	if (!st)
		note(like.term.s, like.term.len);
	like_release(&like);
	return st;
}

/* `index` is the name of one that is there. */
static void test_notes(const char *index)
{
	struct coop_error err = {0};
	noted_session.files.no_thesaurus = true;
	need(session_open(&noted_session, &index, 1, &err) == COOP_OK, err.msg);
	exhaust("what is said about a query", run_notes);
	exhaust("what is said about a relaxed one", run_relaxed_notes);
	exhaust("a walk over occurrences", run_walk);
	exhaust("a notice that others are like", run_like_document);
	session_close(&noted_session);
}

#endif
