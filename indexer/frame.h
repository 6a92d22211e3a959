/*
 * frame.h - what a converting program tells coopidx through a pipe.
 *
 * A frame is a tag of one byte, the length of what follows in four bytes, the highest first,
 * and that many bytes. A document is one FRAME_RECORD, an archive is members; FRAME_END
 * comes last, so that what was cut is known. The reader of the pipe believes nothing: the
 * program may be in the hands of the file that it reads.
 */
#ifndef COOP_INDEXER_FRAME_H
#define COOP_INDEXER_FRAME_H

enum { FRAME_HEADER = 5 /* bytes */ };

enum frame_tag {
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
