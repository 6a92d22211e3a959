/*
 * fuzz_json.c - any bytes are a file of JSON: what is taken of it are records of text, in the order of their
 * lines.
 */
#include "indexer/convert/json.h"
#include "indexer/convert/json_notice.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct taken {
	size_t lines; /* of the file */
	size_t line;  /* of the last record that was told */
};

static enum conversion_failure notice(
	void *data, const struct coop_record *record, bool keyed)
{
	struct taken *t = data;
	HOLDS(record->count > 0 || !keyed);
	HOLDS(record->count <= JSON_VALUES_MAX || !keyed);
	if (keyed) {
		HOLDS(record->line >= t->line && record->line <= t->lines);
		t->line = record->line;
	}
	for (size_t i = 0; i < record->count; i++)
		HOLDS(!keyed || coop_record_at(record, i).field == COOP_F_OTHER);
	fuzz_check_values(record);
	fuzz_check_packing(record);
	return CONVERSION_OK;
}

static void left_out(void *data, size_t line, size_t column, enum conversion_failure why)
{
	const struct taken *t = data;
	HOLDS(line > 0 && line <= t->lines && column <= SIZE_MAX / 2);
	HOLDS(why > CONVERSION_OK && why < CONVERSION_COUNT && why != CONVERSION_MEMORY);
}

static void odd(void *data, enum conversion_mend what, size_t count, size_t line)
{
	const struct taken *t = data;
	HOLDS(what < MEND_KINDS && count > 0 && line > 0 && line <= t->lines);
}

static void told(void *data, enum told what, const char *text)
{
	(void)data;
	HOLDS(what == TOLD_CHARSET || what == TOLD_PLACE);
	HOLDS(text != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct taken t = {.lines = size + 2};
	const struct json_taker taker = {&t, notice, left_out, odd, told};
	struct source *source;
	HOLDS(source_open(fuzz_file(data, size), NULL, &source, NULL) == COOP_OK);
	enum conversion_failure failure = json_read(source, &taker);
	HOLDS(failure == CONVERSION_OK || failure == CONVERSION_DAMAGED ||
		failure == CONVERSION_NO_NOTICES);
	source_close(source);
	return 0;
}
