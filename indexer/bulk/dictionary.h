/*
 * dictionary.h - what the words of all runs tell together, once all of them are there.
 *
 * Only now is it known which words are acronyms (learn_acronyms.h), hence what the stems are: the
 * postings of a stem are those of its words together, which is why the runs need not hold
 * them. Nothing here grows with the words but the vocabulary.
 */
#ifndef COOP_INDEXER_BULK_DICTIONARY_H
#define COOP_INDEXER_BULK_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/merge.h"
#include "indexer/bulk/sorter.h"
#include "indexer/report/stop.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/text/acronyms.h"

struct dictionary {
	/*
	 * A record for each word that has a stem: the key is the stem, the value where the
	 * word is (dictionary_parts()).
	 */
	struct sorter *stems;
	struct coop_buf wordlist; /* wordlist.h */
};

/*
 * Makes the dictionary of some runs in so many bytes of memory; more is put aside on the file
 * system of `dir`. `acronyms` holds the acronyms whose long forms are known; those that their
 * capitals tell of are added. `stop` is as in inverted.h. To be released even after a failure.
 */
enum coop_status dictionary_make(struct dictionary *d, const struct runs *runs,
	const char *dir, size_t memory, struct coop_acronyms *acronyms,
	const stop_flag *stop, struct coop_error *err);
void dictionary_release(struct dictionary *d);

/* Reads where a word is; `parts` has room for all runs. Returns how many there are. */
size_t dictionary_parts(
	const struct runs *runs, const struct sorter_record *word, struct part *parts);

#endif
