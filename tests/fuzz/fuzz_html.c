/*
 * fuzz_html.c - any bytes are a page: what is taken of it is text, and no more than it holds.
 */
#include "indexer/convert/declared.h"
#include "indexer/convert/html.h"
#include "indexer/convert/worker.h"
#include "shared/core/bytes.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A table is in the text, and each of its lines in the page. */
static void check_tables(const struct doc *doc, const struct coop_record *r)
{
	struct coop_value body;
	size_t after = 0;
	coop_record_get(r, COOP_F_BODY, &body);
	for (size_t i = 0; i < doc->ntables; i++) {
		const struct doc_table *t = &doc->tables[i];
		size_t lines = 0;
		for (size_t k = 0; k < t->csv.len; k++)
			lines += t->csv.s[k] == '\n';
		HOLDS(t->csv.len > 0 && t->csv.s[t->csv.len - 1] == '\n');
		HOLDS(lines * COOP_LE32_SIZE == t->lines.len);
		HOLDS(fuzz_is_utf8(t->csv.s, t->csv.len));
		HOLDS(t->from <= t->to && (!t->placed || t->to <= body.len));
		HOLDS(!doc->has_heading && t->placed ? t->from >= after : true);
		after = t->to;
	}
}

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
	check_tables(&doc, &r);
	fuzz_check_values(&r);
	fuzz_check_packing(&r);
	coop_record_release(&r);
	doc_release(&doc);
	coop_buf_release(&raw);
	coop_buf_release(&text);
	return 0;
}
