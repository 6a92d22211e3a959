/*
 * and_sign.h - & and + where they stand for "et".
 */
#ifndef COOP_TEXT_AND_SIGN_H
#define COOP_TEXT_AND_SIGN_H

#include <stddef.h>

/*
 * The length of a sign for "et" at `at`: & or &amp; before a word, + between blanks and words of
 * letters; 0 when there is none. "C++", "+33" and "bac + 2" have none.
 */
size_t coop_and_sign(const char *text, size_t len, size_t at);

#endif
