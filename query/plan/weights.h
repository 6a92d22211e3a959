/*
 * weights.h - every number of the ranking that is not in impact.h, and where it comes
 * from.
 *
 * Found by coordinate search on the tuning halves of four French collections
 * (encyclopaedia paragraphs, two sets of administrative questions and answers, titles
 * with graded judgements), then rounded. Each can be set from the compiler's command
 * line, which is how `scripts/quality/run --ablation` shows what it is worth: make
 * CPPFLAGS=-DWEIGHT_LEAD=0
 */
#ifndef COOP_QUERY_PLAN_WEIGHTS_H
#define COOP_QUERY_PLAN_WEIGHTS_H

/* First stage: the parts of a compound say more than its joined form. */
#ifndef WEIGHT_JOINED
#define WEIGHT_JOINED 0.5
#endif

/* Who types a whole address, telephone number or figure means it: more than its parts. */
#ifndef WEIGHT_WHOLE
#define WEIGHT_WHOLE 2.0
#endif

/*
 * An acronym also finds its long form, and the other way round: the words of the long
 * form count together like so much of the acronym, and the acronym like so much of them.
 */
#ifndef WEIGHT_LONG_FORM
#define WEIGHT_LONG_FORM 0.6
#endif
#ifndef WEIGHT_SHORT_FORM
#define WEIGHT_SHORT_FORM 0.6
#endif

/* Second stage: factors of the evidence; rerank.h says of what. */
#ifndef WEIGHT_RELATED
#define WEIGHT_RELATED 1.2
#endif
#ifndef WEIGHT_FORM
#define WEIGHT_FORM 0.2
#endif
#ifndef WEIGHT_PAIR
#define WEIGHT_PAIR 0.2
#endif
#ifndef WEIGHT_LEAD
#define WEIGHT_LEAD 0.1
#endif
#ifndef WEIGHT_WINDOW
#define WEIGHT_WINDOW 0.1
#endif

/* A word shares this many letters with another of its family. */
#ifndef RELATED_PREFIX
#define RELATED_PREFIX 4
#endif
/*
 * An unknown word of that length still has relatives; it then counts as this many ln N.
 */
#ifndef UNKNOWN_IDF
#define UNKNOWN_IDF 0.7
#endif

/* The first words of a text say what it is about: up to here, and up to there. */
#ifndef LEAD_NEAR
#define LEAD_NEAR 40
#endif
#ifndef LEAD_FAR
#define LEAD_FAR 80
#endif
/* Positions added at a pause (token.h) and at the start of a field. */
#define LEAD_PAUSE_GAP 5
#define LEAD_FIELD_GAP 10
/* Words within so many positions stand together. */
#ifndef WINDOW_WIDTH
#define WINDOW_WIDTH 8
#endif

/*
 * So many different words of a query are looked for, the rarest of more: they say most, and have
 * the shortest lists.
 */
#define QUERY_TERMS 500
/*
 * And of these only so many that they are 40 times in each document, in the mean, or so often in
 * all: some 2 ns for each posting.
 */
#define QUERY_DENSITY  40
#define QUERY_POSTINGS 5000000
/*
 * A query of more words has said what it is about: unknown ones are not corrected, and long
 * forms of acronyms are not looked for.
 */
#define QUERY_LONG 64
/* So many unknown words of a query are corrected: each is held against all of the vocabulary. */
#define QUERY_CORRECTIONS 8

/* A pattern, a slip or a family stands for so many words at most. */
#define EXPAND_MAX 200
/* All patterns and slips of a query together for so many. */
#define QUERY_EXPANDED 400
/* So many words of a phrase are looked for. */
#define PHRASE_WORDS 50
/*
 * Phrases that are relaxed: the forms of so many words are looked for, and words that are wanted
 * near each other may be so far apart.
 */
#define QUERY_RELAXED 50
#define RELAXED_NEAR  10
/* So many words with a beginning are looked at. */
#define EXPAND_LOOK 20000
/* So many patterns, slips and words beside NEAR a query may have. */
#define QUERY_PATTERNS 10
/*
 * What looking for patterns, slips and words beside NEAR in the vocabulary may cost one query,
 * in words that are compared, some 40 ns each; expand.h tells it beforehand.
 */
#define QUERY_LOOK 1000000
/*
 * In twice as many documents as there are, and in so many at least, the places of words are looked
 * at for the phrases and distances of a query, some 150 ns each; plan_budget.c tells beforehand.
 * The first is always looked for.
 */
#define QUERY_PLACES 1500000
/* So many words, patterns and ranges in fields. */
#define QUERY_FIELD_WORDS 50

/*
 * Correcting an unknown word: from so many letters on, and from so many on by two slips.
 */
#ifndef CORRECT_LETTERS
#define CORRECT_LETTERS 4
#endif
#define CORRECT_TWO_LETTERS 8
/* What an agreeing first letter is worth against ln(1 + df). */
#define CORRECT_FIRST_LETTER 2.0

/*
 * How many documents the second stage looks at; after RERANK_DEPTH_MIN it stops when it
 * has read RERANK_BYTES of text. 30 and 100 documents rank within .0005 of 50.
 */
#ifndef RERANK_DEPTH
#define RERANK_DEPTH 50
#endif
#define RERANK_DEPTH_MIN 20
#ifndef RERANK_BYTES
#define RERANK_BYTES 200000
#endif
/* Words of a query beyond these take part in the first stage only. */
#define RERANK_WORDS 48

#endif
