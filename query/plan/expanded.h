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
#include "query/plan/synonyms.h"
#include "query/plan/thesaurus.h"
#include "shared/index/collection.h"
#include "shared/index/plan.h"
#include "shared/text/acronyms.h"

/* An open index; all borrowed. */
struct query_index {
	struct coop_analyzer *analyzer;
	const struct coop_collection *collection;
	struct corrector *corrector;
	const struct coop_acronyms *acronyms;
	const struct synonyms *synonyms;   /* NULL for none */
	const struct thesaurus *thesaurus; /* likewise */
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

/* Why something is added to a word of the query. */
enum addition_kind {
	ADDITION_LONG_FORM, /* of an acronym */
	ADDITION_ACRONYM,   /* of a long form that begins with the word */
	ADDITION_JOINED,    /* the word and the next one as one: "week end", weekend */
	ADDITION_SYNONYM,   /* of the user's file, for what begins with the word */
	ADDITION_THESAURUS, /* the thesaurus has it beside the word */
	ADDITION_FAMILY     /* words of the index that begin as the word does */
};

/* What a word adds to the plan beside itself: terms that must all match. */
struct addition {
	enum addition_kind kind;
	size_t word;        /* of the query */
	struct slice shown; /* as it is written; empty: the terms tell */
	double weight;
	size_t count; /* number of `terms`, at least 1 */
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
	struct addition *additions;   /* in the order of their words */
	size_t nadditions, additions_cap;
	struct warnings warnings;
};

void expanded_release(struct expanded_query *e);

/* Adds a term of weight 1. */
enum coop_status expanded_add_term(
	struct expanded_query *e, struct slice term, struct coop_error *err);

/* Adds an addition behind those of its word and of words before it. */
enum coop_status expanded_add_addition(
	struct expanded_query *e, const struct addition *add, struct coop_error *err);

/* The additions of a word: `*count` of them. */
const struct addition *expanded_additions(
	const struct expanded_query *e, size_t word, size_t *count);

/* The word that represents a leaf beside NEAR: its first content word, else its first word. */
const struct expanded_word *expanded_main_word(
	const struct expanded_query *e, const struct analysed_leaf *leaf);

#endif
