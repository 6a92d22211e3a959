/*
 * mojibake.h - repairs text that was decoded with the wrong character set and saved like that.
 *
 * UTF-8 that was decoded as Windows-1252 and saved as UTF-8 shows two or three characters instead
 * of one: "Ã©" for "é", "â€™" for an apostrophe; if it happened twice, four. Such a sequence stands
 * for one character only, so undoing it loses nothing. Whether to undo it is a matter of evidence:
 * "Ã" is a letter of its own, as in SÃO PAULO, and a text may be about mojibake.
 *
 * A sequence is strong evidence if no word is written like that: it has three characters, or a sign
 * inside a word. Any other is weak, such as "Ã" between blanks. Correct letters above ASCII are
 * evidence against: if they are as many as the strong sequences, nothing is repaired. Otherwise all is, as
 * often as it was garbled: never half.
 *
 * The no-break space of a sequence is often lost: a program turned it into a blank, or trimmed it.
 * Where weak sequences are repaired, "Ã" without a letter after it becomes "à", unless capitals
 * precede it, and "Â" before a blank is dropped. A closing quote, "â€" and a byte that Windows-1252 does
 * not have, is one without that byte, too.
 */
#ifndef COOP_INDEXER_DECODE_MOJIBAKE_H
#define COOP_INDEXER_DECODE_MOJIBAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/*
 * The offset of what may be the first sequence in UTF-8 text, or the first garbled accent (diacritics.h);
 * `n` when there is none. Fast for clean text.
 */
size_t mojibake_find(const char *s, size_t n);

/* Whether a text, such as the start of a file, has enough strong sequences to be sure. */
bool mojibake_is_sure(const char *s, size_t n);

/*
 * Appends UTF-8 text with its mojibake repaired, and returns the number of repaired characters;
 * appends nothing when that is 0. `sure`: the text is known to hold mojibake, so that weak evidence
 * is enough.
 */
size_t mojibake_repair(const char *s, size_t n, bool sure, struct coop_buf *out);

#endif
