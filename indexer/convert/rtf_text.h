/*
 * rtf_text.h - the characters of RTF, which come as bytes of code pages and as numbers of Unicode, as
 * UTF-8.
 */
#ifndef COOP_INDEXER_CONVERT_RTF_TEXT_H
#define COOP_INDEXER_CONVERT_RTF_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"

/* Code pages as Windows numbers them, and two of our own. */
enum rtf_page {
	RTF_PAGE_OF_FILE = 0, /* that of \ansicpg */
	RTF_PAGE_CP437 = 437,
	RTF_PAGE_CP850 = 850,
	RTF_PAGE_ANSI = 1252,
	RTF_PAGE_MAC = 10000,
	RTF_PAGE_SYMBOL = 42, /* signs without a meaning as text */
	RTF_PAGE_UTF8 =
		65001 /* does not fit into a number of \ansicpg of 16 bits with a sign */
};

/* Text on its way. Initialise with zeros. */
struct rtf_text {
	struct coop_buf out;   /* UTF-8 */
	struct coop_buf bytes; /* of one page, not converted yet */
	uint32_t page;         /* theirs */
	uint32_t high;         /* the first half of a pair of surrogates; 0: none */
};

/*
 * Loads what converts the pages that have no tables here from files; for a process that may still open
 * these. A page that was not loaded is taken for Windows-1252.
 */
void rtf_text_load(void);

void rtf_text_release(struct rtf_text *t);

/* Adds bytes of a page; a character may begin in one call and end in the next. */
void rtf_text_bytes(struct rtf_text *t, uint32_t page, const char *s, size_t n);
/* Adds the number of \u, -32768 to 65535: a character, or half of one. */
void rtf_text_unicode(struct rtf_text *t, long number);
/* Makes `out` complete. */
void rtf_text_flush(struct rtf_text *t);

/* The page of a font with \fcharset, in a file of a page. */
uint32_t rtf_text_page_of_charset(long number, uint32_t of_file);

#endif
