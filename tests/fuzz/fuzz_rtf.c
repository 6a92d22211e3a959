/*
 * fuzz_rtf.c - any bytes are RTF: what is taken of them is text.
 */
#include "indexer/convert/rtf.h"
#include "indexer/convert/rtf_text.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct doc doc;
	struct coop_record r;
	doc_init(&doc);
	coop_record_init(&r);
	rtf_text_load();
	enum conversion_failure failure = rtf_convert(&doc, (const char *)data, size);
	HOLDS(failure == CONVERSION_OK || failure == CONVERSION_DAMAGED ||
		failure == CONVERSION_TOO_DEEP);
	HOLDS(doc_finish(&doc, &r) == CONVERSION_OK);
	fuzz_check_values(&r);
	fuzz_check_packing(&r);
	coop_record_release(&r);
	doc_release(&doc);
	return 0;
}
