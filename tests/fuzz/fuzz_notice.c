/*
 * fuzz_notice.c - any text is a notice: nothing is made up, and the record can be stored.
 */
#include "indexer/charset.h"
#include "indexer/notice.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_buf text = {0};
	struct coop_record r;
	const char *s = (const char *)data;
	enum charset charset = charset_detect(s, size, true);
	size_t bom = charset_bom(CHARSET_UTF8, s, size), bytes = 0;
	charset_decode(charset, s + bom, size - bom, &text);
	HOLDS(fuzz_is_utf8(coop_buf_cstr(&text), text.len));
	/* what is decoded has no bad bytes left */
	HOLDS(charset_find_bad(CHARSET_UTF8, coop_buf_cstr(&text), text.len) == text.len);

	coop_record_init(&r);
	coop_record_reset(&r, "fuzz.txt", 1);
	notice_parse(coop_buf_cstr(&text), text.len, &r);
	HOLDS(coop_record_check(&r, NULL) == COOP_OK);
	fuzz_check_values(&r);
	fuzz_check_packing(&r);
	HOLDS(r.count == 0 || coop_record_at(&r, 0).field == COOP_F_TITLE);
	for (size_t i = 0; i < r.count; i++)
		bytes += coop_record_at(&r, i).len;
	/* an empty line between two paragraphs is one more byte than the line end it was
	 */
	HOLDS(bytes <= 2 * text.len);
	coop_record_release(&r);
	coop_buf_release(&text);
	return 0;
}
