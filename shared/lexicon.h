/*
 * lexicon.h - the acronyms of an index: short forms, and what they stand for.
 *
 * Learned from the texts while they are indexed and kept with the index: a form in here
 * is never stemmed ("cae" would become "ca", which is also "ça"), and where a text said
 * what it stands for - "Coopératives d'Activité et d'Emploi (CAE)" - the long form is
 * known, with the sentence that said so as proof.
 *
 * Stored form, for each acronym, ordered by form: form, long form, proof, each with a NUL
 * behind it.
 */
#ifndef COOP_LEXICON_H
#define COOP_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/buf.h"
#include "shared/error.h"

struct coop_lexicon;

/* An acronym; the strings are borrowed from the lexicon until it changes. */
struct coop_acronym {
	const char *form;      /* folded */
	const char *long_form; /* as it was written; "" when no text told */
	const char *proof;     /* the sentence that told, and where: "path:line: ..." */
};

enum coop_status coop_lexicon_new(struct coop_lexicon **out, struct coop_error *err);
void coop_lexicon_free(struct coop_lexicon *l); /* NULL is fine */

/*
 * Adds an acronym. Of a form that is there already the first long form stays. The strings
 * must not hold NUL bytes; what follows one is not kept.
 */
enum coop_status coop_lexicon_add(struct coop_lexicon *l,
	const struct coop_acronym *acronym, struct coop_error *err);

size_t coop_lexicon_count(const struct coop_lexicon *l);
struct coop_acronym coop_lexicon_at(const struct coop_lexicon *l, size_t i);
/* Finds a folded form; `*out`, which may be NULL, is set only then. */
bool coop_lexicon_find(const struct coop_lexicon *l, const char *form, size_t len,
	struct coop_acronym *out);

enum coop_status coop_lexicon_pack(
	const struct coop_lexicon *l, struct coop_buf *out, struct coop_error *err);
/* Adds the acronyms of a stored form. Damaged bytes are COOP_E_CORRUPT. */
enum coop_status coop_lexicon_unpack(
	struct coop_lexicon *l, const char *data, size_t len, struct coop_error *err);

#endif
