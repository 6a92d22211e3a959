/*
 * rtf_lexer.h - the tokens of RTF (Rich Text Format Specification 1.9.1): braces, control words, text.
 */
#ifndef COOP_INDEXER_CONVERT_RTF_LEXER_H
#define COOP_INDEXER_CONVERT_RTF_LEXER_H

#include <stdbool.h>
#include <stddef.h>

enum rtf_kind {
	RTF_END,
	RTF_OPEN,   /* { */
	RTF_CLOSE,  /* } */
	RTF_WORD,   /* \name, perhaps with a number */
	RTF_SYMBOL, /* \ and a byte that is no letter, but \' */
	RTF_BYTE,   /* \'xx */
	RTF_TEXT    /* bytes of text, without line ends */
};

struct rtf_token {
	enum rtf_kind kind;
	const char *s; /* the name of a word, the byte of a symbol, text */
	size_t len;
	unsigned char byte; /* of RTF_BYTE */
	bool has_number;
	long number; /* of a word; 0 without one, and no larger than 32 bits */
};

/* What is left of a file. */
struct rtf_lexer {
	const char *at, *end;
};

/* The next token. The binary data of \bin are passed over; what is cut off ends where the file does. */
struct rtf_token rtf_next(struct rtf_lexer *l);

#endif
