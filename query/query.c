#include "query/query.h"

#include <stdlib.h>
#include <string.h>

#include "shared/i18n.h"
#include "shared/index.h"

/*
 * How much a form counts beside its stem, and a joined compound beside its parts.
 * Measured on French collections: .2 to .4 and .5 are within noise of the best.
 */
static const double FORM_WEIGHT = 0.3;
static const double JOINED_WEIGHT = 0.5;

/* A slice of the query's `text`; its place, since the buffer may still move. */
struct slice {
	size_t off, len;
};

struct word {
	struct slice form; /* folded */
	struct slice stem; /* with its prefix; empty for a stop word */
	struct slice singular, plural;
	bool joined;
};

struct query {
	struct coop_buf text;
	struct word *words;
	size_t count, cap;
	struct coop_plan *kids;
	struct coop_plan root;
};

static struct slice keep(struct query *q, const char *a, size_t n, const char *b)
{
	struct slice s = {q->text.len, n + strlen(b)};
	coop_buf_add(&q->text, a, n);
	coop_buf_str(&q->text, b);
	return s;
}

static bool ends(const char *s, size_t n, const char *end)
{
	size_t len = strlen(end);
	return n >= len && memcmp(s + n - len, end, len) == 0;
}

/* The singular and plural of a folded word, by the regular rules; short words have
 * neither. */
static void add_number(struct query *q, struct word *w, const struct coop_word *form)
{
	const char *s = form->s;
	size_t n = form->len;
	w->singular = w->plural = (struct slice){0};
	if (n < 4 || form->flags & COOP_TOKEN_DIGITS)
		return;
	if (ends(s, n, "aux") && !ends(s, n, "eaux") && n >= 5) {
		w->singular = keep(q, s, n - 2, "l");
		w->plural = keep(q, s, n, "");
		return;
	}
	if (n >= 5 && (s[n - 1] == 's' || s[n - 1] == 'x'))
		n--;
	w->singular = keep(q, s, n, "");
	w->plural = ends(s, n, "al") ? keep(q, s, n - 1, "ux")
				     : keep(q, s, n, ends(s, n, "eau") ? "x" : "s");
}

static enum coop_status add_word(
	struct query *q, const struct coop_token *t, struct coop_error *err)
{
	if (!coop_array_grow(&q->words, &q->cap, q->count + 1, sizeof *q->words))
		return coop_fail_nomem(err);
	struct word *w = &q->words[q->count++];
	*w = (struct word){.joined = t->word.flags & COOP_TOKEN_JOINED};
	w->form = keep(q, t->word.s, t->word.len, "");
	if (t->stem) {
		char prefix = COOP_PREFIX_STEM;
		w->stem = keep(q, &prefix, 1, "");
		coop_buf_add(&q->text, t->stem, t->stem_len);
		w->stem.len += t->stem_len;
		add_number(q, w, &t->word);
	}
	return coop_buf_check(&q->text, err);
}

/* Drops the stop words, unless the query has nothing else. */
static void drop_stopwords(struct query *q)
{
	size_t kept = 0;
	for (size_t i = 0; i < q->count; i++)
		if (q->words[i].stem.len > 0)
			q->words[kept++] = q->words[i];
	if (kept > 0)
		q->count = kept;
}

static enum coop_status add_words(struct query *q, struct coop_analyzer *analyzer,
	const char *text, size_t len, struct coop_error *err)
{
	struct coop_token t;
	bool more;
	enum coop_status st;
	coop_analyzer_begin(analyzer, text, len);
	while (!(st = coop_analyzer_next(analyzer, &t, &more, err)) && more)
		if ((st = add_word(q, &t, err)))
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
	drop_stopwords(q);
	return COOP_OK;
}

static void add_term(struct query *q, struct slice s, double weight)
{
	if (s.len == 0 || s.len > COOP_TERM_MAX)
		return;
	q->kids[q->root.nkids++] = (struct coop_plan){.op = COOP_OP_TERM,
		.weight = weight,
		.s = q->text.s + s.off,
		.len = s.len};
}

static enum coop_status make_plan(struct query *q, struct coop_error *err)
{
	enum { TERMS_PER_WORD = 3 };
	q->kids = calloc(q->count * TERMS_PER_WORD, sizeof *q->kids);
	if (!q->kids)
		return coop_fail_nomem(err);
	q->root = (struct coop_plan){.op = COOP_OP_OR, .weight = 1, .kids = q->kids};
	for (size_t i = 0; i < q->count; i++) {
		const struct word *w = &q->words[i];
		double weight = w->joined ? JOINED_WEIGHT : 1;
		if (w->stem.len == 0) {
			add_term(q, w->form, weight);
			continue;
		}
		add_term(q, w->stem, weight);
		if (w->singular.len > 0) {
			add_term(q, w->singular, weight * FORM_WEIGHT);
			add_term(q, w->plural, weight * FORM_WEIGHT);
		} else {
			add_term(q, w->form, weight * FORM_WEIGHT);
		}
	}
	return COOP_OK;
}

enum coop_status query_new(struct coop_analyzer *analyzer, const char *text, size_t len,
	struct query **out, struct coop_error *err)
{
	*out = NULL;
	struct query *q = calloc(1, sizeof *q);
	if (!q)
		return coop_fail_nomem(err);
	enum coop_status st = add_words(q, analyzer, text, len, err);
	if (!st)
		st = make_plan(q, err);
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
	free(q->kids);
	free(q);
}

const struct coop_plan *query_plan(const struct query *q)
{
	return &q->root;
}

size_t query_words(const struct query *q)
{
	return q->count;
}

static bool equal(const struct query *q, struct slice a, const char *s, size_t n)
{
	return a.len == n && memcmp(q->text.s + a.off, s, n) == 0;
}

bool query_matches(const struct query *q, const struct coop_token *token, size_t *word)
{
	for (size_t i = 0; i < q->count; i++) {
		const struct word *w = &q->words[i];
		struct slice stem =
			w->stem.len > 0 ? (struct slice){w->stem.off + 1, w->stem.len - 1}
					: (struct slice){0};
		if ((token->stem && equal(q, stem, token->stem, token->stem_len)) ||
			equal(q, w->form, token->word.s, token->word.len)) {
			*word = i;
			return true;
		}
	}
	return false;
}
