/*
 * fuzz_pages.c - any text is the pages of a PDF: the text of them is no longer, holds no line
 * that they do not, and is UTF-8 if they are.
 */
#include "indexer/convert/pages.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pages pages = {0};
	struct coop_buf out = {0};
	const char *s = (const char *)data, *end = s + size;
	while (s < end) {
		const char *feed = memchr(s, '\f', (size_t)(end - s));
		size_t n = (size_t)((feed ? feed : end) - s);
		pages_add(&pages, s, n);
		s += n + 1;
	}
	pages_finish(&pages, &out);
	HOLDS(!out.failed);
	HOLDS(out.len <= size + pages.count); /* a page may begin with an empty line */
	if (fuzz_is_utf8((const char *)data, size))
		HOLDS(fuzz_is_utf8(coop_buf_cstr(&out), out.len));
	pages_release(&pages);
	coop_buf_release(&out);
	return 0;
}
