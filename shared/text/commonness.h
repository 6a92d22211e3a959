/*
 * commonness.h - how common a stem is in French texts, whatever an index holds.
 *
 * The idf of an index of some hundred notices says little of words that are common everywhere but
 * happen to be rare in it, such as "savoir" or "besoin" in a question. A level per stem, counted on
 * other texts, makes up for that: what an idf estimated on one collection lacks is taken from a
 * background collection (Zhai and Lafferty, "A study of smoothing methods for language models",
 * ACM TOIS 22, 2004, do so for probabilities).
 *
 *   level = round(6 - idf), where idf is that of impact.h for the mean share of documents that hold
 *           the stem in seven French collections, each with the same weight: an encyclopaedia, a
 *           quiz, films, labour law, three sets of administrative questions and answers
 *
 * scripts/quality/commonness makes the table, again when the analysis gives other stems.
 */
#ifndef COOP_TEXT_COMMONNESS_H
#define COOP_TEXT_COMMONNESS_H

#include <stddef.h>

/* The level of a stem in every document. */
#define COOP_COMMONNESS_MAX 6

/* The level of a stem: 0 for one that is not common, such as any that the table lacks. */
unsigned coop_commonness(const char *stem, size_t len);

#endif
