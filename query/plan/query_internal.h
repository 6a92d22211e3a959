/*
 * query_internal.h - the inside of a query, for those who make it only: query.c and analyse.c
 * (words), resolve.c (what they are worth) and plan.c.
 */
#ifndef COOP_QUERY_PLAN_QUERY_INTERNAL_H
#define COOP_QUERY_PLAN_QUERY_INTERNAL_H

#include "query/plan/query.h"

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
	bool pattern;   /* the form is one (pattern.h) */
	unsigned slips; /* so many are forgiven */
	double idf;
	uint64_t doc_freq; /* documents */
	double weight; /* in the plan; 0 when it is not in it, or stands there already */
	size_t term, nterms; /* in a field: its terms there, if it was asked for them */
	bool asked;
};

/* A term of a leaf. */
struct leaf_term {
	struct slice text;
	double weight; /* in the plan */
	/* of a phrase: */
	uint32_t
		gap; /* positions that are left out before it where it begins a sentence */
	size_t word; /* that it is of, if the phrase is relaxed and it is no stop word ... */
	size_t form,
		nforms; /* ... and the terms of the forms that will do instead, if any */
};
#define NO_WORD SIZE_MAX

/* What a leaf of the tree came to. */
struct part {
	size_t first, count;    /* its words */
	size_t term, nterms;    /* its terms: of a phrase in order, else any of them */
	struct slice form;      /* of a pattern or a slip, folded */
	size_t inside, ninside; /* of a phrase in a field: the terms of its words there */
	bool in_field;          /* the terms are those of a field ... */
	bool placed;            /* ... and behind their prefix words that have places */
	bool can_relax;         /* a phrase that may be relaxed */
};

/* What an acronym or long form adds to the plan. */
struct addition {
	double weight;
	size_t count; /* of the terms; all must be there */
	struct slice terms[COOP_ACRONYMS_WORDS];
};

struct plan_block;

struct query {
	struct coop_buf text;
	enum query_step step;
	struct word *words;
	size_t count, cap;
	bool keep_stopwords;
	size_t visible; /* the words of what must not be there come behind these */
	struct qtree tree;
	struct part *parts; /* by node; NULL for a plain query, all words are its part */
	struct leaf_term *terms;
	size_t nterms, terms_cap;
	struct addition *additions; /* by word, of the first */
	size_t nadditions;
	struct plan_block *blocks;
	struct coop_plan root;
};

/* Copies bytes into the query's text. */
struct slice query_keep(struct query *q, const char *s, size_t n);
/* The same for a stem, behind its prefix. */
struct slice query_keep_stem(struct query *q, const char *stem, size_t len);
/* Adds one of the terms, of weight 1. */
enum coop_status query_add_term(
	struct query *q, struct slice term, struct coop_error *err);
/* The text of a slice; borrowed until more is kept. */
const char *query_text(const struct query *q, struct slice s);

/*
 * Fills the words and parts from the tree, or the words from the text of a plain query.
 * Stop words are kept, or not where others are.
 */
enum coop_status query_analyse_plain(struct query *q, struct coop_analyzer *analyzer,
	const char *text, size_t len, bool keep_stopwords, struct coop_error *err);
enum coop_status query_analyse(struct query *q, struct coop_analyzer *analyzer,
	bool keep_stopwords, struct coop_error *err);

/* Whether a phrase is relaxed, and what a leaf is then: its words, or still a phrase. */
bool query_is_relaxed(const struct query *q, const struct part *part);
enum qkind query_leaf_kind(const struct query *q, uint32_t node);

/* The term that stands for a word: what it must be exactly, its stem, or a stop word. */
struct slice word_term(const struct word *w);

/* The word that stands for a leaf beside NEAR: the first that is no stop word. */
const struct word *query_main_word(const struct query *q, const struct part *part);

/* Finds the terms of patterns, slips and words beside NEAR. */
enum coop_status query_find_terms(
	struct query *q, const struct query_context *context, struct coop_error *err);

/* Makes the plan, once all words are weighed and all terms are there. */
enum coop_status query_make_plan(
	struct query *q, struct coop_reader *reader, struct coop_error *err);
void query_free_plan(struct query *q);

#endif
