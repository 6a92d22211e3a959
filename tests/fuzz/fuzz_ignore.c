/*
 * fuzz_ignore.c - any bytes are rules, and the first line of them a path.
 *
 * However a rule is looked up, the one that counts is the last that fits by itself.
 */
#include "indexer/select/ignore.h"
#include "tests/fuzz/fuzz.h"

enum { FUZZ_RULES = 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool fits_alone(
	const char *line, size_t n, const char *path, size_t len, bool folder)
{
	struct ignore *set;
	HOLDS(ignore_new(&set, NULL) == COOP_OK);
	enum coop_status st = ignore_add(set, line, n, 1, NULL);
	HOLDS(st == COOP_OK || (st == COOP_E_INPUT && n > IGNORE_PATTERN_MAX));
	const struct ignore_rule *rule = ignore_match(set, path, len, folder);
	bool fits = rule != NULL;
	HOLDS(!rule || (rule->line == 1 && (folder || !rule->folders)));
	HOLDS(!rule || rule->read == (*line == '!'));
	ignore_free(set);
	return fits;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *)data, *end = s + size, *path = s;
	const char *lf = size > 0 ? memchr(s, '\n', size) : NULL;
	size_t len = lf ? (size_t)(lf - s) : size, number = 0, last[2] = {0, 0};
	struct ignore *set;
	if (len == 0)
		return 0;
	HOLDS(ignore_new(&set, NULL) == COOP_OK);
	for (s = lf ? lf + 1 : end; s < end && number < FUZZ_RULES;
		s = lf ? lf + 1 : end) {
		lf = memchr(s, '\n', (size_t)(end - s));
		size_t n = (size_t)((lf ? lf : end) - s);
		number++;
		ignore_add(set, s, n, number, NULL);
		for (int folder = 0; folder < 2; folder++)
			if (fits_alone(s, n, path, len, folder))
				last[folder] = number;
	}
	for (int folder = 0; folder < 2; folder++) {
		const struct ignore_rule *rule = ignore_match(set, path, len, folder);
		HOLDS((rule ? rule->line : 0) == last[folder]);
		HOLDS(!rule || strlen(ignore_text(set, rule)) <= rule->len);
	}
	ignore_free(set);
	return 0;
}
