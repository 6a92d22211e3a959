/*
 * worker.h - the main program of a converter: restrict the process, convert one file,
 * answer.
 *
 * Arguments: the type of the file (filetype.h), the seconds of processor time it may
 * take, the number of the character set that the user named, and for archives the
 * suffixes of the files that coopidx reads, separated by blanks. For the type FRAME_PROBE
 * it reads nothing, and answers which restrictions hold.
 */
#ifndef COOP_INDEXER_CONVERT_WORKER_H
#define COOP_INDEXER_CONVERT_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/doc.h"
#include "indexer/decode/frame.h"
#include "indexer/decode/source.h"

/* The input, besides the file itself on standard input. */
struct input {
	struct source
		*source;      /* the file as UTF-8 or Windows-1252; NULL unless is_text */
	const char *suffixes; /* of the files that coopidx reads */
};

/* A type that a converter handles. */
struct work {
	const char *kind;
	bool is_text;     /* the file has a character set */
	bool answers;     /* `run` sends the answer, and processor time is not limited */
	bool reads_files; /* the library reads tables of its own */
	enum conversion_failure (*run)(struct doc *doc, const struct input *input);
};

/*
 * Converts as the arguments say; `table` ends with a row without a kind. Returns an exit
 * code.
 */
int worker_main(const struct work *table, int argc, char **argv);

/* Writes a frame (frame.h). Exits when nobody reads it. */
void worker_answer(enum frame_tag tag, const char *s, size_t n);
/*
 * Sends one notice of many; its `line` is where it begins, or its number, from 1. One that is too large
 * is told as left out; CONVERSION_MEMORY when it could not be made in full.
 */
enum conversion_failure worker_notice(const struct coop_record *notice);
/* Whether the name of a file in the file has one of the suffixes (struct input). */
bool worker_wants(const char *suffixes, const char *name);
/* Tells that the record at a line is left out, and why. */
void worker_left_out(size_t line, enum conversion_failure why);
void worker_failure(enum conversion_failure failure);

/*
 * Reads the first bytes of the file, whatever has been read of it: `*n` of them, fewer
 * than `room` only if the file is shorter. CONVERSION_UNREADABLE when the system fails.
 */
enum conversion_failure worker_start(char *to, size_t room, size_t *n);
/* The same from a place on; `*n` is 0 at the end of the file alone. */
enum conversion_failure worker_read_at(size_t at, char *to, size_t room, size_t *n);

/* Reads a source to the end; CONVERSION_TOO_LARGE above `max` bytes. */
enum conversion_failure worker_read_all(
	struct source *source, size_t max, struct coop_buf *out);

#endif
