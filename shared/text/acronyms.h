/*
 * acronyms.h - the acronyms of an index: short forms, and what they stand for.
 *
 * Learned from the texts while they are indexed and kept with the index: a form in here
 * is never stemmed ("cae" would become "ca", which is also "ça"), and where a text said
 * what it stands for - "Coopératives d'Activité et d'Emploi (CAE)" - the long form is
 * known, with the sentence that said so as proof.
 *
 * A table of acronyms is either being made, and then lies in tables, or was opened from its stored
 * form, and then is looked up there: opening costs nothing, however many there are.
 *
 * Stored form; a number is of four bytes, the lowest first: the number of acronyms and that
 * of those with stems; for each acronym, ordered by form, the offset of its strings; the same
 * for those with stems, ordered by stems, the first form of equal ones; then the strings of
 * each: form and stems, both with a NUL behind it. What no query needs is apart: for each
 * acronym, in the same order, the offset of its strings; these are long form and proof.
 */
#ifndef COOP_TEXT_ACRONYMS_H
#define COOP_TEXT_ACRONYMS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* A long form with more content words is not looked for. */
#define COOP_ACRONYMS_WORDS 8

struct coop_acronyms;

/* An acronym; the strings are borrowed from the acronyms until it changes. */
struct coop_acronym {
	const char *form;      /* folded */
	const char *long_form; /* as it was written; "" when no text told */
	const char *proof;     /* the sentence that told, and where: "path:line: ..." */
	/*
	 * Those of the long form's content words, blanks between; "" when it has less than two
	 * or more than COOP_ACRONYMS_WORDS, or was not stemmed yet.
	 */
	const char *stems;
};

enum coop_status coop_acronyms_new(struct coop_acronyms **out, struct coop_error *err);
void coop_acronyms_free(struct coop_acronyms *l); /* NULL is fine */

/*
 * Adds an acronym to a table of acronyms that is being made; its stems are not taken. Of a form that is
 * there already the first long form stays. The strings must not hold NUL bytes; what follows
 * one is not kept.
 */
enum coop_status coop_acronyms_add(struct coop_acronyms *l,
	const struct coop_acronym *acronym, struct coop_error *err);
/* Sets the stems of acronym `i` of a table of acronyms that is being made. */
enum coop_status coop_acronyms_set_stems(
	struct coop_acronyms *l, size_t i, const char *stems, struct coop_error *err);

size_t coop_acronyms_count(const struct coop_acronyms *l);
struct coop_acronym coop_acronyms_at(const struct coop_acronyms *l, size_t i);
/* Finds a folded form; `*out`, which may be NULL, is set only then. */
bool coop_acronyms_find(const struct coop_acronyms *l, const char *form, size_t len,
	struct coop_acronym *out);
/*
 * Finds the acronym whose long form has these stems, in a table of acronyms that was opened; only its
 * form and its stems are told.
 */
bool coop_acronyms_find_stems(const struct coop_acronyms *l, const char *stems,
	size_t len, struct coop_acronym *out);

/* Appends the stored form of a table of acronyms that was being made, and its proofs apart. */
enum coop_status coop_acronyms_pack(const struct coop_acronyms *l, struct coop_buf *out,
	struct coop_buf *proofs, struct coop_error *err);
/*
 * Opens a stored form; its memory is taken over, even by a failure. No bytes at all are an
 * empty acronyms. COOP_E_CORRUPT when its numbers cannot be; other damage gives other
 * acronyms, and never reads outside. Long forms and proofs are "" until they were added.
 */
enum coop_status coop_acronyms_open(
	struct coop_buf *packed, struct coop_acronyms **out, struct coop_error *err);
/* Adds the proofs to a table of acronyms that was opened; in the same way. */
enum coop_status coop_acronyms_open_proofs(
	struct coop_acronyms *l, struct coop_buf *proofs, struct coop_error *err);

#endif
