/*
 * fuzz_mojibake.c - any bytes are text that may have been garbled. The first one tells whether
 * the file is sure to hold such.
 */
#include "indexer/decode/charset.h"
#include "indexer/decode/diacritics.h"
#include "indexer/decode/mojibake.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_buf text = {0}, out = {0};
	bool sure = size > 0 && data[0] % 2 != 0;
	if (size > 0)
		charset_decode(CHARSET_UTF8, (const char *)data + 1, size - 1, &text);
	const char *s = coop_buf_cstr(&text);
	HOLDS(!text.failed && fuzz_is_utf8(s, text.len));
	size_t found = mojibake_find(s, text.len);
	HOLDS(found <= text.len);
	size_t repaired = mojibake_repair(s, text.len, sure, &out);
	HOLDS(!out.failed && fuzz_is_utf8(coop_buf_cstr(&out), out.len));
	/* every character repaired was longer, but for those that lost their second half */
	HOLDS(repaired == 0 ? out.len == 0 : out.len <= text.len);
	HOLDS(repaired == 0 || found < text.len);
	if (mojibake_is_sure(s, text.len))
		HOLDS(found < text.len);
	/* an accent and its letter become one letter */
	coop_buf_reset(&out);
	size_t mended = diacritics_repair(s, text.len, sure, &out);
	HOLDS(!out.failed && fuzz_is_utf8(coop_buf_cstr(&out), out.len));
	HOLDS(out.len == (mended > 0 ? text.len - mended : 0));
	HOLDS(mended == 0 || found < text.len);
	if (diacritics_are_sure(s, text.len))
		HOLDS(found < text.len);
	coop_buf_release(&text);
	coop_buf_release(&out);
	return 0;
}
