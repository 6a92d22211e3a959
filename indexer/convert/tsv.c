#include "indexer/convert/tsv.h"

#include <string.h>

void tsv_add_cell(struct coop_buf *out, size_t column, const char *s, size_t n)
{
	if (column > 0)
		coop_buf_byte(out, '\t');
	if (n == 0)
		return;
	coop_buf_byte(out, '"');
	for (const char *end = s + n; s < end;) {
		const char *quote = memchr(s, '"', (size_t)(end - s));
		const char *stop = quote ? quote + 1 : end;
		coop_buf_add(out, s, (size_t)(stop - s));
		if (quote)
			coop_buf_byte(out, '"');
		s = stop;
	}
	coop_buf_byte(out, '"');
}
