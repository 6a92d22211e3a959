/*
 * beginnings.c - how the words begin that can match a query.
 */
#include <string.h>

#include "query/plan/query.h"

#include "shared/core/bytes.h"
#include "shared/text/stem_exceptions.h"

/* Whether a word is letters and digits alone: others are found in ways of their own (whole_form.h). */
static bool is_plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9')))
			return false;
	return n > 0;
}

/*
 * Adds the beginning of the words of a stem: three letters where the stem is long enough
 * (stem_exceptions.h), else those that no rule of the stemmer touches.
 */
static void add_stem(struct beginnings *b, const char *stem, size_t len)
{
	enum { SURE = 2, LONGER = 4, KEPT = 3 };
	size_t letters = len >= LONGER ? KEPT : SURE;
	coop_wanted_prefixes_add(&b->prefixes, stem, letters < len ? letters : len);
}

/* Adds the beginnings of what words also find; false when there may be any. */
static bool add_additions(struct beginnings *b, const struct expanded_query *e)
{
	for (size_t i = 0; i < e->nadditions; i++)
		for (size_t k = 0; k < e->additions[i].count; k++) {
			struct slice stem = slice_stem(e->additions[i].terms[k]);
			const char *s = slice_in(&e->text, stem);
			if (!is_plain(s, stem.len))
				return false;
			add_stem(b, s, stem.len);
		}
	return true;
}

/* Adds the beginnings of what matches word i; false when there may be any. */
static bool add_word(struct beginnings *b, const struct query *q, size_t i)
{
	struct query_word w = query_at(q, i);
	if (query_is_open(q, i) || !is_plain(w.form, w.form_len))
		return false;
	coop_wanted_prefixes_add(&b->prefixes, w.form, w.form_len < 3 ? w.form_len : 3);
	if (w.stem && w.stem_len > 0 && !w.exact)
		add_stem(b, w.stem, w.stem_len);
	return true;
}

/* Adds an irregular word, such as yeux, if it has the stem of a word of the query. */
static enum coop_status add_moved(struct query *q, struct coop_analyzer *analyzer,
	const char *word, struct coop_error *err)
{
	const char *stem;
	size_t len;
	enum coop_status st =
		coop_analyzer_stem(analyzer, word, strlen(word), &stem, &len, err);
	for (size_t i = 0; !st && stem && i < query_count(q); i++) {
		struct query_word w = query_at(q, i);
		if (coop_bytes_equal(w.stem, w.stem_len, stem, len))
			coop_wanted_prefixes_add(&q->beginnings.prefixes, word, 3);
	}
	const struct coop_token token = {.stem = stem, .stem_len = len};
	size_t number;
	if (!st && query_addition_matches(q, &token, &number))
		coop_wanted_prefixes_add(&q->beginnings.prefixes, word, 3);
	return st;
}

enum coop_status query_find_beginnings(
	struct query *q, struct coop_analyzer *analyzer, struct coop_error *err)
{
	struct beginnings *b = &q->beginnings;
	const char *word;
	enum coop_status st = COOP_OK;
	if (b->found)
		return COOP_OK;
	b->limited = true;
	for (size_t i = 0; b->limited && i < query_count(q); i++)
		b->limited = add_word(b, q, i);
	b->limited = b->limited && add_additions(b, &q->expanded);
	for (size_t i = 0; !st && b->limited && (word = coop_stem_exception_moved(i));
		i++)
		st = add_moved(q, analyzer, word, err);
	b->found = !st;
	return st;
}
