/*
 * acronyms.h - the acronyms of an index: short forms, and what they stand for.
 *
 * They are learned from the texts during indexing and stored with the index. A form in
 * this table is never stemmed ("cae" would become "ca", which is also "ça"). Where a
 * text defines it - "Coopératives d'Activité et d'Emploi (CAE)" - the long form is
 * stored too, with the sentence as proof.
 *
 * A table is in one of two states. While it is made, entries lie in memory and can be
 * added; once packed, it is opened from its stored form and searched there in place, so
 * that opening takes constant time however many acronyms there are.
 *
 * Stored form; all numbers are 4 bytes, little-endian:
 *   number of acronyms n; number m of those with stems
 *   n offsets of string pairs, ordered by form
 *   m offsets of string pairs, ordered by stems (of equal stems the first form only)
 *   the string pairs: form NUL stems NUL
 * What no query needs is stored apart (the "proofs"):
 *   n offsets of string pairs, in the same order
 *   the string pairs: long form NUL proof NUL
 */
#ifndef COOP_TEXT_ACRONYMS_H
#define COOP_TEXT_ACRONYMS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Long forms with more content words are not stemmed, so queries never find them. */
#define COOP_ACRONYMS_WORDS 8

struct coop_acronyms;

/* An acronym; the strings are borrowed from its table until that changes. */
struct coop_acronym {
	const char *form;      /* folded */
	const char *long_form; /* as it was written; "" when no text defines it */
	const char *proof;     /* the defining sentence: "path:line: ..." */
	/*
	 * The stems of the long form's content words, separated by blanks; "" when it
	 * has fewer than two or more than COOP_ACRONYMS_WORDS, or was not stemmed yet.
	 */
	const char *stems;
};

enum coop_status coop_acronyms_new(struct coop_acronyms **out, struct coop_error *err);
void coop_acronyms_free(struct coop_acronyms *a); /* NULL is fine */

/*
 * Adds an acronym to a table that is being made; its stems are ignored. When the form
 * is already there, the first long form stays. Strings end at their first NUL.
 */
enum coop_status coop_acronyms_add(struct coop_acronyms *a,
	const struct coop_acronym *acronym, struct coop_error *err);
/*
 * Adds the acronyms of an opened table, with their stems, to one that is being made. Where both have a
 * long form, the one that is there stays.
 */
enum coop_status coop_acronyms_merge(struct coop_acronyms *a,
	const struct coop_acronyms *from, struct coop_error *err);
/* Sets the stems of acronym `i` of a table that is being made. */
enum coop_status coop_acronyms_set_stems(
	struct coop_acronyms *a, size_t i, const char *stems, struct coop_error *err);

/* Whether a table was opened from its stored form, and so has the stems. */
bool coop_acronyms_is_opened(const struct coop_acronyms *a);

size_t coop_acronyms_count(const struct coop_acronyms *a);
struct coop_acronym coop_acronyms_at(const struct coop_acronyms *a, size_t i);
/* Finds a folded form. `out` may be NULL; `*out` is set only when the form is found. */
bool coop_acronyms_find(const struct coop_acronyms *a, const char *form, size_t len,
	struct coop_acronym *out);
/*
 * Finds the acronym whose long form has these stems, in an opened table; only its form
 * and its stems are set.
 */
bool coop_acronyms_find_stems(const struct coop_acronyms *a, const char *stems,
	size_t len, struct coop_acronym *out);

/*
 * Appends the stored form of a table, and its proofs to a buffer of their own. An opened table gives
 * the bytes that it was opened from.
 */
enum coop_status coop_acronyms_pack(const struct coop_acronyms *a, struct coop_buf *out,
	struct coop_buf *proofs, struct coop_error *err);
/*
 * Opens a stored form and takes over its memory, even on failure. No bytes at all are
 * an empty table. COOP_E_CORRUPT when the numbers are impossible; other damage gives
 * other acronyms, but never a read outside the buffer. Long forms and proofs are ""
 * until the proofs are added.
 */
enum coop_status coop_acronyms_open(
	struct coop_buf *packed, struct coop_acronyms **out, struct coop_error *err);
/* Adds the proofs to an opened table; ownership and failure as above. */
enum coop_status coop_acronyms_open_proofs(
	struct coop_acronyms *a, struct coop_buf *proofs, struct coop_error *err);

#endif
