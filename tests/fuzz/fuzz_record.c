/*
 * fuzz_record.c - any bytes are a packed record, or damaged; a record comes back as it
 * was. Its columns have values within their bounds.
 */
#include "shared/index/column_values.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Fills a record from the bytes: a field number, a length, a text, and so on. */
static void fill_from(struct coop_record *r, const uint8_t *data, size_t size)
{
	coop_record_reset(r, "fuzz", size);
	r->length = size * 3;
	while (size >= 2) {
		enum coop_field field = (enum coop_field)(data[0] % COOP_FIELD_COUNT);
		size_t n = data[1] < size - 2 ? data[1] : size - 2;
		const char *s = (const char *)data + 2;
		if (data[0] >= 0xf0)
			coop_record_replace(r, field, s, n);
		else if (data[0] >= 0xe0)
			coop_record_set_copy(r, "~21", 2 + data[0] % 2);
		else if (field == COOP_F_OTHER)
			coop_record_add_named(r, s, n / 2, s + n / 2, n - n / 2);
		else
			coop_record_add(r, field, s, n);
		data += 2 + n;
		size -= 2 + n;
	}
}

static enum coop_status check_value(
	void *data, const struct coop_column_found *v, struct coop_error *err)
{
	bool facet = coop_column_kind(v->field) == COOP_COLUMN_FACET;
	(void)data;
	(void)err;
	HOLDS(v->key_len > 0 && v->key_len <= COOP_COLUMN_TEXT_MAX);
	HOLDS(facet == (v->shown != NULL) && v->shown_len <= COOP_COLUMN_TEXT_MAX);
	HOLDS(!facet || (v->shown_len > 0 && !memchr(v->key, '\0', v->key_len)));
	return COOP_OK;
}

static void check_columns(const struct coop_record *r)
{
	struct coop_column_scratch scratch = {.key = {0}};
	HOLDS(coop_column_values(r, &scratch,
		      (struct coop_column_taker){check_value, NULL}, NULL) == COOP_OK);
	coop_column_scratch_release(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_record r;
	coop_record_init(&r);
	enum coop_status st = coop_record_unpack(&r, (const char *)data, size, NULL);
	HOLDS(st == COOP_OK || (st == COOP_E_CORRUPT && r.count == 0));
	fuzz_check_packing(&r);
	check_columns(&r);
	fill_from(&r, data, size);
	HOLDS(coop_record_check(&r, NULL) == COOP_OK);
	fuzz_check_packing(&r);
	check_columns(&r);
	coop_record_release(&r);
	return 0;
}
