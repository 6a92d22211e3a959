/*
 * token_internal.h - between the two halves of the tokenizer (token.h): token_pieces.c reads the pieces of
 * a word, its runs of letters and digits in their folded and canonical forms, and finds where it ends;
 * token.c makes words of them.
 */
#ifndef COOP_TEXT_TOKEN_INTERNAL_H
#define COOP_TEXT_TOKEN_INTERNAL_H

#include "shared/text/token.h"

/*
 * Reads the pieces, at least one, of the word or sign for "et" that begins at the tokenizer's place,
 * and moves behind them.
 */
void coop_read_pieces(struct coop_tokenizer *t);

#endif
