/*
 * marc_charset.h - the character set of the records of a file in ISO 2709.
 *
 * A record says what it is in: MARC21 in the leader (9: "a" UTF-8, blank MARC-8), UNIMARC in 100 $a
 * (26-29: "50" Unicode, "01" to "03" ISO 646, 5426 ...). Programs that export one and declare another are
 * so common that the bytes decide:
 *  - a set that the user named is the set of all;
 *  - else what is UTF-8, but for rare stray bytes, is UTF-8;
 *  - else it is the one that makes the best French of all such records at the start of the file (guess.h);
 *  - where none makes French of them, or nearly all that would be accents in the declared set stand
 *    before letters, it is that one, for records where all do.
 */
#ifndef COOP_INDEXER_CONVERT_MARC_CHARSET_H
#define COOP_INDEXER_CONVERT_MARC_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/charset_names.h"
#include "indexer/decode/frame.h"
#include "shared/core/buf.h"

struct marc_charset;

/*
 * Looks at the start of standard input, and loads what converts the sets that may be met, which needs
 * files: before the sandbox is locked. `named` as in source_open(). CONVERSION_NO_SET where the file is in
 * a set that cannot be converted here.
 */
enum conversion_failure marc_charset_open(const char *named, struct marc_charset **out);
void marc_charset_close(struct marc_charset *c); /* NULL is fine */

/* Chooses the set of a record by all of its bytes and what it declares, CHARSET_AUTO for nothing. */
void marc_charset_choose(
	struct marc_charset *c, const char *s, size_t n, enum charset declared);

/*
 * Appends a subfield of the record as UTF-8, without marks of what is not sorted. Borrows nothing; a
 * failure of memory stays in `out`.
 */
void marc_charset_add(
	struct marc_charset *c, const char *s, size_t n, struct coop_buf *out);

/* Appends the names of the sets that were met, with a comma between them; none for ASCII alone. */
void marc_charset_names(const struct marc_charset *c, struct coop_buf *out);

#endif
