/*
 * link.h - text on a terminal that leads to a file: "OSC 8" hyperlinks.
 *
 * ESC ] 8 ; ; URL ESC \ TEXT ESC ] 8 ; ; ESC \ , as VTE, kitty, foot, WezTerm, iTerm2 and less(1) know
 * it; other terminals show the text alone. The URL is file://HOST/PATH, with everything in the path
 * encoded that is neither '/' nor unreserved (RFC 3986, 2.3). It has no line: programs that open files
 * refuse a fragment.
 */
#ifndef COOP_QUERY_OUTPUT_LINK_H
#define COOP_QUERY_OUTPUT_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "shared/core/buf.h"

/* Whether an address is one of the web, with something behind http:// or https://. */
bool link_is_web(const char *s, size_t n);

/* Appends the URL of a file, by its absolute path. */
void link_url(struct coop_buf *out, const char *path);

void link_begin(FILE *out, const char *url);
void link_end(FILE *out);

#endif
