/*
 * nfc.h - text in the composed form of Unicode (NFC, annex 15).
 *
 * One text can be spelt in several ways: "é" is one character, or a letter and an accent
 * behind it, as file systems and programs of the Mac write it. What is shown, exported and
 * compared byte for byte has one spelling, NFC, which is the one that keyboards type.
 *
 * Nearly all text is in NFC, and a quick look tells so. Time is linear in the text, however
 * many marks stand on one letter. Bytes that are not UTF-8 are left as they are.
 */
#ifndef COOP_TEXT_NFC_H
#define COOP_TEXT_NFC_H

#include <stddef.h>

#include "shared/core/buf.h"

/*
 * How many bytes from the start coop_nfc_add() is sure to leave as they are, whatever follows;
 * `n` when that is all of them. Fewer than `n` does not mean that it changes anything.
 */
size_t coop_nfc_find(const char *s, size_t n);

/* Appends a text in NFC. A failed allocation is remembered by the buffer. */
void coop_nfc_add(const char *s, size_t n, struct coop_buf *out);

#endif
