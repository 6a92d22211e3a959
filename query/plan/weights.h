/*
 * weights.h - the constants of ranking that are not in impact.h, and the limits of queries.
 *
 * The weights were found by coordinate search on the tuning halves of seven French collections
 * (paragraphs of an encyclopaedia, a quiz, films, three sets of administrative questions and answers,
 * titles with graded judgements) for the mean ratio to Lucene, each collection left out in turn, then
 * rounded; scripts/quality.md has what each is worth. Each can be set by the compiler, as in
 * make CPPFLAGS=-DWEIGHT_PAIR=0, which is how `scripts/quality/run --ablation` measures its effect.
 */
#ifndef COOP_QUERY_PLAN_WEIGHTS_H
#define COOP_QUERY_PLAN_WEIGHTS_H

/* ---- matching ---- */

/* The joined form of a compound: its parts say more. */
#ifndef WEIGHT_JOINED
#define WEIGHT_JOINED 0.5
#endif

/* An address, telephone number or figure in one piece: it says more than its parts. */
#ifndef WEIGHT_WHOLE
#define WEIGHT_WHOLE 2.0
#endif

/*
 * What a word loses that is common in all French texts (commonness.h): a stem in every document this
 * share of its idf, one of the level n n / COOP_COMMONNESS_MAX of it.
 */
#ifndef WEIGHT_COMMON
#define WEIGHT_COMMON 0.5
#endif

/*
 * An acronym also finds its long form, and the other way round: the long form of an acronym, all
 * its words together, and the acronym of a long form.
 */
#ifndef WEIGHT_LONG_FORM
#define WEIGHT_LONG_FORM 0.6
#endif
#ifndef WEIGHT_SHORT_FORM
#define WEIGHT_SHORT_FORM 0.6
#endif

/* ---- reach: what is added to the words of a query (additions.h, widen.h) ---- */

/* A synonym of the user's file; of a phrase, all its words together. */
#ifndef WEIGHT_SYNONYM
#define WEIGHT_SYNONYM 0.7
#endif
/* A word that the thesaurus has beside one of the query, and a word of its family. */
#ifndef WEIGHT_THESAURUS
#define WEIGHT_THESAURUS 0.1
#endif
#ifndef WEIGHT_FAMILY
#define WEIGHT_FAMILY 0.1
#endif
/*
 * A query finds little when fewer than WIDEN_HITS documents match and the best but WIDEN_RANK - 1 has
 * less than WIDEN_SHARE of what a document would have that held all words, and nothing else.
 */
#ifndef WIDEN_HITS
#define WIDEN_HITS 50
#endif
#ifndef WIDEN_RANK
#define WIDEN_RANK 5
#endif
#ifndef WIDEN_SHARE
#define WIDEN_SHARE 0.2
#endif
/* Words that the thesaurus and the family add to one word. */
#define WIDEN_THESAURUS 64
#define WIDEN_FAMILY    8
/* The least square of Dice's coefficient (rerank.h) of words that are a family. */
#ifndef WIDEN_DICE
#define WIDEN_DICE 0.6
#endif

/* ---- reranking: the factors of rerank.h ---- */

#ifndef WEIGHT_RELATED
#define WEIGHT_RELATED 1.2
#endif
#ifndef WEIGHT_FORM
#define WEIGHT_FORM 0.2
#endif
#ifndef WEIGHT_PAIR
#define WEIGHT_PAIR 0.25
#endif
#ifndef WEIGHT_LEAD_NEAR
#define WEIGHT_LEAD_NEAR 0.2
#endif
#ifndef WEIGHT_LEAD_FAR
#define WEIGHT_LEAD_FAR 0.05
#endif
#ifndef WEIGHT_WINDOW
#define WEIGHT_WINDOW 0.1
#endif
#ifndef WEIGHT_ALL
#define WEIGHT_ALL 0.1
#endif

/* The first letters that related words share. */
#ifndef RELATED_PREFIX
#define RELATED_PREFIX 4
#endif
/* The idf of a word that no document holds but that may have relatives, as a factor of ln N. */
#ifndef UNKNOWN_IDF
#define UNKNOWN_IDF 0.7
#endif

/* The first words of a text say what it is about: the two bounds of the lead. */
#ifndef LEAD_NEAR
#define LEAD_NEAR 40
#endif
#ifndef LEAD_FAR
#define LEAD_FAR 80
#endif
/* Positions that are added at a pause (token.h) and at the start of a field. */
#define LEAD_PAUSE_GAP 5
#define LEAD_FIELD_GAP 10
/* The positions of a window. */
#ifndef WINDOW_WIDTH
#define WINDOW_WIDTH 8
#endif

/* ---- limits of a query ---- */

/* Different words in a plan. Of more, the rarest discriminate best and have the shortest lists. */
#define QUERY_TERMS 500
/*
 * The postings that these words may have: QUERY_DENSITY for each document of the index, but at
 * least QUERY_POSTINGS; one takes some 2 ns.
 */
#define QUERY_DENSITY  40
#define QUERY_POSTINGS 5000000
/*
 * A query of more words than this has said what it is about: its unknown words are not corrected,
 * and acronyms are not expanded.
 */
#define QUERY_LONG 64
/* Words of a query that are corrected; each is compared with all of the wordlist. */
#define QUERY_CORRECTIONS 8

/* Words that one pattern, word with edits or stem stands for. */
#define EXPAND_MAX 200
/* Words that all patterns and words with edits of a query stand for together. */
#define QUERY_EXPANDED 400
/* Words of a phrase. */
#define PHRASE_WORDS 50
/* Words of relaxed phrases whose forms are looked up. */
#define QUERY_RELAXED 50
/* Words that may stand between two words of a phrase that is relaxed to QUERY_NEAR. */
#define RELAXED_NEAR 10
/* Terms with the same prefix that one expansion compares. */
#define EXPAND_COMPARISONS_MAX 20000
/* Patterns, words with edits and words beside NEAR that a query may have. */
#define QUERY_PATTERNS 10
/* Words that they may be compared with in all, some 40 ns each; expand_words.c estimates it. */
#define QUERY_COMPARISONS_MAX 1000000
/*
 * Documents whose positions may be read for the phrases and distances of a query: twice as many as
 * the index has, but at least this. One takes some 150 ns. plan_budget.c estimates it; the first
 * phrase is always accepted.
 */
#define QUERY_POSITIONS 1500000
/* Words, patterns and ranges in fields. */
#define QUERY_FIELD_WORDS 50

/* ---- corrections ---- */

/*
 * The shortest word that is corrected, and the shortest ones where two slips may be looked for: likely
 * ones, and any. Were any two allowed in words of 7 letters, 53 of 100 of these that an index does not
 * have would be taken for others, and not 24; with none allowed 21 are, and of words with two slips .924
 * are corrected instead of .945.
 */
#ifndef CORRECT_LETTERS
#define CORRECT_LETTERS 4
#endif
#define CORRECT_TWO_LIKELY  6
#define CORRECT_TWO_LETTERS 8
/* The bonus of an equal first letter, to be compared with ln(1 + df); without it .9585. */
#ifndef CORRECT_FIRST_LETTER
#define CORRECT_FIRST_LETTER 2.0
#endif
/*
 * What slips cost (slips.h), to be compared with ln(1 + df). They were found by coordinate search on
 * 24,000 misspelled words of seven collections, all of which count the same. Of these the right stem comes
 * first for .960; beside each weight is what becomes of that when its slips cost what others do.
 */
/* A letter left out, doubled or not, swapped, silent, or for another that sounds alike: .932. */
#ifndef CORRECT_LIKELY
#define CORRECT_LIKELY 2.0
#endif
/* A neighbour on the keyboard: .957, of slips to such a key .961 instead of .979. */
#ifndef CORRECT_KEY
#define CORRECT_KEY 4.0
#endif
/*
 * A word that sounds alike as a whole, however it is spelled; where that does not count .959, and of words
 * spelled by ear .898 instead of .906.
 */
#ifndef CORRECT_SOUND
#define CORRECT_SOUND 5.0
#endif
#ifndef CORRECT_OTHER
#define CORRECT_OTHER 6.0
#endif
/* A word that is so near by its ending alone; at 5, before the weights were final, .949 instead of .951. */
#ifndef CORRECT_ENDING
#define CORRECT_ENDING 7.0
#endif
/* The factor of what stands beside the word. */
#ifndef CORRECT_CONTEXT
#define CORRECT_CONTEXT 0.5
#endif
/*
 * How many words beside it are compared with a word that is corrected, and how many of its candidates:
 * each pair takes an intersection of two posting lists. Words in more than half of the documents say
 * nothing.
 */
#define CORRECT_BESIDE     3
#define CORRECT_CANDIDATES 8

/* ---- the extent of reranking ---- */

/*
 * The top hits that are reranked; after RERANK_DEPTH_MIN it ends once RERANK_BYTES of text are
 * read. With 30 or 100 of them nDCG@10 differs by less than .0005.
 */
#ifndef RERANK_DEPTH
#define RERANK_DEPTH 50
#endif
#define RERANK_DEPTH_MIN 20
#ifndef RERANK_BYTES
#define RERANK_BYTES 200000
#endif
/*
 * The length of what a document has beside one word of the query (impact.h) up to which it never comes
 * before a text that has all words: two words of a title.
 */
#define RERANK_BARE_WORDS 4
/* Words of a query that reranking compares with the texts. */
#define RERANK_WORDS 48

#endif
