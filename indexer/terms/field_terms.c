#include "indexer/terms/field_terms.h"

#include <stdio.h>
#include <string.h>

size_t field_term_put(const struct tokens *walk, const struct token *t,
	const struct field_term *term, char *to)
{
	size_t len = 0;
	size_t prefix = 2;
	to[0] = COOP_PREFIX_FIELD;
	to[1] = term->letter;
	if (term->year > 0)
		return 2 + (size_t)snprintf(to + 2, COOP_WORD_MAX, "%u", term->year);
	const char *s = term->presence ? "" : token_form(walk, t, &len);
	if (term->letter == COOP_LETTER_COLUMN)
		prefix = coop_own_presence(walk->own.s, walk->own.len, to);
	else if (term->letter == COOP_LETTER_IN_COLUMN)
		prefix = coop_own_word_prefix(walk->own.s, walk->own.len, to);
	memcpy(to + prefix, s, len);
	return prefix + len;
}

/* Whether a word is a French postcode: queries find departments by its first digits. */
static bool is_postcode(const struct tokens *walk, const struct token *t)
{
	enum coop_field field = walk->value.field;
	size_t len;
	if ((field != COOP_F_PRODUCER && field != COOP_F_POSTCODE) || t->pos == 0 ||
		!(t->t->flags & COOP_TOKEN_DIGITS))
		return false;
	const char *s = token_form(walk, t, &len);
	for (size_t i = 0; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return len == 5;
}

/* Adds the terms of a column that is no field. */
static size_t add_own(
	const struct tokens *walk, const struct token *t, struct field_term *out)
{
	size_t count = 0;
	if (walk->own.len == 0)
		return 0;
	if (t->begins)
		out[count++] = (struct field_term){COOP_LETTER_COLUMN, true, 0};
	out[count++] = (struct field_term){COOP_LETTER_IN_COLUMN, false, 0};
	return count;
}

/*
 * Makes the terms of the years between the ends of a range, and of those of a decade; returns how many.
 * A span of more than a lifetime says little of the years in it.
 */
static size_t make_span(
	const struct coop_years *years, char letter, struct field_term *out, size_t room)
{
	enum { SPAN_MAX = 100 };
	size_t count = 0;
	if (years->last - years->low > SPAN_MAX)
		return 0;
	for (unsigned year = years->low + 1; year <= years->last && count < room; year++)
		if (year != years->high)
			out[count++] = (struct field_term){letter, false, year};
	return count;
}

/* Makes the terms of the years that a value tells otherwise than as words; returns how many. */
static size_t make_years(
	const struct coop_value *value, char letter, struct field_term *out)
{
	struct coop_years years = {0};
	size_t n = value->len < COOP_YEARS_READ ? value->len : COOP_YEARS_READ, count = 0;
	while (count + 2 <= FIELD_YEARS_MAX &&
		coop_years_next(value->text, n, years.next, &years)) {
		if (!years.low_word)
			out[count++] = (struct field_term){letter, false, years.low};
		if (!years.high_word && years.high != years.low)
			out[count++] = (struct field_term){letter, false, years.high};
		count += make_span(&years, letter, out + count, FIELD_YEARS_MAX - count);
	}
	return count;
}

/* Whether the sign of a factor or the unit of hours stands at the beginning of a text. */
static bool is_factor(const char *s, size_t n)
{
	if (n >= 2 && memcmp(s, "\u00d7", 2) == 0)
		return true;
	char next = n > 1 ? (char)(s[1] | 0x20) : ' ';
	if (n > 0 && strchr("*xX", *s))
		return next < 'a' || next > 'z';
	return n > 0 && (*s | 0x20) == 'h' && (next < 'a' || next > 'z' || next == 'e');
}

/*
 * Whether a number of a running time is no minutes: the 3 of "3 x 52 min", the 1 of "2 x 1h30". A range
 * of minutes must not find it.
 */
static bool is_no_minutes(const struct tokens *walk, const struct token *t)
{
	const char *s = walk->value.text;
	size_t at = t->t->end, len = walk->value.len;
	if (walk->value.field != COOP_F_MINUTES || !(t->t->flags & COOP_TOKEN_DIGITS))
		return false;
	while (at < len && s[at] == ' ')
		at++;
	return is_factor(s + at, len - at);
}

size_t field_terms_make(const struct tokens *walk, const struct token *t,
	struct field_term out[FIELD_TERMS_MAX])
{
	enum coop_field field = walk->value.field;
	unsigned flags = coop_field_info(field)->flags;
	/*
	 * parts of a producer are found under the producer, as its line otherwise holds
	 * them
	 */
	char letter =
		coop_field_letter(flags & COOP_FIELD_PART ? COOP_F_PRODUCER : field);
	size_t count = field == COOP_F_OTHER ? add_own(walk, t, out) : 0;
	if (t->begins && field != COOP_F_OTHER)
		out[count++] = (struct field_term){letter, true, 0};
	if (flags & (COOP_FIELD_WORDS | COOP_FIELD_PART) && !is_no_minutes(walk, t))
		out[count++] = (struct field_term){letter, false, 0};
	if (t->t->flags & COOP_TOKEN_PHONE)
		out[count++] = (struct field_term){COOP_LETTER_PHONE, false, 0};
	else if (t->t->flags & COOP_TOKEN_MAIL)
		out[count++] = (struct field_term){COOP_LETTER_MAIL, false, 0};
	else if (t->t->flags & COOP_TOKEN_ISBN)
		out[count++] = (struct field_term){COOP_LETTER_ISBN, false, 0};
	else if (t->t->flags & COOP_TOKEN_ISSN)
		out[count++] = (struct field_term){COOP_LETTER_ISSN, false, 0};
	else if (is_postcode(walk, t))
		out[count++] = (struct field_term){COOP_LETTER_POSTCODE, false, 0};
	if (t->begins && field == COOP_F_YEAR)
		count += make_years(&walk->value, letter, out + count);
	return count;
}
