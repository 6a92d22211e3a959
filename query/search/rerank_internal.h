/*
 * rerank_internal.h - the state of a reranking: the words of the query, and what a document has of
 * them.
 */
#ifndef COOP_QUERY_SEARCH_RERANK_INTERNAL_H
#define COOP_QUERY_SEARCH_RERANK_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/plan/weights.h"
#include "query/search/rerank.h"
#include "shared/core/buf.h"
#include "shared/text/token.h"
#include "shared/text/token_skip.h"

/* A content word of the query, and what a document has of it. */
struct word {
	const char *form, *stem;
	size_t form_len, stem_len;
	size_t number_len; /* number_stem() of the form */
	size_t stem_id;    /* in `stems`; the same for words of one stem */
	size_t number;     /* of the query (query_at()) */
	/* accents_of() it, without the ending of its number: bytes of `accents`; none when it has none */
	size_t accents, accents_len;
	double idf;
	bool known;
	bool neighbour; /* the word before it stands beside it in the query */
	double related, form_tf, pair_tf; /* r, x and b of rerank.h */
	double other_tf;                  /* occurrences with other accents */
};

/* A stem of the query, and what a document has of it. */
struct stem {
	double tf, idf;
	size_t word;    /* the first word of it */
	uint32_t first; /* position of the first occurrence; 0 for none */
};

/* An occurrence of a stem in the document. */
struct hit {
	uint32_t pos;
	uint32_t stem;
};

enum { MOVED_MAX = 8 };

struct rerank {
	struct coop_analyzer *analyzer;
	struct word words[RERANK_WORDS];
	struct stem stems[RERANK_WORDS];
	size_t nwords, nstems;
	struct coop_buf accents;
	/* irregular words that have a stem of the query but another beginning */
	const char *moved[MOVED_MAX];
	size_t nmoved;
	/* how words begin that can be evidence: others are skipped */
	bool begins[256]; /* by first byte */
	struct coop_wanted_prefixes beginnings;
	struct hit *hits; /* in ascending order of positions */
	size_t nhits, hits_cap;
	struct coop_tokenizer tokenizer;
};

/* Whether the last document has all stems of the query that the index has, which are two or more. */
bool rerank_has_all(const struct rerank *r);

/*
 * What the last document adds to its score, by the formulas of rerank.h; `k` is K(dl) of impact.h
 * (rerank_evidence.c).
 */
double rerank_sum(const struct rerank *r, double k);
/* The same, part by part. */
void rerank_list(const struct rerank *r, double k, struct rerank_parts *out);

#endif
