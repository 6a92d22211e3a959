/*
 * faults_glass.h - failing allocations in the writers of tables (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_GLASS_H
#define COOP_TESTS_UNIT_FAULTS_GLASS_H

#include "shared/index/store.h"
#include "tests/unit/faults.h"
#include "tests/unit/files.h"
#include "tests/unit/glass.h"

static struct model glass_model; /* made before, which is not what is tested */

/* A whole database, in a folder that was not there; iamglass holds the tables' checksums. */
static enum coop_status run_glass(struct coop_error *err)
{
	struct coop_buf dir = {0}, path = {0}, version = {0};
	long faults = granted;
	granted = -1;
	make_scratch(&dir);
	coop_buf_printf(&path, "%s/iamglass", dir.s);
	need(!path.failed, "out of memory");
	granted = faults;
	enum coop_status st = bulk_build(dir.s, &glass_model, err);
	granted = -1;
	if (!st) {
		read_whole(path.s, &version);
		note(version.s, version.len);
	}
	remove_tree(dir.s);
	coop_buf_release(&version);
	coop_buf_release(&path);
	coop_buf_release(&dir);
	return st;
}

/* Tables of several levels, tags of several pieces, lists of several chunks. */
static void test_glass(void)
{
	enum { DOCS = 3000, WORDS = 40 };
	struct model *m = &glass_model;
	for (uint32_t d = 0; d < DOCS; d++) {
		struct coop_term *terms = keep(m, NULL, (WORDS + 1) * sizeof *terms);
		uint32_t *pos = keep(m, NULL, 3 * sizeof *pos);
		for (uint32_t i = 0; i < 3; i++)
			pos[i] = 1 + i * (d + 1);
		for (uint32_t i = 0; i < WORDS; i++) {
			char word[16];
			int n = snprintf(word, sizeof word, "w%u", (unsigned)(d + i));
			terms[i] = (struct coop_term){keep(m, word, (size_t)n), (size_t)n,
				1 + i, pos, 1 + i % 3};
		}
		terms[WORDS] = (struct coop_term){"all", 3, 1, NULL, 0};
		model_add(m, terms, WORDS + 1, (const char *)pos, d % 10 + 3);
	}
	char *big = keep(m, NULL, 100000);
	memset(big, 'x', 100000);
	model_add(m, NULL, 0, big, 100000);
	model_meta(m, "big", big, 100000);
	model_sort(m);
	exhaust("the tables", run_glass);
	model_release(m);
}

#endif
