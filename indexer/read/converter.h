/*
 * converter.h - a file parsed by another program, which may crash, hang or lie.
 *
 * The program gets the file as its standard input and nothing else, locks itself in before it
 * parses (convert/sandbox.h), and answers with frames (frame.h). It is killed when it takes too
 * long.
 */
#ifndef COOP_INDEXER_READ_CONVERTER_H
#define COOP_INDEXER_READ_CONVERTER_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/filetype.h"
#include "indexer/decode/frame.h"
#include "indexer/report/progress.h"
#include "indexer/report/stop.h"
#include "shared/core/error.h"

/* The time limit for a file in seconds, unless the user gives another. */
#define CONVERTER_SECONDS 60

struct converter;

/* A received frame; `s` is borrowed until the next call, and followed by a NUL. */
struct frame {
	enum frame_tag tag;
	const char *s;
	size_t len;
};

struct converter_options {
	const char *encoding; /* a name of a set (source_open()); NULL: detected */
	size_t seconds; /* for the file, or each member of it; 0: CONVERTER_SECONDS */
	const char *
		suffixes; /* of the files of an archive that are wanted, blanks between */
	struct progress *progress; /* NULL, or told how much of the file is read */
	bool reads_later; /* converting is half of that: what comes of it is a table to be read */
	const stop_flag *stop;
};

/*
 * Starts to convert a file. Here and below, COOP_E_INPUT means that the file is at fault, COOP_E_IO
 * that the machine is (failure.h): the file cannot be read or changes meanwhile, or there are not
 * enough memory or descriptors to start the program.
 */
enum coop_status converter_open(const struct filetype *kind, const char *file,
	const struct converter_options *options, struct converter **out,
	struct coop_error *err);
void converter_close(struct converter *c); /* NULL is fine; ends the program */

/* The size of the file in bytes. */
size_t converter_size(const struct converter *c);

/* What locks the program in, a set of enum guard; 0 before the first frame. */
unsigned converter_guards(const struct converter *c);

/*
 * Starts a program only to learn what locks it in on this machine; COOP_E_INPUT when it does not
 * start, or fails before it can tell.
 */
enum coop_status converter_probe(
	const char *program, unsigned *guards, struct coop_error *err);

/*
 * Waits for the next frame. FRAME_GUARDS is never given; FRAME_END is the last one, and comes only
 * when the file has not changed meanwhile.
 */
enum coop_status converter_next(
	struct converter *c, struct frame *frame, struct coop_error *err);

/* Sets the message for a FRAME_REMARK; false when it makes no sense. */
bool converter_remark(const struct frame *remark, struct coop_error *problem);

/* Fails with the message for a FRAME_FAILURE; COOP_E_INPUT, or COOP_E_IO when reading failed. */
enum coop_status converter_fail(const struct frame *failure, struct coop_error *err);

#endif
