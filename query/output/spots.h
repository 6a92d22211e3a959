/*
 * spots.h - where in the values of a record words of the query were found, and which of them make a
 * passage.
 */
#ifndef COOP_QUERY_OUTPUT_SPOTS_H
#define COOP_QUERY_OUTPUT_SPOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/output/marks.h"
#include "query/output/sentence_bounds.h"

/* The most bytes of a passage, unless a word that was found is longer. */
#define SNIPPET_LENGTH 240

/* A word that was found. */
struct spot {
	size_t value; /* number of the value */
	struct mark mark;
	struct sentence sentence; /* the one around it */
	bool joins; /* no paragraph ends between the spot before it and this one */
};

/* Begin with `= {0}`. They are in the order of values and offsets. */
struct spots {
	struct spot *at;
	size_t count, cap;
};

/* A passage in prospect: spots [first, last] of an array. */
struct prospect {
	size_t first, last;
	uint64_t words; /* bits of the words in it */
	uint64_t score; /* more is better; 0 is none */
	bool whole;     /* its sentences fit */
};

/* Adds the marks of a value, or of the next part of it. */
enum coop_status spots_add(struct spots *s, const struct marks *marks, const char *text,
	size_t len, size_t value, struct coop_error *err);
void spots_release(struct spots *s);

/* The best passage that begins with spot `first`. */
struct prospect spots_prospect(const struct spots *s, size_t first);

/*
 * Finds the two passages without a byte in common that hold the most different words together, the
 * better one first; `pair[1].score` is 0 when there is one alone.
 */
void spots_choose(const struct spots *s, struct prospect pair[2]);

#endif
