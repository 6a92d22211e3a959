/*
 * stem.h - the French Snowball stemmer, by libstemmer.
 *
 * Words must be folded (fold.h). Stemming after folding makes a lost accent harmless,
 * and ranks no worse than stemming accented text (measured).
 */
#ifndef COOP_TEXT_STEM_H
#define COOP_TEXT_STEM_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

struct coop_stemmer;

enum coop_status coop_stemmer_new(struct coop_stemmer **out, struct coop_error *err);
void coop_stemmer_free(struct coop_stemmer *s); /* NULL is fine */

/*
 * Stems a folded word of at most COOP_WORD_MAX bytes. `*stem` is borrowed until the
 * next call and is never empty: a word that the algorithm strips entirely is its own
 * stem.
 */
enum coop_status coop_stemmer_stem(struct coop_stemmer *s, const char *word, size_t len,
	const char **stem, size_t *stem_len, struct coop_error *err);

/*
 * Appends the stems of some fixed words, separated by blanks. libstemmer does not tell
 * the version of its algorithms, so the index keeps this text: when it differs on
 * opening, the library has changed and the index must be rebuilt.
 */
enum coop_status coop_stemmer_canaries(
	struct coop_stemmer *s, struct coop_buf *out, struct coop_error *err);

#endif
