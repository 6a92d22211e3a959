/*
 * bibtex.h - the entries of a file of BibTeX or BibLaTeX, and their fields, in which TeX is kept.
 *
 *	@string{rc = "Revue des coopératives"}
 *	@article{noir_2003, title = {Les usines}, journal = rc # { de Lyon}, year = 2003}
 *
 * Text between entries, lines that begin with a percent sign, @comment and @preamble are passed over. An entry whose braces do not end is damaged;
 * the next one is found where a line begins with "@type{key,", or "@book{"
 * and other types that are known. What abbreviations become is bounded, however
 * often one takes another up.
 */
#ifndef COOP_INDEXER_CONVERT_BIBTEX_H
#define COOP_INDEXER_CONVERT_BIBTEX_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/frame.h"
#include "shared/core/bytes.h"
#include "shared/index/record.h"

enum {
	BIBTEX_KEY_MAX = 1024,       /* bytes of the key of an entry and of a name */
	BIBTEX_VALUE_MAX = 4 << 20,  /* of a value */
	BIBTEX_MACRO_MAX = 1 << 16,  /* of what an abbreviation stands for, */
	BIBTEX_MACROS_MAX = 32 << 20 /* and of all of these; longer ones are left out */
};

struct bibtex;

/* An entry: "type{key, body}". Its strings are borrowed from the text. */
struct bibtex_entry {
	struct coop_bytes type, key, body;
	size_t line;
	bool damaged;
};

/* Reads abbreviations and keys; the text is borrowed. CONVERSION_MEMORY on failure. */
enum conversion_failure bibtex_open(struct coop_bytes text, struct bibtex **out);
void bibtex_close(struct bibtex *b); /* NULL is fine */

/* The next entry that tells of a work; false at the end. */
bool bibtex_next(struct bibtex *b, struct bibtex_entry *out);

/* The entry with a key, such as the one that a crossref names; false when there is none. */
bool bibtex_find(const struct bibtex *b, struct coop_bytes key, struct bibtex_entry *out);

/*
 * Fills a record, which is reset, with the fields of an entry: their names in lower case, their values in TeX
 * without the outer braces or quotes. CONVERSION_DAMAGED when they make no sense, CONVERSION_TOO_LARGE when
 * one is longer than BIBTEX_VALUE_MAX. A failure of memory stays in the record.
 */
enum conversion_failure bibtex_fields(const struct bibtex *b,
	const struct bibtex_entry *entry, struct coop_record *out);

#endif
