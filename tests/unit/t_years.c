/*
 * t_years.c - years and running times, as catalogues write them.
 */
#include "shared/index/years.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/decode/duration.h"
#include "shared/core/buf.h"
#include "tests/unit/tap.h"
#include "tests/unit/work.h"

/* A text, and what is read in it; NULL for nothing. */
struct expected {
	const char *text, *found;
};

/* The years of a text; those that stand there as words have a dot. */
static void years_of(const char *s, struct coop_buf *out)
{
	struct coop_years y = {0};
	coop_buf_reset(out);
	while (coop_years_next(s, strlen(s), y.next, &y)) {
		coop_buf_printf(out, "%s%u%s", out->len > 0 ? " " : "", y.low,
			y.low_word ? "." : "");
		if (y.high != y.low)
			coop_buf_printf(out, "-%u%s", y.high, y.high_word ? "." : "");
	}
}

static const struct expected dates[] = {
	{"1998", "1998."},
	{"[1998]", "1998."},
	{"[1998?]", "1998."},
	{"ca 1985", "1985."},
	{"c1985", "1985"},
	{"cop. 1985", "1985."},
	{"\u00a91985", "1985."},
	{"p1985", "1985"},
	{"v1985", ""},
	{"impr. 1997", "1997."},
	{"DL 2003", "2003."},
	{"1985-1987", "1985.-1987."},
	{"1985 - 1987", "1985.-1987."},
	{"[entre 1970 et 1975]", "1970.-1975."},
	{"Entre 1970 et 1975", "1970.-1975."},
	{"1970 et 1975", "1970. 1975."},
	{"centre 1970 et", "1970."},
	{"1985\u20131987", "1985.-1987."},
	{"1985/1987", "1985.-1987."},
	{"1985-87", "1985.-1987"},
	{"[ca 1910-1920]", "1910.-1920."},
	{"1920-1910", "1920. 1910."},
	{"1998-", "1998."},
	{"[199-]", "1990"},
	{"[199-?]", "1990"},
	{"198?", "1980"},
	{"198.", "1980"},
	{"198-1", ""},
	{"19--", ""},
	{"[19..]", ""},
	{"1980s", "1980"},
	{"ann\u00e9es 1980", "1980."},
	{"ann\u00e9es 80", "1980"},
	{"Annees 10", "2010"},
	{"80", ""},
	{"2003-05", "2003."},
	{"2003-05-14", "2003."},
	{"2001-02-03T10:00:00Z", "2001."},
	{"12/03/1999", "1999."},
	{"12.03.1999", "1999."},
	{"1999/03/12", "1999."},
	{"1898 (?)", "1898."},
	{"MCMXCVIII", "1998"},
	{"MMIV", "2004"},
	{"M. Dupont", ""},
	{"MIL", "1049"},
	{"XIXe si\u00e8cle", ""},
	{"19e si\u00e8cle", ""},
	{"s.d.", ""},
	{"12345", ""},
	{"0012", ""},
	{"3 mai 1968 et 13 mai 1968", "1968. 1968."},
	{"", ""},
};

static void test_years(struct coop_buf *out)
{
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		years_of(dates[i].text, out);
		is_str(coop_buf_cstr(out), out->len, dates[i].found, "the years of '%s'",
			dates[i].text);
		ok(coop_years_any(dates[i].text, strlen(dates[i].text)) ==
				(*dates[i].found != '\0'),
			"... if any");
	}
}

static const struct expected durations[] = {
	/* alone */
	{"52", "52"},
	{"52 min", "52"},
	{"52 min.", "52"},
	{"52 minutes", "52"},
	{"52'", "52"},
	{"52\u2019", "52"},
	{"1h30", "90"},
	{"1 h 30 min.", "90"},
	{"1h05m", "65"},
	{"1H05", "65"},
	{"1h", "60"},
	{"2 heures", "120"},
	{"0h52", "52"},
	{"1h 44mn", "104"},
	{"26'30\"", "26"},
	{"26'30''", "26"},
	{"26 min 30 s", "26"},
	{"26 min 30 sec.", "26"},
	{"52 min 30", "52"},
	{"01:12:30", "72"},
	{"0:52:30", "52"},
	/* among other words */
	{"104 min. env.", "104/"},
	{"env. 104 min", "104/"},
	{"[52 min]", "52/"},
	{"[ca 52 mn]", "52/"},
	{"2 DVD (3h20)", "200/"},
	{"1 DVD vid\u00e9o (1 h 44 min) : coul.", "104/"},
	{"1 film (52 min) : 35 mm", "52/"},
	{"52 min (52')", "52/"},
	{"52 min 16 mm", "52/"},
	{"PT1H30M", "90/"},
	{"PT52M10S", "52/"},
	/* none, or more than a number */
	{"3 x 52 min", NULL},
	{"2 \u00d7 26'", NULL},
	{"52 min + 26 min", NULL},
	{"52 min + 26'", NULL},
	{"300 m", NULL},
	{"1h75", NULL},
	{"12345 min", NULL},
	{"5 hommes", NULL},
	{"environ 52", NULL},
	{"PT", NULL},
	{"PT1X", NULL},
	{"court", NULL},
	{"", NULL},
};

static unsigned number_of(const char *s)
{
	return (unsigned)strtoul(s, NULL, 10);
}

/* "52" is parsed and found, "52/" only found. */
static void test_durations(void)
{
	for (size_t i = 0; i < sizeof durations / sizeof *durations; i++) {
		const struct expected *e = &durations[i];
		unsigned parsed = 0, found = 0;
		size_t n = strlen(e->text);
		bool alone = e->found && !strchr(e->found, '/');
		bool is = duration_parse(e->text, n, &parsed);
		ok(is == alone && (!alone || parsed == number_of(e->found)),
			"'%s' is%s a running time: %u", e->text, alone ? "" : " not",
			parsed);
		is = duration_find(e->text, n, &found);
		ok(is == (e->found != NULL) &&
				(!e->found || found == number_of(e->found)),
			"... in it: %u", found);
	}
}

/* Whatever a value holds, no byte of it is looked at many times. */
static void test_work(void)
{
	static const char *const pieces[] = {
		"1", "19", "1998-", "M", "198?", "1h", "3x52' ", "\xe2"};
	enum { LONG = 100000, MOST = 400 };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct coop_buf s = {0};
		struct coop_years y = {0};
		unsigned minutes;
		while (s.len < LONG)
			coop_buf_str(&s, pieces[i]);
		uint64_t begun = work_done();
		while (coop_years_next(s.s, s.len, y.next, &y))
			continue;
		duration_find(s.s, s.len, &minutes);
		uint64_t took = work_done() - begun;
		ok(took < (uint64_t)MOST * LONG, "100 kB of '%s': %llu steps", pieces[i],
			(unsigned long long)took);
		coop_buf_release(&s);
	}
}

int main(void)
{
	struct coop_buf out = {0};
	test_years(&out);
	test_durations();
	test_work();
	coop_buf_release(&out);
	return done();
}
