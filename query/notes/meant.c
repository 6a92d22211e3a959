/*
 * meant.c - "did you mean": asks, and never corrects a word that the index holds.
 */
#include <string.h>

#include "query/notes/notes_internal.h"
#include "query/plan/numeral.h"
#include "query/search/spelling.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/*
 * The most notices that a query finds of which is asked, how many times as many another word must find, and
 * how many words are tried.
 */
enum { MEANT_FOUND = 5, MEANT_TIMES = 5, MEANT_WORDS = 2 };

/* Whether a query has a figure or a numeral. */
static bool has_numerals(const struct query *q)
{
	for (size_t i = 0; i < query_count(q); i++) {
		struct query_word w = query_at(q, i);
		if (word_is_numeral(w.form, w.form_len))
			return true;
	}
	return false;
}

/* Whether a word is part of a name of a director or producer: these are rare, and right. */
static enum coop_status is_name(const struct search *s, const struct query_word *w,
	bool *name, struct coop_error *err)
{
	static const enum coop_field fields[] = {COOP_F_DIRECTOR, COOP_F_PRODUCER};
	struct coop_buf term = {0};
	enum coop_status st = COOP_OK;
	*name = false;
	for (size_t i = 0; !st && i < sizeof fields / sizeof *fields; i++) {
		uint64_t documents = 0;
		coop_buf_reset(&term);
		coop_buf_byte(&term, COOP_PREFIX_FIELD);
		coop_buf_byte(&term, coop_field_letter(fields[i]));
		coop_buf_add(&term, w->form, w->form_len);
		st = coop_buf_check(&term, err);
		if (!st)
			st = coop_collection_frequency(
				search_collection(s), term.s, term.len, &documents, err);
		*name |= documents > 0;
	}
	coop_buf_release(&term);
	return st;
}

/* Appends the query with a word replaced wherever it stands; `*replaced` tells whether it does. */
static enum coop_status replace_word(struct session *s, const struct query_word *w,
	const struct coop_buf *by, struct coop_buf *out, bool *replaced,
	struct coop_error *err)
{
	struct coop_token t;
	bool more;
	size_t at = 0;
	enum coop_status st;
	*replaced = false;
	coop_analyzer_begin(s->analyzer, s->text, s->text_len);
	while (!(st = coop_analyzer_next(s->analyzer, &t, &more, err)) && more) {
		bool same = coop_bytes_equal(t.word.s, t.word.len, w->form, w->form_len);
		if (!same || t.word.flags & COOP_TOKEN_JOINED || t.word.off < at)
			continue;
		coop_buf_add(out, s->text + at, t.word.off - at);
		coop_buf_add(out, by->s, by->len);
		at = t.word.end;
		*replaced = true;
	}
	coop_buf_add(out, s->text + at, s->text_len - at);
	while (out->len > 0 && out->s[out->len - 1] == ' ')
		out->len--;
	return st ? st : coop_buf_check(out, err);
}

static enum coop_status ask_whether(struct notes *n, const struct coop_buf *query,
	uint64_t count, struct coop_error *err)
{
	struct coop_buf line = {0};
	coop_buf_str(&line, TR("did you mean '", "vouliez-vous dire « "));
	coop_buf_add(&line, query->s, query->len);
	coop_buf_str(&line, TR("'?", " » ?"));
	enum coop_status st = notes_add_query(n,
		&(struct note){.kind = NOTE_MEANT, .count = count, .filtered = true},
		&line, query, err);
	coop_buf_release(&line);
	return st;
}

/* Asks about word i, if the likeliest word near it finds several times as much. */
static enum coop_status try_word(struct notes *n, struct session *s,
	const struct ask *ask, size_t i, struct coop_error *err)
{
	struct query_word w = query_at(&s->query, i);
	struct coop_spelling_candidate near[CORRECTIONS_MAX];
	struct coop_buf meant = {0}, query = {0};
	size_t count = 0;
	uint64_t found = 0;
	bool name = false, replaced = false;
	enum coop_status st = is_name(s->search, &w, &name, err);
	if (!st && !name)
		st = search_corrections(
			s->search, &s->query, i, false, near, &count, err);
	if (!st && count > 0)
		st = spelling_of(s->search, s->analyzer,
			(struct spelled){near[0].word, near[0].len}, &meant, err);
	if (!st && count > 0)
		st = replace_word(s, &w, &meant, &query, &replaced, err);
	if (!st && replaced && query.len <= NOTES_QUERY_BYTES)
		st = session_count_matches(s, ask, query.s, query.len, &found, err);
	uint64_t before = search_found(s->search);
	search_was_widened(s->search, &before);
	if (!st && found >= MEANT_TIMES * before)
		st = ask_whether(n, &query, found, err);
	coop_buf_release(&meant);
	coop_buf_release(&query);
	return st;
}

enum coop_status notes_meant(
	struct notes *n, struct session *s, const struct ask *ask, struct coop_error *err)
{
	const struct query *q = &s->query;
	uint64_t before = 0;
	bool few = search_found(s->search) <= MEANT_FOUND;
	/* what was found for other words does not speak for these */
	if (search_was_widened(s->search, &before))
		few = before <= MEANT_FOUND;
	size_t tried = 0;
	enum coop_status st = COOP_OK;
	if (!few || has_numerals(q))
		return COOP_OK;
	for (size_t i = 0; !st && i < query_count(q) && tried < MEANT_WORDS; i++) {
		const struct expanded_word *w = &q->expanded.words[i];
		if (!w->known || w->typed.len > 0 || w->word.joined ||
			w->word.stem.len == 0 || w->word.exact.len > 0 ||
			w->doc_freq > MEANT_FOUND)
			continue;
		tried++;
		st = try_word(n, s, ask, i, err);
	}
	return st;
}
