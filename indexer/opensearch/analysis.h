/*
 * analysis.h - our French analysis in the terms of OpenSearch's filters.
 */
#ifndef COOP_INDEXER_OPENSEARCH_ANALYSIS_H
#define COOP_INDEXER_OPENSEARCH_ANALYSIS_H

#include <jansson.h>

#define OPENSEARCH_ANALYZER   "coop_french" /* of texts */
#define OPENSEARCH_NORMALIZER "coop_folded" /* of keywords: no case, no accents */

/* The object of the setting `analysis`, as a new reference; NULL when memory runs out. */
json_t *opensearch_analysis(void);

#endif
