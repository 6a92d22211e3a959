/*
 * fuzz_marc.c - any bytes are a file of MARC, in ISO 2709 or in XML, as the first byte tells: what is made
 * of its records is notices.
 */
#include "indexer/convert/iso2709.h"
#include "indexer/convert/marc_notice.h"
#include "indexer/convert/marcxml.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void marc_check(struct marc_notices *made, const struct marc_record *marc)
{
	struct coop_record r;
	coop_record_init(&r);
	coop_record_reset(&r, "", 1);
	HOLDS(!marc->text.failed &&
		fuzz_is_utf8(coop_buf_cstr(&marc->text), marc->text.len));
	marc_notices_fill(made, marc, &r);
	HOLDS(!r.failed);
	fuzz_check_values(&r);
	fuzz_check_packing(&r);
	coop_record_release(&r);
}

static void marc_run_iso2709(struct marc_notices *made, const uint8_t *data, size_t size)
{
	struct marc_charset *charset;
	struct marc_record marc = {0};
	struct iso2709_file file = {0};
	struct coop_bytes raw;
	size_t taken = 0;
	fuzz_give(data, size);
	HOLDS(marc_charset_open("auto", &charset) == CONVERSION_OK);
	for (;;) {
		HOLDS(iso2709_next(&file, &raw) == CONVERSION_OK);
		if (raw.len == 0)
			break;
		taken += raw.len;
		if (iso2709_read(raw, charset, &marc) != ISO2709_DAMAGED)
			marc_check(made, &marc);
	}
	HOLDS(taken <= size);
	marc_charset_close(charset);
	marc_record_release(&marc);
	iso2709_file_release(&file);
}

static void marc_run_xml(struct marc_notices *made, const uint8_t *data, size_t size)
{
	struct marc_record marc = {0};
	struct marcxml_file file = {0};
	struct coop_bytes raw;
	size_t line = 0;
	enum conversion_failure failure;
	HOLDS(source_open(fuzz_file(data, size), NULL, &file.source, NULL) == COOP_OK);
	do {
		failure = marcxml_next(&file, &raw, &line);
		HOLDS(failure == CONVERSION_OK || failure == CONVERSION_DAMAGED);
		if (raw.len == 0)
			break;
		failure = marcxml_read(raw, &marc);
		HOLDS(failure != CONVERSION_MEMORY);
		if (!failure)
			marc_check(made, &marc);
	} while (true);
	source_close(file.source);
	marc_record_release(&marc);
	marcxml_file_release(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct marc_notices *made = marc_notices_new();
	HOLDS(made != NULL);
	if (size > 0 && data[0] % 2 != 0)
		marc_run_iso2709(made, data + 1, size - 1);
	else if (size > 0)
		marc_run_xml(made, data + 1, size - 1);
	marc_notices_free(made);
	return 0;
}
