/*
 * learn_acronyms.h - which words are acronyms, told by how the texts write them.
 *
 * A word of two to six letters is one when at least half of its occurrences are written
 * with dots or in capitals (in sentences that are not all capitals), or when a text says
 * what it stands for: "Forme longue (ABC)", where A, B and C begin words of the long form
 * in their order; a word may give up to three letters (Societe COoperative ...), and stop
 * words may be passed over (Schwartz and Hearst, "A simple algorithm for identifying
 * abbreviation definitions in biomedical text", PSB 2003, is the same idea with fewer
 * rules).
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

/* The words' forms are numbered by `forms`, an analyzer's; borrowed. */
enum coop_status learn_new(struct acronym_learner **out, const struct coop_strmap *forms,
	struct coop_error *err);
void learn_free(struct acronym_learner *l); /* NULL is fine */

/*
 * Starts on a text of the record at path:line. The strings are borrowed until the next
 * one.
 */
void learn_text(struct acronym_learner *l, const char *text, size_t len, const char *path,
	size_t line);

/* Takes the next word of the text, which is no JOINED one, under a number of the caller's. */
enum coop_status learn_word(struct acronym_learner *l, const struct coop_token_ids *word,
	uint32_t id, struct coop_error *err);

/* Ends the last text, so that all of it counts; it is no longer borrowed. */
void learn_end(struct acronym_learner *l);

/* How many of the occurrences of a form told of an acronym, in the texts that are ended. */
uint32_t learn_capitals(const struct acronym_learner *l, uint32_t id);

/* Whether a form is an acronym that `capitals` of its `all` occurrences tell of. */
bool learn_is_acronym(uint64_t all, uint64_t capitals);

/* The acronyms whose long forms the texts told. */
const struct coop_acronyms *learn_defined(const struct acronym_learner *l);

/* Forgets the forms, whose numbers then begin anew; not the long forms. */
void learn_forget(struct acronym_learner *l);

/*
 * Adds what was learned to a table of acronyms; by their numbers, `words` gives the forms and `all` how
 * often each was met.
 */
enum coop_status learn_finish(struct acronym_learner *l, const struct coop_strmap *words,
	const uint32_t *all, struct coop_acronyms *acronyms, struct coop_error *err);

#endif
