/*
 * nfc.h - text in the composed form of Unicode (NFC, Unicode Standard Annex 15).
 *
 * The same text can be encoded in several ways: "é" is one code point, or a letter
 * followed by an accent, as file systems and programs on the Mac write it. Whatever is
 * shown, exported or compared byte by byte is in NFC, which is what keyboards produce.
 *
 * Most text is in NFC already, and a quick check finds that out. Time is linear in the
 * text, however many marks one letter has. Bytes that are not UTF-8 are copied
 * unchanged.
 */
#ifndef COOP_TEXT_NFC_H
#define COOP_TEXT_NFC_H

#include <stddef.h>

#include "shared/core/buf.h"

/*
 * Returns a number of bytes from the start that coop_nfc_add() copies unchanged
 * whatever follows them; `n` when that is the whole text. The check is quick and may
 * stop early: fewer than `n` does not imply that anything changes.
 */
size_t coop_nfc_find(const char *s, size_t n);

/* Appends a text in NFC. The buffer remembers a failed allocation. */
void coop_nfc_add(const char *s, size_t n, struct coop_buf *out);

#endif
