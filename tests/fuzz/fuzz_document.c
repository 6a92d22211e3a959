/*
 * fuzz_document.c - any bytes are an ODT, DOCX or EPUB, or the parts of one: what is taken of
 * it is text. The first byte tells which. The parts are ended by NUL, and begin with a byte
 * that tells their name; packed without compression they get as far as the code.
 */
#include "indexer/convert/office.h"
#include "tests/fuzz/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
	enum conversion_failure (*convert)(struct doc *doc);
	const char *parts[4];
} documents[] = {{odt_convert, {"content.xml", "meta.xml", "META-INF/manifest.xml",
				       "content.xml"}},
	{docx_convert, {"word/document.xml", "docProps/core.xml", "word/footnotes.xml",
			       "word/endnotes.xml"}},
	{epub_convert, {"META-INF/container.xml", "b.opf", "a/c.xhtml", "a/d e.html"}}};
enum { DOCUMENTS = sizeof documents / sizeof *documents };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct doc doc;
	struct coop_record r;
	unsigned which = data[0] % DOCUMENTS;
	if (data[0] / DOCUMENTS % 2 != 0) {
		fuzz_give(data + 1, size - 1);
	} else {
		fuzz_give_parts(documents[which].parts, data + 1, size - 1);
	}
	doc_init(&doc);
	coop_record_init(&r);
	enum conversion_failure failure = documents[which].convert(&doc);
	HOLDS(failure < CONVERSION_COUNT && failure != CONVERSION_MEMORY);
	if (!failure) {
		HOLDS(doc_finish(&doc, &r) == CONVERSION_OK);
		fuzz_check_values(&r);
		fuzz_check_packing(&r);
	}
	coop_record_release(&r);
	doc_release(&doc);
	return 0;
}
