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
	const char *encoding; /* that the user named, or "auto" */
};

/* A type that a converter handles. */
struct work {
	const char *kind;
	bool is_text; /* the file has a character set */
	bool answers; /* `run` sends the answer, and processor time is not limited */
	const char *const *folders; /* of tables that the library reads; NULL: none */
	/*
	 * What has to be done before the process is locked in, such as loading what libraries would open
	 * later; NULL for nothing. After a failure nothing is run.
	 */
	enum conversion_failure (*prepare)(const struct input *input);
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
/* The same for one whose values all have keys of the file (FRAME_KEYED). */
enum conversion_failure worker_keyed(const struct coop_record *notice);
/* Whether the name of a file in the file has one of the suffixes (struct input). */
bool worker_wants(const char *suffixes, const char *name);
/* Tells that the record at a line is left out, and why. */
void worker_left_out(size_t line, enum conversion_failure why);
/* The same with a column, from 1. */
void worker_left_out_at(size_t line, size_t column, enum conversion_failure why);
/* Tells what was found out of a file; a text that is empty or too long is left out. */
void worker_told(enum told what, const char *text);
/* Tells what was mended: how often, and the line of the first. */
void worker_mended(enum conversion_mend what, size_t count, size_t line);
/*
 * Tells how much of the file is done, such as pages, for the progress. Not needed of a file that is read from
 * its beginning to its end while notices are sent: coopidx sees how far that is.
 */
void worker_done(size_t done, size_t of);
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
