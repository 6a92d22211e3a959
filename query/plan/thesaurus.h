/*
 * thesaurus.h - a thesaurus in the format of MyThes, as the Debian package mythes-fr has one.
 *
 * FILE.idx lists the headwords: a line of the encoding, one of their number, then "word|offset" for
 * each, where the offset is that of the word's entry in FILE.dat. An entry is a line "word|n" and n lines
 * "(part of speech)|member|member". Both are UTF-8. Nothing of them is trusted: an offset outside, or
 * where no entry of the word begins, finds nothing.
 */
#ifndef COOP_QUERY_PLAN_THESAURUS_H
#define COOP_QUERY_PLAN_THESAURUS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"
#include "shared/text/analyzer.h"

/* Where Debian has it. */
#define THESAURUS_DEFAULT "/usr/share/mythes/th_fr_FR_v2.dat"

struct thesaurus;

/*
 * Maps a thesaurus, of which `path` names the .dat file; NULL: the default one, and `*out` is NULL where
 * that is not there. COOP_E_IO: it cannot be read, or is not there. COOP_E_ARG: the name is no .dat.
 */
enum coop_status thesaurus_open(
	const char *path, struct thesaurus **out, struct coop_error *err);
void thesaurus_close(struct thesaurus *t); /* NULL is fine */

/* A word that is looked up: folded, and its stem. */
struct thesaurus_word {
	const char *form, *stem;
	size_t form_len, stem_len;
};

/* Takes a member of the entry of word `word`; `user` is the caller's. */
typedef enum coop_status thesaurus_take(
	void *user, size_t word, const char *member, size_t len, struct coop_error *err);

/* The most words that are looked up at once. */
#define THESAURUS_WORDS 64

/*
 * Looks up words, at most THESAURUS_WORDS, whatever their number, gender, case and accents: gives the
 * members of the headwords with the same stem to `take`, as they are written there. Linear in FILE.idx,
 * some 300 us.
 */
enum coop_status thesaurus_find(const struct thesaurus *t, struct coop_analyzer *analyzer,
	const struct thesaurus_word *words, size_t count, thesaurus_take *take,
	void *user, struct coop_error *err);

#endif
