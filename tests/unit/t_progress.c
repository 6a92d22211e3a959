/*
 * t_progress.c - what is shown of a run while it goes on: the line, the name in it, the time that is left.
 */
#include <math.h>

#include "indexer/report/progress.h"
#include "indexer/report/progress_display.h"
#include "indexer/report/progress_text.h"
#include "indexer/report/remaining.h"
#include "shared/core/cells.h"
#include "shared/core/diag.h"
#include "shared/core/shorten.h"
#include "shared/core/utf8.h"
#include "tests/unit/tap.h"

/* ---- the text ---- */

static struct progress_view view_of(
	enum progress_step step, double done, double total, double left)
{
	struct progress_view v = {.step = step,
		.stage = 2,
		.stages = 4,
		.records = 1000,
		.done = done,
		.total = total,
		.seconds = 10,
		.left = left};
	return v;
}

static void set_name(struct progress_view *v, const char *name)
{
	v->name_len = strlen(name);
	memcpy(v->name, name, v->name_len);
}

static const double unknown = REMAINING_UNKNOWN;

static const struct {
	enum progress_step step;
	double done, total, left;
	const char *name;
	size_t width;
	const char *en, *fr;
} texts[] = {
	{PROGRESS_READING, 25e6, 100e6, 30, "notices/a.csv", 0,
		"25 %, 2/4 reading, 30 s left, 1000 records, 25.0 of 100.0 MB, 2.5 MB/s: notices/a.csv",
		"25 %, 2/4 lecture, encore 30 s, 1000 notices, 25.0 sur 100.0 Mo, 2.5 Mo/s : notices/a.csv"},
	{PROGRESS_READING, 25e6, 100e6, 30, "notices/a.csv", 119,
		"[######..................]  25 %  2/4 reading, 30 s left, 1000 records, 25.0 of 100.0 MB, 2.5 MB/s: notices/a.csv",
		"[######..................]  25 %  2/4 lecture, encore 30 s, 1000 notices, 25.0 sur 100.0 Mo, 2.5 Mo/s : notices/a.csv"},
	{PROGRESS_READING, 25e6, 100e6, 30, "notices/a.csv", 79,
		"[#####..............]  25 %  2/4 reading, 30 s left: notices/a.csv",
		"[#####..............]  25 %  2/4 lecture, encore 30 s : notices/a.csv"},
	{PROGRESS_READING, 25e6, 100e6, 30, "notices/a.csv", 39,
		" 25 %  2/4 30 s left: notices/a.csv",
		" 25 %  2/4 encore 30 s : notices/a.csv"},
	{PROGRESS_READING, 25e6, 100e6, 30, "notices/a.csv", 19, " 25 %  2/4 reading",
		" 25 %  2/4 lecture"},
	/* nobody knows how much comes through a pipe: no share of it */
	{PROGRESS_READING, 25e6, 0, unknown, "-", 119,
		"[####....................] 2/4 reading, for 10 s, 1000 records, 25.0 MB, 2.5 MB/s: -",
		"[####....................] 2/4 lecture, depuis 10 s, 1000 notices, 25.0 Mo, 2.5 Mo/s : -"},
	/* too early to tell */
	{PROGRESS_READING, 0, 100e6, unknown, "", 119,
		"[........................]   0 %  2/4 reading, for 10 s, 1000 records, 0.0 of 100.0 MB, 0.0 MB/s",
		"[........................]   0 %  2/4 lecture, depuis 10 s, 1000 notices, 0.0 sur 100.0 Mo, 0.0 Mo/s"},
	/* files may grow meanwhile */
	{PROGRESS_READING, 110e6, 100e6, 0, "", 59,
		"100 %  2/4 reading, 1 s left, 1000 records",
		"100 %  2/4 lecture, encore 1 s, 1000 notices"},
	{PROGRESS_LOOKING, 1234, 0, unknown, "a.csv", 0,
		"2/4 looking at the files, for 10 s, 1234 files: a.csv",
		"2/4 examen des fichiers, depuis 10 s, 1234 fichiers : a.csv"},
	{PROGRESS_LISTS, 1, 2, 47, "", 0, "50 %, 2/4 writing the index, 45 s left",
		"50 %, 2/4 écriture de l'index, encore 45 s"},
	{PROGRESS_POSTINGS, 1, 4, 200, "", 99,
		"[######..................]  25 %  2/4 writing the index, 3 min 20 s left",
		"[######..................]  25 %  2/4 écriture de l'index, encore 3 min 20 s"},
	{PROGRESS_GATHERING, 5, 10, 3590, "", 0,
		"50 %, 2/4 gathering the notices, 1 h 0 min left, 5 of 10 records",
		"50 %, 2/4 reprise des notices, encore 1 h 0 min, 5 notices sur 10"},
	{PROGRESS_SEALING, 0, 0, unknown, "", 0, "2/4 sealing the index, for 10 s",
		"2/4 clôture de l'index, depuis 10 s"},
	{PROGRESS_VERIFYING, 5e6, 10e6, 59, "postings.coop", 0,
		"50 %, 2/4 verifying the files, 1 min left, 5.0 of 10.0 MB, 0.5 MB/s: postings.coop",
		"50 %, 2/4 vérification des fichiers, encore 1 min, 5.0 sur 10.0 Mo, 0.5 Mo/s : postings.coop"},
	/* what is in a name drives no terminal */
	{PROGRESS_READING, 1e6, 2e6, 8, "a\033[31m\nb\xe2\x80\xae.csv\xff", 0,
		"50 %, 2/4 reading, 8 s left, 1000 records, 1.0 of 2.0 MB, 0.1 MB/s: a [31m b .csv\xef\xbf\xbd",
		"50 %, 2/4 lecture, encore 8 s, 1000 notices, 1.0 sur 2.0 Mo, 0.1 Mo/s : a [31m b .csv\xef\xbf\xbd"},
};

static void test_text(const char *locale)
{
	struct coop_buf out = {0};
	setenv("LC_ALL", locale, 1);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *expected = locale[0] == 'f' ? texts[i].fr : texts[i].en;
		struct progress_view v = view_of(
			texts[i].step, texts[i].done, texts[i].total, texts[i].left);
		set_name(&v, texts[i].name);
		coop_buf_reset(&out);
		progress_text(&v, texts[i].width, &out);
		is_str(out.s, out.len, expected, "%s, %zu columns: %s", locale,
			texts[i].width, expected);
	}
	coop_buf_release(&out);
}

/* Names in several scripts, composed and decomposed, and one that is none. */
static const char *const names[] = {"", "a.csv",
	"corpus/Coop\u00e9ratives de Bretagne/Douarnenez/une tr\u00e8s longue histoire des conserveries.odt",
	"corpus/Coope\u0301ratives/e\u0301te\u0301e\u0301te\u0301e\u0301te\u0301e\u0301te\u0301e\u0301te\u0301.txt",
	"\u65e5\u672c\u6620\u753b/\u4e03\u4eba\u306e\u4f8d\u4e03\u4eba\u306e\u4f8d\u4e03\u4eba\u306e\u4f8d\u4e03\u4eba\u306e\u4f8d.csv",
	"\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe.csv",
	"/////////////////////////////////////////////",
	"\033]0;title\007\033[2J\r\n\t/x"};

static bool is_safe(const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp = 0;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		if (used == 0 || coop_is_unsafe(cp))
			return false;
		i += used;
	}
	return true;
}

/* Whatever the width, the line keeps to it, and the share of the work is there. */
static void test_widths(const char *locale)
{
	struct coop_buf out = {0};
	size_t wide = 0, shareless = 0, unsafe = 0;
	setenv("LC_ALL", locale, 1);
	for (int step = 0; step < PROGRESS_STEPS; step++)
		for (size_t name = 0; name < sizeof names / sizeof *names; name++)
			for (size_t width = 19; width < 230; width++) {
				struct progress_view v = view_of(
					(enum progress_step)step, 45.6e9, 99.9e9, 12345);
				v.records = 12345678;
				set_name(&v, names[name]);
				coop_buf_reset(&out);
				progress_text(&v, width, &out);
				wide += coop_cells(out.s, out.len) > width;
				shareless += strstr(coop_buf_cstr(&out), "46 %") == NULL;
				unsafe += !is_safe(out.s, out.len);
			}
	is_num(wide, 0, "%s: no line is wider than the terminal", locale);
	is_num(shareless, 0, "... each has the share of the work");
	is_num(unsafe, 0, "... and none drives the terminal");
	coop_buf_release(&out);
}

/* ---- names ---- */

static void test_shorten(void)
{
	static const struct {
		const char *path;
		size_t cells;
		const char *expected;
	} list[] = {{"corpus/films/a.csv", 18, "corpus/films/a.csv"},
		{"corpus/films/a.csv", 17, "corpus/fil…/a.csv"},
		{"corpus/films/a.csv", 10, "cor…/a.csv"},
		{"corpus/films/tr\u00e8s long.csv", 12, "cor…long.csv"}, {"a", 0, ""},
		{"ab", 1, "…"}, {"ab/c", 2, "…c"},
		/* accents stay with their letters, and wide characters whole */
		{"e\u0301te\u0301/e\u0301te\u0301.txt", 10,
			"e\u0301…/e\u0301te\u0301.txt"},
		{"\u65e5\u672c\u6620\u753b/\u4e03\u4eba.csv", 12,
			"\u65e5…/\u4e03\u4eba.csv"},
		{"\u65e5\u672c\u6620\u753b/\u4e03\u4eba.csv", 11, "…/\u4e03\u4eba.csv"},
		{"a\tb/\xff", 9, "a b/\xef\xbf\xbd"}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct coop_buf out = {0};
		coop_shorten_path(
			&out, list[i].path, strlen(list[i].path), list[i].cells);
		is_str(coop_buf_cstr(&out), out.len, list[i].expected,
			"'%s' in %zu cells", list[i].path, list[i].cells);
		ok(coop_cells(coop_buf_cstr(&out), out.len) <= list[i].cells,
			"... keeps to them");
		coop_buf_release(&out);
	}
}

/* ---- the time that is left ---- */

enum { LOOKS = 5 /* a second */ };

/* A pace, as how much is done after so many seconds. */
typedef double (*pace)(double seconds);

static double steady(double s)
{
	return s;
}

/* Nothing for three seconds, and then as much as in four. */
static double jerky(double s)
{
	return floor(s / 4) * 4 + fmax(fmod(s, 4) - 3, 0) * 4;
}

/* Ten times slower from a third of the time on. */
static double slowing(double s)
{
	return s < 20 ? s : 20 + (s - 20) / 10;
}

/*
 * Follows a pace for so many seconds; returns the largest change of the shown time beside the seconds that
 * passed, as a share of it. `*shown` is what it comes to.
 */
static double follow(pace p, double total, double until, double *shown)
{
	struct remaining r;
	double last = REMAINING_UNKNOWN, most = 0;
	remaining_begin(&r, 100);
	for (int i = 1; i <= until * LOOKS; i++) {
		double s = (double)i / LOOKS;
		*shown = remaining_look(&r, 100 + s, p(s), total);
		if (last > 1 && *shown >= 0)
			most = fmax(most, fabs(*shown - (last - 1.0 / LOOKS)) / last);
		last = *shown;
	}
	return most;
}

static void test_remaining(void)
{
	double shown;
	follow(steady, 60, 2.8, &shown);
	ok(shown < 0, "in the first seconds nothing is said");
	follow(steady, 6000, 100, &shown);
	ok(shown < 0, "nor while next to nothing is done");
	follow(steady, 0, 100, &shown);
	ok(shown < 0, "nor of an unknown total");
	follow(steady, 60, 3.2, &shown);
	ok(fabs(shown - 57) < 2, "then the time that is left");
	double most = follow(steady, 60, 50, &shown);
	ok(fabs(shown - 10) < 1, "... which goes down with the time");
	ok(most < 0.02, "... and by nothing else");
	most = follow(jerky, 100, 80, &shown);
	ok(most < 0.1, "where the work comes in jerks, it does not jump");
	ok(fabs(shown - 20) < 8, "... and is about right");
	most = follow(slowing, 60, 200, &shown);
	ok(most < 0.1, "where the work slows down, it does not jump either");
	ok(fabs(shown - 220) < 30, "... and comes to what is right");
	follow(steady, 60, 60, &shown);
	ok(shown < 1, "nothing is left at the end");
}

/* ---- steps and parts ---- */

static double done_of(struct progress *p)
{
	struct progress_view v;
	progress_look(p, &v);
	return v.done;
}

static void test_parts(void)
{
	struct progress p;
	progress_begin(&p, PROGRESS_BUILD);
	progress_step(&p, PROGRESS_READING, 100);
	progress_part(&p, "a", 10);
	progress_add_to_part(&p, 4);
	progress_add_to_part(&p, 3);
	ok(done_of(&p) == 7, "what was done of a file adds up");
	progress_add_to_part(&p, 50);
	ok(done_of(&p) == 10, "... to its size at most");
	progress_part(&p, "b", 20);
	progress_reach(&p, 15);
	progress_reach(&p, 12);
	ok(done_of(&p) == 25, "a place in a file never goes back");
	progress_reach_share(&p, 0.9);
	ok(done_of(&p) == 28, "a share of it counts as well");
	progress_part(&p, "c", 0);
	ok(done_of(&p) == 30, "all of a file counts when the next one begins");
	progress_add_to_part(&p, 1000);
	ok(done_of(&p) == 1030, "a stream has no size");
	progress_end(&p);
}

static void stage_is(struct progress *p, enum progress_step step, unsigned stage)
{
	struct progress_view v;
	progress_step(p, step, 3);
	progress_look(p, &v);
	ok(v.stage == stage && v.done == 0 && v.total == 3 && v.name_len == 0,
		"step %d is of stage %u of %u", (int)step, stage, v.stages);
}

static void test_stages(void)
{
	struct progress p;
	progress_begin(&p, PROGRESS_BUILD);
	stage_is(&p, PROGRESS_LOOKING, 1);
	stage_is(&p, PROGRESS_READING, 2);
	stage_is(&p, PROGRESS_GATHERING, 3);
	stage_is(&p, PROGRESS_POSTINGS, 3);
	stage_is(&p, PROGRESS_SEALING, 4);
	progress_end(&p);
	progress_begin(&p, PROGRESS_CHECK);
	stage_is(&p, PROGRESS_REBUILDING, 2);
	stage_is(&p, PROGRESS_POSTINGS, 2);
	stage_is(&p, PROGRESS_COMPARING, 3);
	progress_end(&p);
}

static void test_names(void)
{
	char deep[PROGRESS_NAME_MAX * 2 + 1];
	struct progress p;
	struct progress_view v;
	for (size_t i = 0; i < sizeof deep - 1; i += 2)
		memcpy(deep + i, "\u00e9", 2);
	memcpy(deep + sizeof deep - 7, "a.csv", 6);
	progress_begin(&p, PROGRESS_READ);
	progress_part(&p, deep, 1);
	progress_look(&p, &v);
	ok(v.name_len <= sizeof v.name && is_safe(v.name, v.name_len) &&
			memcmp(v.name + v.name_len - 5, "a.csv", 5) == 0,
		"of a name that is too long the end is kept, in whole characters");
	progress_name(&p, "a.zip/b");
	progress_look(&p, &v);
	is_str(v.name, v.name_len, "a.zip/b", "a file in a file has a name");
	progress_end(&p);
}

static void test_nobody(void)
{
	struct report quiet = {.program = "coopidx", .quiet = true};
	progress_display_begin(&quiet, PROGRESS_BUILD);
	ok(!quiet.display && !quiet.progress, "a quiet run shows nothing");
	progress_display_end(&quiet);
	progress_step(NULL, PROGRESS_LISTS, 3);
	progress_add(NULL, 1);
	progress_part(NULL, "a", 1);
	progress_add_to_part(NULL, 1);
	progress_reach(NULL, 1);
	progress_reach_share(NULL, 1);
	progress_name(NULL, "b");
	ok(true, "nobody need be told");
}

int main(void)
{
	test_text("C");
	test_text("fr_FR.UTF-8");
	test_widths("C");
	test_widths("fr_FR.UTF-8");
	test_shorten();
	test_remaining();
	test_parts();
	test_stages();
	test_names();
	test_nobody();
	return done();
}
