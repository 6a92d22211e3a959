/*
 * rtf_words.h - what the control words of RTF do, of those that concern its text.
 */
#ifndef COOP_INDEXER_CONVERT_RTF_WORDS_H
#define COOP_INDEXER_CONVERT_RTF_WORDS_H

#include <stddef.h>

/* What a word does; `value` of the word is given with it. */
enum rtf_action {
	RTF_DO_NOTHING,     /* formatting, and words that are not known */
	RTF_DO_DESTINATION, /* the group is a part of its own: an enum rtf_destination */
	RTF_DO_CHARACTER,   /* stands for a code point */
	RTF_DO_UNICODE,     /* \u */
	RTF_DO_UC,    /* \uc: how many characters after \u stand for its character */
	RTF_DO_PAGE,  /* the code page of the file; 0: the number of the word */
	RTF_DO_BREAK, /* line ends, 1 or 2; 2 also ends the paragraph */
	RTF_DO_TAB,
	RTF_DO_PARD, /* the properties of a paragraph begin anew */
	RTF_DO_PLAIN,
	RTF_DO_IN_TABLE, /* the paragraph is in a cell */
	RTF_DO_ROW_DEFINED,
	RTF_DO_CELL_DEFINED,
	RTF_DO_CELL_END,
	RTF_DO_ROW_END,
	RTF_DO_FONT,
	RTF_DO_FONT_CHARSET,
	RTF_DO_FONT_PAGE,
	RTF_DO_HIDDEN, /* hidden, deleted, or repeated for another program; 0 ends that */
	RTF_DO_OUTLINE, /* the level of the paragraph among headings */
	RTF_DO_STYLE,   /* the style of the paragraph */
	RTF_DO_YEAR
};

/* The parts of a file. */
enum rtf_destination {
	RTF_BODY,   /* the text */
	RTF_BOX,    /* text beside it, which becomes part of it */
	RTF_NOTE,   /* a footnote or endnote */
	RTF_SKIP,   /* no text, nor anything in it */
	RTF_HOLDER, /* no text, but RTF_BODY and RTF_BOX in it are */
	RTF_FONTS,
	RTF_STYLES,
	RTF_INFO,
	RTF_CREATED, /* when the document was made */
	RTF_TITLE,
	RTF_AUTHOR,
	RTF_KEYWORDS,
	RTF_DESCRIPTION
};

struct rtf_word {
	const char *name;
	enum rtf_action action;
	int value;
};

/* A word by its name; never NULL. */
const struct rtf_word *rtf_word_find(const char *name, size_t n);
/* The same of a symbol. */
const struct rtf_word *rtf_symbol_find(char symbol);

#endif
