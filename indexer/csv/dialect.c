#include "indexer/csv/dialect.h"

#include <stdbool.h>

#include "shared/fields.h"

/*
 * How many cells a header line has under a delimiter, and how many of them name a field.
 */
static size_t score_delimiter(const char *s, size_t n, char delimiter,
	enum charset charset, struct coop_buf scratch[2])
{
	size_t cells = 0, known = 0, begin = 0;
	bool quoted = false;
	for (size_t i = 0; i <= n; i++) {
		if (i < n && s[i] == '"')
			quoted = !quoted;
		if (i < n && (s[i] != delimiter || quoted))
			continue;
		if (scratch[0].failed || scratch[1].failed)
			return 0;
		coop_buf_reset(&scratch[0]);
		charset_decode(charset, s + begin, i - begin, &scratch[0]);
		known += coop_field_by_name(coop_buf_cstr(&scratch[0]), scratch[0].len,
				 &scratch[1]) != COOP_F_OTHER;
		cells++;
		begin = i + 1;
	}
	return known * 10000 + (cells < 10000 ? cells : 9999);
}

enum coop_status dialect_guess(
	const char *s, size_t n, enum charset charset, char *best, struct coop_error *err)
{
	static const char candidates[] = ",;\t|";
	struct coop_buf scratch[2] = {{0}, {0}};
	size_t line = 0, best_score = 0;
	enum coop_status st = COOP_OK;
	while (line < n && s[line] != '\n' && s[line] != '\r')
		line++;
	for (const char *c = candidates; *c && !st; c++) {
		size_t score = score_delimiter(s, line, *c, charset, scratch);
		if (score > best_score) {
			best_score = score;
			*best = *c;
		}
		if (scratch[0].failed || scratch[1].failed)
			st = coop_fail_nomem(err);
	}
	coop_buf_release(&scratch[0]);
	coop_buf_release(&scratch[1]);
	return st;
}
