/*
 * utf7.h - recognises UTF-7, in which old mail programs wrote what was not ASCII: "R+AOk-sum+AOk-".
 */
#ifndef COOP_INDEXER_DECODE_UTF7_H
#define COOP_INDEXER_DECODE_UTF7_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether ASCII text is UTF-7: there are several sequences in that form, not all of ASCII, which are usual in
 * French (charset_is_usual()), and hardly a plus sign that stands for itself. Numbers of telephones and "C++" are
 * none.
 */
bool utf7_is(const char *s, size_t n);

#endif
