#include "query/explain/occurrences.h"

#include <string.h>

#include "query/search/rerank.h"
#include "shared/core/utf8.h"
#include "shared/index/layout.h"
#include "shared/index/own_column.h"

/* A word of a record. */
struct occurrence {
	const struct coop_token *token;
	struct coop_bytes source; /* as the text has it */
	enum coop_field field;
	struct coop_bytes
		column; /* of COOP_F_OTHER, the prefix of its terms (own_column.h) */
	const struct coop_buf *accented; /* with its accents; empty when it has none */
};

static bool is_word(struct coop_bytes wanted, const struct coop_word *word)
{
	return coop_bytes_equal(wanted.s, wanted.len, word->s, word->len);
}

/* Whether the terms of a field's words have this letter. */
static bool has_letter(enum coop_field field, char letter)
{
	unsigned flags = coop_field_info(field)->flags;
	return coop_field_letter(flags & COOP_FIELD_PART ? COOP_F_PRODUCER : field) ==
	       letter;
}

/* Whether a term is one of the words of the field, or of the column, that a word stands in. */
static bool is_of_field(const struct occurrence *o, struct coop_bytes term)
{
	return o->field == COOP_F_OTHER
		       ? o->column.len > 0 && coop_bytes_equal(term.s,
						      coop_field_prefix(term.s, term.len),
						      o->column.s, o->column.len)
		       : has_letter(o->field, term.s[1]);
}

static struct coop_bytes behind(struct coop_bytes term, size_t prefix)
{
	return (struct coop_bytes){term.s + prefix, term.len - prefix};
}

/* Whether a word is indexed by a term (layout.h). */
static bool has_term(const struct occurrence *o, struct coop_bytes term)
{
	const struct coop_token *t = o->token;
	size_t accented = strlen(COOP_PREFIX_ACCENTED);
	switch (term.len > 1 ? *term.s : '\0') {
	case COOP_PREFIX_STEM:
		return coop_bytes_equal(t->stem, t->stem_len, term.s + 1, term.len - 1);
	case COOP_PREFIX_FIELD:
		return is_of_field(o, term) &&
		       is_word(behind(term, coop_field_prefix(term.s, term.len)),
			       &t->word);
	case 'X':
		return term.len > accented &&
		       coop_bytes_equal(o->accented->s, o->accented->len,
			       term.s + accented, term.len - accented);
	default:
		return is_word(term, &t->word);
	}
}

static bool is_wanted(const struct occurrences *w, const struct occurrence *o)
{
	const struct coop_token *t = o->token;
	for (size_t i = 0; i < w->nterms; i++)
		if (has_term(o, w->terms[i]))
			return true;
	return w->related.len > 0 && t->stem && !(t->word.flags & COOP_TOKEN_JOINED) &&
	       !coop_bytes_equal(t->stem, t->stem_len, w->stem.s, w->stem.len) &&
	       rerank_is_related(w->related.s, w->related.len, t->word.s, t->word.len);
}

/* Lists the form of a word, unless it is there or there is no room. */
static void take_form(
	struct occurrences *w, const struct occurrence *o, struct coop_buf *text)
{
	const struct coop_word *word = &o->token->word;
	/* slices of a text that has failed lead nowhere */
	if (text->failed || w->nforms == OCCURRENCES_FORMS || is_word(w->plain, word))
		return;
	for (size_t i = 0; i < w->nforms; i++)
		if (is_word((struct coop_bytes){slice_in(text, w->folded[i]),
				    w->folded[i].len},
			    word))
			return;
	w->folded[w->nforms] = slice_add(text, word->s, word->len);
	w->shown[w->nforms++] = slice_add(text, o->source.s, o->source.len);
}

static enum coop_status set_accented(
	const struct occurrence *o, struct coop_buf *accented, struct coop_error *err)
{
	coop_buf_reset(accented);
	if (o->token->word.flags & COOP_TOKEN_UNSPELLED ||
		coop_utf8_ascii(o->source.s, o->source.len))
		return COOP_OK;
	return coop_accented(o->source.s, o->source.len, accented, err);
}

/* Counts the words of a value. */
static enum coop_status count_value(struct occurrences *at, size_t count,
	const struct coop_value *v, struct coop_analyzer *analyzer, struct coop_buf *text,
	struct coop_buf *accented, struct coop_error *err)
{
	struct coop_token t;
	struct coop_own_key key = {.len = 0};
	char prefix[COOP_OWN_PREFIX_MAX];
	bool more;
	enum coop_status st;
	if (v->field == COOP_F_OTHER)
		coop_own_key(v->name, v->name_len, &key);
	size_t len = key.len > 0 ? coop_own_word_prefix(key.s, key.len, prefix) : 0;
	if (coop_value_is_line(v))
		coop_analyzer_begin_line(analyzer, v->text, v->len);
	else
		coop_analyzer_begin(analyzer, v->text, v->len);
	while (!(st = coop_analyzer_next(analyzer, &t, &more, err)) && more) {
		struct occurrence o = {&t,
			{v->text + t.word.off, t.word.end - t.word.off}, v->field,
			{prefix, len}, accented};
		st = set_accented(&o, accented, err);
		for (size_t i = 0; !st && i < count; i++)
			if (is_wanted(&at[i], &o)) {
				at[i].counts[v->field]++;
				take_form(&at[i], &o, text);
			}
		if (st)
			break;
	}
	return st;
}

enum coop_status occurrences_count(struct occurrences *at, size_t count,
	const struct coop_record *record, struct coop_analyzer *analyzer,
	struct coop_buf *text, struct coop_error *err)
{
	struct coop_buf accented = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (coop_value_is_text(&v))
			st = count_value(at, count, &v, analyzer, text, &accented, err);
	}
	coop_buf_release(&accented);
	return st ? st : coop_buf_check(text, err);
}
