/*
 * read.c - the functions of coopq.h about one notice of an answer.
 */
#include <stdlib.h>
#include <string.h>

#include "query/library/handle.h"
#include "shared/core/i18n.h"

char *handle_line(coopq *q, size_t size)
{
	struct coop_error err = {0};
	coop_buf_reset(&q->line);
	char *line = coop_buf_reserve(&q->line, size);
	if (!line)
		coop_fail_nomem(&err);
	if (!line)
		handle_keep(q, &err);
	return line;
}

void handle_forget_notice(coopq *q)
{
	q->reading = q->has_path = false;
	q->nvalues = 0;
}

void handle_release_notice(coopq *q)
{
	coop_buf_release(&q->values);
	coop_buf_release(&q->path);
	coop_buf_release(&q->snippet);
	evidence_release(&q->evidence);
	free(q->starts);
}

/* Copies a text with a NUL; what follows a NUL in it is not seen. */
static void copy(coopq *q, const char *s, size_t n)
{
	q->starts[q->nvalues++] = q->values.len;
	coop_buf_add(&q->values, s, n);
	coop_buf_byte(&q->values, '\0');
}

/* Copies the values of the record, so that they are strings. */
static enum coop_status copy_values(coopq *q, struct coop_error *err)
{
	const struct coop_record *rec = &q->app.session.record;
	coop_buf_reset(&q->values);
	if (!coop_array_grow(&q->starts, &q->cap, 2 * rec->count, sizeof *q->starts))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < rec->count; i++) {
		const struct coop_value v = coop_record_at(rec, i);
		copy(q, v.name, v.name_len);
		copy(q, v.text, v.len);
	}
	q->nvalues /= 2;
	return coop_buf_check(&q->values, err);
}

static enum coop_status no_result(struct coop_error *err)
{
	return coop_fail(err, COOP_E_ARG, "%s",
		TR("there is no such result", "il n'y a pas de tel résultat"));
}

enum coopq_status coopq_read(coopq *q, size_t i)
{
	struct coop_error err = {0};
	enum coop_status st = COOP_OK;
	handle_forget_notice(q);
	if (i >= coopq_count(q))
		st = no_result(&err);
	if (!st)
		st = session_read(&q->app.session, i, &err);
	if (!st)
		st = copy_values(q, &err);
	if (st)
		handle_forget_notice(q);
	q->reading = !st;
	q->at = i;
	return handle_keep(q, &err);
}

/* ---- its values ---- */

static const char *name_at(const coopq *q, size_t i)
{
	return q->values.s + q->starts[2 * i];
}

static const char *text_at(const coopq *q, size_t i)
{
	return q->values.s + q->starts[2 * i + 1];
}

const char *coopq_value(const coopq *q, size_t i, const char **name)
{
	if (i >= q->nvalues)
		return NULL;
	if (name)
		*name = name_at(q, i);
	return text_at(q, i);
}

const char *coopq_field(coopq *q, const char *name)
{
	struct coop_error err = {0};
	coop_buf_reset(&q->line);
	enum coop_field field = coop_field_by_name(name, strlen(name), &q->line);
	coop_buf_check(&q->line, &err);
	handle_keep(q, &err);
	for (size_t i = 0; !err.status && i < q->nvalues; i++) {
		const struct coop_value v = coop_record_at(&q->app.session.record, i);
		if (field == COOP_F_OTHER ? strcmp(name_at(q, i), name) == 0
					  : v.field == field)
			return text_at(q, i);
	}
	return NULL;
}

double coopq_score(const coopq *q)
{
	const struct session *s = &q->app.session;
	return q->reading ? search_score(s->search, session_hit(s, q->at)) : 0;
}

size_t coopq_line(const coopq *q)
{
	return q->reading ? q->app.session.record.line : 0;
}

const char *coopq_index(const coopq *q)
{
	return q->reading ? session_index_name(&q->app.session) : "";
}

/* Keeps the path of the notice. */
static enum coop_status find_path(coopq *q, struct coop_error *err)
{
	const char *path = NULL;
	struct session *s = &q->app.session;
	enum coop_status st = q->reading ? COOP_OK : no_result(err);
	if (!st)
		st = session_path(s, (enum path_form)q->app.ask.paths, &path, err);
	coop_buf_reset(&q->path);
	if (!st)
		coop_buf_str(&q->path, path);
	return st ? st : coop_buf_check(&q->path, err);
}

const char *coopq_path(coopq *q)
{
	struct coop_error err = {0};
	if (!q->has_path)
		q->has_path = !find_path(q, &err);
	handle_keep(q, &err);
	return q->has_path ? coop_buf_cstr(&q->path) : NULL;
}

/* ---- a passage ---- */

/* Appends a passage, with strings around the words that match. */
static void put_passage(const struct snippet *s, const char *before, const char *after,
	struct coop_buf *out)
{
	size_t done = 0;
	if (s->cut_before)
		coop_buf_str(out, "\u2026 ");
	for (size_t i = 0; i < s->marks.count; i++) {
		const struct mark *m = &s->marks.at[i];
		coop_buf_add(out, s->text + done, m->off - done);
		coop_buf_str(out, before);
		coop_buf_add(out, s->text + m->off, m->end - m->off);
		coop_buf_str(out, after);
		done = m->end;
	}
	coop_buf_add(out, s->text + done, s->len - done);
	if (s->cut_after)
		coop_buf_str(out, " \u2026");
}

static enum coop_status find_passage(
	coopq *q, const char *before, const char *after, struct coop_error *err)
{
	struct session *s = &q->app.session;
	enum coop_status st = q->reading ? COOP_OK : no_result(err);
	if (!st && !q->prepared)
		st = query_find_beginnings(&s->query, s->analyzer, err);
	if (st)
		return st;
	q->prepared = true;
	st = evidence_find(&q->evidence, s->analyzer, &s->query, &s->record, err);
	coop_buf_reset(&q->snippet);
	if (!st)
		put_passage(evidence_best(&q->evidence), before ? before : "",
			after ? after : "", &q->snippet);
	return st ? st : coop_buf_check(&q->snippet, err);
}

const char *coopq_snippet(coopq *q, const char *before, const char *after)
{
	struct coop_error err = {0};
	enum coop_status st = find_passage(q, before, after, &err);
	handle_keep(q, &err);
	return st ? NULL : coop_buf_cstr(&q->snippet);
}
