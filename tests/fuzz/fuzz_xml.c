/*
 * fuzz_xml.c - any bytes are XML: what is taken of it are records that can be packed, or a table. The
 * first byte tells by which vocabulary.
 */
#include "indexer/convert/doc.h"
#include "indexer/convert/xml_records.h"
#include "indexer/convert/xml_table.h"
#include "shared/core/bytes.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum conversion_failure xml_check_notice(
	void *data, const struct coop_record *notice)
{
	size_t *sent = data;
	++*sent;
	HOLDS(coop_record_check(notice, NULL) == COOP_OK && notice->count > 0);
	for (size_t i = 0; i < notice->count; i++) {
		struct coop_value v = coop_record_at(notice, i);
		HOLDS(v.len > 0 && v.name_len > 0);
	}
	fuzz_check_packing(notice);
	return CONVERSION_OK;
}

static void xml_left_out(void *data, size_t line, enum conversion_failure why)
{
	(void)data;
	HOLDS(line > 0 && why == CONVERSION_TOO_LARGE);
}

static void xml_check_table(struct doc *doc)
{
	struct coop_record r;
	coop_record_init(&r);
	HOLDS(doc_finish(doc, &r) == CONVERSION_OK);
	for (size_t i = 0; i < doc->ntables; i++) {
		const struct doc_table *t = &doc->tables[i];
		size_t lines = 0, quotes = 0;
		for (size_t k = 0; k < t->csv.len; k++) {
			lines += t->csv.s[k] == '\n';
			quotes += t->csv.s[k] == '"';
		}
		HOLDS(t->placed && quotes % 2 == 0);
		HOLDS(lines * COOP_LE32_SIZE == t->lines.len);
	}
	coop_record_release(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static enum conversion_failure (*const readers[])(
		struct xml_events * e, const struct xml_out *out) = {
		dublin_core_read, ead_read, tei_read, syndication_read};
	enum { READERS = sizeof readers / sizeof *readers };
	struct source *source;
	struct doc doc;
	size_t sent = 0;
	const struct xml_out out = {xml_check_notice, xml_left_out, &sent};
	if (size == 0)
		return 0;
	unsigned which = data[0] % (READERS + 1);
	HOLDS(source_open(fuzz_file(data + 1, size - 1), "utf-8", &source, NULL) ==
		COOP_OK);
	struct xml_events *e = xml_events_new(source);
	HOLDS(e != NULL);
	doc_init(&doc);
	enum conversion_failure failure =
		which < READERS ? readers[which](e, &out) : xml_table_read(e, &doc);
	HOLDS(failure == CONVERSION_OK || failure == CONVERSION_DAMAGED);
	if (!failure && which == READERS)
		xml_check_table(&doc);
	HOLDS(xml_events_depth(e) == 0);
	doc_release(&doc);
	xml_events_free(e);
	source_close(source);
	return 0;
}
