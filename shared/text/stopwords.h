/*
 * stopwords.h - the French words too common to tell notices apart.
 *
 * A stop word is kept in the index, with its position, for phrases and for queries made
 * of nothing else; it has no stem and does not take part in free ranking.
 */
#ifndef COOP_TEXT_STOPWORDS_H
#define COOP_TEXT_STOPWORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a folded word is a stop word: in the list, or a single letter. */
bool coop_is_stopword(const char *word, size_t len);

#endif
