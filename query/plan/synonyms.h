/*
 * synonyms.h - a file of words that mean the same, which the user gives.
 *
 * A line is a group: words and phrases between commas or semicolons, each of which also finds the others.
 *
 *   scop, société coopérative et participative, coopérative de travail
 *   ciné => cinéma, film
 *
 * Behind "=>" stands what those before it also find, and not the other way round, as Solr and
 * Elasticsearch have it (but here a word always finds itself). What follows a # is a comment. The text is
 * UTF-8, with or without a byte order mark, or else Windows-1252. Members are compared by their stems, so
 * that number, gender, case, accents, quotes and stop words are of no account.
 *
 * The file is hostile: its size, groups and phrases have limits, beyond which it is refused.
 */
#ifndef COOP_QUERY_PLAN_SYNONYMS_H
#define COOP_QUERY_PLAN_SYNONYMS_H

#include <stddef.h>

#include "shared/core/bytes.h"
#include "shared/core/error.h"
#include "shared/text/analyzer.h"

/* The most bytes of a file, members of a group, and content words of a member. */
enum {
	SYNONYMS_BYTES = 4 << 20,
	SYNONYMS_GROUP = 64,
	SYNONYMS_WORDS = COOP_ACRONYMS_WORDS
};

/* Does not change once it is read: threads may share it. */
struct synonyms;

/* A word or phrase; both are borrowed from the synonyms. */
struct synonym {
	struct coop_bytes stems; /* of its content words, with blanks between */
	struct coop_bytes text;  /* as it is written, in UTF-8 */
};

/*
 * Reads a file, with the analyzer of the index that is asked. COOP_E_IO: it cannot be read. COOP_E_INPUT,
 * with the place in the message: a line that is no group.
 */
enum coop_status synonyms_read(const char *path, struct coop_analyzer *analyzer,
	struct synonyms **out, struct coop_error *err);
/* The same from memory; messages call it `path`. */
enum coop_status synonyms_parse(const char *path, const char *text, size_t len,
	struct coop_analyzer *analyzer, struct synonyms **out, struct coop_error *err);
void synonyms_free(struct synonyms *s); /* NULL is fine */

/* Takes a synonym; `user` is the caller's. */
typedef enum coop_status synonyms_take(
	void *user, const struct synonym *synonym, struct coop_error *err);

/*
 * Gives what the word or phrase with these stems (blanks between) also finds: the other members of its
 * groups in their order, in a group each once. Nothing where it is in no group, or `s` is NULL.
 */
enum coop_status synonyms_find(const struct synonyms *s, const char *stems, size_t len,
	synonyms_take *take, void *user, struct coop_error *err);

#endif
