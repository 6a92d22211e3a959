/*
 * groups.h - folds hits that are notices of one film, or nearly the same text.
 *
 * Two notices are of one film when their titles and years are equal; or, where neither has a year, their
 * titles and directors. Case, accents, punctuation and articles do not matter: "Sortie de l'usine (La)"
 * is "La Sortie de l'usine". Near duplicates are as near_duplicates.h finds them. A hit joins the group
 * of the first hit before it that it is like, so that the best hit stands for its group, and the same
 * hits give the same groups.
 */
#ifndef COOP_QUERY_SEARCH_GROUPS_H
#define COOP_QUERY_SEARCH_GROUPS_H

#include <stddef.h>

#include "query/search/search.h"
#include "shared/core/bytes.h"

/* The hits that are looked at first, and the most. */
#define GROUPS_HITS     200
#define GROUPS_HITS_MAX 10000

/* A group: the hit that stands for it, and the ids of the others, [first, first + others) of `ids`. */
struct group {
	size_t hit;
	size_t first, others;
};

/* Begin with `= {0}`. Groups are in the order of their hits. */
struct groups {
	struct group *at;
	size_t count, cap;
	struct coop_bytes *ids; /* bytes of `text` */
	size_t ids_cap;
	struct coop_buf text;
};

/* Folds all results of the last run of a search. Replaces `out`; `record` is room for one. */
enum coop_status groups_find(struct groups *out, struct search *s,
	struct coop_record *record, struct coop_error *err);
void groups_release(struct groups *g);

/*
 * Appends what is equal of two notices of one film; nothing where that cannot be told. `scratch` is
 * room for a text.
 */
enum coop_status groups_key(const struct coop_record *record, struct coop_buf *out,
	struct coop_buf *scratch, struct coop_error *err);

#endif
