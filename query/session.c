#include "query/session.h"

#include "shared/index.h"

enum coop_status session_open(
	struct session *s, const char *index, struct coop_error *err)
{
	struct coop_buf dir = {0};
	enum coop_status st = coop_analyzer_new(&s->analyzer, err);
	if (!st)
		st = coop_index_locate(index, &dir, err);
	if (!st)
		st = search_open(dir.s, s->analyzer, &s->search, err);
	coop_buf_release(&dir);
	return st;
}

void session_close(struct session *s)
{
	coop_record_release(&s->record);
	query_free(s->query);
	search_close(s->search);
	coop_analyzer_free(s->analyzer);
	*s = (struct session){0};
}

enum coop_status session_ask(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err)
{
	query_free(s->query);
	enum coop_status st =
		query_new(s->analyzer, text, len, ask->keep_stopwords, &s->query, err);
	return st ? st : search_run(s->search, s->query, ask->offset, ask->count, err);
}

enum coop_status session_read(struct session *s, size_t i, struct coop_error *err)
{
	return search_record(s->search, i, &s->record, err);
}
