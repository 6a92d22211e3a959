/*
 * dictionary.h - stems, acronyms and the wordlist, computed once all runs are written.
 *
 * Which words are acronyms (learn_acronyms.h), and so what the stems are, depends on the
 * whole input. The postings of a stem are those of its words added up, so the runs need not hold
 * them. Memory does not grow with the number of words, but for the wordlist.
 */
#ifndef COOP_INDEXER_BULK_DICTIONARY_H
#define COOP_INDEXER_BULK_DICTIONARY_H

#include <stddef.h>

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
 * files in `dir`. `learned` holds the acronyms that texts define; those recognised by
 * their capitals are added. `acronyms` are those to be used, which may be the same table.
 * `stop` is as in inverted.h. Call dictionary_release() even after a failure.
 */
enum coop_status dictionary_make(struct dictionary *d, const struct runs *runs,
	const char *dir, size_t memory, const struct coop_acronyms *acronyms,
	struct coop_acronyms *learned, const stop_flag *stop, struct coop_error *err);
/* Only adds the acronyms recognised by their capitals to `learned`. */
enum coop_status dictionary_learn(const struct runs *runs, struct coop_acronyms *learned,
	const stop_flag *stop, struct coop_error *err);
void dictionary_release(struct dictionary *d);

/*
 * Reads the runs that hold a word into `parts`, which has room for all runs. Returns their
 * number.
 */
size_t dictionary_parts(const struct runs *runs, const struct sorter_record *word,
	struct run_part *parts);

#endif
