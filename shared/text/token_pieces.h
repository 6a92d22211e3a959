/*
 * token_pieces.h - the pieces of a word: its runs of letters and digits, and what joins them.
 *
 * The first half of the tokenizer's rules (token.h): where a word ends, and the folded and canonical
 * forms of its pieces. token.c makes words of them.
 */
#ifndef COOP_TEXT_TOKEN_PIECES_H
#define COOP_TEXT_TOKEN_PIECES_H

#include "shared/text/token.h"

/*
 * Reads the pieces, at least one, of the word or sign for "et" that begins at the tokenizer's place,
 * and moves behind them.
 */
void coop_read_pieces(struct coop_tokenizer *t);

#endif
