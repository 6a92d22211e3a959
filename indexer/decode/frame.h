/*
 * frame.h - the protocol between a converter and coopidx, through a pipe.
 *
 * A frame is a tag of one byte, the length of the payload in four bytes, big-endian, and the
 * payload. FRAME_GUARDS comes first, before the converter parses anything. Then a document is one
 * FRAME_RECORD, and a FRAME_TABLE for each table in it that may list notices; an archive is, for each
 * member, FRAME_MEMBER, any number of FRAME_DATA, and FRAME_CLOSE; a file of notices is, for each of
 * them, FRAME_NOTICE, or FRAME_LEFT_OUT. FRAME_MENDED may stand among records, tables and notices.
 * FRAME_END comes last: without it the output was cut. The receiver trusts nothing, since the file may have taken over the converter.
 */
#ifndef COOP_INDEXER_DECODE_FRAME_H
#define COOP_INDEXER_DECODE_FRAME_H

#include <stdbool.h>

enum { FRAME_HEADER = 5 /* bytes */ };

/* The kind of file (filetype.h) to pass for FRAME_GUARDS and FRAME_END alone. */
#define FRAME_PROBE "probe"

enum frame_tag {
	FRAME_GUARDS =
		'G', /* one byte, a set of enum guard: what locks the converter in */
	FRAME_RECORD =
		'R', /* a packed record (record.h): metadata, and the text as body */
	FRAME_TABLE = 'T', /* a table, as below */
	FRAME_NOTICE =
		'N', /* a packed record: one of many, its line or its number in the file */
	/* a record that is damaged: its line or number in four bytes, and enum conversion_failure */
	FRAME_LEFT_OUT = 'L',
	/* what was mended: the first line and how often, in four bytes each, and enum conversion_mend */
	FRAME_MENDED = 'X',
	FRAME_MEMBER = 'M', /* the name of a member of an archive */
	FRAME_DATA = 'D',   /* bytes of the member, if its suffix is wanted */
	FRAME_CLOSE = 'C',  /* the member is complete */
	/* one byte, enum conversion_failure: of the open member, which it closes, or of the file */
	FRAME_FAILURE = 'P',
	FRAME_END = 'E' /* nothing follows */
};

/*
 * A table begins with these numbers, in four bytes each, little-endian: where its text is in the
 * body of the record (from, end), whether its first row is known to be a header (and the others to be
 * notices: FRAME_TABLE_OF_NOTICES), how many rows were
 * left out as headings within it and the line in the page of the first of them, and how many lines
 * it has. Then come, of each line, its line in the page, and the lines: tab-separated values.
 */
enum frame_table {
	FRAME_TABLE_FROM,
	FRAME_TABLE_TO,
	FRAME_TABLE_HEADED,
	FRAME_TABLE_LEFT_OUT,
	FRAME_TABLE_LEFT_OUT_LINE,
	FRAME_TABLE_LINES,
	FRAME_TABLE_NUMBERS
};

enum { FRAME_TABLE_OF_NOTICES = 2 /* for FRAME_TABLE_HEADED */ };

/* The longest payloads, in bytes. */
enum {
	FRAME_NAME_MAX = 4096,
	FRAME_DATA_MAX = 1 << 16,
	FRAME_RECORD_MAX = 68 << 20,
	FRAME_NOTICE_MAX = 8 << 20,
	FRAME_LEFT_OUT_SIZE = 5,
	FRAME_MENDED_SIZE = 9,
	FRAME_TABLE_MAX = 256 << 20, /* TEXT_OF_DOCUMENT_MAX, its quotes and its lines */
	TEXT_OF_DOCUMENT_MAX = 64 << 20 /* the text in a FRAME_RECORD, or in all tables */
};

enum { TAG_ATTRIBUTES_MAX = 256 /* of an element; no honest one has more */ };

/* What keeps a converter from doing harm; sandbox.h tells what each guard forbids. */
enum guard {
	GUARD_LIMITS = 1 << 0,  /* limits of time and files */
	GUARD_MEMORY = 1 << 1,  /* a limit of memory */
	GUARD_CALLS = 1 << 2,   /* a filter of system calls is active */
	GUARD_NETWORK = 1 << 3, /* a network namespace with nothing in it */
	GUARD_FILTERS = 1 << 4, /* the converter was built with the filter */
	GUARD_READS = 1 << 5    /* the filter allows files to be opened for reading */
};

/* Whether a converter has fewer guards than it was built with; false when they are unknown (0). */
static inline bool guards_lack(unsigned guards)
{
	return guards &&
	       !(guards & (guards & GUARD_FILTERS ? GUARD_CALLS : GUARD_NETWORK));
}

/* What was wrong in a file of XML, and was read nevertheless. */
enum conversion_mend {
	MEND_BYTES, /* bytes that are not of the character set, taken for Windows-1252 */
	MEND_CONTROLS, /* control characters, which XML forbids: blanks now */
	MEND_ENTITIES, /* names of HTML that the file does not declare, such as &eacute; */
	MEND_UNKNOWN, /* names that are declared nowhere, or elsewhere: kept as they stand */
	MEND_SIGNS,   /* & and < that stand for themselves */
	MEND_TAGS,    /* attributes that are written wrongly, twice, or too many */
	MEND_ENDS,    /* elements that do not end, or ends of none */
	MEND_CUT,     /* the file ends within an element */
	MEND_DEEP,    /* elements nested too deep: their text is kept */
	MEND_LATE,    /* of a unit of an archive, behind the units in it: left out */
	MEND_COLUMNS, /* more columns than a table may have: left out */
	MEND_KINDS
};

/* Why a file or member is not converted. */
enum conversion_failure {
	CONVERSION_OK,
	CONVERSION_DAMAGED,   /* broken, or not of the kind that its name says */
	CONVERSION_ENCRYPTED, /* needs a password or a licence */
	CONVERSION_NO_TEXT,   /* images of pages only */
	CONVERSION_TOO_LARGE, /* more text than TEXT_OF_DOCUMENT_MAX, or a part too large */
	CONVERSION_TOO_DEEP,    /* elements nested too deep */
	CONVERSION_ENDLESS_TAG, /* more than TAG_ATTRIBUTES_MAX attributes */
	CONVERSION_MEMORY,      /* the converter ran out of memory */
	/*
	 * Reading the file failed. A converter that was taken over may claim that as well, and so end
	 * the run: the index stays as it was, and the message names the file.
	 */
	CONVERSION_UNREADABLE,
	CONVERSION_COUNT
};

#endif
