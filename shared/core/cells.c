#include "shared/core/cells.h"

#include <stdbool.h>
#include <utf8proc.h>

#include "shared/core/diag.h"
#include "shared/core/utf8.h"

size_t coop_cells_of(uint32_t cp)
{
	if (cp < 0x300 || coop_is_unsafe(cp))
		return 1; /* a soft hyphen is seen on some terminals */
	int width = utf8proc_charwidth((utf8proc_int32_t)cp);
	return width > 0 ? (size_t)width : 0;
}

/* Reads the character at `s`: its length in bytes, and its cells. */
static size_t read_one(const char *s, size_t n, size_t *cells)
{
	uint32_t cp = 0;
	size_t used = (unsigned char)*s < 0x80 ? 0 : coop_utf8_decode(s, n, &cp);
	*cells = used > 0 ? coop_cells_of(cp) : 1;
	return used > 0 ? used : 1;
}

size_t coop_cells(const char *s, size_t n)
{
	size_t sum = 0, cells;
	for (size_t i = 0; i < n; sum += cells)
		i += read_one(s + i, n - i, &cells);
	return sum;
}

size_t coop_cells_cut(const char *s, size_t n, size_t max)
{
	size_t i = 0, sum = 0;
	while (i < n) {
		size_t cells, used = read_one(s + i, n - i, &cells);
		if (sum + cells > max && i > 0)
			break;
		sum += cells;
		i += used;
	}
	return i;
}

size_t coop_cells_cut_end(const char *s, size_t n, size_t max)
{
	size_t i = 0, sum = coop_cells(s, n);
	bool cut = sum > max;
	while (i < n) {
		size_t cells, used = read_one(s + i, n - i, &cells);
		/* combining characters go with the one that they belong to */
		if (sum <= max && (!cut || cells > 0))
			break;
		sum -= cells;
		i += used;
	}
	return n - i;
}
