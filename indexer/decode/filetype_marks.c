#include "indexer/decode/filetype_marks.h"

#include <stdbool.h>
#include <string.h>

enum {
	FIRST = 30,  /* offset of the name of the first file in a ZIP */
	NEAR = 4096, /* bytes that are searched */
	BRAND = 4    /* offset of the brand of a file of boxes, and of a Jet database */
};

#define ZIP      "PK\3\4"
#define ODF      "mimetypeapplication/vnd.oasis.opendocument."
#define OLD_OOO  "mimetypeapplication/vnd.sun.xml."
#define BYTES(s) s, sizeof(s) - 1

/* Bytes that a file has at an offset, and what it mentions near its start, unless NULL. */
static const struct mark {
	enum refused kind;
	const char *bytes;
	size_t len;
	size_t at;
	const char *near;
} marks[] = {
	{REFUSED_WORKBOOK, BYTES(ZIP), 0, "xl/workbook.bin"},
	{REFUSED_SLIDES, BYTES(ZIP), 0, "ppt/_rels"},
	{REFUSED_SLIDES, BYTES(ZIP), 0, "ppt/presentation"},
	{REFUSED_SLIDES, BYTES(ODF "presentation"), FIRST, NULL},
	{REFUSED_BASE, BYTES(ODF "base"), FIRST, NULL},
	{REFUSED_DOCUMENT, BYTES(OLD_OOO "writer"), FIRST, NULL},
	{REFUSED_OTHER_WORKBOOK, BYTES(OLD_OOO "calc"), FIRST, NULL},
	{REFUSED_SLIDES, BYTES(OLD_OOO "impress"), FIRST, NULL},
	{REFUSED_APPLE, BYTES(ZIP), 0, "Index/Document.iwa"},
	{REFUSED_APPLE, BYTES(ZIP), 0, "Metadata/BuildVersionHistory.plist"},
	{REFUSED_APPLE, BYTES(ZIP), 0, "buildVersionHistory.plist"},
	{REFUSED_LAYOUT, BYTES(ZIP), 0, "visio/document"},
	{REFUSED_LAYOUT, BYTES("mimetypeapplication/vnd.adobe.indesign-idml"), FIRST,
		NULL},
	{REFUSED_LAYOUT, BYTES("\6\6\xed\xf5\xd8\x1d\x46\xe5"), 0, NULL},
	{REFUSED_LAYOUT, BYTES("IIXPR3"), 2, NULL},
	{REFUSED_LAYOUT, BYTES("MMXPR3"), 2, NULL},
	{REFUSED_OLE, BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0, NULL},
	{REFUSED_DOCUMENT, BYTES("\xffWPC"), 0, NULL},
	{REFUSED_OTHER_WORKBOOK, BYTES("\0\0\2\0\4\4"), 0, NULL},
	{REFUSED_OTHER_WORKBOOK, BYTES("\0\0\2\0\6\4"), 0, NULL},
	{REFUSED_OLD_WORKBOOK, BYTES("\t\0\4\0"), 0,
		NULL}, /* Excel 2 to 4, without OLE */
	{REFUSED_OLD_WORKBOOK, BYTES("\t\2\6\0"), 0, NULL},
	{REFUSED_OLD_WORKBOOK, BYTES("\t\4\6\0"), 0, NULL},
	{REFUSED_WORD, BYTES("\x31\xbe\0\0"), 0, NULL},   /* Word for DOS */
	{REFUSED_WORD, BYTES("\xdb\xa5\x2d\0"), 0, NULL}, /* Word 2 */
	{REFUSED_ACCESS, BYTES("Standard Jet DB"), BRAND, NULL},
	{REFUSED_ACCESS, BYTES("Standard ACE DB"), BRAND, NULL},
	{REFUSED_FILEMAKER, BYTES("\0\1\0\0\0\2\0\1\0\5\0\2\0\2\xc0"), 0, "HBAM"},
	{REFUSED_SQLITE, BYTES("SQLite format 3\0"), 0, NULL},
	{REFUSED_OUTLOOK, BYTES("!BDN"), 0, NULL},
	{REFUSED_ARCHIVE, BYTES("Rar!\x1a\7"), 0, NULL},
	{REFUSED_ARCHIVE, BYTES("7z\xbc\xaf\x27\x1c"), 0, NULL},
	{REFUSED_ARCHIVE, BYTES("MSCF\0\0\0\0"), 0, NULL},
	{REFUSED_ARCHIVE, BYTES("StuffIt (c)"), 0, NULL},
	{REFUSED_COMPRESSED, BYTES("\x1f\x8b\x8"), 0, NULL},
	{REFUSED_COMPRESSED,
		BYTES("\xfd"
		      "7zXZ\0"),
		0, NULL},
	{REFUSED_COMPRESSED, BYTES("\x28\xb5\x2f\xfd"), 0, NULL},
	{REFUSED_COMPRESSED, BYTES("1AY&SY"), 4, NULL}, /* bzip2 */
	{REFUSED_IMAGE, BYTES("\xff\xd8\xff"), 0, NULL},
	{REFUSED_IMAGE, BYTES("\x89PNG\r\n"), 0, NULL},
	{REFUSED_IMAGE, BYTES("II*\0"), 0, NULL},
	{REFUSED_IMAGE, BYTES("MM\0*"), 0, NULL},
	{REFUSED_IMAGE, BYTES("GIF87a"), 0, NULL},
	{REFUSED_IMAGE, BYTES("GIF89a"), 0, NULL},
	{REFUSED_IMAGE, BYTES("\0\0\0\x0cjP  "), 0, NULL},
	{REFUSED_IMAGE, BYTES("RIFF"), 0, "WEBPVP8"},
	{REFUSED_IMAGE, BYTES("ftyphei"), BRAND, NULL},
	{REFUSED_IMAGE, BYTES("ftypmif1"), BRAND, NULL},
	{REFUSED_IMAGE, BYTES("ftypavif"), BRAND, NULL},
	{REFUSED_IMAGE, BYTES("8BPS\0\1"), 0, NULL},
	{REFUSED_MEDIA, BYTES("ftyp"), BRAND, NULL},
	{REFUSED_MEDIA, BYTES("moov"), BRAND, NULL},
	{REFUSED_MEDIA, BYTES("mdat"), BRAND, NULL},
	{REFUSED_MEDIA, BYTES("RIFF"), 0, "WAVEfmt"},
	{REFUSED_MEDIA, BYTES("RIFF"), 0, "AVI LIST"},
	{REFUSED_MEDIA, BYTES("FORM"), 0, "AIFF"},
	{REFUSED_MEDIA, BYTES("ID3\2"), 0, NULL},
	{REFUSED_MEDIA, BYTES("ID3\3"), 0, NULL},
	{REFUSED_MEDIA, BYTES("ID3\4"), 0, NULL},
	{REFUSED_MEDIA, BYTES("\xff\xfb\x90"), 0, NULL},
	{REFUSED_MEDIA, BYTES("OggS\0"), 0, NULL},
	{REFUSED_MEDIA, BYTES("fLaC\0"), 0, NULL},
	{REFUSED_MEDIA, BYTES("FLV\1"), 0, NULL},
	{REFUSED_MEDIA, BYTES("\x1a\x45\xdf\xa3"), 0, NULL},
	{REFUSED_MEDIA, BYTES("\0\0\1\xba"), 0, NULL},
	{REFUSED_MEDIA, BYTES("\0\0\1\xb3"), 0, NULL},
	{REFUSED_MEDIA, BYTES("\x30\x26\xb2\x75\x8e\x66\xcf\x11"), 0, NULL},
	{REFUSED_DJVU, BYTES("AT&TFORM"), 0, NULL},
	{REFUSED_POSTSCRIPT, BYTES("%!PS-"), 0, NULL},
	{REFUSED_POSTSCRIPT, BYTES("\xc5\xd0\xd3\xc6"), 0, NULL},
};

static bool has_mark(const struct mark *m, const char *s, size_t n)
{
	return n >= m->at + m->len && memcmp(s + m->at, m->bytes, m->len) == 0 &&
	       (!m->near ||
		       memmem(s, n < NEAR ? n : NEAR, m->near, strlen(m->near)) != NULL);
}

static unsigned le16(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;
	return u[0] | (unsigned)u[1] << 8;
}

/*
 * Whether it is a table of dBASE or FoxPro: a version, a date, the sizes of header and records, then the
 * columns, 32 bytes each, with a name and a type.
 */
static bool is_dbase(const char *s, size_t n)
{
	enum {
		HEADER = 32,
		COLUMN = 32,
		TYPE = 11,
		MONTH = 2,
		DAY = 3,
		SIZE = 8,
		RECORD = 10,
		RESERVED = 12
	};
	static const char types[] = "BCDFGILMNOPQTVWY@+";
	static const char versions[] =
		"\x02\x03\x04\x05\x30\x31\x32\x43\x7b\x83\x8b\x8e\xcb\xf5";
	if (n < HEADER + COLUMN || !memchr(versions, s[0], sizeof versions - 1))
		return false;
	return s[MONTH] >= 1 && s[MONTH] <= 12 && s[DAY] >= 1 && s[DAY] <= 31 &&
	       le16(s + RESERVED) == 0 && le16(s + SIZE) > HEADER + COLUMN &&
	       le16(s + RECORD) > 1 && (s[HEADER] | 0x20) >= 'a' &&
	       (s[HEADER] | 0x20) <= 'z' &&
	       memchr(types, s[HEADER + TYPE], sizeof types - 1) != NULL;
}

enum refused filetype_marks_find(const char *s, size_t n)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (has_mark(&marks[i], s, n))
			return marks[i].kind;
	return is_dbase(s, n) ? REFUSED_DBASE : REFUSED_NOT;
}
