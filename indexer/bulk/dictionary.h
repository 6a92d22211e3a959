/*
 * dictionary.h - what is known about the words once all runs are there.
 *
 * Only then it is known which words are acronyms (learn_acronyms.h), hence what the stems
 * are. The postings of a stem are those of its words added up, so the runs need not hold
 * them. Memory does not grow with the number of words, but for the word list.
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
	 * A record for each word that has a stem: the key is the stem, the value where
	 * the word is (dictionary_parts()).
	 */
	struct sorter *stems;
	struct coop_buf wordlist; /* wordlist.h */
};

/*
 * Makes the dictionary of runs within `memory` bytes; what exceeds them goes to temporary
 * files in `dir`. `acronyms` holds the acronyms that texts define; those recognised by
 * their capitals are added. `stop` is as in inverted.h. Call dictionary_release() even
 * after a failure.
 */
enum coop_status dictionary_make(struct dictionary *d, const struct runs *runs,
	const char *dir, size_t memory, struct coop_acronyms *acronyms,
	const stop_flag *stop, struct coop_error *err);
void dictionary_release(struct dictionary *d);

/*
 * Reads in which runs a word is; `parts` has room for all runs. Returns how many there
 * are.
 */
size_t dictionary_parts(const struct runs *runs, const struct sorter_record *word,
	struct run_part *parts);

#endif
