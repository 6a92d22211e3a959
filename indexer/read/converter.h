/*
 * converter.h - a file read by another program, which may fail, hang or lie.
 *
 * The program gets the file as its standard input and nothing else, limits itself before it
 * looks at it (convert/sandbox.h), and answers with frames (frame.h). It is killed when it
 * takes too long.
 */
#ifndef COOP_INDEXER_READ_CONVERTER_H
#define COOP_INDEXER_READ_CONVERTER_H

#include <stddef.h>

#include "indexer/decode/charset.h"
#include "indexer/decode/filetype.h"
#include "indexer/decode/frame.h"
#include "indexer/report/stop.h"
#include "shared/core/error.h"

/* How long a file may take, in seconds, when nothing is said. */
#define CONVERTER_SECONDS 60

struct converter;

/* A frame as it came; `s` is borrowed until the next call, and followed by a NUL. */
struct frame {
	enum frame_tag tag;
	const char *s;
	size_t len;
};

struct converter_options {
	int charset;    /* enum charset */
	size_t seconds; /* for the file, or each member of it; 0: CONVERTER_SECONDS */
	const char
		*suffixes; /* of the members of an archive to be given, blanks between */
	const stop_flag *stop;
};

/*
 * Starts to convert a file. Failures here and below are COOP_E_INPUT for what is wrong with the
 * file, COOP_E_IO for a failure of the machine (failure.h): the file cannot be read or changes
 * meanwhile, or the program cannot be started for want of memory or descriptors.
 */
enum coop_status converter_open(const struct filetype *kind, const char *file,
	const struct converter_options *options, struct converter **out,
	struct coop_error *err);
void converter_close(struct converter *c); /* NULL is fine; ends the program */

/* The size of the file in bytes. */
size_t converter_size(const struct converter *c);

/* What locks the program in, a set of enum guard; 0 before the first frame came. */
unsigned converter_guards(const struct converter *c);

/*
 * Starts a program to be told only what locks it in on this machine; COOP_E_INPUT when it does
 * not start, or does not get as far as that.
 */
enum coop_status converter_probe(
	const char *program, unsigned *guards, struct coop_error *err);

/*
 * Waits for the next frame but FRAME_GUARDS. After FRAME_END, which only comes when the file is as
 * it was, there is none.
 */
enum coop_status converter_next(
	struct converter *c, struct frame *frame, struct coop_error *err);

/* Says what a FRAME_PROBLEM means; COOP_E_INPUT, or COOP_E_IO where reading failed. */
enum coop_status converter_fail(const struct frame *problem, struct coop_error *err);

#endif
