#include "query/plan/query.h"

#include "query/plan/pattern.h"
#include "shared/core/bytes.h"
#include "shared/text/sound.h"

void query_release(struct query *q)
{
	coop_docset_release(&q->among);
	planned_release(&q->planned);
	expanded_release(&q->expanded);
	analysed_release(&q->analysed);
	qtree_release(&q->tree);
}

struct warnings query_warnings(const struct query *q)
{
	struct warnings all = q->tree.warnings;
	warnings_append(&all, &q->analysed.warnings);
	warnings_append(&all, &q->expanded.warnings);
	warnings_append(&all, &q->planned.warnings);
	return all;
}

enum coop_status query_refuse(const struct query *q, struct coop_error *err)
{
	struct warnings all = query_warnings(q);
	return warnings_refuse(&all, err);
}

size_t query_count(const struct query *q)
{
	return q->analysed.visible;
}

static const struct analysed_word *word_at(const struct query *q, size_t i)
{
	return q->expanded.words ? &q->expanded.words[i].word : &q->analysed.words[i];
}

/* The text of a word's slices: an expanded query's begins with that of the analysed one. */
static const char *text_of(const struct query *q)
{
	return coop_buf_cstr(q->expanded.words ? &q->expanded.text : &q->analysed.text);
}

struct query_word query_at(const struct query *q, size_t i)
{
	const struct analysed_word *w = word_at(q, i);
	const char *text = text_of(q);
	struct query_word out = {.source = text + w->source.off,
		.source_len = w->source.len,
		.flags = w->flags,
		.form = text + w->form.off,
		.form_len = w->form.len,
		.joined = w->joined,
		.neighbour = w->neighbour,
		.exact = w->exact.len > 0};
	if (w->stem.len > 0) {
		out.stem = text + slice_stem(w->stem).off;
		out.stem_len = slice_stem(w->stem).len;
	}
	if (!q->expanded.words)
		return out;
	const struct expanded_word *e = &q->expanded.words[i];
	out.known = e->known;
	out.idf = e->idf;
	if (e->typed.len > 0) {
		out.typed = text + e->typed.off;
		out.typed_len = e->typed.len;
	}
	return out;
}

bool query_is_open(const struct query *q, size_t i)
{
	const struct analysed_word *w = word_at(q, i);
	return w->pattern || w->edits > 0;
}

/* Whether a word of a document is what a word of the query asks for. */
static bool word_matches(const struct analysed_word *w, const struct query_word *asked,
	const struct coop_token *token)
{
	const char *s = token->word.s;
	size_t n = token->word.len;
	if (w->pattern)
		return pattern_matches(asked->form, asked->form_len, s, n);
	if (w->edits == QFUZZY_SOUND)
		return coop_sounds_alike(asked->form, asked->form_len, s, n, false);
	if (w->edits > 0)
		return coop_wordlist_distance(
			       asked->form, asked->form_len, s, n, w->edits) <= w->edits;
	bool same_stem = !asked->exact && asked->stem && token->stem &&
			 coop_bytes_equal(asked->stem, asked->stem_len, token->stem,
				 token->stem_len);
	return same_stem || coop_bytes_equal(asked->form, asked->form_len, s, n);
}

bool query_word_matches(const struct query *q, size_t i, const struct coop_token *token)
{
	struct query_word asked = query_at(q, i);
	return word_matches(word_at(q, i), &asked, token);
}

bool query_addition_matches(
	const struct query *q, const struct coop_token *token, size_t *word)
{
	const struct expanded_query *e = &q->expanded;
	for (size_t i = 0; token->stem && i < e->nadditions; i++) {
		const struct addition *add = &e->additions[i];
		for (size_t k = 0; k < add->count; k++) {
			struct slice stem = slice_stem(add->terms[k]);
			if (!coop_bytes_equal(token->stem, token->stem_len,
				    slice_in(&e->text, stem), stem.len))
				continue;
			*word = add->word;
			return true;
		}
	}
	return false;
}

bool query_matches(const struct query *q, const struct coop_token *token, size_t *word)
{
	for (size_t i = 0; i < query_count(q); i++) {
		if (query_word_matches(q, i, token)) {
			*word = i;
			return true;
		}
	}
	return query_addition_matches(q, token, word);
}
