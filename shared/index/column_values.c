#include "shared/index/column_values.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/index/years.h"
#include "shared/text/fold.h"

/* ---- the columns ---- */

size_t coop_column_fields(enum coop_field out[COOP_COLUMNS_MAX])
{
	size_t n = 0;
	for (size_t i = 0; i < COOP_FIELD_COUNT && n < COOP_COLUMNS_MAX; i++)
		if (coop_field_info((enum coop_field)i)->flags &
			(COOP_FIELD_FACET | COOP_FIELD_SORT))
			out[n++] = (enum coop_field)i;
	return n;
}

enum coop_column_kind coop_column_kind(enum coop_field field)
{
	unsigned flags = coop_field_info(field)->flags;
	if (flags & COOP_FIELD_NUMBER)
		return COOP_COLUMN_NUMBER;
	return flags & COOP_FIELD_FACET ? COOP_COLUMN_FACET : COOP_COLUMN_ORDER;
}

void coop_column_scratch_release(struct coop_column_scratch *s)
{
	coop_buf_release(&s->key);
	coop_buf_release(&s->shown);
}

/* ---- sorting ---- */

/* Appends a number of the folded text, behind how many digits it has; returns the bytes read. */
static size_t add_number(struct coop_buf *out, const char *s, size_t n)
{
	size_t zeros = 0, end = 0, digits;
	while (end < n && s[end] >= '0' && s[end] <= '9')
		end++;
	while (zeros + 1 < end && s[zeros] == '0')
		zeros++;
	digits = end - zeros;
	if (digits < 10)
		coop_buf_byte(out, (char)('0' + digits));
	else
		coop_buf_printf(out, ":%02zu", digits < 99 ? digits : 99);
	coop_buf_add(out, s + zeros, digits);
	return end;
}

/* A letter that is not ASCII. */
struct accent {
	const char *s;
	size_t n, end; /* bytes; where it ends in the folded text without blanks */
};

/*
 * Appends what tells the letters with accents, the last one first, for texts that are equal without
 * them.
 */
static void add_accents(const char *s, size_t n, struct coop_buf *out)
{
	enum { LAST = 250, ACCENTS = 64 };
	struct accent found[ACCENTS];
	struct coop_folded f;
	size_t count = 0, len = 0;
	for (size_t i = 0; i < n && count < ACCENTS; i += f.used) {
		coop_fold_char(s + i, n - i, &f);
		len += f.len;
		if (f.len > 0 && (unsigned char)s[i] & 0x80)
			found[count++] = (struct accent){s + i, f.used, len};
	}
	if (count > 0)
		coop_buf_byte(out, 1);
	while (count-- > 0) {
		size_t after = len - found[count].end;
		coop_buf_byte(out, (char)(LAST + 2 - (after < LAST ? after : LAST)));
		/* its failure stays in `out` */
		(void)coop_accented(found[count].s, found[count].n, out, NULL);
	}
}

void coop_column_sort_key(const char *s, size_t n, struct coop_buf *out)
{
	struct coop_buf folded = {0};
	coop_fold_label(s, n, &folded);
	for (size_t i = 0; i < folded.len;) {
		size_t letters = strcspn(folded.s + i, "0123456789");
		coop_buf_add(out, folded.s + i, letters);
		i += letters;
		if (i < folded.len)
			i += add_number(out, folded.s + i, folded.len - i);
	}
	out->failed |= folded.failed;
	coop_buf_release(&folded);
	if (!coop_utf8_ascii(s, n))
		add_accents(s, n, out);
}

/* ---- values ---- */

/* What the functions below share. */
struct values {
	struct coop_column_scratch *scratch;
	struct coop_column_taker taker;
	bool companies, places; /* the record has such parts of its producers apart */
};

/* Makes the form to show: in one line, and cut. */
static void make_shown(struct coop_bytes p, struct coop_buf *out)
{
	size_t n = coop_utf8_cut(p.s, p.len, COOP_COLUMN_TEXT_MAX);
	char *to = coop_buf_reserve(out, n);
	if (!to)
		return;
	for (size_t i = 0; i < n; i++)
		if (!coop_is_blank(p.s[i]))
			*to++ = p.s[i];
		else if (!coop_is_blank(p.s[i - 1]))
			*to++ = ' ';
	while (to > out->s && to[-1] == ' ')
		to--;
	*to = '\0';
	out->len = (size_t)(to - out->s);
}

static enum coop_status give(
	const struct values *v, enum coop_field field, bool show, struct coop_error *err)
{
	struct coop_buf *key = &v->scratch->key, *shown = &v->scratch->shown;
	enum coop_status st = coop_buf_check(key, err);
	if (!st && show)
		st = coop_buf_check(shown, err);
	if (st || key->len == 0)
		return st;
	struct coop_column_found found = {
		field, key->s, show ? shown->s : NULL, key->len, show ? shown->len : 0};
	return v->taker.take(v->taker.data, &found, err);
}

/* Gives a text; one without letters and digits is no value. */
static enum coop_status give_text(const struct values *v, enum coop_field field,
	struct coop_bytes p, struct coop_error *err)
{
	enum { READ = 4 * COOP_COLUMN_TEXT_MAX };
	struct coop_buf *key = &v->scratch->key;
	bool facet = coop_column_kind(field) == COOP_COLUMN_FACET;
	p = coop_bytes_trimmed(p.s, p.len);
	p.len = coop_utf8_cut(p.s, p.len, READ);
	coop_buf_reset(key);
	coop_buf_reset(&v->scratch->shown);
	if (facet) {
		coop_fold_label(p.s, p.len, key);
		make_shown(p, &v->scratch->shown);
		key->len =
			coop_utf8_cut(coop_buf_cstr(key), key->len, COOP_COLUMN_TEXT_MAX);
	} else {
		coop_column_sort_key(p.s, p.len, key);
		if (key->len > COOP_COLUMN_TEXT_MAX)
			key->len = COOP_COLUMN_TEXT_MAX;
	}
	return give(v, field, facet, err);
}

/* ---- numbers ---- */

static enum coop_status give_number(const struct values *v, enum coop_field field,
	uint32_t number, struct coop_error *err)
{
	struct coop_buf *key = &v->scratch->key;
	coop_buf_reset(key);
	for (int shift = 24; shift >= 0; shift -= 8)
		coop_buf_byte(key, (char)(number >> shift & 0xff));
	return give(v, field, false, err);
}

/*
 * Gives the years that a value tells otherwise than in numbers of four digits: decades, Roman numbers,
 * "c1985".
 */
static enum coop_status give_other_years(
	const struct values *v, struct coop_bytes p, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct coop_years years = {0};
	p.len = p.len < COOP_YEARS_READ ? p.len : COOP_YEARS_READ;
	while (!st && coop_years_next(p.s, p.len, years.next, &years)) {
		if (!years.low_word)
			st = give_number(v, COOP_F_YEAR, years.low, err);
		if (!st && !years.high_word && years.high != years.low)
			st = give_number(v, COOP_F_YEAR, years.high, err);
	}
	return st;
}

/* Gives each number of four digits as a year, or the first number as minutes. */
static enum coop_status give_numbers(const struct values *v, enum coop_field field,
	struct coop_bytes p, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	bool years = field == COOP_F_YEAR, more = true;
	struct coop_buf words = {0};
	coop_fold_label(p.s, p.len, &words);
	st = coop_buf_check(&words, err);
	for (size_t i = 0, end; !st && more && i < words.len; i = end + 1) {
		uint32_t number = 0;
		bool digits = true;
		for (end = i; end < words.len && words.s[end] != ' '; end++) {
			digits &= words.s[end] >= '0' && words.s[end] <= '9';
			if (digits && number < 100000)
				number = number * 10 + (uint32_t)(words.s[end] - '0');
		}
		if (!digits || number >= 100000 ||
			(years && (end - i != 4 || number < 1000)))
			continue;
		st = give_number(v, field, number, err);
		more = years;
	}
	coop_buf_release(&words);
	return st || !years ? st : give_other_years(v, p, err);
}

/* ---- lists ---- */

/* Whether a text has two words, as the names of people have. */
static bool has_two_words(struct coop_bytes p)
{
	/* no more is looked at of a long text, which may have a name at each of its commas */
	p.len = p.len < COOP_COLUMN_TEXT_MAX ? p.len : (size_t)COOP_COLUMN_TEXT_MAX;
	p = coop_bytes_trimmed(p.s, p.len);
	for (size_t i = 0; i < p.len; i++)
		if (coop_is_blank(p.s[i]))
			return true;
	return false;
}

/* The length of what separates two names at the beginning of a text: ", ", " et ", "/"; 0 if nothing. */
static size_t separates_names(struct coop_bytes p)
{
	static const char *const words[] = {", ", " et ", " and ", " & ", "/"};
	/* nearly always */
	if (*p.s != ',' && *p.s != ' ' && *p.s != '/')
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (coop_bytes_begins_with(p.s, p.len, words[i]))
			return strlen(words[i]);
	}
	return 0;
}

/* The same for values: commas and slashes, but not that in "N/B". */
static size_t separates_values(struct coop_bytes p, size_t before)
{
	if (p.s[0] == ',')
		return 1;
	return p.s[0] == '/' && (before > 1 || p.len > 2);
}

/* Gives the values of a list, whose separator is found by a field's rule. */
static enum coop_status give_list(const struct values *v, enum coop_field field,
	struct coop_bytes p, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	bool names = field == COOP_F_DIRECTOR;
	size_t begun = 0;
	for (size_t i = 0; !st && i < p.len; i++) {
		struct coop_bytes rest = {p.s + i, p.len - i},
				  before = {p.s + begun, i - begun};
		size_t n =
			names ? separates_names(rest) : separates_values(rest, i - begun);
		struct coop_bytes after = {rest.s + n, rest.len - n};
		if (n == 0 || (names && !(has_two_words(before) && has_two_words(after))))
			continue;
		st = give_text(v, field, before, err);
		begun = i + n;
		i = begun - 1;
	}
	return st ? st
		  : give_text(v, field, (struct coop_bytes){p.s + begun, p.len - begun},
			    err);
}

/* The end of the first item of a list: a semicolon, a bar or a line end, or the end. */
static size_t item_end(struct coop_bytes p)
{
	size_t i = 0;
	while (i < p.len && p.s[i] != ';' && p.s[i] != '|' && !coop_is_line_end(p.s[i]))
		i++;
	return i;
}

static enum coop_status give_items(const struct values *v, enum coop_field field,
	struct coop_bytes p, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	size_t first = item_end(p);
	if (first == p.len && field != COOP_F_SOURCE && field != COOP_F_TOWN)
		return give_list(v, field, p, err);
	while (!st && p.len > 0) {
		size_t n = item_end(p);
		st = give_text(v, field, (struct coop_bytes){p.s, n}, err);
		n += n < p.len;
		p = (struct coop_bytes){p.s + n, p.len - n};
	}
	return st;
}

/* ---- producers ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether five digits that are no part of a longer number are there. */
static bool is_postcode(struct coop_bytes p, size_t i)
{
	enum { DIGITS = 5 };
	if (p.len - i < DIGITS || (i > 0 && is_digit(p.s[i - 1])))
		return false;
	for (size_t k = i; k < i + DIGITS; k++)
		if (!is_digit(p.s[k]))
			return false;
	return p.len - i == DIGITS || !is_digit(p.s[i + DIGITS]);
}

/* Gives the postcodes of an address, and the town after each. */
static enum coop_status give_address(
	const struct values *v, struct coop_bytes p, struct coop_error *err)
{
	enum { DIGITS = 5 };
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i + DIGITS <= p.len; i++) {
		if (!is_digit(p.s[i]) || !is_postcode(p, i))
			continue;
		size_t end = i + DIGITS;
		while (end < p.len && p.s[end] != ',' && p.s[end] != ';' &&
			p.s[end] != '(' && p.s[end] != ')' && !coop_is_line_end(p.s[end]))
			end++;
		st = give_text(
			v, COOP_F_POSTCODE, (struct coop_bytes){p.s + i, DIGITS}, err);
		struct coop_bytes town = {p.s + i + DIGITS, end - i - DIGITS};
		if (!st && town.len > 0 && coop_is_blank(*town.s))
			st = give_text(v, COOP_F_TOWN, town, err);
		i = end;
	}
	return st;
}

static bool has(const struct coop_record *r, enum coop_field field)
{
	struct coop_value value;
	return coop_record_get(r, field, &value);
}

/* Gives the name in a producer's line, which may have an address after it, or be a list of names. */
static enum coop_status give_producer(
	const struct values *v, struct coop_bytes p, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	size_t name = 0;
	while (name < p.len && p.s[name] != '(' && p.s[name] != ',')
		name++;
	bool address = false;
	for (size_t i = 0; i < p.len; i++)
		address |= p.s[i] == '(' || is_digit(p.s[i]);
	if (!v->companies)
		st = address ? give_text(v, COOP_F_PRODUCER,
				       (struct coop_bytes){p.s, name}, err)
			     : give_items(v, COOP_F_PRODUCER, p, err);
	if (st || v->places)
		return st;
	return give_address(v, p, err);
}

/* ---- records ---- */

static enum coop_status give_value(
	const struct values *v, const struct coop_value *value, struct coop_error *err)
{
	struct coop_bytes p = {value->text, value->len};
	unsigned flags = coop_field_info(value->field)->flags;
	if (value->field == COOP_F_COMPANY)
		return give_text(v, COOP_F_PRODUCER, p, err);
	if (value->field == COOP_F_PRODUCER)
		return give_producer(v, p, err);
	if (!(flags & (COOP_FIELD_FACET | COOP_FIELD_SORT)))
		return COOP_OK;
	if (flags & COOP_FIELD_NUMBER)
		return give_numbers(v, value->field, p, err);
	return flags & COOP_FIELD_FACET ? give_items(v, value->field, p, err)
					: give_text(v, value->field, p, err);
}

enum coop_status coop_column_values(const struct coop_record *r,
	struct coop_column_scratch *scratch, struct coop_column_taker taker,
	struct coop_error *err)
{
	struct values v = {scratch, taker, has(r, COOP_F_COMPANY),
		has(r, COOP_F_POSTCODE) || has(r, COOP_F_TOWN)};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < r->count; i++) {
		struct coop_value value = coop_record_at(r, i);
		st = give_value(&v, &value, err);
	}
	return st;
}
