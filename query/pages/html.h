/*
 * html.h - HTML in which nothing of a notice or a request is markup.
 *
 * The format string is the markup, and a constant; whatever comes from elsewhere is an argument, and is
 * escaped so that it is text between tags, and in attributes in double quotes. Write errors stay in the
 * stream.
 */
#ifndef COOP_QUERY_PAGES_HTML_H
#define COOP_QUERY_PAGES_HTML_H

#include <stddef.h>
#include <stdio.h>

#include "query/output/marks.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"

/*
 * Puts markup with arguments, as by printf() with these conversions: %s and %.*s, escaped; %d, %u, %zu and
 * %PRIu64; %.Nf with a digit N, and a point in all languages; %%. Another one ends the program: it is a
 * mistake of ours, which the first test of a page shows.
 */
void html(FILE *out, const char *fmt, ...) COOP_PRINTF(2, 3);

/* Puts text, escaped. */
void html_text(FILE *out, struct coop_bytes text);
/* Puts text with its marks in <mark>, which may be NULL; each line end is a <br>. */
void html_marked(FILE *out, const char *text, size_t len, const struct marks *marks);

/*
 * Puts text as a value in the query of an address, percent-encoded (RFC 3986, 2.1), with '+' for a blank.
 * What is put needs no escaping.
 */
void html_encoded(FILE *out, struct coop_bytes text);
/* Appends the same. */
enum coop_status html_encoded_add(
	struct coop_buf *out, struct coop_bytes text, struct coop_error *err);

#endif
