/*
 * query_words.h - the inside of a query, for query.c (words) and resolve.c (plan) only.
 */
#ifndef COOP_QUERY_QUERY_WORDS_H
#define COOP_QUERY_QUERY_WORDS_H

#include "query/query.h"

/* A slice of the query's `text`; its place, since the buffer may still move. */
struct slice {
	size_t off, len;
};

struct word {
	struct slice form;  /* folded */
	struct slice stem;  /* with its prefix; empty for a stop word */
	struct slice exact; /* the term of a word typed as =word; else empty */
	struct slice typed; /* what was corrected; empty when nothing was */
	/* the stems of the other corrections, with their prefix */
	struct slice others[CORRECTIONS_MAX - 1];
	size_t nothers;
	bool joined, whole, known, neighbour;
	double idf;
	double weight; /* in the plan; 0 when it is not in it, or stands there already */
};

struct query {
	struct coop_buf text;
	struct word *words;
	size_t count, cap;
	struct coop_plan *nodes; /* of the plan; the root's kids come first */
	struct coop_plan root;
};

/* Copies bytes into the query's text. */
struct slice query_keep(struct query *q, const char *s, size_t n);
/* The same for a stem, behind its prefix. */
struct slice query_keep_stem(struct query *q, const char *stem, size_t len);

#endif
