/*
 * worker.h - the life of a converting program: limits, one file, an answer.
 *
 * Its arguments are the kind of file (filetype.h), the seconds of the processor that it may
 * take, the number of the character set that the user named, and the suffixes of the files
 * that coopidx reads, with blanks between, for archives. For the kind FRAME_PROBE it reads
 * nothing, and answers only what locks it in.
 */
#ifndef COOP_INDEXER_CONVERT_WORKER_H
#define COOP_INDEXER_CONVERT_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/doc.h"
#include "indexer/decode/frame.h"
#include "indexer/decode/source.h"

/* What there is to work on, besides the file that is standard input. */
struct input {
	struct source
		*source; /* the file as UTF-8 or Windows-1252; NULL unless it is_text */
	const char *suffixes; /* of the files that coopidx reads */
};

/* What a program can convert. */
struct work {
	const char *kind;
	bool is_text;     /* the file is in a character set */
	bool is_archive;  /* `run` answers itself, and the processor is not counted */
	bool reads_files; /* the library brings tables that it reads */
	enum problem (*run)(struct doc *doc, const struct input *input);
};

/* Does the one that the arguments ask for; `table` ends with a row without a kind. */
int worker_main(const struct work *table, int argc, char **argv);

/* Writes a frame. Does not come back when nobody reads it. */
void worker_answer(enum frame_tag tag, const char *s, size_t n);
void worker_problem(enum problem problem);

/*
 * The first bytes of the file, whatever was read of it: `*n` of them, less than `room` only where
 * it has no more. PROBLEM_UNREADABLE when the system fails.
 */
enum problem worker_start(char *to, size_t room, size_t *n);

/* Fills `out` with the bytes of a source; PROBLEM_TOO_LARGE above `max`. */
enum problem worker_read_all(struct source *source, size_t max, struct coop_buf *out);

#endif
