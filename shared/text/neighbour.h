/*
 * neighbour.h - what stands right before and after a word, for rules that depend on it.
 *
 * All functions look a bounded number of bytes, so that tokenizing stays linear.
 */
#ifndef COOP_TEXT_NEIGHBOUR_H
#define COOP_TEXT_NEIGHBOUR_H

#include <stdbool.h>
#include <stddef.h>

/* The folded letters that are kept of a word. */
#define COOP_NEIGHBOUR_MAX 16

struct coop_neighbour {
	char s[COOP_NEIGHBOUR_MAX + 1]; /* the first folded letters, and a NUL */
	size_t len;                     /* bytes of `s` */
	size_t off, end;                /* in the text, as far as it was read */
	bool upper, small; /* begins with a capital; a letter that was read is small */
};

/* The length of the blank at `at`, a no-break one included; 0 when there is none. */
size_t coop_blank_len(const char *text, size_t len, size_t at);

/* Reads the letters and digits at `at`; false when there are none. */
bool coop_neighbour_at(
	const char *text, size_t len, size_t at, struct coop_neighbour *out);

/* Reads the word that begins one blank after `at`; false when there is none. */
bool coop_neighbour_after(
	const char *text, size_t len, size_t at, struct coop_neighbour *out);

/*
 * Reads the word that ends one blank before `at`; false when there is none. Of one that is longer than
 * COOP_NEIGHBOUR_MAX letters, reads the last ones.
 */
bool coop_neighbour_before(const char *text, size_t at, struct coop_neighbour *out);

/* The same of the word that ends right at `end`. */
bool coop_neighbour_ending(const char *text, size_t end, struct coop_neighbour *out);

/* Whether a digit begins right at `at` or one blank after it. */
bool coop_figure_after(const char *text, size_t len, size_t at);

/* Whether a digit ends one blank before `at`. */
bool coop_figure_before(const char *text, size_t at);

/* Where the blank begins that ends at `at`; `at` when there is none. */
size_t coop_blank_before(const char *text, size_t at);

#endif
