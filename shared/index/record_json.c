#include "shared/index/record_json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/buf.h"
#include "shared/core/diag.h"
#include "shared/core/utf8.h"

json_t *coop_json_string(const char *s, size_t n)
{
	struct coop_buf good = {0};
	/* the usual case; jansson refuses invalid UTF-8 */
	if (coop_utf8_valid(s, n) == n)
		return json_stringn(s, n);
	while (n > 0) {
		size_t valid = coop_utf8_valid(s, n);
		coop_buf_add(&good, s, valid);
		if (valid < n) {
			coop_buf_str(&good, "\xef\xbf\xbd");
			valid++;
		}
		s += valid;
		n -= valid;
	}
	json_t *text = good.failed ? NULL : json_stringn(good.s, good.len);
	coop_buf_release(&good);
	return text;
}

json_t *coop_json_value(const struct coop_value *v)
{
	json_int_t number = 0;
	bool whole = coop_field_info(v->field)->flags & COOP_FIELD_NUMBER && v->len < 10;
	for (size_t i = 0; whole && i < v->len; i++) {
		whole = v->text[i] >= '0' && v->text[i] <= '9';
		number = number * 10 + (v->text[i] - '0');
	}
	return whole ? json_integer(number) : coop_json_string(v->text, v->len);
}

/*
 * Writes JSON, with characters that could drive a terminal as \u escapes. They can only occur inside of
 * strings, where escapes are valid. A write error stays with the stream.
 */
static void put_safe(FILE *out, const char *text)
{
	size_t n = strlen(text), begun = 0, used;
	for (size_t i = 0; i < n; i += used) {
		uint32_t cp = 0;
		used = coop_utf8_decode(text + i, n - i, &cp);
		used = used > 0 ? used : 1;
		if (!coop_is_unsafe(cp))
			continue;
		fwrite(text + begun, 1, i - begun, out);
		fprintf(out, "\\u%04" PRIx32, cp);
		begun = i + used;
	}
	fwrite(text + begun, 1, n - begun, out);
}

static enum coop_status put(
	FILE *out, const json_t *value, size_t flags, struct coop_error *err)
{
	char *text = value ? json_dumps(value, flags | JSON_COMPACT) : NULL;
	if (!text)
		return coop_fail_nomem(err);
	put_safe(out, text);
	free(text);
	return COOP_OK;
}

enum coop_status coop_json_put(FILE *out, const json_t *value, struct coop_error *err)
{
	return put(out, value, JSON_REAL_PRECISION(6), err);
}

enum coop_status coop_json_put_exact(
	FILE *out, const json_t *value, struct coop_error *err)
{
	return put(out, value, JSON_REAL_PRECISION(17), err);
}

enum coop_status coop_json_put_members(
	FILE *out, const json_t *object, struct coop_error *err)
{
	return put(out, object, JSON_EMBED | JSON_REAL_PRECISION(6), err);
}

static enum coop_status write_object(
	FILE *out, const json_t *object, size_t digits, struct coop_error *err)
{
	enum coop_status st = put(out, object, digits, err);
	if (!st)
		fputc('\n', out);
	return st;
}

enum coop_status coop_json_write(FILE *out, const json_t *object, struct coop_error *err)
{
	return write_object(out, object, JSON_REAL_PRECISION(6), err);
}

enum coop_status coop_json_write_exact(
	FILE *out, const json_t *object, struct coop_error *err)
{
	return write_object(out, object, JSON_REAL_PRECISION(17), err);
}
