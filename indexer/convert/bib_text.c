#include "indexer/convert/bib_text.h"

#include "indexer/convert/worker.h"
#include "indexer/decode/charset.h"
#include "shared/core/utf8.h"

bool bib_lines_next(struct bib_lines *l, struct coop_bytes *line)
{
	size_t n = 0;
	if (l->rest.len == 0)
		return false;
	while (n < l->rest.len && !coop_is_line_end(l->rest.s[n]))
		n++;
	*line = (struct coop_bytes){l->rest.s, n};
	size_t end = n < l->rest.len;
	if (end && l->rest.len - n > 1 && l->rest.s[n] == '\r' &&
		l->rest.s[n + 1] == '\n')
		end = 2;
	l->rest.s += n + end;
	l->rest.len -= n + end;
	l->line++;
	return true;
}

enum conversion_failure bib_text_read(struct source *source, struct coop_buf *out)
{
	struct coop_buf raw = {0};
	struct coop_bytes line;
	enum charset set = source_text(source);
	enum conversion_failure failure = worker_read_all(source, BIB_TEXT_MAX, &raw);
	raw.len = source_without_end_of_dos(coop_buf_cstr(&raw), raw.len);
	const char *s = coop_buf_cstr(&raw);
	if (!failure && set == CHARSET_UTF8 &&
		charset_find_bad(set, s, raw.len) == raw.len) {
		coop_buf_release(out);
		*out = raw;
		return CONVERSION_OK;
	}
	struct bib_lines lines = {.rest = {s, raw.len}};
	while (!failure && bib_lines_next(&lines, &line)) {
		charset_decode(
			charset_of_line(set, line.s, line.len), line.s, line.len, out);
		const char *end = line.s + line.len;
		coop_buf_add(out, end, (size_t)(lines.rest.s - end));
	}
	coop_buf_release(&raw);
	return out->failed ? CONVERSION_MEMORY : failure;
}
