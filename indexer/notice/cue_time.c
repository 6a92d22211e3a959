#include "indexer/notice/cue_time.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/index/cue_times.h"

enum {
	MS = 1000,
	SIXTY = 60,
	GROUPS = 3,    /* hours, minutes, seconds */
	DIGITS_MAX = 6 /* of a group */
};

/* Reads a group of digits after the blanks that may precede it; returns the length of all. */
static size_t read_group(struct span l, uint64_t *value)
{
	struct span digits = span_trim(l);
	size_t n = span_digits(digits);
	if (n == 0 || n > DIGITS_MAX)
		return 0;
	*value = 0;
	for (size_t i = 0; i < n; i++)
		*value = *value * 10 + (uint64_t)(digits.s[i] - '0');
	return (size_t)(digits.s - l.s) + n;
}

static struct span after(struct span l, size_t n)
{
	return (struct span){l.s + n, l.n - n};
}

/* The length of ",500" or the like; its milliseconds are added. */
static size_t read_fraction(struct span l, uint64_t *ms)
{
	if (l.n < 2 || !strchr(",.:;", *l.s))
		return 0;
	struct span digits = span_from(l, 1);
	size_t n = span_digits(digits);
	uint64_t unit = MS / 10;
	for (size_t i = 0; i < n; i++, unit /= 10)
		*ms += unit * (uint64_t)(digits.s[i] - '0');
	return n > 0 ? (size_t)(digits.s - l.s) + n : 0;
}

size_t cue_time_read(struct span l, uint64_t *ms)
{
	uint64_t groups[GROUPS], time = 0;
	size_t count = 0, n = 0;
	if (l.n == 0 || span_digits(l) == 0)
		return 0;
	for (;;) {
		size_t used = read_group(after(l, n), &groups[count]);
		if (used == 0)
			return 0;
		n += used;
		if (++count == GROUPS || n >= l.n || l.s[n] != ':')
			break;
		n++;
	}
	if (count < 2 || groups[count - 1] >= SIXTY ||
		(count == GROUPS && groups[1] >= SIXTY))
		return 0;
	for (size_t i = 0; i < count; i++)
		time = time * SIXTY + groups[i];
	if (time > COOP_CUE_SECONDS_MAX)
		return 0;
	*ms = time * MS;
	return n + read_fraction(after(l, n), ms);
}

/* The length of an arrow; `*sbv` when it is a mere comma. */
static size_t arrow_length(struct span l, bool *sbv)
{
	static const char *const arrows[] = {"-->", "\u2013>", "\u2014>", "\u2013\u2013>",
		"->", "==>", "=>", "\u2192", NULL};
	*sbv = l.n > 0 && *l.s == ',';
	for (size_t i = 0; arrows[i]; i++)
		if (coop_bytes_begins_with(l.s, l.n, arrows[i]))
			return strlen(arrows[i]);
	return *sbv ? 1 : 0;
}

/* Reads both times; false when they are none. */
static bool read_times(
	struct span line, struct cue_time *time, struct span *rest, bool *sbv)
{
	size_t n = cue_time_read(line, &time->begin);
	if (n == 0)
		return false;
	struct span l = span_from(line, n);
	n = arrow_length(l, sbv);
	if (n == 0)
		return false;
	l = span_from(l, n);
	n = cue_time_read(l, &time->end);
	*rest = span_from(l, n);
	return n > 0;
}

enum cue_timing cue_timing_read(
	struct span line, struct cue_time *time, struct span *rest)
{
	static const char arrow[] = "-->";
	enum { NEAR = 80 }; /* bytes in which an arrow stands */
	bool sbv;
	if (span_digits(line) == 0)
		return CUE_NONE;
	if (read_times(line, time, rest, &sbv))
		return CUE_TIMED;
	size_t near = line.n < NEAR ? line.n : NEAR;
	return memmem(line.s, near, arrow, sizeof arrow - 1) ? CUE_BROKEN : CUE_NONE;
}

bool cue_is_timing(struct span line)
{
	struct cue_time time;
	struct span rest;
	return cue_timing_read(line, &time, &rest) != CUE_NONE;
}

bool cue_is_sbv(struct span line)
{
	struct cue_time time;
	struct span rest;
	bool sbv = false;
	return span_digits(line) > 0 && read_times(line, &time, &rest, &sbv) && sbv;
}
