/*
 * stopwords.h - French words that are too frequent to distinguish documents.
 *
 * Stop words are indexed with their positions, for phrases and for queries that consist
 * of nothing else; they have no stem and take no part in free ranking.
 */
#ifndef COOP_TEXT_STOPWORDS_H
#define COOP_TEXT_STOPWORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a folded word is a stop word: in the list, or a single letter. */
bool coop_is_stopword(const char *word, size_t len);

#endif
