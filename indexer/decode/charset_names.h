/*
 * charset_names.h - the character sets, and what they are called.
 */
#ifndef COOP_INDEXER_DECODE_CHARSET_NAMES_H
#define COOP_INDEXER_DECODE_CHARSET_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/* The sets that are told apart, with their names for users and for the library that converts them. */
#define CHARSET_EACH(SET)                                                                \
	SET(UTF8, "utf-8")                                                               \
	SET(WINDOWS_1252, "windows-1252")                                                \
	SET(LATIN9, "iso-8859-15")                                                       \
	SET(MACINTOSH, "macintosh")                                                      \
	SET(CP850, "cp850")                                                              \
	SET(CP437, "cp437")                                                              \
	SET(ISO5426, "iso-5426")                                                         \
	SET(MARC8, "marc-8")                                                             \
	SET(UTF7, "utf-7")                                                               \
	SET(UTF16LE, "utf-16le")                                                         \
	SET(UTF16BE, "utf-16be")                                                         \
	SET(UTF32LE, "utf-32le")                                                         \
	SET(UTF32BE, "utf-32be")

#define CHARSET_CONSTANT(set, name) CHARSET_##set,
enum charset {
	CHARSET_AUTO,                                /* to be detected */
	CHARSET_EACH(CHARSET_CONSTANT) CHARSET_OTHER /* known by its name only */
};

/* The name of a set; "auto" of CHARSET_AUTO. Not for CHARSET_OTHER. */
const char *charset_name(enum charset set);

/*
 * The set of a name as users and pages write it: "UTF8", "cp850", "latin1", "MacRoman", "ansel", "auto".
 * Case, '-' and '_' do not matter. ISO-8859-1 and ASCII are Windows-1252, which has all of both.
 * CHARSET_OTHER for any other name, which iconv may know.
 */
enum charset charset_by_name(const char *name, size_t n);

/* Whether readers take a set as it is: UTF-8 and Windows-1252. */
bool charset_is_direct(enum charset set);

#endif
