#include "query/plan/query.h"

#include <stdlib.h>
#include <string.h>

#include "query/plan/pattern.h"
#include "query/plan/query_internal.h"
#include "query/syntax/relax.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

struct slice query_keep(struct query *q, const char *s, size_t n)
{
	struct slice kept = {q->text.len, n};
	coop_buf_add(&q->text, s, n);
	return kept;
}

const char *query_text(const struct query *q, struct slice s)
{
	return coop_buf_cstr(&q->text) + s.off;
}

struct slice query_keep_stem(struct query *q, const char *stem, size_t len)
{
	char prefix = COOP_PREFIX_STEM;
	struct slice kept = query_keep(q, &prefix, 1);
	kept.len += query_keep(q, stem, len).len;
	return kept;
}

/* Whether there is anything to ask for. */
static bool asks(const struct query *q)
{
	if (q->count > 0)
		return true;
	for (size_t i = 1; q->parts && i < q->tree.count; i++) {
		enum qkind kind = q->tree.nodes[i].kind;
		if (kind == QNODE_ALL || kind == QNODE_RANGE || q->parts[i].nterms > 0 ||
			q->parts[i].form.len > 0)
			return true;
	}
	return false;
}

static enum coop_status fail_empty(struct coop_error *err)
{
	coop_fail(err, COOP_E_QUERY, "%s",
		TR("the query holds no word", "la requête ne contient aucun mot"));
	coop_hint(err, "%s",
		TR("type the words to look for: coopq scop lyon",
			"tapez les mots à chercher : coopq scop lyon"));
	return COOP_E_QUERY;
}

enum coop_status query_new_as(struct coop_analyzer *analyzer, const char *text,
	size_t len, bool keep_stopwords, enum query_step step, bool unfiltered,
	struct query **out, struct coop_error *err)
{
	*out = NULL;
	struct query *q = calloc(1, sizeof *q);
	if (!q)
		return coop_fail_nomem(err);
	q->step = step;
	q->keep_stopwords = keep_stopwords;
	enum coop_status st = qtree_parse(&q->tree, text, len, err);
	if (!st && unfiltered)
		qtree_unfilter(&q->tree);
	if (!st)
		st = q->tree.plain ? query_analyse_plain(q, analyzer, text,
					     qtree_length(text, len), keep_stopwords, err)
				   : query_analyse(q, analyzer, keep_stopwords, err);
	if (!st && !asks(q))
		st = fail_empty(err);
	if (st)
		query_free(q);
	else
		*out = q;
	return st;
}

enum coop_status query_new(struct coop_analyzer *analyzer, const char *text, size_t len,
	bool keep_stopwords, struct query **out, struct coop_error *err)
{
	return query_new_as(
		analyzer, text, len, keep_stopwords, QUERY_AS_TYPED, false, out, err);
}

bool query_can_relax(const struct query *q)
{
	for (size_t i = 1; q->parts && i < q->tree.count; i++)
		if (q->parts[i].can_relax)
			return true;
	return false;
}

bool query_has_filters(const struct query *q)
{
	return qtree_has_filters(&q->tree);
}

void query_set_any(struct query *q)
{
	q->tree.any = true;
}

void query_free(struct query *q)
{
	if (!q)
		return;
	query_free_plan(q);
	qtree_release(&q->tree);
	coop_buf_release(&q->text);
	free(q->words);
	free(q->parts);
	free(q->terms);
	free(q->additions);
	free(q);
}

bool query_is_relaxed(const struct query *q, const struct part *part)
{
	return part->can_relax && q->step >= QUERY_FORMS;
}

enum qkind query_leaf_kind(const struct query *q, uint32_t node)
{
	bool single = q->step == QUERY_SINGLE && q->parts[node].can_relax;
	return single ? QNODE_WORDS : q->tree.nodes[node].kind;
}

const struct coop_plan *query_plan(const struct query *q)
{
	return &q->root;
}

const struct qtree *query_tree(const struct query *q)
{
	return &q->tree;
}

size_t query_count(const struct query *q)
{
	return q->visible;
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

/* Whether a word of a document is what a word of the query asks for. */
static bool word_matches(const struct word *w, const struct query_word *asked,
	const struct coop_token *token)
{
	const char *s = token->word.s;
	size_t n = token->word.len;
	if (w->pattern)
		return pattern_matches(asked->form, asked->form_len, s, n);
	if (w->slips > 0)
		return coop_wordlist_distance(
			       asked->form, asked->form_len, s, n, w->slips) <= w->slips;
	bool same_stem = !asked->exact && asked->stem && token->stem &&
			 coop_bytes_equal(asked->stem, asked->stem_len, token->stem,
				 token->stem_len);
	return same_stem || coop_bytes_equal(asked->form, asked->form_len, s, n);
}

bool query_matches(const struct query *q, const struct coop_token *token, size_t *word)
{
	for (size_t i = 0; i < q->visible; i++) {
		struct query_word asked = query_at(q, i);
		if (word_matches(&q->words[i], &asked, token)) {
			*word = i;
			return true;
		}
	}
	return false;
}
