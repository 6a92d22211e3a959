/*
 * moment.h - when something was asked.
 */
#ifndef COOP_QUERY_LASTING_MOMENT_H
#define COOP_QUERY_LASTING_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Room for a moment in ISO 8601, "2026-11-29T23:31:42Z", with its NUL. */
enum { MOMENT_TEXT = 21 };

/*
 * Now, or where the environment has SOURCE_DATE_EPOCH, seconds since 1970, that
 * (https://reproducible-builds.org/specs/source-date-epoch/). COOP_E_ARG: that is no such number, up
 * to the year 9999.
 */
enum coop_status moment_now(char out[MOMENT_TEXT], struct coop_error *err);

/* A moment in seconds since 1970. COOP_E_ARG: it is in no year of four digits. */
enum coop_status moment_of(
	int64_t seconds, char out[MOMENT_TEXT], struct coop_error *err);

/* Whether a text is of that form. */
bool moment_is_one(const char *text);

/*
 * Appends the day of such a moment for people, in their language and their time zone: "29 November
 * 2026", "1er novembre 2026". With SOURCE_DATE_EPOCH it is the day in UTC: the same everywhere.
 */
void moment_add_day(const char *moment, struct coop_buf *out);

#endif
