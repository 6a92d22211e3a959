/*
 * analyzer.h - French text to index terms.
 *
 * The one place where text becomes terms; coopidx and coopq both use it, so that they
 * agree on what a word is. Chains token.h (words, folded), the stop list and stem.h.
 * Knows nothing of the engine, files or fields. Not thread-safe: one analyzer per thread.
 */
#ifndef COOP_TEXT_ANALYZER_H
#define COOP_TEXT_ANALYZER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"
#include "shared/text/acronyms.h"
#include "shared/text/token.h"

struct coop_analyzer;

/* Increased whenever the same text begins to give other terms, or others of their positions. */
#define COOP_ANALYSIS_VERSION 2

/*
 * Positions left out before the first word of a sentence and of a paragraph, so that no
 * phrase and no close pair of words reaches over one.
 */
#define COOP_GAP_SENTENCE  10
#define COOP_GAP_PARAGRAPH 20

/* A word of the text, by numbers: enough for those who read much. */
struct coop_token_ids {
	size_t off, end;   /* the word is bytes [off, end) of the text */
	unsigned flags;    /* token.h */
	uint32_t form;     /* the number of its folded form among coop_analyzer_forms() */
	uint32_t accented; /* the number of its spelling among those that are not ASCII,
			      from 1; 0 for ASCII, JOINED and INCLUSIVE words */
	uint32_t pos;      /* from 1; a JOINED word has that of the word before it */
};

/* A word of the text: struct coop_word and what the analysis adds to it. */
struct coop_token {
	struct coop_word word; /* word.s is the folded form, the term for exact search */
	const char *stem;      /* the term for free search; NULL for a stop word */
	size_t stem_len;
	uint32_t form, pos; /* as in struct coop_token_ids */
};

enum coop_status coop_analyzer_new(struct coop_analyzer **out, struct coop_error *err);
void coop_analyzer_free(struct coop_analyzer *a); /* NULL is fine */

/*
 * Sets the acronyms, which are not stemmed; borrowed until the analyzer goes or others
 * are set. NULL is none. An index must be searched with those it was made with.
 */
void coop_analyzer_set_acronyms(
	struct coop_analyzer *a, const struct coop_acronyms *acronyms);

/* The acronyms in use; NULL when there are none. */
const struct coop_acronyms *coop_analyzer_acronyms(const struct coop_analyzer *a);

/*
 * Starts on a running text, or on a line, in which nothing but the first word begins a sentence
 * (token.h). It is borrowed until the last token was read.
 */
void coop_analyzer_begin(struct coop_analyzer *a, const char *text, size_t len);
void coop_analyzer_begin_line(struct coop_analyzer *a, const char *text, size_t len);

/*
 * Gives the next token of the text. `*more` tells whether `*token` was filled; its
 * strings are borrowed until the next call on the same analyzer. Invalid UTF-8 is no
 * error: the bad byte separates words. Fails only with COOP_E_NOMEM.
 */
enum coop_status coop_analyzer_next(struct coop_analyzer *a, struct coop_token *token,
	bool *more, struct coop_error *err);

/*
 * The same by numbers alone, for many words at once and in a third of the time: fills `ids`,
 * of which there are `max`; `*count` is 0 at the end of the text only.
 */
enum coop_status coop_analyzer_next_ids(struct coop_analyzer *a,
	struct coop_token_ids *ids, size_t max, size_t *count, struct coop_error *err);

/*
 * Stems one folded word, as coop_analyzer_next() would: NULL for a stop word. Borrowed
 * until the next call on the same analyzer.
 */
enum coop_status coop_analyzer_stem(struct coop_analyzer *a, const char *word, size_t len,
	const char **stem, size_t *stem_len, struct coop_error *err);

/*
 * The folded forms met so far, and the stem of one by its number: NULL for a stop word.
 * Borrowed until the next call on the same analyzer. An analyzer forgets the forms, and
 * begins to number them and the accented spellings afresh, when there are COOP_ANALYZER_FORMS
 * of them as a text begins; a pinned one only in coop_analyzer_forget(), which its user must
 * then call before long.
 */
#define COOP_ANALYZER_FORMS (1 << 20)
const struct coop_strmap *coop_analyzer_forms(const struct coop_analyzer *a);
const char *coop_analyzer_stem_of(
	const struct coop_analyzer *a, uint32_t form, size_t *len);
void coop_analyzer_pin(struct coop_analyzer *a);
void coop_analyzer_forget(struct coop_analyzer *a);

/* The bytes that the forms and what is known of them take, as coop_strmap_memory() counts. */
size_t coop_analyzer_memory(const struct coop_analyzer *a);

/*
 * Appends what identifies this analysis: its version and the stems of the canary words.
 * Two programs whose fingerprints differ must not share an index.
 */
enum coop_status coop_analyzer_fingerprint(
	struct coop_analyzer *a, struct coop_buf *out, struct coop_error *err);

#endif
