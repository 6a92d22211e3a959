/*
 * expanded.h - an expanded query (expand.h): what its words and leaves stand for in an index.
 */
#ifndef COOP_QUERY_PLAN_EXPANDED_H
#define COOP_QUERY_PLAN_EXPANDED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/plan/analyse.h"
#include "query/plan/correct.h"
#include "shared/index/collection.h"
#include "shared/index/plan.h"
#include "shared/text/acronyms.h"

/* An open index; all borrowed. */
struct query_index {
	struct coop_analyzer *analyzer;
	const struct coop_collection *collection;
	struct corrector *corrector;
	const struct coop_acronyms *acronyms;
};

/* Some of an expanded query's terms. */
struct term_range {
	size_t first, count;
};

/* A word of the query in the index. */
struct expanded_word {
	struct analysed_word
		word;       /* as analysed, or the form and stem of its correction */
	struct slice typed; /* the typed word, if it was corrected; else empty */
	/* the terms of the other corrections' stems: synonyms of the first */
	struct slice others[CORRECTIONS_MAX - 1];
	size_t nothers;
	bool known;        /* some document holds its term */
	uint64_t doc_freq; /* document frequency of its term */
	double common;     /* what its commonness leaves of its weight (WEIGHT_COMMON) */
	/* impact.h, times `common`; for an unknown word that of its relatives (UNKNOWN_IDF) */
	double idf;
	bool in_field;                 /* it was looked up in the enclosing field */
	struct term_range field_terms; /* its terms in that field; set if `in_field` */
};

/* A term that a leaf stands for. */
struct leaf_term {
	struct slice text;
	double weight;
	struct term_range forms; /* the alternatives to a word of a relaxed phrase */
};

/* What a leaf of the tree stands for in the index. */
struct expanded_leaf {
	struct term_range terms; /* the terms of a phrase in order, else alternatives */
	struct term_range
		inside; /* a phrase in a field: the terms of its words in that field */
	bool in_field;  /* `terms` are terms of a field */
	enum coop_running running; /* where its terms count, which are those of words */
	bool has_positions; /* `in_field`: the terms without their prefix have positions */
	bool dropped;       /* the leaf is ignored; a warning says so */
};

/* What an acronym or a long form adds to the plan. */
struct addition {
	double weight;
	size_t count; /* number of `terms`, all of which must match; 0: no addition */
	struct slice terms[COOP_ACRONYMS_WORDS];
};

/* Begin with `= {0}`. */
struct expanded_query {
	/* the text that all slices point into; begins with the analysed query's text */
	struct coop_buf text;
	struct expanded_word *words; /* one for each analysed word */
	struct leaf_term
		*terms; /* first the words of phrases, as in the analysed query */
	size_t nterms, terms_cap;
	struct expanded_leaf *leaves; /* by node of the tree; NULL for a plain query */
	struct addition *additions;   /* one for each of the first `nadditions` words */
	size_t nadditions;
	struct warnings warnings;
};

void expanded_release(struct expanded_query *e);

/* Adds a term of weight 1. */
enum coop_status expanded_add_term(
	struct expanded_query *e, struct slice term, struct coop_error *err);

/* The word that represents a leaf beside NEAR: its first content word, else its first word. */
const struct expanded_word *expanded_main_word(
	const struct expanded_query *e, const struct analysed_leaf *leaf);

#endif
