/*
 * fuzz_html.c - any bytes are a page: what is taken of it is text, and no more than it holds.
 */
#include "indexer/convert/declared.h"
#include "indexer/convert/html.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_buf text = {0};
	struct coop_record r;
	struct doc doc;
	const char *s = (const char *)data;
	enum charset declared = charset_declared(s, size);
	charset_decode(
		charset_is_direct(declared) ? declared : CHARSET_UTF8, s, size, &text);
	doc_init(&doc);
	coop_record_init(&r);
	enum problem problem = html_convert(&doc, coop_buf_cstr(&text), text.len, false);
	HOLDS(problem == PROBLEM_NONE || problem == PROBLEM_TOO_DEEP);
	HOLDS(doc_finish(&doc, &r) == PROBLEM_NONE);
	fuzz_check_values(&r);
	fuzz_check_packing(&r);
	coop_record_release(&r);
	doc_release(&doc);
	coop_buf_release(&text);
	return 0;
}
