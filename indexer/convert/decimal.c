#include "indexer/convert/decimal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"

enum {
	TEXT_MAX = 64, /* bytes; no program writes a longer number */
	/* beyond these powers of ten a number in full would say less than one with an exponent */
	POINT_MAX = 21,
	POINT_MIN = -15
};

static void drop_zeros(struct decimal *d)
{
	while (d->count > 0 && d->digits[d->count - 1] == '0')
		d->count--;
	if (d->count == 0)
		d->point = 0;
}

/* Whether a text is made of what numbers are made of, so that strtod() sees no names and no hex. */
static bool is_written(const char *s, size_t n)
{
	bool digit = false;
	for (size_t i = 0; i < n; i++) {
		digit |= s[i] >= '0' && s[i] <= '9';
		if (!strchr("0123456789+-.eE", s[i]) || !s[i])
			return false;
	}
	return digit;
}

bool decimal_read(const char *s, size_t n, struct decimal *out)
{
	char text[TEXT_MAX + 1], *end;
	struct coop_bytes t = coop_bytes_trimmed(s, n);
	*out = (struct decimal){0};
	if (t.len > TEXT_MAX || !is_written(t.s, t.len))
		return false;
	memcpy(text, t.s, t.len);
	text[t.len] = '\0';
	double value = strtod(text, &end);
	if (*end || !isfinite(value))
		return false;
	char form[TEXT_MAX];
	snprintf(form, sizeof form, "%.*e", DECIMAL_DIGITS - 1, fabs(value));
	/* d.dddde+x */
	char *exponent = strchr(form, 'e');
	out->negative = value < 0;
	out->digits[0] = form[0];
	memcpy(out->digits + 1, form + 2, DECIMAL_DIGITS - 1);
	out->count = DECIMAL_DIGITS;
	out->point = (exponent ? (int)strtol(exponent + 1, NULL, 10) : 0) + 1;
	drop_zeros(out);
	return true;
}

double decimal_value(const struct decimal *d)
{
	char text[TEXT_MAX];
	snprintf(text, sizeof text, "%s0.%.*se%d", d->negative ? "-" : "", (int)d->count,
		d->digits, d->point);
	return strtod(text, NULL);
}

void decimal_scale(struct decimal *d, int power)
{
	d->point += d->count > 0 ? power : 0;
}

/* Adds one to the last digit. */
static void carry(struct decimal *d)
{
	while (d->count > 0 && d->digits[d->count - 1] == '9')
		d->count--;
	if (d->count > 0) {
		d->digits[d->count - 1]++;
		return;
	}
	d->digits[0] = '1';
	d->count = 1;
	d->point++;
}

void decimal_round(struct decimal *d, size_t places)
{
	long keep = (long)d->point + (long)places;
	if (keep >= (long)d->count)
		return;
	bool up = keep >= 0 && d->digits[keep] >= '5';
	d->count = keep > 0 ? (size_t)keep : 0;
	if (up) {
		if (d->count == 0)
			d->point = -(int)places;
		carry(d);
	}
	drop_zeros(d);
}

char decimal_digit(const struct decimal *d, int place)
{
	long at = (long)d->point - 1 - place;
	return at >= 0 && at < (long)d->count ? d->digits[at] : '0';
}

size_t decimal_whole(const struct decimal *d)
{
	return d->point > 0 ? (size_t)d->point : 0;
}

size_t decimal_places(const struct decimal *d)
{
	long places = (long)d->count - d->point;
	return places > 0 && d->count > 0 ? (size_t)places : 0;
}

void decimal_add(const struct decimal *d, struct coop_buf *out)
{
	int whole = (int)decimal_whole(d), places = (int)decimal_places(d);
	if (d->negative && d->count > 0)
		coop_buf_byte(out, '-');
	if (whole == 0)
		coop_buf_byte(out, '0');
	for (int i = whole - 1; i >= 0; i--)
		coop_buf_byte(out, decimal_digit(d, i));
	if (places > 0)
		coop_buf_byte(out, '.');
	for (int i = 1; i <= places; i++)
		coop_buf_byte(out, decimal_digit(d, -i));
}

static bool is_whole(const char *s, size_t n)
{
	size_t i = n > 0 && *s == '-';
	for (size_t at = i; at < n; at++)
		if (s[at] < '0' || s[at] > '9')
			return false;
	return n > i;
}

void decimal_add_plain(const char *s, size_t n, struct coop_buf *out)
{
	struct decimal d;
	struct coop_bytes t = coop_bytes_trimmed(s, n);
	bool told = is_whole(t.s, t.len) || !decimal_read(t.s, t.len, &d) ||
		    d.point > POINT_MAX || d.point < POINT_MIN;
	if (told)
		coop_buf_add(out, t.s, t.len);
	else
		decimal_add(&d, out);
}
