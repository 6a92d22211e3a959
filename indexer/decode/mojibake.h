/*
 * mojibake.h - text that went through the wrong character set before it was saved.
 *
 * UTF-8 that was read as Windows-1252 and written as UTF-8 again shows two or three characters
 * for one: "Ã©" for "é", "â€™" for an apostrophe; twice over, four. Each such sequence stands
 * for one character only, so that going back loses nothing. Whether to go back is a question
 * of evidence: "Ã" is a letter of its own, in SÃO PAULO, and a text may be about mojibake.
 *
 * A sequence is strong evidence when no word is written so: it has three characters, or a sign
 * inside a word. Any other is weak, as "Ã" between blanks. Letters of the text that are right
 * speak against: as many as strong sequences, and nothing is changed.
 *
 * The no-break space of a sequence is often lost: a program made a blank of it, or trimmed it
 * off. Where weak sequences are repaired, "Ã" that no letter follows is "à" again, unless
 * capitals stand before it, and "Â" before a blank is nothing.
 */
#ifndef COOP_INDEXER_DECODE_MOJIBAKE_H
#define COOP_INDEXER_DECODE_MOJIBAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/*
 * The offset of what may be the first sequence in UTF-8 text; `n` when there is none. Quick
 * for text without.
 */
size_t mojibake_find(const char *s, size_t n);

/* Whether a text, such as the start of a file, holds enough strong sequences to be sure. */
bool mojibake_is_sure(const char *s, size_t n);

/*
 * Appends UTF-8 text with its mojibake repaired, and gives how many characters that are;
 * appends nothing when it is 0. Where the text around is `sure` to be mojibake, weak sequences
 * do.
 */
size_t mojibake_repair(const char *s, size_t n, bool sure, struct coop_buf *out);

#endif
