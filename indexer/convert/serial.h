/*
 * serial.h - dates and times of spreadsheets, which are numbers of days, in the form of ISO 8601.
 *
 * Day 1 is 1 January 1900, and day 60 is the 29 February that 1900 did not have (ECMA-376 part 1,
 * 18.17.4.1); or day 0 is 1 January 1904.
 */
#ifndef COOP_INDEXER_CONVERT_SERIAL_H
#define COOP_INDEXER_CONVERT_SERIAL_H

#include <stdbool.h>

#include "shared/core/buf.h"

/* What a format shows of a date and a time. */
struct serial_parts {
	bool year, month, day, hour, minute, second;
	bool two_digits; /* of the hour: 09:30 */
	char elapsed;    /* 'h', 'm' or 's': these are counted beyond a day; else NUL */
};

/*
 * Appends a number of days: 2024-03-05, 2024-03, 2024, 14:30, 2024-03-05 14:30. A format that shows a day
 * has the whole date; midnight is left out behind a date. False, and nothing appended, when there is no such
 * day.
 */
bool serial_add(double days, bool from_1904, const struct serial_parts *show,
	struct coop_buf *out);

/*
 * Appends a date as files hold it, 2024-03-05T14:30:00 or the start of that, in the same form; what is none
 * stays as it is. A time that is negative or a duration, PT52H30M00S, becomes 52:30:00.
 */
void serial_add_iso(const char *s, size_t n, struct coop_buf *out);

#endif
