/*
 * tokens.h - the words of a record, in order, with their positions in the document.
 *
 * Fields follow one another, COOP_GAP_FIELD positions apart (layout.h), as they do in the record, but for
 * running text, which comes after all others, field by field; within a value the analyzer assigns
 * positions (analyzer.h). Both ways of building an index use this iterator.
 */
#ifndef COOP_INDEXER_TERMS_TOKENS_H
#define COOP_INDEXER_TERMS_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/own_column.h"
#include "shared/index/record.h"
#include "shared/text/analyzer.h"

/* How many words are read from the analyzer at once. */
enum { TOKENS_BATCH = 32 };

/* An iterator over the words; its members are private except `value`. */
struct tokens {
	struct coop_analyzer *analyzer;
	const struct coop_record *record;
	size_t next;             /* index of the value after the current one */
	struct coop_value value; /* the current one */
	struct coop_own_key own; /* its column's, where that is no field */
	unsigned weight;         /* weight of its field */
	uint32_t base,
		last;   /* positions: before the current value, and the last one given */
	uint32_t first; /* that of the first word of the document */
	size_t running; /* which field of running text is being read; 0: still the others */
	unsigned breaks; /* TOKEN_RUNNING until its first word */
	/* words of the current value; those from `batch_at` on are to come */
	struct coop_token_ids batch[TOKENS_BATCH];
	size_t batch_at, batch_len;
	bool begins; /* the batch begins the value */
};

/* What begins with a word; the first word of a document begins nothing but running text. */
enum {
	TOKEN_SENTENCE = 1,
	TOKEN_PARAGRAPH = 2,
	TOKEN_RUNNING = 4,
	TOKEN_BREAKS = 3 /* number of kinds */
};

/* A word of a record. */
struct token {
	const struct coop_token_ids
		*t;      /* its offsets are those of the value's text; borrowed */
	uint32_t pos;    /* in the document, from 1; 0 for a JOINED word */
	unsigned weight; /* the weight of an occurrence in this field */
	bool begins;     /* the first word of its value */
	/* TOKEN_SENTENCE, TOKEN_PARAGRAPH and TOKEN_RUNNING, for a word with a position */
	unsigned breaks;
};

/*
 * The break terms (layout.h) for TOKEN_SENTENCE, TOKEN_PARAGRAPH and TOKEN_RUNNING; each is
 * indexed one position before the word.
 */
extern const char *const token_breaks[TOKEN_BREAKS];

/* Starts on a record; both are borrowed. */
void tokens_begin(struct tokens *w, struct coop_analyzer *analyzer,
	const struct coop_record *record);

/* For tokens_next(): reads the next batch. */
enum coop_status tokens_read(struct tokens *w, bool *more, struct coop_error *err);

/* What begins with a word: each value begins a paragraph, each paragraph a sentence. */
static inline unsigned token_breaks_of(const struct token *t)
{
	if (t->begins || t->t->flags & COOP_TOKEN_PARAGRAPH)
		return TOKEN_SENTENCE | TOKEN_PARAGRAPH;
	return t->t->flags & COOP_TOKEN_SENTENCE ? TOKEN_SENTENCE : 0;
}

/* Gives the next word, borrowed until the next call; `*more` is false at the end. */
static inline enum coop_status tokens_next(
	struct tokens *w, struct token *out, bool *more, struct coop_error *err)
{
	*more = true;
	if (w->batch_at == w->batch_len) {
		enum coop_status st = tokens_read(w, more, err);
		if (st || !*more)
			return st;
	}
	out->begins = w->begins;
	w->begins = false;
	out->t = &w->batch[w->batch_at++];
	w->last = w->base + out->t->pos;
	out->pos = out->t->flags & COOP_TOKEN_JOINED ? 0 : w->last;
	out->weight = w->weight;
	out->breaks = out->pos > w->first ? token_breaks_of(out) : 0;
	if (w->breaks && out->pos > 0) {
		out->breaks |= w->breaks;
		w->breaks = 0;
	}
	return COOP_OK;
}

/* The folded form of a word; borrowed until the next call on the analyzer. */
static inline const char *token_form(
	const struct tokens *w, const struct token *t, size_t *len)
{
	return coop_strmap_at(coop_analyzer_forms(w->analyzer), t->t->form, len);
}

/* What a word adds to the length of its document (impact.h). */
static inline unsigned token_length(const struct token *t)
{
	return t->t->flags & COOP_TOKEN_STOP || t->pos == 0 ? 0 : t->weight;
}

#endif
