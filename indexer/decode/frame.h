/*
 * frame.h - the protocol between a converter and coopidx, through a pipe.
 *
 * A frame is a tag of one byte, the length of the payload in four bytes, big-endian, and the
 * payload. FRAME_GUARDS comes first, before the converter parses anything. Then a document is one
 * FRAME_RECORD, a FRAME_TABLE for each table in it that may list notices, and perhaps a FRAME_REMARK;
 * an archive is, for each
 * member, FRAME_MEMBER, any number of FRAME_DATA, and FRAME_CLOSE; a file of notices is, for each of
 * them, FRAME_NOTICE or FRAME_KEYED, or FRAME_LEFT_OUT; a workbook is, for each sheet, FRAME_SHEET, any number of
 * FRAME_DATA and FRAME_ROWS, and FRAME_CLOSE, or FRAME_FAILURE where the sheet goes on that was cut. FRAME_MENDED and
 * FRAME_TOLD may stand among records, tables and notices, FRAME_DONE anywhere. FRAME_END comes last: without it the output
 * was cut. The receiver trusts nothing, since the file may have taken over the converter.
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
	FRAME_TABLE = 'T',  /* a table, as below */
	FRAME_REMARK = 'B', /* something in the document is not read, as below */
	FRAME_NOTICE =
		'N', /* a packed record: one of many, its line or its number in the file */
	/*
	 * the same, but all its values are of COOP_F_OTHER, under the keys that they have in the file: which
	 * of these name fields is for the receiver to judge
	 */
	FRAME_KEYED = 'K',
	/*
	 * a record that is damaged: its line or number in four bytes, and enum conversion_failure; where
	 * it is known, the column in four bytes
	 */
	FRAME_LEFT_OUT = 'L',
	/* what was mended: the first line and how often, in four bytes each, and enum conversion_mend */
	FRAME_MENDED = 'W',
	FRAME_TOLD =
		'I', /* what was found out of the file: enum told in one byte, and a text in UTF-8 */
	/*
	 * how much of the file is done, in shares of FRAME_DONE_ALL: four bytes, little-endian, each time
	 * more
	 */
	FRAME_DONE = 'A',
	FRAME_MEMBER = 'M', /* the name of a member of an archive */
	FRAME_DATA = 'D',   /* bytes of the member, if its suffix is wanted */
	FRAME_CLOSE = 'C',  /* the member or sheet is complete */
	FRAME_SHEET =
		'S', /* a sheet of a workbook, as below; its FRAME_DATA are tab-separated values */
	FRAME_ROWS =
		'O', /* of each line of these its row in the sheet, in four bytes, little-endian */
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

/*
 * A sheet is these numbers, in four bytes each, little-endian, and its name: its place among the sheets,
 * from 0, whether it is hidden, how many formulas have no value and the row of the first of them, of
 * how many cells the text is missing and again the row, and how many rows and cells were left out as
 * repeated too often.
 */
enum frame_sheet {
	FRAME_SHEET_PLACE,
	FRAME_SHEET_HIDDEN,
	FRAME_SHEET_UNVALUED,
	FRAME_SHEET_UNVALUED_ROW,
	FRAME_SHEET_LOST,
	FRAME_SHEET_LOST_ROW,
	FRAME_SHEET_CUT,
	FRAME_SHEET_NUMBERS
};

/*
 * A remark is these numbers, in four bytes each, little-endian: an enum conversion_remark, how many pages
 * it concerns, of how many, and which is the first of them, from 1; 0 where there are no pages.
 */
enum frame_remark {
	FRAME_REMARK_WHAT,
	FRAME_REMARK_PAGES,
	FRAME_REMARK_OF,
	FRAME_REMARK_FIRST,
	FRAME_REMARK_NUMBERS
};

/* What a document lacks that is read all the same. */
enum conversion_remark {
	REMARK_NONE,
	REMARK_SCANNED, /* pages of images without a text */
	REMARK_CUT      /* the end: the file stops in the middle */
};

/* The longest payloads, in bytes. */
enum {
	FRAME_NAME_MAX = 4096,
	FRAME_SHEET_NAME_MAX = 200, /* 31 characters in Excel */
	FRAME_DATA_MAX = 1 << 16,
	FRAME_RECORD_MAX = 68 << 20,
	FRAME_NOTICE_MAX = 8 << 20,
	FRAME_LEFT_OUT_SIZE = 5,
	FRAME_LEFT_OUT_AT_SIZE = 9, /* with a column */
	FRAME_MENDED_SIZE = 9,
	FRAME_DONE_SIZE = 4,
	FRAME_DONE_ALL = 1000,
	FRAME_TOLD_MAX = 80,         /* of the text */
	FRAME_TABLE_MAX = 256 << 20, /* TEXT_OF_DOCUMENT_MAX, its quotes and its lines */
	TEXT_OF_DOCUMENT_MAX = 64 << 20 /* the text in a FRAME_RECORD, or in all tables */
};

/* What FRAME_TOLD is about. */
enum told {
	TOLD_FORMAT, /* which of several formats of its kind a file is in */
	TOLD_CHARSET,
	TOLD_PLACE /* where in the file its notices are, as json_places.h writes that */
};

/* What was wrong in a file, and was read nevertheless. */
enum conversion_mend {
	/* of MARC: */
	MEND_LENGTHS, /* the lengths that a record tells */
	/* of JSON: */
	MEND_JSON_CONTROLS, /* control characters in strings, such as line ends */
	MEND_JSON_ESCAPES,  /* escapes that there are not: \' */
	MEND_JSON_NOTHING,  /* NaN and the like */
	MEND_JSON_COMMAS,   /* commas before brackets; none between objects */
	/* of XML: */
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

enum { TAG_ATTRIBUTES_MAX = 256 /* of an element; no honest one has more */ };

/* What keeps a converter from doing harm; sandbox.h tells what each guard forbids. */
enum guard {
	GUARD_LIMITS = 1 << 0,  /* limits of time and files */
	GUARD_MEMORY = 1 << 1,  /* a limit of memory */
	GUARD_CALLS = 1 << 2,   /* a filter of system calls is active */
	GUARD_NETWORK = 1 << 3, /* a network namespace with nothing in it */
	GUARD_FILTERS = 1 << 4, /* the converter was built with the filter */
	GUARD_READS = 1 << 5, /* files of a library may be read, all others are closed */
	GUARD_FILES = 1 << 6  /* the system opens no other file, filter or not */
};

/* Whether a converter has fewer guards than it was built with; false when they are unknown (0). */
static inline bool guards_lack(unsigned guards)
{
	return guards &&
	       (!(guards & (guards & GUARD_FILTERS ? GUARD_CALLS : GUARD_NETWORK)) ||
		       (guards & GUARD_READS && !(guards & GUARD_FILES)));
}

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
	CONVERSION_MISSING, /* a sheet that its workbook names and does not hold */
	CONVERSION_NO_SET,  /* it is in a character set that cannot be converted here */
	CONVERSION_NO_NOTICES, /* nothing in it is a notice */
	/* Of a record alone: */
	CONVERSION_CUT,        /* it ends in the middle */
	CONVERSION_NO_OBJECT,  /* it has no keys */
	CONVERSION_REST,       /* what follows it cannot be read */
	CONVERSION_JSON_VALUE, /* no value is where one must be; and so on */
	CONVERSION_JSON_KEY,
	CONVERSION_JSON_COLON,
	CONVERSION_JSON_COMMA,
	CONVERSION_COUNT
};

#endif
