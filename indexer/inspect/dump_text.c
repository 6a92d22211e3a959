#include "indexer/inspect/dump_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "shared/core/utf8.h"

enum { HEX_MAX = 16 };

static json_t *bytes(const char *s, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	struct coop_buf text = {0};
	for (size_t i = 0; i < n; i++) {
		unsigned char byte = (unsigned char)s[i];
		coop_buf_byte(&text, digits[byte >> 4]);
		coop_buf_byte(&text, digits[byte & 15]);
	}
	json_t *o = text.failed ? NULL : json_object();
	if (o && json_object_set_new(o, "hex", json_stringn(text.s, text.len)) != 0) {
		json_decref(o);
		o = NULL;
	}
	coop_buf_release(&text);
	return o;
}

json_t *dump_text(const char *s, size_t n)
{
	return coop_utf8_valid(s, n) == n ? json_stringn(s, n) : bytes(s, n);
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool dump_text_read(const json_t *value, struct coop_buf *out)
{
	const json_t *hex = json_object_get(value, "hex");
	const char *s = json_string_value(hex);
	size_t n = json_string_length(hex);
	if (json_is_string(value)) {
		coop_buf_add(out, json_string_value(value), json_string_length(value));
		return true;
	}
	if (!s || n % 2 != 0 || json_object_size(value) != 1)
		return false;
	for (size_t i = 0; i < n; i += 2) {
		int high = digit_of(s[i]), low = digit_of(s[i + 1]);
		if (high < 0 || low < 0)
			return false;
		coop_buf_byte(out, (char)(high << 4 | low));
	}
	return true;
}

json_t *dump_hex(uint64_t n, int digits)
{
	char text[HEX_MAX + 1];
	snprintf(text, sizeof text, "%0*" PRIx64, digits, n);
	return json_string(text);
}

bool dump_hex_read(const json_t *value, int digits, uint64_t *out)
{
	const char *s = json_string_value(value);
	*out = 0;
	if (!s || json_string_length(value) != (size_t)digits)
		return false;
	for (int i = 0; i < digits; i++) {
		int digit = digit_of(s[i]);
		if (digit < 0)
			return false;
		*out = *out << 4 | (uint64_t)digit;
	}
	return true;
}
