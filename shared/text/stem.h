/*
 * stem.h - the French Snowball stemmer, through libstemmer.
 *
 * Words must be folded (fold.h): stemming after folding makes a lost accent free, and was
 * measured to rank no worse than stemming accented text.
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
 * The stem of a folded word of at most COOP_WORD_MAX bytes. `*stem` is borrowed until the
 * next call; it is never empty (a word the algorithm eats whole is its own stem).
 */
enum coop_status coop_stemmer_stem(struct coop_stemmer *s, const char *word, size_t len,
	const char **stem, size_t *stem_len, struct coop_error *err);

/*
 * Appends the stems of some fixed words, joined by blanks. libstemmer has no version of
 * its algorithms to ask for, so the index keeps this text: when it differs on opening,
 * the library has changed under the index, which must then be rebuilt.
 */
enum coop_status coop_stemmer_canaries(
	struct coop_stemmer *s, struct coop_buf *out, struct coop_error *err);

#endif
