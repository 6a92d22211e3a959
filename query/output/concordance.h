/*
 * concordance.h - occurrences of words in their contexts, a line each (KWIC: Luhn, "Keyword-in-context
 * index for technical literature", American Documentation 11, 1960).
 *
 * For people the words stand below each other, with `context` cells (shared/core/cells.h) on both sides and the
 * notice behind, and of subtitles the time. TSV has the columns id, path, line, field, offset, left, keyword, right, and JSON keys
 * of these names, and "time" of subtitles; their contexts have as many cells. Left, keyword and right are what stands there side
 * by side, in one line: each run of blanks is one blank.
 */
#ifndef COOP_QUERY_OUTPUT_CONCORDANCE_H
#define COOP_QUERY_OUTPUT_CONCORDANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "query/output/occurrence.h"
#include "query/output/output.h"
#include "shared/core/bytes.h"

/* The cells of a context where neither the user nor the width of lines tells, and the most. */
enum { CONCORDANCE_CONTEXT = 40, CONCORDANCE_CONTEXT_MAX = 1000 };

/* How lines are laid out. */
struct concordance {
	const struct output *out; /* OUTPUT_TEXT, OUTPUT_TSV or OUTPUT_JSONL */
	size_t context;           /* cells on each side */
	size_t keyword; /* for people: cells for a word beyond its right context */
	size_t place;   /* for people: the most cells of the id and line; 0: no limit */
};

/*
 * Sets the layout. `context` is what the user asks for; with 0 it is what the width of a line leaves
 * for people, and CONCORDANCE_CONTEXT for programs.
 */
void concordance_init(struct concordance *c, const struct output *out, size_t context);

/* A line. Begin with `= {0}`; of its own, so that lines can be kept and sorted. */
struct concordance_line {
	struct coop_buf
		text; /* id, path, name of the field, left, keyword and right, one after another */
	size_t id_len, path_len, field_len, left_len, keyword_len, right_len;
	size_t line;   /* of the file, where the notice begins */
	size_t offset; /* of the keyword in the field, in bytes, as --jsonl prints it */
	bool timed;    /* of subtitles: when it is said */
	uint32_t seconds;
};

/* A value of a record that has occurrences. */
struct concordance_source {
	const struct coop_record *record;
	const char *path; /* of the record, as it is printed */
	struct coop_value value;
	size_t number; /* of the value in the record */
	size_t before; /* bytes of its field that JSON has before it */
};

/* Value `i` of a record; strings are borrowed. */
struct concordance_source concordance_source_of(
	const struct coop_record *record, size_t i, const char *path);

/* Makes the line of an occurrence, with so many cells on each side; replaces what the line held. */
enum coop_status concordance_line_make(struct concordance_line *line, size_t context,
	const struct concordance_source *source, const struct occurrence *o,
	struct coop_error *err);

/* The parts of a line: borrowed from it. Of hostile notices they may hold anything that is UTF-8. */
struct concordance_parts {
	struct coop_bytes id, path, field, left, keyword, right;
};
struct concordance_parts concordance_parts(const struct concordance_line *line);

enum coop_status concordance_print(const struct concordance *c,
	const struct concordance_line *line, struct coop_error *err);

/*
 * Appends a key by whose bytes occurrences sort: by the words after one, or `before` it by those before,
 * the nearest first; folded (fold.h).
 */
void concordance_key(const char *text, size_t len, const struct occurrence *o,
	bool before, struct coop_buf *out);

#endif
