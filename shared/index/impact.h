/*
 * impact.h - the formulas of the ranking, and their constants.
 *
 * What a term contributes to a document is computed when the index is built, so that
 * answering a query only adds up. The weight is BM25F (Zaragoza, Craswell, Taylor, Saria
 * and Robertson, "Microsoft Cambridge at TREC-13", 2004, sec. 2; Robertson and Zaragoza,
 * "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, eq. 3.18) without its
 * idf:
 *
 *   tf     = sum over the fields of the field's weight * occurrences in it
 *   dl     = the same sum over all content words (neither stop words nor joined forms)
 *   K(dl)  = K1 * ((1 - B) + B * max(dl / avgdl, SHORTEST))
 *   sat    = tf / (tf + K(dl)), from 0 to 1
 *   impact = max(1, round(COOP_IMPACT_MAX * sat)), stored as the term's wdf; 0 for the
 *            term of an id, which has tf 0
 *
 * The score of a document is the sum over the terms of the query of impact * idf,
 *
 *   idf(n) = ln r, r = (N - n + .5) / (n + .5), and r/2 + 1 instead of r when r < 2,
 *
 * where n of N documents hold the term (Robertson and Sparck Jones 1976; the case r < 2
 * is the engine's, and keeps weights positive).
 */
#ifndef COOP_INDEX_IMPACT_H
#define COOP_INDEX_IMPACT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Chosen on halves of four French collections and checked on the others; B = .75 is as
 * good only on titles alone.
 */
#define COOP_BM25_K1 1.2
#define COOP_BM25_B  0.9

/*
 * Shorter documents than this share of the average are not preferred any more: a title of one word
 * says as much with it as one of two. Up to .3 nothing changes on seven collections.
 */
#define COOP_SHORTEST 0.3

/* Seven bits: 16 bits rank no better. */
#define COOP_IMPACT_MAX 127

/* K(dl); `avgdl` > 0. */
double coop_impact_k(double dl, double avgdl);
/* Saturates a term frequency: sat above. */
double coop_saturate(double tf, double k);
/* Quantises a saturated term frequency: impact above. */
uint32_t coop_impact(double saturated);
double coop_idf(uint64_t documents, uint64_t doc_freq);

/*
 * What an impact is multiplied by: idf * weight, rounded to a multiple of COOP_FACTOR_STEP. Products with
 * impacts, and their sums, are exact in a double then, so that a score does not depend on the order
 * in which it is added up, nor on who does it.
 */
#define COOP_FACTOR_STEP (1.0 / (1 << 28))
double coop_factor(uint64_t documents, uint64_t doc_freq, double weight);

/*
 * How many of `documents` hold any of some terms, by their document frequencies, which are reordered: an
 * estimate that takes terms for independent.
 */
uint64_t coop_frequency_of_any(uint64_t *doc_freqs, size_t count, uint64_t documents);

#ifdef __cplusplus
}
#endif
#endif
