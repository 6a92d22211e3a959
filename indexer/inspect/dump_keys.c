#include "indexer/inspect/dump_keys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/inspect/dump_text.h"
#include "shared/core/i18n.h"

enum { HASH_DIGITS = 16 };

enum coop_status dump_bad_key(const char *key, struct coop_error *err)
{
	return coop_fail(err, COOP_E_INPUT,
		TR("this line of the dump is not right: key '%s'",
			"cette ligne de l'export n'est pas correcte : clé « %s »"),
		key);
}

enum coop_status dump_take_text(
	const json_t *o, const char *key, struct coop_buf *out, struct coop_error *err)
{
	coop_buf_reset(out);
	bool good = dump_text_read(json_object_get(o, key), out);
	if (out->failed)
		return coop_fail_nomem(err);
	return good && (out->len == 0 || !memchr(out->s, '\0', out->len))
		       ? COOP_OK
		       : dump_bad_key(key, err);
}

enum coop_status dump_take_number(const json_t *o, const char *key, int otherwise,
	uint64_t *out, struct coop_error *err)
{
	const json_t *value = json_object_get(o, key);
	json_int_t n = !value                   ? otherwise
		       : json_is_integer(value) ? json_integer_value(value)
						: -1;
	*out = n < 0 ? 0 : (uint64_t)n;
	return n < 0 ? dump_bad_key(key, err) : COOP_OK;
}

enum coop_status dump_take_long(
	const json_t *o, const char *key, int64_t *out, struct coop_error *err)
{
	const json_t *value = json_object_get(o, key);
	const char *s = json_is_string(value) ? json_string_value(value) : "";
	char *end;
	errno = 0;
	*out = strtoll(s, &end, 10);
	return *s && errno == 0 && end == s + json_string_length(value)
		       ? COOP_OK
		       : dump_bad_key(key, err);
}

enum coop_status dump_take_hash(
	const json_t *o, const char *key, uint64_t *out, struct coop_error *err)
{
	return dump_hex_read(json_object_get(o, key), HASH_DIGITS, out)
		       ? COOP_OK
		       : dump_bad_key(key, err);
}

bool dump_take_bool(const json_t *o, const char *key)
{
	return json_is_true(json_object_get(o, key));
}
