#include "query/plan/field_lookup.h"

#include <string.h>

#include "query/plan/pattern.h"
#include "query/plan/weights.h"
#include "shared/core/bytes.h"
#include "shared/index/layout.h"
#include "shared/index/own_column.h"
#include "shared/index/years.h"
#include "shared/text/sound.h"

/* The letter in the terms of a field's words; 0 when they have none. */
static char letter_of(enum qfield field)
{
	switch (field) {
	case QFIELD_PLACE:
		return coop_field_letter(COOP_F_PRODUCER);
	case QFIELD_DEPARTMENT:
		return COOP_LETTER_POSTCODE;
	case QFIELD_PHONE:
		return COOP_LETTER_PHONE;
	case QFIELD_MAIL:
		return COOP_LETTER_MAIL;
	case QFIELD_ISBN:
		return COOP_LETTER_ISBN;
	case QFIELD_ISSN:
		return COOP_LETTER_ISSN;
	default:
		break;
	}
	if (field < 0 || field >= (enum qfield)COOP_FIELD_COUNT)
		return 0;
	unsigned flags = coop_field_info((enum coop_field)field)->flags;
	if (flags & COOP_FIELD_PART)
		return coop_field_letter(COOP_F_PRODUCER);
	return flags & COOP_FIELD_WORDS ? coop_field_letter((enum coop_field)field) : 0;
}

bool field_lookup_can(enum qfield field)
{
	return field >= QFIELD_OWN || letter_of(field) != 0;
}

enum field_lookup_how field_lookup_how_of(enum qfield field)
{
	if (field == QFIELD_PHONE || field == QFIELD_DEPARTMENT)
		return FIELD_LOOKUP_BEGIN;
	if (field == QFIELD_ISBN || field == QFIELD_ISSN)
		return FIELD_LOOKUP_FORM;
	return field == QFIELD_MAIL ? FIELD_LOOKUP_PART : FIELD_LOOKUP_STEM;
}

void field_lookup_prefix(enum qfield field, const char *column, struct coop_buf *out)
{
	char prefix[COOP_OWN_PREFIX_MAX];
	if (column) {
		coop_buf_add(out, prefix,
			coop_own_word_prefix(column, strlen(column), prefix));
		return;
	}
	coop_buf_byte(out, COOP_PREFIX_FIELD);
	coop_buf_byte(out, letter_of(field));
}

void field_lookup_presence(enum qfield field, const char *column, struct coop_buf *out)
{
	char term[COOP_OWN_PREFIX_MAX];
	if (column)
		coop_buf_add(out, term, coop_own_presence(column, strlen(column), term));
	/* parts of fields have terms of their words alone, and every document has an id */
	if (column || field < 0 || field == (enum qfield)COOP_F_ID ||
		(field >= (enum qfield)COOP_FIELD_COUNT && field != QFIELD_PLACE))
		return;
	char letter = letter_of(field);
	if (field == (enum qfield)COOP_F_BODY) {
		coop_buf_str(out, COOP_TERM_RUNNING);
		return;
	}
	coop_buf_byte(out, COOP_PREFIX_FIELD);
	/* a summary or history has no other term */
	coop_buf_byte(out, letter ? letter : coop_field_letter((enum coop_field)field));
}

static bool is_in_range(const struct field_lookup *w, const char *s, size_t n)
{
	unsigned value = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9' || i > 5)
			return false;
		value = value * 10 + (unsigned)(s[i] - '0');
	}
	return n > 0 && value >= w->low && value <= w->high;
}

/* Whether a word of the field of years is a number that no year is: the 12 of 12/03/1998, 199 of [199-]. */
static bool is_no_year(enum qfield field, const char *s, size_t n)
{
	char number[sizeof "2147483648"];
	if (field != (enum qfield)COOP_F_YEAR || n >= sizeof number)
		return false;
	memcpy(number, s, n);
	number[n] = '\0';
	return strspn(number, "0123456789") == n && !coop_years_any(s, n);
}

/* Whether a word of the field is wanted. */
static enum coop_status fits(const struct expander *e, const struct field_lookup *w,
	const char *s, size_t n, bool *good, struct coop_error *err)
{
	const char *stem = NULL;
	size_t len = 0;
	enum coop_status st = COOP_OK;
	switch (w->how) {
	case FIELD_LOOKUP_FORM:
		*good = coop_bytes_equal(w->s, w->len, s, n);
		break;
	case FIELD_LOOKUP_STEM:
		st = coop_analyzer_stem(e->analyzer, s, n, &stem, &len, err);
		*good = !st && coop_bytes_equal(w->s, w->len, stem, len);
		break;
	case FIELD_LOOKUP_PATTERN:
		*good = pattern_matches(w->s, w->len, s, n);
		break;
	case FIELD_LOOKUP_EDITS:
		*good = coop_wordlist_distance(w->s, w->len, s, n, w->edits) <= w->edits;
		break;
	case FIELD_LOOKUP_SOUND:
		*good = coop_sounds_alike(w->s, w->len, s, n, false);
		break;
	case FIELD_LOOKUP_BEGIN:
		*good = n >= w->len && memcmp(s, w->s, w->len) == 0;
		break;
	case FIELD_LOOKUP_PART:
		*good = memmem(s, n, w->s, w->len) != NULL;
		break;
	case FIELD_LOOKUP_RANGE:
		*good = is_in_range(w, s, n);
		break;
	}
	return st;
}

/* The length of the prefix that all wanted words share. */
static size_t beginning(const struct field_lookup *w)
{
	enum { FAMILY = 3 };
	switch (w->how) {
	case FIELD_LOOKUP_FORM:
	case FIELD_LOOKUP_BEGIN:
		return w->len;
	case FIELD_LOOKUP_STEM:
		return w->len < FAMILY ? w->len : FAMILY;
	case FIELD_LOOKUP_PATTERN:
		return pattern_prefix(w->s, w->len);
	default:
		return 0;
	}
}

/*
 * Finds the words of a field that sound alike: those of the index that the field has. There are fewer of
 * them than words of the field.
 */
static enum coop_status expand_alike(const struct expander *e,
	const struct field_lookup *wanted, struct expansion *out, struct coop_error *err)
{
	struct coop_buf term = {0};
	struct expansion alike = {0};
	enum coop_status st = expand_sound(e, wanted->s, wanted->len, &alike, err);
	field_lookup_prefix(wanted->field, wanted->column, &term);
	size_t before = term.len;
	for (size_t i = 0, n; !st && i < alike.words.len; i += n + 1) {
		uint64_t frequency = 0;
		n = strlen(alike.words.s + i);
		term.len = term.failed ? 0 : before;
		coop_buf_add(&term, alike.words.s + i, n + 1);
		st = coop_buf_check(&term, err);
		if (!st)
			st = coop_collection_frequency(
				e->collection, term.s, term.len - 1, &frequency, err);
		if (st || frequency == 0)
			continue;
		coop_buf_add(&out->words, term.s, term.len);
		out->count++;
	}
	out->matched = out->count;
	coop_buf_release(&term);
	coop_buf_release(&alike.words);
	return st ? st : coop_buf_check(&out->words, err);
}

enum coop_status field_lookup_expand(const struct expander *e,
	const struct field_lookup *wanted, struct expansion *out, struct coop_error *err)
{
	struct coop_buf prefix = {0}, all = {0};
	/* numbers are few, and a department has hundreds of postcodes */
	bool all_of_them =
		wanted->how == FIELD_LOOKUP_RANGE || wanted->field == QFIELD_DEPARTMENT;
	size_t count, before, max = all_of_them ? EXPAND_COMPARISONS_MAX : EXPAND_MAX;
	if (wanted->how == FIELD_LOOKUP_SOUND)
		return expand_alike(e, wanted, out, err);
	field_lookup_prefix(wanted->field, wanted->column, &prefix);
	before = prefix.len;
	coop_buf_add(&prefix, wanted->s, beginning(wanted));
	enum coop_status st = coop_buf_check(&prefix, err);
	if (!st)
		st = coop_collection_terms(e->collection, prefix.s, prefix.len,
			EXPAND_COMPARISONS_MAX, &all, &count, err);
	for (size_t i = 0, n; !st && i < all.len; i += n + 1) {
		bool good = false;
		n = strlen(all.s + i);
		if (n > before &&
			!is_no_year(wanted->field, all.s + i + before, n - before))
			st = fits(e, wanted, all.s + i + before, n - before, &good, err);
		out->matched += good;
		if (!good || out->count == max)
			continue;
		coop_buf_add(&out->words, all.s + i, n + 1);
		out->count++;
	}
	coop_buf_release(&prefix);
	coop_buf_release(&all);
	return st ? st : coop_buf_check(&out->words, err);
}
