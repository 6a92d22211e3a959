#include "query/output/cells.h"

#include <stdbool.h>
#include <stdint.h>
#include <utf8proc.h>

#include "shared/core/diag.h"
#include "shared/core/utf8.h"

/* The cells of the character at `s`; `*used` is its length, which is 1 for a bad byte. */
static size_t cells_at(const char *s, size_t n, size_t *used)
{
	uint32_t cp;
	*used = coop_utf8_decode(s, n, &cp);
	if (*used == 0 || coop_is_unsafe(cp)) {
		*used += *used == 0;
		return 1;
	}
	int width = utf8proc_charwidth((utf8proc_int32_t)cp);
	return width > 0 ? (size_t)width : 0;
}

size_t cells_of(const char *s, size_t n)
{
	size_t cells = 0, used;
	for (size_t i = 0; i < n; i += used)
		cells += cells_at(s + i, n - i, &used);
	return cells;
}

size_t cells_fit(const char *s, size_t n, size_t max)
{
	size_t i = 0, cells = 0, used;
	while (i < n) {
		cells += cells_at(s + i, n - i, &used);
		if (cells > max)
			break;
		i += used;
	}
	return i;
}

size_t cells_fit_end(const char *s, size_t n, size_t max)
{
	size_t cells = cells_of(s, n), i = 0, used;
	bool cut = cells > max;
	while (i < n) {
		size_t width = cells_at(s + i, n - i, &used);
		/* an accent goes with its letter */
		if (cells <= max && (!cut || width > 0))
			break;
		cells -= width;
		i += used;
	}
	return n - i;
}

void cells_add_line(const char *s, size_t n, struct coop_buf *out)
{
	bool blank = false;
	for (size_t i = 0, used; i < n; i += used) {
		uint32_t cp;
		used = coop_utf8_decode(s + i, n - i, &cp);
		if (used > 0 && (cp == ' ' || coop_is_unsafe(cp))) {
			if (!blank)
				coop_buf_byte(out, ' ');
			blank = true;
			continue;
		}
		if (used > 0)
			coop_buf_add(out, s + i, used);
		else
			coop_buf_str(out, "\xef\xbf\xbd");
		used += used == 0;
		blank = false;
	}
}
