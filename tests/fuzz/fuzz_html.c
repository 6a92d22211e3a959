/*
 * fuzz_html.c - any bytes are a page: what is taken of it is text, and no more than it holds.
 */
#include "indexer/convert/declared.h"
#include "indexer/convert/html.h"
#include "indexer/convert/worker.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_buf raw = {0}, text = {0};
	struct coop_record r;
	struct source *source;
	struct doc doc;
	enum charset declared = charset_declared((const char *)data, size);
	HOLDS(source_open(fuzz_file(data, size), charset_name(declared), &source, NULL) ==
		COOP_OK);
	HOLDS(worker_read_all(source, TEXT_OF_DOCUMENT_MAX, &raw) == CONVERSION_OK);
	charset_decode(source_text(source), coop_buf_cstr(&raw), raw.len, &text);
	source_close(source);
	doc_init(&doc);
	coop_record_init(&r);
	/* as a page or as a chapter, as it happens */
	enum conversion_failure failure =
		html_convert(&doc, coop_buf_cstr(&text), text.len, size % 2 != 0);
	HOLDS(failure == CONVERSION_OK || failure == CONVERSION_TOO_DEEP ||
		failure == CONVERSION_ENDLESS_TAG);
	HOLDS(doc_finish(&doc, &r) == CONVERSION_OK);
	fuzz_check_values(&r);
	fuzz_check_packing(&r);
	coop_record_release(&r);
	doc_release(&doc);
	coop_buf_release(&raw);
	coop_buf_release(&text);
	return 0;
}
