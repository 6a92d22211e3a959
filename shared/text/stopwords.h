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

/* The words of the list, in byte order; NULL after the last. */
const char *coop_stopword_at(size_t i);

#endif
