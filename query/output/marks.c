#include "query/output/marks.h"

#include <stdlib.h>

#include "shared/core/bytes.h"

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

/* What is looked for in a text, and where the reading of it is. */
struct reading {
	const struct query *query;
	struct coop_analyzer *analyzer;
	struct coop_tokenizer tokenizer;
};

/*
 * Finds the next word that matches; `*more` is false at the end. The analyzer stems every word that it
 * meets: it is asked for the stems of those alone that may match.
 */
static enum coop_status next_match(struct reading *r, struct coop_word *found,
	size_t *word, bool *more, struct coop_error *err)
{
	const struct beginnings *b = &r->query->beginnings;
	for (;;) {
		struct coop_token t = {.stem = NULL};
		if (b->found && b->limited)
			coop_tokenizer_skip(&r->tokenizer, &b->prefixes, 0);
		*more = coop_tokenizer_next(&r->tokenizer, &t.word);
		if (!*more)
			return COOP_OK;
		enum coop_status st = coop_analyzer_stem(
			r->analyzer, t.word.s, t.word.len, &t.stem, &t.stem_len, err);
		if (st)
			return st;
		if (query_matches(r->query, &t, word)) {
			*found = t.word;
			return COOP_OK;
		}
	}
}

enum coop_status marks_append(struct marks *out, struct coop_analyzer *analyzer,
	const struct query *q, const char *text, size_t from, size_t to,
	struct coop_error *err)
{
	struct reading r = {.query = q, .analyzer = analyzer};
	struct coop_word w;
	bool more = true;
	size_t word, before = out->count;
	enum coop_status st = COOP_OK;
	coop_tokenizer_begin(&r.tokenizer, text + from, to - from);
	while (!st && !(st = next_match(&r, &w, &word, &more, err)) && more) {
		struct query_word asked = query_at(q, word);
		struct mark m = {.off = from + w.off,
			.end = from + w.end,
			.word = word,
			.exact = coop_bytes_equal(w.s, w.len, asked.form, asked.form_len),
			.words = mark_bit(word)};
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

/* The words below a node; of a tree that is at most QDEPTH_MAX deep. */
static uint64_t words_below(const struct query *q, uint32_t node)
{
	const struct qnode *nodes = q->tree.nodes;
	const struct analysed_leaf *leaf = &q->analysed.leaves[node];
	uint64_t words = 0;
	for (uint32_t kid = nodes[node].first; kid; kid = nodes[kid].next)
		words |= words_below(q, kid);
	for (size_t i = 0; i < leaf->count && leaf->first + i < query_count(q); i++)
		words |= mark_bit(leaf->first + i);
	return words;
}

uint64_t marks_wanted_in(const struct query *q, enum coop_field field)
{
	uint64_t words = 0;
	for (uint32_t i = 1; q->analysed.leaves && i < q->tree.count; i++)
		if (q->tree.nodes[i].kind == QNODE_FIELD &&
			q->tree.nodes[i].field == (enum qfield)field)
			words |= words_below(q, i);
	return words;
}
