/*
 * entities.h - character references of HTML in text: &eacute; &#233; &#xE9;
 *
 * The names are those of HTML 4 and, of the HTML standard, those of characters below U+0180. What
 * stands without its semicolon is read as browsers do, where it can hardly be anything else:
 * "Ren&eacute", "caf&eacutes", but not "?a=1&copy=2", "R&D" or "&notice".
 * https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
 */
#ifndef COOP_INDEXER_DECODE_ENTITIES_H
#define COOP_INDEXER_DECODE_ENTITIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"

/* A byte that ends a reference as its semicolon does: for text whose semicolons part cells. */
#define ENTITY_END '\x01'

struct entity {
	uint32_t cp; /* a valid code point from U+0020 on, or a line feed */
	bool closed; /* it has its semicolon */
};

/*
 * Reads the reference at `s`, whose first byte is taken for its ampersand. Returns its length in
 * bytes; 0 when it is none. Numbers from 128 to 159 are bytes of Windows-1252, as in the standard.
 */
size_t entity_read(const char *s, size_t n, struct entity *out);

/* Whether the semicolon at `at` closes a reference that begins at `begin` or later. */
bool entity_is_closed_at(const char *s, size_t begin, size_t at);

/* Ends all references that have a semicolon by ENTITY_END instead. */
void entities_protect(char *s, size_t n);

/*
 * Rewrites references as numbers of Unicode, since libxml2 does not read all of them as browsers do: not
 * those without a semicolon, names in capitals, and numbers of Windows-1252. False, and nothing appended,
 * where there are none; memory that runs out is remembered by `out`.
 */
bool entities_rewrite(const char *s, size_t n, struct coop_buf *out);

#endif
