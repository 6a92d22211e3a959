/*
 * log.h - the log of a server: a line for each request, when it has ended.
 *
 *   2026-02-03T04:05:06.789Z GET /?q=scop 200 4711 12
 *
 * the time (RFC 3339, UTC), the method, the address as it was sent, the status, bytes of the body, and
 * milliseconds since the first line of the request. What did not come to pass is '-'.
 */
#ifndef COOP_QUERY_HTTP_LOG_H
#define COOP_QUERY_HTTP_LOG_H

#include <stdint.h>
#include <stdio.h>

struct log_line {
	const char *method;
	const char *
		target; /* bytes that could lead a reader astray are written as escapes */
	unsigned status; /* 0: none */
	int64_t bytes;   /* -1: it was not taken in full */
	int64_t milliseconds;
};

/* Writes a line, and flushes it. For several threads. */
void log_write(FILE *log, const struct log_line *line);

#endif
