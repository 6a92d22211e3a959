#include "shared/index/cue_times.h"

#include <inttypes.h>
#include <stdio.h>

void coop_cue_times_add(struct coop_buf *times, size_t off, uint32_t seconds)
{
	coop_buf_printf(times, "%s%zu@%" PRIu32, times->len > 0 ? " " : "", off, seconds);
}

/* Reads a number of at most `max`, and moves past its digits; false when there is none. */
static bool take_number(const char **s, const char *end, uint64_t max, uint64_t *out)
{
	const char *begin = *s;
	bool fits = true;
	for (*out = 0; *s < end && **s >= '0' && **s <= '9'; (*s)++) {
		*out = *out * 10 + (uint64_t)(**s - '0');
		fits = fits && *out <= max;
		*out = fits ? *out : 0;
	}
	return fits && *s > begin;
}

/* An entry of a value. */
struct entry {
	uint64_t off, seconds;
};

/* Reads the entry at `*s`, and moves past it and its blank; false when it is none. */
static bool take_entry(const char **s, const char *end, struct entry *out)
{
	bool valid = take_number(s, end, UINT32_MAX, &out->off) && *s < end && **s == '@';
	if (valid) {
		++*s;
		valid = take_number(s, end, COOP_CUE_SECONDS_MAX, &out->seconds) &&
			(*s == end || **s == ' ');
	}
	while (*s < end && *(*s)++ != ' ')
		;
	return valid;
}

/* The time at a byte of the text; false where none is known. Looks at a few entries only. */
static bool find(const char *times, size_t len, size_t off, uint32_t *seconds)
{
	bool found = false;
	/* what is looked for begins in [low, high), or is what was found */
	for (size_t low = 0, high = len; low < high;) {
		struct entry entry;
		size_t begin = low + (high - low) / 2;
		while (begin > low && times[begin - 1] != ' ')
			begin--;
		const char *s = times + begin;
		bool valid = take_entry(&s, times + len, &entry);
		if (valid && entry.off > off) {
			high = begin;
			continue;
		}
		if (valid)
			*seconds = (uint32_t)entry.seconds;
		found |= valid;
		low = (size_t)(s - times);
	}
	return found;
}

bool coop_cue_time_of(
	const struct coop_record *record, size_t i, size_t off, uint32_t *seconds)
{
	struct coop_value times;
	if (coop_record_at(record, i).field != COOP_F_BODY ||
		!coop_record_get(record, COOP_F_CUES, &times))
		return false;
	while (i > 0)
		if (coop_record_at(record, --i).field == COOP_F_BODY)
			return false;
	return find(times.text, times.len, off, seconds);
}

void coop_cue_time_print(uint32_t seconds, char out[COOP_CUE_TIME_SIZE])
{
	enum { MINUTE = 60, HOUR = 60 * MINUTE };
	snprintf(out, COOP_CUE_TIME_SIZE, "%02u:%02u:%02u",
		(unsigned)(seconds / HOUR) % 10000, (unsigned)(seconds % HOUR / MINUTE),
		(unsigned)(seconds % MINUTE));
}
