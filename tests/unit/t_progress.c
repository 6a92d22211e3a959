/*
 * t_progress.c - reporting the progress of a run.
 */
#include "indexer/report/progress.h"
#include "indexer/report/progress_display.h"
#include "shared/core/cells.h"
#include "tests/unit/tap.h"

static const struct {
	int step;
	unsigned long long records, done, total;
	double seconds;
	size_t width;
	const char *en, *fr;
} list[] = {
	{PROGRESS_READING, 0, 0, 0, 0, 0, "0 records, 0.0 MB, 0.0 MB/s",
		"0 notices, 0.0 Mo, 0.0 Mo/s"},
	{PROGRESS_READING, 5, 1500000, 0, 3, 0, "5 records, 1.5 MB, 0.5 MB/s",
		"5 notices, 1.5 Mo, 0.5 Mo/s"},
	{PROGRESS_READING, 1000, 25000000, 100000000, 10, 0,
		"1000 records, 25.0 of 100.0 MB, 2.5 MB/s, 30 s left",
		"1000 notices, 25.0 sur 100.0 Mo, 2.5 Mo/s, 30 s restantes"},
	{PROGRESS_READING, 1000, 25000000, 100000000, 10, 100,
		"[######..................]  25 %  1000 records, 25.0 of 100.0 MB, "
		"2.5 MB/s, 30 s left",
		"[######..................]  25 %  1000 notices, 25.0 sur 100.0 Mo, "
		"2.5 Mo/s, 30 s restantes"},
	{PROGRESS_READING, 0, 0, 100000000, 0.2, 100,
		"[........................]   0 %  0 records, 0.0 of 100.0 MB, 0.0 MB/s",
		"[........................]   0 %  0 notices, 0.0 sur 100.0 Mo, 0.0 "
		"Mo/s"},
	/* too early to tell when it will end: less than a hundredth, less than a second */
	{PROGRESS_READING, 1, 900000, 100000000, 5, 0,
		"1 records, 0.9 of 100.0 MB, 0.2 MB/s",
		"1 notices, 0.9 sur 100.0 Mo, 0.2 Mo/s"},
	{PROGRESS_READING, 1, 50000000, 100000000, 0.9, 0,
		"1 records, 50.0 of 100.0 MB, 55.6 MB/s",
		"1 notices, 50.0 sur 100.0 Mo, 55.6 Mo/s"},
	/* files may grow meanwhile */
	{PROGRESS_READING, 9, 110000000, 100000000, 11, 100,
		"[########################] 100 %  9 records, 110.0 of 100.0 MB, "
		"10.0 MB/s, 0 s left",
		"[########################] 100 %  9 notices, 110.0 sur 100.0 Mo, "
		"10.0 Mo/s, 0 s restantes"},
	{PROGRESS_READING, 1, 2000000, 100000000, 4, 0,
		"1 records, 2.0 of 100.0 MB, 0.5 MB/s, 3 min left",
		"1 notices, 2.0 sur 100.0 Mo, 0.5 Mo/s, 3 min restantes"},
	{PROGRESS_READING, 1, 2000000, 100000000, 400, 0,
		"1 records, 2.0 of 100.0 MB, 0.0 MB/s, 5 h left",
		"1 notices, 2.0 sur 100.0 Mo, 0.0 Mo/s, 5 h restantes"},
	{PROGRESS_LISTS, 7, 1, 2, 2, 0, "writing the index, 50 %, 2 s left",
		"écriture de l'index, 50 %, 2 s restantes"},
	{PROGRESS_POSTINGS, 7, 1, 4, 2, 100,
		"[######..................]  25 %  writing the index, 6 s left",
		"[######..................]  25 %  écriture de l'index, 6 s restantes"},
	{PROGRESS_DOCUMENTS, 7, 0, 4, 2, 0, "writing the index, 0 %",
		"écriture de l'index, 0 %"},
};

static void test_text(const char *locale)
{
	struct coop_buf out = {0};
	setenv("LC_ALL", locale, 1);
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct progress p = {0};
		const char *expected = locale[0] == 'f' ? list[i].fr : list[i].en;
		progress_step(&p, (enum progress_step)list[i].step, list[i].total);
		progress_add(&p, list[i].done);
		atomic_store(&p.records, list[i].records);
		coop_buf_reset(&out);
		progress_text(&p, list[i].seconds, list[i].width, &out);
		is_str(out.s, out.len, expected, "%s: %s", locale, expected);
	}
	coop_buf_release(&out);
}

/* Whatever the width, the line keeps to it, and the share of the work is there. */
static void test_widths(const char *locale)
{
	struct coop_buf out = {0};
	struct progress p = {0};
	size_t wide = 0, shareless = 0;
	setenv("LC_ALL", locale, 1);
	for (int step = PROGRESS_READING; step <= PROGRESS_LISTS; step++)
		for (size_t width = 19; width < 150; width++) {
			progress_step(&p, (enum progress_step)step, 99900000000);
			progress_add(&p, 45600000000);
			atomic_store(&p.records, 12345678);
			coop_buf_reset(&out);
			progress_text(&p, 1234, width, &out);
			wide += coop_cells(out.s, out.len) > width;
			shareless += strstr(out.s, " 46 %") == NULL;
		}
	is_num(wide, 0, "%s: no line is wider than the terminal", locale);
	is_num(shareless, 0, "... and each has the share of the work");
	coop_buf_release(&out);
}

static void test_narrow(void)
{
	static const struct {
		size_t width;
		const char *expected;
	} lines[] = {
		{79, "[######..................]  25 %  1000 records, 25.0 of 100.0 MB, 30 s left"},
		{60, "[######..................]  25 %  1000 records, 30 s left"},
		{45, "[#####............]  25 %  1000 records"},
		{20, "[##...]  25 %"},
	};
	struct coop_buf out = {0};
	setenv("LC_ALL", "C", 1);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct progress p = {0};
		progress_step(&p, PROGRESS_READING, 100000000);
		progress_add(&p, 25000000);
		atomic_store(&p.records, 1000);
		coop_buf_reset(&out);
		progress_text(&p, 10, lines[i].width, &out);
		is_str(out.s, out.len, lines[i].expected, "%zu columns", lines[i].width);
	}
	coop_buf_release(&out);
}

static void test_steps(void)
{
	struct progress p = {0};
	progress_step(&p, PROGRESS_READING, 10);
	progress_add(&p, 4);
	progress_add(&p, 5);
	is_num(atomic_load(&p.done), 9, "what was done adds up");
	progress_step(&p, PROGRESS_LISTS, 3);
	ok(atomic_load(&p.done) == 0 && atomic_load(&p.total) == 3,
		"a step begins with nothing done");
	progress_step(NULL, PROGRESS_LISTS, 3);
	progress_add(NULL, 1);
	progress_display_pause(NULL);
	progress_display_resume(NULL);
	progress_display_free(NULL);
	ok(true, "nobody need be told");
}

int main(void)
{
	test_text("C");
	test_text("fr_FR.UTF-8");
	test_widths("C");
	test_widths("fr_FR.UTF-8");
	test_narrow();
	test_steps();
	return done();
}
