/*
 * explanation.h - why a result has its score, word by word: numbers that sum up to it, and sentences.
 *
 * The parts stand in the order in which the score adds them up. In the first stage a part is a term of
 * the index with its impact, which counts all fields (impact.h); what a field says of it is its share of
 * the occurrences, each by the weight of its field. In the second stage a part is one kind of evidence
 * for a word (rerank.h).
 */
#ifndef COOP_QUERY_EXPLAIN_EXPLANATION_H
#define COOP_QUERY_EXPLAIN_EXPLANATION_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/slice.h"
#include "query/syntax/field.h"
#include "shared/core/buf.h"

enum explained_kind {
	/* the first stage: terms of */
	EXPLAINED_WORD,       /* the stem of a word */
	EXPLAINED_STOP,       /* a stop word, where there is nothing else */
	EXPLAINED_EXACT,      /* a word as it is typed */
	EXPLAINED_JOINED,     /* the joined form of a compound */
	EXPLAINED_WHOLE,      /* an address or a number in one piece */
	EXPLAINED_CORRECTION, /* the words that a mistyped one is taken for */
	EXPLAINED_LONG_FORM,  /* a word of what an acronym stands for */
	EXPLAINED_ACRONYM,    /* the acronym of what is asked for */
	EXPLAINED_SYNONYM,    /* a word of a synonym, by the user's file */
	EXPLAINED_THESAURUS,  /* a word that the thesaurus has beside it */
	EXPLAINED_FAMILY,     /* a word of its family */
	EXPLAINED_PHRASE,     /* a word of a phrase */
	EXPLAINED_BREAK,      /* the end of a sentence in a phrase */
	EXPLAINED_NEAR,       /* a word beside NEAR */
	EXPLAINED_WILDCARD,   /* a word that a pattern stands for */
	EXPLAINED_FUZZY,      /* a word that one with edits stands for */
	EXPLAINED_FIELD,      /* a word in a field of text */
	EXPLAINED_FILTER,     /* a value of a field that is a filter */
	EXPLAINED_STAGE,      /* all of it, where the engine answers */
	/* the second stage: the evidence of rerank.h */
	EXPLAINED_RELATED,
	EXPLAINED_FORM,
	EXPLAINED_ACCENTS,
	EXPLAINED_PAIR,
	EXPLAINED_LEAD,
	EXPLAINED_WINDOW,
	EXPLAINED_ALL,
	EXPLAINED_LOWERED /* what documents with one word and little else lose (rerank.h) */
};

/* What a field has of a part: an array of them follows the order of enum coop_field. */
struct explained_field {
	enum coop_field field;
	size_t count; /* occurrences */
	double value; /* its share of the part's value */
};

struct explained_part {
	enum explained_kind kind;
	struct slice
		word; /* of the query as it is typed; of a phrase or a pattern all of it */
	struct slice other; /* PAIR: the word before it; WINDOW: the other words */
	struct slice
		term; /* the terms in the index, blanks between; empty in the second stage */
	struct slice found; /* the same as words, commas between */
	struct slice
		forms; /* words of the text that are spelled otherwise, commas between */
	enum qfield field;   /* FIELD and FILTER */
	struct slice column; /* instead of a field, the key of a column (own_column.h) */
	size_t first_field, nfields; /* a range of `fields` */
	unsigned impact;             /* impact.h */
	double weight, idf;          /* of the term */
	double tf;                   /* of the second stage (rerank.h) */
	double value;
};

/* Begin with `= {0}`; memory is kept from one result to the next. */
struct explanation {
	double score;
	bool reranked; /* it has a second stage */
	struct explained_part *parts;
	size_t count, cap;
	struct explained_field *fields;
	size_t nfields, fields_cap;
	struct coop_buf text; /* that all slices point into */
};

void explanation_release(struct explanation *x);

/* The stage of a kind: 1 or 2. */
int explained_stage(enum explained_kind kind);
/* Its name, the same in any language. */
const char *explained_name(enum explained_kind kind);
/* Appends a sentence in the user's language that says what a part is; without its value. */
void explained_print(const struct explanation *x, const struct explained_part *p,
	struct coop_buf *out);
/* Appends a number of points as users read them: three digits, with the comma of the language. */
void explained_points(double value, struct coop_buf *out);

#endif
