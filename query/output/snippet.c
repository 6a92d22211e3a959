#include "query/output/snippet.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/text/sentence.h"

enum coop_status marks_find(struct marks *out, struct coop_analyzer *analyzer,
	const struct query *q, const char *text, size_t len, struct coop_error *err)
{
	struct coop_token t;
	bool more;
	enum coop_status st;
	out->count = 0;
	coop_analyzer_begin(analyzer, text, len);
	while (!(st = coop_analyzer_next(analyzer, &t, &more, err)) && more) {
		size_t word;
		bool inside = out->count > 0 && t.word.off < out->at[out->count - 1].end;
		if (inside || !query_matches(q, &t, &word))
			continue; /* joined forms overlap their parts: one mark is enough */
		if (!coop_array_grow(
			    &out->at, &out->cap, out->count + 1, sizeof *out->at))
			return coop_fail_nomem(err);
		out->at[out->count++] = (struct mark){t.word.off, t.word.end, word};
	}
	return st;
}

void marks_release(struct marks *m)
{
	free(m->at);
	*m = (struct marks){0};
}

/* A passage: marks [first, last] of a text, and how good it is. */
struct passage {
	size_t first, last;
	size_t score;
};

/* Different words count first, then all words. Of a query of over 64 words some share a bit. */
static size_t score(const struct marks *m, size_t first, size_t last)
{
	uint64_t seen = 0;
	size_t different = 0;
	for (size_t i = first; i <= last; i++) {
		uint64_t bit = UINT64_C(1) << (m->at[i].word & 63);
		different += (seen & bit) == 0;
		seen |= bit;
	}
	size_t count = last - first + 1;
	return different * 1000 + (count < 999 ? count : 999);
}

/* Finds the best run of marks that fits in a snippet. */
static struct passage best_passage(const struct marks *m)
{
	struct passage best = {0};
	for (size_t first = 0, last = 0; first < m->count; first++) {
		if (last < first)
			last = first;
		while (last + 1 < m->count &&
			m->at[last + 1].end - m->at[first].off <= SNIPPET_LENGTH)
			last++;
		size_t s = score(m, first, last);
		if (s > best.score)
			best = (struct passage){first, last, s};
	}
	return best;
}

/* Whether a line or a sentence ends with the byte at `at`. */
static bool ends_there(const char *text, size_t len, size_t at)
{
	return text[at] == '\n' || (text[at] != '\0' && strchr(".!?", text[at]) &&
					   coop_ends_sentence(text, len, at));
}

/* The first start of a sentence in [at, until), or else the first start of a word. */
static size_t begin_near(const char *text, size_t at, size_t until)
{
	if (at == 0)
		return 0;
	for (size_t i = at; i + 1 < until; i++)
		if (coop_is_blank(text[i]) && ends_there(text, until, i - 1))
			return i + 1;
	while (at < until && !coop_is_blank(text[at - 1]))
		at++;
	return at;
}

/* The end of the last word that ends in [from, at]. */
static size_t end_near(const char *text, size_t len, size_t at, size_t from)
{
	if (at >= len)
		return len;
	if (at <= from)
		return from;
	size_t word = at;
	while (word > from && !coop_is_blank(text[word]))
		word--;
	/* a script without blanks is cut anywhere */
	return word > from || coop_is_blank(text[from]) ? word
							: coop_utf8_cut(text, len, at);
}

/* Sets the snippet to bytes [off, end) of a text with their context. */
static void surround(
	struct snippet *out, const char *text, size_t len, size_t off, size_t end)
{
	size_t room = end - off < SNIPPET_LENGTH ? SNIPPET_LENGTH - (end - off) : 0;
	size_t before = off < room / 3 ? 0 : off - room / 3;
	size_t begin = begin_near(text, before, off);
	size_t finish = end_near(text, len, begin + SNIPPET_LENGTH, end);
	/* a word can be longer than a snippet: `begin` may be inside a character */
	begin = coop_utf8_cut(text, len, begin);
	out->text = text + begin;
	out->len = finish - begin;
	out->cut_before = begin > 0;
	out->cut_after = finish < len;
}

/* Keeps the marks inside the snippet, with offsets from its start. */
static void move_marks(struct snippet *out, const char *text)
{
	size_t begin = (size_t)(out->text - text), kept = 0;
	for (size_t i = 0; i < out->marks.count; i++) {
		struct mark m = out->marks.at[i];
		if (m.off < begin || m.end > begin + out->len)
			continue;
		out->marks.at[kept++] =
			(struct mark){m.off - begin, m.end - begin, m.word};
	}
	out->marks.count = kept;
}

/*
 * Finds the value with the best passage among fields with some of `flags`; `*best` is its score or
 * 0.
 */
static enum coop_status best_value(struct snippet *out, struct coop_analyzer *analyzer,
	const struct query *q, const struct coop_record *rec, unsigned flags,
	size_t *value, size_t *best, struct coop_error *err)
{
	*best = 0;
	for (size_t i = 0; i < rec->count; i++) {
		struct coop_value v = coop_record_at(rec, i);
		if (!(coop_field_info(v.field)->flags & flags) ||
			!coop_value_is_text(&v) || v.field == COOP_F_TITLE)
			continue;
		enum coop_status st =
			marks_find(&out->marks, analyzer, q, v.text, v.len, err);
		if (st)
			return st;
		size_t s = best_passage(&out->marks).score;
		if (s > *best) {
			*best = s;
			*value = i;
		}
	}
	return COOP_OK;
}

/* Takes the start of the first running text, where nothing of the query is in any text. */
static void take_start(struct snippet *out, const struct coop_record *rec)
{
	out->marks.count = 0;
	for (size_t i = 0; i < rec->count; i++) {
		struct coop_value v = coop_record_at(rec, i);
		if (coop_field_info(v.field)->flags & COOP_FIELD_PASSAGE) {
			surround(out, v.text, v.len, 0, 0);
			return;
		}
	}
}

enum coop_status snippet_find(struct snippet *out, struct coop_analyzer *analyzer,
	const struct query *q, const struct coop_record *rec, struct coop_error *err)
{
	size_t value = 0, best = 0;
	out->text = "";
	out->len = 0;
	out->cut_before = out->cut_after = false;
	enum coop_status st =
		best_value(out, analyzer, q, rec, COOP_FIELD_PASSAGE, &value, &best, err);
	if (!st && best == 0)
		st = best_value(
			out, analyzer, q, rec, COOP_FIELD_TEXT, &value, &best, err);
	if (st)
		return st;
	if (best == 0) {
		take_start(out, rec);
		return COOP_OK;
	}
	struct coop_value v = coop_record_at(rec, value);
	st = marks_find(&out->marks, analyzer, q, v.text, v.len, err);
	if (st)
		return st;
	struct passage p = best_passage(&out->marks);
	surround(out, v.text, v.len, out->marks.at[p.first].off,
		out->marks.at[p.last].end);
	move_marks(out, v.text);
	return COOP_OK;
}

void snippet_release(struct snippet *s)
{
	marks_release(&s->marks);
}
