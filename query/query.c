#include "query/query.h"

#include <stdlib.h>
#include <string.h>

#include "query/query_words.h"
#include "shared/bytes.h"
#include "shared/fold.h"
#include "shared/i18n.h"
#include "shared/index.h"

struct slice query_keep(struct query *q, const char *s, size_t n)
{
	struct slice kept = {q->text.len, n};
	coop_buf_add(&q->text, s, n);
	return kept;
}

struct slice query_keep_stem(struct query *q, const char *stem, size_t len)
{
	char prefix = COOP_PREFIX_STEM;
	struct slice kept = query_keep(q, &prefix, 1);
	kept.len += query_keep(q, stem, len).len;
	return kept;
}

/* The term of a word that is looked for exactly as it was typed, accents included. */
static enum coop_status add_exact(struct query *q, struct word *w, const char *text,
	const struct coop_word *word, struct coop_error *err)
{
	struct coop_buf accented = {0};
	enum coop_status st =
		coop_accented(text + word->off, word->end - word->off, &accented, err);
	bool plain =
		accented.len == word->len && memcmp(accented.s, word->s, word->len) == 0;
	if (!st && plain) {
		w->exact = w->form;
	} else if (!st) {
		w->exact =
			query_keep(q, COOP_PREFIX_ACCENTED, strlen(COOP_PREFIX_ACCENTED));
		w->exact.len += query_keep(q, accented.s, accented.len).len;
	}
	coop_buf_release(&accented);
	return st;
}

/* Whether a word stands behind '=', at the start or behind a blank; its article may too. */
static bool is_exact(const char *text, const struct coop_word *word)
{
	enum { ARTICLE_MAX = 12 }; /* bytes of "lorsqu" and an apostrophe */
	size_t at = word->off;
	if (word->flags & COOP_TOKEN_JOINED)
		return false;
	if (word->flags & COOP_TOKEN_ELIDED)
		while (at > 0 && word->off - at < ARTICLE_MAX && text[at - 1] != '=' &&
			text[at - 1] != ' ')
			at--;
	return at > 0 && text[at - 1] == '=' && (at == 1 || text[at - 2] == ' ');
}

static enum coop_status add_word(struct query *q, const struct coop_token *t,
	const char *text, bool *beside, struct coop_error *err)
{
	const struct coop_word *word = &t->word;
	enum coop_status st = COOP_OK;
	if (!coop_array_grow(&q->words, &q->cap, q->count + 1, sizeof *q->words))
		return coop_fail_nomem(err);
	struct word *w = &q->words[q->count++];
	*w = (struct word){.joined = word->flags & COOP_TOKEN_JOINED,
		.whole = word->flags & COOP_TOKEN_WHOLE};
	w->form = query_keep(q, word->s, word->len);
	if (word->flags & COOP_TOKEN_SENTENCE)
		*beside = false;
	if (t->stem) {
		w->stem = query_keep_stem(q, t->stem, t->stem_len);
		w->neighbour = *beside && !w->joined;
		*beside |= !w->joined;
	}
	if (is_exact(text, word))
		st = add_exact(q, w, text, word, err);
	return st ? st : coop_buf_check(&q->text, err);
}

/* Drops the stop words, unless the query has nothing else. */
static void drop_stopwords(struct query *q)
{
	size_t kept = 0;
	for (size_t i = 0; i < q->count; i++)
		if (q->words[i].stem.len > 0 || q->words[i].exact.len > 0)
			q->words[kept++] = q->words[i];
	if (kept > 0)
		q->count = kept;
}

static enum coop_status add_words(struct query *q, struct coop_analyzer *analyzer,
	const char *text, size_t len, bool keep_stopwords, struct coop_error *err)
{
	struct coop_token t;
	bool more, beside = false;
	enum coop_status st;
	coop_analyzer_begin(analyzer, text, len);
	while (!(st = coop_analyzer_next(analyzer, &t, &more, err)) && more)
		if ((st = add_word(q, &t, text, &beside, err)))
			return st;
	if (st)
		return st;
	if (q->count == 0) {
		coop_fail(err, COOP_E_QUERY, "%s",
			TR("the query holds no word",
				"la requête ne contient aucun mot"));
		coop_hint(err, "%s",
			TR("type the words to look for: coopq scop lyon",
				"tapez les mots à chercher : coopq scop lyon"));
		return COOP_E_QUERY;
	}
	if (!keep_stopwords)
		drop_stopwords(q);
	return COOP_OK;
}

enum coop_status query_new(struct coop_analyzer *analyzer, const char *text, size_t len,
	bool keep_stopwords, struct query **out, struct coop_error *err)
{
	*out = NULL;
	struct query *q = calloc(1, sizeof *q);
	if (!q)
		return coop_fail_nomem(err);
	enum coop_status st = add_words(q, analyzer, text, len, keep_stopwords, err);
	if (st)
		query_free(q);
	else
		*out = q;
	return st;
}

void query_free(struct query *q)
{
	if (!q)
		return;
	coop_buf_release(&q->text);
	free(q->words);
	free(q->nodes);
	free(q);
}

const struct coop_plan *query_plan(const struct query *q)
{
	return &q->root;
}

size_t query_count(const struct query *q)
{
	return q->count;
}

struct query_word query_at(const struct query *q, size_t i)
{
	const struct word *w = &q->words[i];
	struct query_word out = {.form = q->text.s + w->form.off,
		.form_len = w->form.len,
		.joined = w->joined,
		.known = w->known,
		.neighbour = w->neighbour,
		.exact = w->exact.len > 0,
		.idf = w->idf};
	if (w->typed.len > 0) {
		out.typed = q->text.s + w->typed.off;
		out.typed_len = w->typed.len;
	}
	if (w->stem.len > 0) {
		out.stem = q->text.s + w->stem.off + 1;
		out.stem_len = w->stem.len - 1;
	}
	return out;
}

bool query_matches(const struct query *q, const struct coop_token *token, size_t *word)
{
	for (size_t i = 0; i < q->count; i++) {
		struct query_word w = query_at(q, i);
		bool same_stem = !w.exact && w.stem && token->stem &&
				 coop_bytes_equal(w.stem, w.stem_len, token->stem,
					 token->stem_len);
		if (same_stem || coop_bytes_equal(w.form, w.form_len, token->word.s,
					 token->word.len)) {
			*word = i;
			return true;
		}
	}
	return false;
}
