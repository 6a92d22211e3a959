/*
 * learn_acronyms.h - recognises acronyms by how the texts write and define them.
 *
 * A word of two to six letters is an acronym when at least half of its occurrences are in
 * capitals or dotted, in sentences that are not all in capitals; or when a text defines
 * it: "Long form (ABC)", where A, B and C begin words of the long form in order. A word
 * may give up to three letters (Société COopérative ...), and stop words may be skipped.
 * Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
 * biomedical text", PSB 2003, has the same idea with fewer rules.
 */
#ifndef COOP_INDEXER_TERMS_LEARN_ACRONYMS_H
#define COOP_INDEXER_TERMS_LEARN_ACRONYMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/core/strmap.h"
#include "shared/text/acronyms.h"
#include "shared/text/analyzer.h"

struct acronym_learner;

/* `forms` are the forms of the analyzer that gives the words; borrowed. */
enum coop_status learn_new(struct acronym_learner **out, const struct coop_strmap *forms,
	struct coop_error *err);
void learn_free(struct acronym_learner *l); /* NULL is fine */

/* Passes on each definition that is met from now on, also of a form that has one. */
struct acronym_taker {
	enum coop_status (*take)(void *data, const struct coop_acronym *definition,
		struct coop_error *err);
	void *data;
};
void learn_tell(struct acronym_learner *l, struct acronym_taker taker);

/*
 * Starts on a text of the record at path:line. The strings are borrowed until the next
 * text.
 */
void learn_text(struct acronym_learner *l, const char *text, size_t len, const char *path,
	size_t line);

/*
 * Takes the next word of the text, which must not be JOINED, under a number that the
 * caller gives its form.
 */
enum coop_status learn_word(struct acronym_learner *l, const struct coop_token_ids *word,
	uint32_t id, struct coop_error *err);

/* Ends the last text, which is no longer borrowed; its last sentence counts only then. */
void learn_end(struct acronym_learner *l);

/*
 * How many occurrences of a form were in capitals or dotted, in the texts that have
 * ended.
 */
uint32_t learn_capitals(const struct acronym_learner *l, uint32_t id);

/* Whether `capitals` of `all` occurrences make a form an acronym. */
bool learn_is_acronym(uint64_t all, uint64_t capitals);

/* The acronyms that the texts defined. */
const struct coop_acronyms *learn_defined(const struct acronym_learner *l);

/* Forgets the counts, so that forms can be numbered afresh; keeps the definitions. */
void learn_forget(struct acronym_learner *l);

/*
 * Adds what was learned to a table of acronyms. `words` has the forms by their numbers,
 * and `all` how often each occurred.
 */
enum coop_status learn_finish(struct acronym_learner *l, const struct coop_strmap *words,
	const uint32_t *all, struct coop_acronyms *acronyms, struct coop_error *err);

#endif
