/*
 * frame.h - what a converting program tells coopidx through a pipe.
 *
 * A frame is a tag of one byte, the length of what follows in four bytes, the highest first,
 * and that many bytes. FRAME_GUARDS comes first, before the program looks at the file; then a
 * document is one FRAME_RECORD, an archive is members; FRAME_END comes last, so that what was
 * cut is known. The reader of the pipe believes nothing: the
 * program may be in the hands of the file that it reads.
 */
#ifndef COOP_INDEXER_DECODE_FRAME_H
#define COOP_INDEXER_DECODE_FRAME_H

#include <stdbool.h>

enum { FRAME_HEADER = 5 /* bytes */ };

/* The kind of file (filetype.h) that asks for FRAME_GUARDS and FRAME_END alone. */
#define FRAME_PROBE "probe"

enum frame_tag {
	FRAME_GUARDS = 'G', /* one byte, a set of enum guard: what locks the program in */
	FRAME_RECORD =
		'R', /* a packed record (record.h): what the document says of itself,
			      * and its text as COOP_F_BODY */
	FRAME_MEMBER = 'M', /* the name of a member of an archive */
	FRAME_DATA = 'D',  /* some bytes of the member, if it is of a kind that is read */
	FRAME_CLOSE = 'C', /* the member is whole */
	FRAME_PROBLEM =
		'P',    /* one byte, enum problem: of the member, where one is open, which
			      * it closes, or else of the file */
	FRAME_END = 'E' /* nothing more comes */
};

/* The most that a frame holds, in bytes. */
enum {
	FRAME_NAME_MAX = 4096,
	FRAME_DATA_MAX = 1 << 16,
	FRAME_RECORD_MAX = 68 << 20,
	TEXT_OF_DOCUMENT_MAX = 64 << 20 /* of the text of a document */
};

enum { TAG_ATTRIBUTES_MAX = 256 /* more than any tag has that was meant to be read */ };

/* What keeps a program from doing more than it should; sandbox.h tells what each forbids. */
enum guard {
	GUARD_LIMITS = 1 << 0,  /* of time and files */
	GUARD_MEMORY = 1 << 1,  /* a limit of memory */
	GUARD_CALLS = 1 << 2,   /* a filter of system calls */
	GUARD_NETWORK = 1 << 3, /* a network of its own, with nobody in it */
	GUARD_FILTERS = 1 << 4, /* the program was built to have the filter, */
	GUARD_READS = 1 << 5    /* which lets it open files to read them */
};

/* Whether a program has less than it was built for; not of one that told nothing (0). */
static inline bool guards_lack(unsigned guards)
{
	return guards &&
	       !(guards & (guards & GUARD_FILTERS ? GUARD_CALLS : GUARD_NETWORK));
}

/* What is wrong with a file that a program converts. */
enum problem {
	PROBLEM_NONE,
	PROBLEM_DAMAGED,   /* is not what its name says, or broken */
	PROBLEM_ENCRYPTED, /* wants a password or a licence */
	PROBLEM_NO_TEXT,   /* holds images of pages only */
	PROBLEM_TOO_LARGE, /* its text is longer than TEXT_OF_DOCUMENT_MAX, or a part too large */
	PROBLEM_TOO_DEEP,    /* elements in elements in elements */
	PROBLEM_ENDLESS_TAG, /* a tag of more than TAG_ATTRIBUTES_MAX attributes */
	PROBLEM_MEMORY,      /* the program has no memory left */
	/*
	 * Reading it fails, as the system says. A program in bad hands may say so too, and then
	 * ends a run that could go on: the index stays as it was, and the file is named.
	 */
	PROBLEM_UNREADABLE,
	PROBLEM_COUNT
};

#endif
