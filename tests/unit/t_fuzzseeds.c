/*
 * t_fuzzseeds.c - runs the fuzz drivers over the seeds, and over slightly damaged seeds.
 *
 * Every seed goes through its own driver with many damaged copies, and through all others
 * with a few, in processes that may crash. The damage is the same in each run.
 */
#define LLVMFuzzerTestOneInput fuzz_analyzer
#include "tests/fuzz/fuzz_analyzer.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_notice
#include "tests/fuzz/fuzz_notice.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_ignore
#include "tests/fuzz/fuzz_ignore.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_config
#include "tests/fuzz/fuzz_config.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_csv
#include "tests/fuzz/fuzz_csv.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_charset
#include "tests/fuzz/fuzz_charset.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_mojibake
#include "tests/fuzz/fuzz_mojibake.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_query
#include "tests/fuzz/fuzz_query.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_qparse
#include "tests/fuzz/fuzz_qparse.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_pages
#include "tests/fuzz/fuzz_pages.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_record
#include "tests/fuzz/fuzz_record.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_rtf
#include "tests/fuzz/fuzz_rtf.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_json
#include "tests/fuzz/fuzz_json.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_bib
#include "tests/fuzz/fuzz_bib.c"
#undef LLVMFuzzerTestOneInput
#ifdef COOP_HAVE_XML
#define LLVMFuzzerTestOneInput fuzz_html
#include "tests/fuzz/fuzz_html.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_marc
#include "tests/fuzz/fuzz_marc.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_xml
#include "tests/fuzz/fuzz_xml.c"
#undef LLVMFuzzerTestOneInput
#endif
#ifdef COOP_HAVE_ARCHIVE
#define LLVMFuzzerTestOneInput fuzz_archive
#include "tests/fuzz/fuzz_archive.c"
#undef LLVMFuzzerTestOneInput
#endif
#if defined(COOP_HAVE_XML) && defined(COOP_HAVE_ARCHIVE)
#define LLVMFuzzerTestOneInput fuzz_document
#include "tests/fuzz/fuzz_document.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_workbook
#include "tests/fuzz/fuzz_workbook.c"
#undef LLVMFuzzerTestOneInput
#endif

#if defined(COOP_HAVE_XML) && defined(COOP_HAVE_GMIME)
#define LLVMFuzzerTestOneInput fuzz_mail
#include "tests/fuzz/fuzz_mail.c"
#undef LLVMFuzzerTestOneInput
#endif

#include <sys/wait.h>

#include "tests/unit/files.h"
#include "tests/unit/random.h"

enum { DAMAGED = 30, FOREIGN = 3 }; /* damaged copies of each seed */

static const struct {
	const char *name;
	int (*run)(const uint8_t *data, size_t size);
} drivers[] = {{"analyzer", fuzz_analyzer}, {"notice", fuzz_notice}, {"csv", fuzz_csv},
	{"charset", fuzz_charset}, {"mojibake", fuzz_mojibake}, {"query", fuzz_query},
	{"qparse", fuzz_qparse}, {"ignore", fuzz_ignore}, {"config", fuzz_config},
#ifdef COOP_HAVE_XML
	{"html", fuzz_html}, {"marc", fuzz_marc}, {"xml", fuzz_xml},
#endif
#if defined(COOP_HAVE_XML) && defined(COOP_HAVE_ARCHIVE)
	{"document", fuzz_document}, {"workbook", fuzz_workbook},
#endif
#ifdef COOP_HAVE_ARCHIVE
	{"archive", fuzz_archive},
#endif
#if defined(COOP_HAVE_XML) && defined(COOP_HAVE_GMIME)
	{"mail", fuzz_mail},
#endif
	{"rtf", fuzz_rtf}, {"pages", fuzz_pages}, {"record", fuzz_record},
	{"json", fuzz_json}, {"bib", fuzz_bib}};

enum { DRIVERS = sizeof drivers / sizeof *drivers };

/* Cuts, overwrites, doubles or drops something. `s` has room for twice `n` bytes. */
static size_t damage(uint8_t *s, size_t n, uint32_t *state)
{
	static const uint8_t telling[] = {0, '\n', '\r', '"', ';', '\'', '-', '.', 0x80,
		0xc3, 0xe2, 0xff, ' ', ':', '(', 'a'};
	if (n < 2)
		return n;
	size_t at = next_random(state) % n, len = 1 + next_random(state) % (n - at);
	switch (next_random(state) % 4) {
	case 0:
		return at;
	case 1:
		s[at] = telling[next_random(state) % sizeof telling];
		return n;
	case 2:
		memmove(s + at + len, s + at, n - at);
		return n + len;
	default:
		memmove(s + at, s + at + len, n - at - len);
		return n - len;
	}
}

/* Runs a driver on a copy of just that size, so that sanitizers see a read behind it. */
static void run_copy(size_t driver, const uint8_t *s, size_t n)
{
	uint8_t *copy = malloc(n > 0 ? n : 1);
	need(copy != NULL, "memory");
	memcpy(copy, s, n);
	drivers[driver].run(copy, n);
	free(copy);
}

/* Runs a driver on a seed and its damaged copies. */
static void run_damaged(
	size_t driver, const struct coop_buf *seed, int copies, uint32_t state)
{
	enum { ROUNDS = 3 };
	uint8_t *s = malloc((seed->len << ROUNDS) + 1);
	need(s != NULL, "memory");
	for (int i = 0; i <= copies; i++) {
		size_t n = seed->len;
		memcpy(s, coop_buf_cstr(seed), n);
		for (int round = 0; i > 0 && round < ROUNDS; round++)
			n = damage(s, n, &state);
		run_copy(driver, s, n);
	}
	free(s);
}

/* Runs the driver that a seed is for, or all others, in a process that may crash. */
static bool survives(size_t own, bool others, const struct coop_buf *seed, uint32_t state)
{
	int status = -1;
	pid_t child = fork();
	need(child >= 0, "fork");
	if (child == 0) {
		for (size_t i = 0; i < DRIVERS; i++)
			if ((i == own) != others)
				run_damaged(i, seed, others ? FOREIGN : DAMAGED, state);
		exit(0);
	}
	need(waitpid(child, &status, 0) == child, "waitpid");
	return status == 0;
}

static void replay(const char *path, size_t own, uint32_t state)
{
	struct coop_buf seed = {0};
	read_whole(path, &seed);
	for (int others = 0; others < 2; others++)
		ok(survives(own, others != 0, &seed, state), "%s %s, on %s",
			others ? "drivers other than" : "the driver", drivers[own].name,
			strstr(path, "seeds/"));
	coop_buf_release(&seed);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void replay_folder(size_t driver)
{
	const char *name = drivers[driver].name;
	struct coop_buf folder = {0}, path = {0};
	struct dirent **entries;
	char relative[64];
	size_t seeds = 0;
	snprintf(relative, sizeof relative, "fuzz/seeds/%s", name);
	int n = scandir(test_path(&folder, relative), &entries, NULL, by_name);
	need(n >= 0, folder.s);
	for (int i = 0; i < n; i++) {
		coop_buf_reset(&path);
		coop_buf_printf(&path, "%s/%s", folder.s, entries[i]->d_name);
		if (entries[i]->d_name[0] != '.') {
			replay(path.s, driver, (uint32_t)i + 1);
			seeds++;
		}
		free(entries[i]);
	}
	free(entries);
	ok(seeds >= 4, "there are seeds for %s", name);
	coop_buf_release(&folder);
	coop_buf_release(&path);
}

int main(void)
{
	for (size_t i = 0; i < DRIVERS; i++)
		replay_folder(i);
	return done();
}
