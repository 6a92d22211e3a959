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

#include <stdint.h>

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

#endif
