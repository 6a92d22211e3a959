/*
 * analyzer.h - French text to index terms.
 *
 * The one place where text becomes terms: coopidx and coopq both call it, so that
 * documents and queries agree. It chains the tokenizer (token.h), the stop list
 * (stopwords.h), the acronyms and the stemmer (stem.h), and knows nothing of the
 * engine, of files or of fields. An analyzer caches what it learns about words; each
 * thread needs its own.
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

/*
 * Increased whenever the same text begins to give other terms or positions: indexes
 * made with another version are refused.
 */
#define COOP_ANALYSIS_VERSION 3

/*
 * Positions skipped before the first word of a sentence and of a paragraph. A phrase
 * crosses such a gap only where it is typed with the break (query/plan/plan_phrase.c).
 */
#define COOP_GAP_SENTENCE  10
#define COOP_GAP_PARAGRAPH 20

/* A token as numbers, without strings: what indexing needs. */
struct coop_token_ids {
	size_t off, end; /* the word is bytes [off, end) of the text */
	unsigned flags;  /* token.h */
	uint32_t form;   /* number of the folded form in coop_analyzer_forms() */
	/*
	 * number of the spelling if it is not ASCII, from 1; 0 for ASCII, JOINED and
	 * INCLUSIVE words
	 */
	uint32_t accented;
	uint32_t pos; /* from 1; a JOINED word has the position of the word before it */
};

/* A token with its strings: struct coop_word, and what the analysis adds. */
struct coop_token {
	struct coop_word word; /* word.s is the folded form, the term of exact search */
	const char *stem;      /* the term of free search; NULL for a stop word */
	size_t stem_len;
	uint32_t form, pos; /* as in struct coop_token_ids */
};

enum coop_status coop_analyzer_new(struct coop_analyzer **out, struct coop_error *err);
void coop_analyzer_free(struct coop_analyzer *a); /* NULL is fine */

/*
 * Sets the acronyms, which are not stemmed; NULL is none. The table is borrowed until
 * another is set or the analyzer is freed. An index must be searched with the acronyms
 * it was built with.
 */
void coop_analyzer_set_acronyms(
	struct coop_analyzer *a, const struct coop_acronyms *acronyms);

/* The acronyms in use; NULL when there are none. */
const struct coop_acronyms *coop_analyzer_acronyms(const struct coop_analyzer *a);

/*
 * Starts on a running text, or on a line: in a line only the first word begins a
 * sentence (token.h). The text is borrowed until its last token was read.
 */
void coop_analyzer_begin(struct coop_analyzer *a, const char *text, size_t len);
void coop_analyzer_begin_line(struct coop_analyzer *a, const char *text, size_t len);

/*
 * Gives the next token. `*more` is false at the end of the text; otherwise `*token` is
 * set, and its strings are borrowed until the next call on the same analyzer. Invalid
 * UTF-8 is no error: bad bytes separate words. Fails only with COOP_E_NOMEM.
 */
enum coop_status coop_analyzer_next(struct coop_analyzer *a, struct coop_token *token,
	bool *more, struct coop_error *err);

/*
 * Gives up to `max` tokens as numbers, which takes a third of the time. `*count` is 0
 * only at the end of the text.
 */
enum coop_status coop_analyzer_next_ids(struct coop_analyzer *a,
	struct coop_token_ids *ids, size_t max, size_t *count, struct coop_error *err);

/*
 * Stems one folded word as coop_analyzer_next() would; NULL for a stop word. Borrowed
 * until the next call on the same analyzer.
 */
enum coop_status coop_analyzer_stem(struct coop_analyzer *a, const char *word, size_t len,
	const char **stem, size_t *stem_len, struct coop_error *err);

/*
 * The folded forms met so far, and the stem of one by its number (NULL for a stop
 * word). Both are borrowed until the next call on the same analyzer.
 *
 * To bound its memory, an analyzer that holds COOP_ANALYZER_FORMS forms when a text
 * begins forgets all of them, and numbers forms and accented spellings afresh. A pinned
 * analyzer does so only in coop_analyzer_forget(), which its user must then call from
 * time to time.
 */
#define COOP_ANALYZER_FORMS (1 << 20)
const struct coop_strmap *coop_analyzer_forms(const struct coop_analyzer *a);
const char *coop_analyzer_stem_of(
	const struct coop_analyzer *a, uint32_t form, size_t *len);
void coop_analyzer_pin(struct coop_analyzer *a);
void coop_analyzer_forget(struct coop_analyzer *a);

/*
 * Bytes taken by the forms and what is known of them, counted as by
 * coop_strmap_memory().
 */
size_t coop_analyzer_memory(const struct coop_analyzer *a);

/*
 * Appends a text that identifies the analysis: its version and the stems of some canary
 * words (stem.h). Programs whose fingerprints differ must not share an index.
 */
enum coop_status coop_analyzer_fingerprint(
	struct coop_analyzer *a, struct coop_buf *out, struct coop_error *err);

#endif
