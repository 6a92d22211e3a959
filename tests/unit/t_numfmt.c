/*
 * t_numfmt.c - numbers, dates and times as workbooks show them.
 */
#include "indexer/convert/numfmt.h"

#include <string.h>

#include "indexer/convert/decimal.h"
#include "indexer/convert/serial.h"
#include "tests/unit/tap.h"

/* A format, a value as it stands in the file, and what is shown. */
struct shown {
	const char *code, *value, *shown;
};

static const struct shown codes[] = {
	/* without a format */
	{NULL, "1998", "1998"},
	{NULL, "1998.0", "1998"},
	{NULL, "9.782070360024E12", "9782070360024"},
	{NULL, "9782070360024", "9782070360024"},
	{NULL, "12345678901234567890", "12345678901234567890"},
	{NULL, "0.1", "0.1"},
	{NULL, "12.300000000000001", "12.3"},
	{NULL, "1E-3", "0.001"},
	{NULL, "-0.5", "-0.5"},
	{NULL, "1e300", "1e300"},
	{NULL, "abc", "abc"},
	{NULL, "nan", "nan"},
	{"General", "12.50", "12.5"},
	/* digits */
	{"0", "1998.4", "1998"},
	{"0", "1998.5", "1999"},
	{"0", "-0.3", "0"},
	{"0.00", "12.5", "12.50"},
	{"0.00", "1.005", "1.01"},
	{"0.00", "999.999", "1000.00"},
	{"0.0", "0.04", "0.0"},
	{"#.##", "0.5", "0.5"},
	{"#.##", "5", "5"},
	{"00000", "1000", "01000"},
	{"#,##0", "1234567", "1234567"},
	{"0,", "1234567", "1235"},
	{"# ##0", "1998", "1 998"},
	{"#\\ ##0", "98", "98"},
	{"0#\" \"##\" \"##\" \"##\" \"##", "123456789", "01 23 45 67 89"},
	{"000-0-00-000000-0", "9782070360024", "978-2-07-036002-4"},
	{"0.00E+00", "1234567890", "1234567890"},
	{"# ?/?", "0.5", "0.5"},
	/* text, percent, currency, sections */
	{"0\" min\"", "52", "52 min"},
	{"General\" min\"", "52.5", "52.5 min"},
	{"0%", "0.25", "25%"},
	{"0.0%", "0.1234", "12.3%"},
	{"#,##0.00\\ [$€-40C]", "-1234.5", "-1234.50 €"},
	{"#,##0;(#,##0);\"nul\"", "-12", "(12)"},
	{"#,##0;(#,##0);\"nul\"", "0", "nul"},
	{"[Red]0.0", "-3.14", "-3.1"},
	{"_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00\\ \"€\"_-", "-12.3", "-12.30 €"},
	{"[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", "1234567", "123-4567"},
	{"[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", "3125551234", "(312) 555-1234"},
	{";;;", "5", ""},
	{"@", "12", "12"},
	/* dates and times */
	{"dd/mm/yyyy", "45356", "2024-03-05"},
	{"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "45356", "2024-03-05"},
	{"d/m/yy", "1", "1900-01-01"},
	{"d/m/yy", "59", "1900-02-28"},
	{"d/m/yy", "60", "1900-02-29"},
	{"d/m/yy", "61", "1900-03-01"},
	{"d/m/yy", "2958465", "9999-12-31"},
	{"d/m/yy", "2958466", "2958466"},
	{"d/m/yy", "-3", "-3"},
	{"yyyy", "36000", "1998"},
	{"mmm\\-yy", "36000", "1998-07"},
	{"dd/mm/yyyy\\ hh:mm", "45356.604166666664", "2024-03-05 14:30"},
	{"yyyy\\-mm\\-dd hh:mm:ss", "45356", "2024-03-05"},
	{"h:mm", "0.0625", "1:30"},
	{"hh:mm", "0.0625", "01:30"},
	{"h:mm AM/PM", "0.6", "14:24"},
	{"mm:ss", "0.05", "12:00"},
	{"[h]:mm:ss", "2.1875", "52:30:00"},
	{"[h]:mm", "2.1875", "52:30"},
	{"[mm]:ss", "0.05", "72:00"},
	{"[ss]", "0.05", "4320"},
};

static void test_codes(struct coop_buf *out)
{
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		const struct shown *c = &codes[i];
		coop_buf_reset(out);
		numfmt_add(c->code, false, c->value, strlen(c->value), out);
		ok(strcmp(coop_buf_cstr(out), c->shown) == 0, "%s of %s: %s",
			c->code ? c->code : "none", c->value, coop_buf_cstr(out));
	}
}

/* Each day has a date of its own, one after the other; a second beginning moves them. */
static void test_days(struct coop_buf *out)
{
	static const struct serial_parts day = {.year = true, .month = true, .day = true};
	char before[16] = "";
	bool rising = true, same = true;
	for (int i = 1; i <= 2958465; i++) {
		coop_buf_reset(out);
		rising &= serial_add(i, false, &day, out) && strcmp(before, out->s) < 0;
		snprintf(before, sizeof before, "%s", coop_buf_cstr(out));
	}
	ok(rising, "days from 1900 to 9999");
	coop_buf_reset(out);
	same &= serial_add(0, true, &day, out);
	ok(same && strcmp(out->s, "1904-01-01") == 0, "the beginning of 1904");
}

static void test_iso(struct coop_buf *out)
{
	static const struct shown list[] = {
		{NULL, "2024-03-05", "2024-03-05"},
		{NULL, "2024-03-05T00:00:00", "2024-03-05"},
		{NULL, "2024-03-05T14:30:00.000Z", "2024-03-05 14:30:00"},
		{NULL, "PT52H30M00S", "52:30:00"},
		{NULL, "-PT0H05M10.5S", "-00:05:10"},
		{NULL, "PT", "PT"},
		{NULL, "PT5", "PT5"},
		{NULL, "soon", "soon"},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		coop_buf_reset(out);
		serial_add_iso(list[i].value, strlen(list[i].value), out);
		ok(strcmp(coop_buf_cstr(out), list[i].shown) == 0, "%s: %s",
			list[i].value, coop_buf_cstr(out));
	}
}

int main(void)
{
	struct coop_buf out = {0};
	test_codes(&out);
	test_days(&out);
	test_iso(&out);
	coop_buf_release(&out);
	return done();
}
