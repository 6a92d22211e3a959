/*
 * dictionary.h - all terms of the index to be, in order, once all runs are there.
 *
 * Made in one pass over the terms of the runs. Only now is it known which words are acronyms
 * (learn.h), hence what the stems are: the postings of a stem are those of its words together,
 * which is why the runs need not hold them.
 *
 * A term's rank is its place among all terms but the ids: digits come first, then the
 * accented forms, the stems, and the words.
 */
#ifndef COOP_BUILD_DICTIONARY_H
#define COOP_BUILD_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/build/merge.h"
#include "indexer/stop.h"
#include "shared/buf.h"
#include "shared/error.h"
#include "shared/lexicon.h"

/* Stands for "none" where a number is expected. */
#define DICTIONARY_NONE UINT32_MAX

struct dictionary_term {
	uint32_t off, len; /* in `texts` */
	uint32_t stem;     /* of a word: the rank of its stem, or DICTIONARY_NONE */
	uint32_t runs;     /* the bits dictionary_run_bit() of the runs that hold it */
};

struct dictionary {
	struct coop_buf texts;
	struct dictionary_term *terms; /* by rank */
	size_t nterms, terms_cap;
	uint32_t before_ids;    /* terms that come before the ids ... */
	uint32_t before_stems;  /* ... and before the stems */
	uint32_t nstems;        /* which are there side by side */
	uint32_t *members;      /* the ranks of the words, by stem */
	uint32_t *first_member; /* by stem: its first one; one more behind the last */
	size_t nmembers;
	uint32_t **ranks[2]; /* by kind, run and number in the run */
	size_t nruns;
	struct coop_buf vocabulary; /* vocab.h */
};

/*
 * Makes the dictionary of some runs. `lexicon` holds the acronyms whose long forms are known;
 * those that their capitals tell of are added. `stop` is as in inverted.h. To be released even
 * after a failure.
 */
enum coop_status dictionary_make(struct dictionary *d, const struct runs *runs,
	struct coop_lexicon *lexicon, const stop_flag *stop, struct coop_error *err);
void dictionary_release(struct dictionary *d);
/* Lets the ranks go, which only the documents' lists need. */
void dictionary_forget_ranks(struct dictionary *d);

/*
 * A bit that runs share when there are more than 32: where a term lacks it, the run does not
 * hold the term. Most terms are in one run or two, and looking them up in hundreds takes long.
 */
static inline uint32_t dictionary_run_bit(size_t run)
{
	return UINT32_C(1) << run % 32;
}

/* The term of a rank. */
static inline const char *dictionary_at(
	const struct dictionary *d, uint32_t rank, size_t *len)
{
	*len = d->terms[rank].len;
	return d->texts.s + d->terms[rank].off;
}

#endif
