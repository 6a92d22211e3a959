#include "query/output/marks.h"

#include <stdbool.h>
#include <stdlib.h>

/*
 * Adds a mark. A joined form comes after the parts that it covers, and the whole form of an address
 * before them: the longer mark stays.
 */
static bool add(struct marks *m, struct mark new, size_t before)
{
	size_t count = m->count;
	while (count > before && m->at[count - 1].off >= new.off &&
		m->at[count - 1].end <= new.end)
		new.words |= m->at[--count].words;
	if (count > before && new.off < m->at[count - 1].end) {
		m->at[m->count - 1].words |= new.words;
		return true;
	}
	if (!coop_array_grow(&m->at, &m->cap, count + 1, sizeof *m->at))
		return false;
	m->at[count] = new;
	m->count = count + 1;
	return true;
}

enum coop_status marks_append(struct marks *out, struct coop_analyzer *analyzer,
	const struct query *q, const char *text, size_t from, size_t to,
	struct coop_error *err)
{
	struct coop_token t;
	bool more;
	enum coop_status st;
	size_t word, before = out->count;
	coop_analyzer_begin(analyzer, text + from, to - from);
	while (!(st = coop_analyzer_next(analyzer, &t, &more, err)) && more) {
		if (!query_matches(q, &t, &word))
			continue;
		struct mark m = {
			from + t.word.off, from + t.word.end, word, mark_bit(word)};
		if (!add(out, m, before))
			return coop_fail_nomem(err);
	}
	return st;
}

enum coop_status marks_find(struct marks *out, struct coop_analyzer *analyzer,
	const struct query *q, const char *text, size_t len, struct coop_error *err)
{
	out->count = 0;
	return marks_append(out, analyzer, q, text, 0, len, err);
}

void marks_release(struct marks *m)
{
	free(m->at);
	*m = (struct marks){0};
}

uint64_t marks_words(const struct marks *m)
{
	uint64_t words = 0;
	for (size_t i = 0; i < m->count; i++)
		words |= m->at[i].words;
	return words;
}
