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
#include "shared/buf.h"
#include "shared/error.h"
#include "shared/lexicon.h"

/* Stands for "none" where a number is expected. */
#define DICTIONARY_NONE UINT32_MAX

/* A term in `texts`. */
struct dictionary_text {
	uint32_t off;
	uint32_t len;
};

struct dictionary {
	struct coop_buf texts;
	struct dictionary_text *terms; /* words and accented forms, in order */
	uint32_t *stem_of;             /* by number of the term */
	size_t nterms, terms_cap, stems_of_cap;
	struct dictionary_text *stems; /* with their Z, in order */
	uint32_t *members;             /* the words by stem, in order */
	uint32_t *first_member;        /* by stem: its first one; one more behind the last */
	size_t nstems, nmembers;
	uint32_t before_ids;   /* terms that come before the ids ... */
	uint32_t before_stems; /* ... and before the stems */
	uint32_t **numbers[2]; /* by kind and run: from local number to number of the term */
	size_t nruns;
	struct coop_buf vocabulary; /* vocab.h */
};

/*
 * Makes the dictionary of some runs. `lexicon` holds the acronyms whose long forms are known;
 * those that their capitals tell of are added. To be released even after a failure.
 */
enum coop_status dictionary_make(struct dictionary *d, const struct runs *runs,
	struct coop_lexicon *lexicon, struct coop_error *err);
void dictionary_release(struct dictionary *d);

static inline uint32_t dictionary_rank(const struct dictionary *d, uint32_t term)
{
	return term < d->before_stems ? term : term + (uint32_t)d->nstems;
}

static inline uint32_t dictionary_stem_rank(const struct dictionary *d, uint32_t stem)
{
	return d->before_stems + stem;
}

/* The term of a rank. */
static inline const char *dictionary_at(
	const struct dictionary *d, uint32_t rank, size_t *len)
{
	const struct dictionary_text *t =
		rank < d->before_stems ? &d->terms[rank]
		: rank < d->before_stems + d->nstems
			? &d->stems[rank - d->before_stems]
			: &d->terms[rank - d->nstems];
	*len = t->len;
	return d->texts.s + t->off;
}

#endif
