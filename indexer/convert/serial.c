#include "indexer/convert/serial.h"

#include <math.h>
#include <string.h>

#include "shared/core/bytes.h"

enum {
	DAY = 86400,           /* seconds */
	DAYS_MAX = 2958465,    /* 31 December 9999 */
	ELAPSED_MAX = 1000000, /* days; nothing lasts longer */
	LEAP_DAY = 60,         /* the day that never was */
	OFFSET_1904 = 1462,    /* days between the two beginnings */
	/* from 1 March of the year 0 to 30 December 1899, which is day 0 behind the leap day */
	ERA_DAYS = 693899
};

struct date {
	long year;
	unsigned month, day;
};

/*
 * The date of a day: years that begin in March, so that a leap day ends them (H. Hinnant, "chrono-compatible
 * low-level date algorithms", civil_from_days).
 */
static struct date date_of(long day)
{
	enum { ERA = 146097, CENTURY = 36524, FOUR = 1460, YEAR = 365 };
	if (day == LEAP_DAY)
		return (struct date){1900, 2, 29};
	day += ERA_DAYS + (day < LEAP_DAY);
	long era = day / ERA, doe = day % ERA;
	long yoe = (doe - doe / FOUR + doe / CENTURY - doe / (ERA - 1)) / YEAR;
	long doy = doe - (YEAR * yoe + yoe / 4 - yoe / 100);
	long march = (5 * doy + 2) / 153;
	struct date d = {yoe + era * 400, 0, (unsigned)(doy - (153 * march + 2) / 5 + 1)};
	d.month = (unsigned)(march < 10 ? march + 3 : march - 9);
	d.year += d.month <= 2;
	return d;
}

static void add_date(
	const struct date *d, const struct serial_parts *show, struct coop_buf *out)
{
	bool day = show->day || (!show->year && !show->month);
	coop_buf_printf(out, "%04ld", d->year);
	if (day || show->month)
		coop_buf_printf(out, "-%02u", d->month);
	if (day)
		coop_buf_printf(out, "-%02u", d->day);
}

static void add_two_digits(long number, bool two, struct coop_buf *out)
{
	if (two && number < 10)
		coop_buf_byte(out, '0');
	coop_buf_printf(out, "%ld", number);
}

/* A time of the day, or one that lasts. */
static void add_time(long seconds, const struct serial_parts *show, struct coop_buf *out)
{
	bool hours = show->elapsed ? show->elapsed == 'h' : show->hour;
	if (show->elapsed == 's') {
		coop_buf_printf(out, "%ld", seconds);
		return;
	}
	if (hours)
		add_two_digits(seconds / 3600, show->two_digits, out);
	else
		add_two_digits(show->elapsed ? seconds / 60 : seconds / 60 % 60,
			show->second, out);
	if (hours && (show->minute || show->second || !show->elapsed))
		coop_buf_printf(out, ":%02ld", seconds / 60 % 60);
	if (show->second)
		coop_buf_printf(out, ":%02ld", seconds % 60);
}

bool serial_add(double days, bool from_1904, const struct serial_parts *show,
	struct coop_buf *out)
{
	bool date = show->year || show->month || show->day;
	bool time = show->hour || show->minute || show->second || show->elapsed;
	if (!(days >= 0 && days < (date ? DAYS_MAX + 1 : ELAPSED_MAX)))
		return false;
	long total = time ? lround(days * DAY) : (long)floor(days) * DAY;
	long day = total / DAY + (from_1904 ? OFFSET_1904 : 0);
	date = date && (day > 0 || !time);
	if (date) {
		struct date d = date_of(day);
		add_date(&d, show, out);
	}
	if (!time || (date && total % DAY == 0))
		return true;
	if (date)
		coop_buf_byte(out, ' ');
	add_time(show->elapsed ? total : total % DAY, show, out);
	return true;
}

/* ---- ISO 8601 ---- */

/* The number of digits at the start. */
static size_t count_digits(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	return i;
}

/* Appends PT52H30M00S as 52:30:00; false when it is no such thing. */
static bool add_duration(const char *s, size_t n, struct coop_buf *out)
{
	static const char units[] = "HMS";
	unsigned long parts[sizeof units - 1] = {0};
	bool negative = n > 0 && *s == '-';
	size_t i = negative;
	if (n < i + 3 || s[i] != 'P' || s[i + 1] != 'T')
		return false;
	for (i += 2; i < n; i++) {
		unsigned long number = 0;
		size_t digits = count_digits(s + i, n - i);
		if (digits == 0 || digits > 6)
			return false;
		for (size_t end = i + digits; i < end; i++)
			number = number * 10 + (unsigned long)(s[i] - '0');
		if (i < n && (s[i] == '.' || s[i] == ',')) /* parts of a second */
			i += 1 + count_digits(s + i + 1, n - i - 1);
		const char *unit = i < n && s[i] ? strchr(units, s[i]) : NULL;
		if (!unit)
			return false;
		parts[unit - units] = number;
	}
	coop_buf_printf(out, "%s%02lu:%02lu:%02lu", negative ? "-" : "", parts[0],
		parts[1], parts[2]);
	return true;
}

void serial_add_iso(const char *s, size_t n, struct coop_buf *out)
{
	static const char midnight[] = "00:00:00";
	enum { DATE = 10, TIME = sizeof midnight - 1 };
	if (add_duration(s, n, out))
		return;
	if (n <= DATE || s[DATE] != 'T') {
		coop_buf_add(out, s, n);
		return;
	}
	coop_buf_add(out, s, DATE);
	s += DATE + 1;
	n -= DATE + 1;
	size_t shown = n < TIME ? n : TIME; /* without parts of seconds and zones */
	if (shown == 0 || memcmp(s, midnight, shown) == 0)
		return;
	coop_buf_byte(out, ' ');
	coop_buf_add(out, s, shown);
}
