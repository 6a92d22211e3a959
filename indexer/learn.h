/*
 * learn.h - which words are acronyms, told by how the texts write them.
 *
 * A word of two to six letters is one when at least half of its occurrences are written
 * with dots or in capitals (in sentences that are not all capitals), or when a text says
 * what it stands for: "Forme longue (ABC)", where A, B and C begin words of the long form
 * in their order; a word may give up to three letters (Societe COoperative ...), and stop
 * words may be passed over (Schwartz and Hearst, "A simple algorithm for identifying
 * abbreviation definitions in biomedical text", PSB 2003, is the same idea with fewer
 * rules).
 */
#ifndef COOP_INDEXER_LEARN_H
#define COOP_INDEXER_LEARN_H

#include <stddef.h>

#include "shared/analyzer.h"
#include "shared/error.h"
#include "shared/lexicon.h"
#include "shared/strmap.h"

struct learn;

enum coop_status learn_new(struct learn **out, struct coop_error *err);
void learn_free(struct learn *l); /* NULL is fine */

/*
 * Starts on a text of the record at path:line. The strings are borrowed until the next
 * one.
 */
void learn_text(
	struct learn *l, const char *text, size_t len, const char *path, size_t line);

/* Takes the next token of the text, which is no JOINED one; `id` numbers its form. */
enum coop_status learn_token(struct learn *l, const struct coop_token *token, uint32_t id,
	struct coop_error *err);

/* Adds what was learned to a lexicon; `words` gives the forms by their numbers. */
enum coop_status learn_finish(struct learn *l, const struct coop_strmap *words,
	struct coop_lexicon *lexicon, struct coop_error *err);

#endif
