/*
 * t_acronym_stems.c - acronyms and long forms, each found from the other.
 */
#include "indexer/terms/acronym_stems.h"
#include "tests/unit/indexes.h"

static struct coop_analyzer *analyzer;
static struct coop_acronyms *acronyms;

static void add(const char *form, const char *long_form)
{
	struct coop_error err = {0};
	need(coop_acronyms_add(acronyms, &(struct coop_acronym){form, long_form, "p", ""},
		     &err) == COOP_OK,
		err.msg);
}

static void long_is(const struct coop_acronyms *l, const char *form, const char *expected)
{
	struct coop_acronym a;
	bool there = coop_acronyms_find(l, form, strlen(form), &a);
	const char *found = there && *a.stems ? a.stems : NULL;
	if (expected)
		is_str(found, found ? strlen(found) : 0, expected, "long form of %s",
			form);
	else
		ok(found == NULL, "no long form of %s", form);
}

static void short_is(
	const struct coop_acronyms *l, const char *stems, const char *expected)
{
	struct coop_acronym a;
	bool there = coop_acronyms_find_stems(l, stems, strlen(stems), &a);
	const char *found = there ? a.form : NULL;
	if (expected)
		is_str(found, found ? strlen(found) : 0, expected, "acronym of %s",
			stems);
	else
		ok(found == NULL, "no acronym of %s", stems);
}

/* The acronyms as a query finds it: with stems, packed and opened. */
static struct coop_acronyms *opened(void)
{
	struct coop_acronyms *l;
	struct coop_buf packed = {0}, proofs = {0};
	struct coop_error err = {0};
	need(acronym_stems_set(acronyms, analyzer, &err) == COOP_OK, err.msg);
	need(coop_acronyms_pack(acronyms, &packed, &proofs, &err) == COOP_OK, err.msg);
	need(coop_acronyms_open(&packed, &l, &err) == COOP_OK, err.msg);
	coop_buf_release(&proofs);
	return l;
}

static void test_pairs(void)
{
	add("lip", "");
	add("cae", "Coop\u00e9rative d'Activit\u00e9 et d'Emploi");
	add("scop", "Soci\u00e9t\u00e9 coop\u00e9rative");
	add("sc", "soci\u00e9t\u00e9s coop\u00e9ratives");
	add("un", "Association");
	add("huit", "un deux trente quatre cinq six sept huit neuf");
	add("neuf", "un deux trente quatre cinq six sept huit neuf dix");
	add("rcae", "R\u00e9seau des CAE");
	add("sf", "savoir-faire du monde");
	struct coop_acronyms *l = opened();
	long_is(l, "cae", "cooper activit emploi");
	short_is(l, "cooper activit emploi", "cae");
	long_is(l, "lip", NULL);
	long_is(l, "absent", NULL);
	long_is(l, "caes", NULL);
	short_is(l, "cooper activit", NULL);
	short_is(l, "activit cooper emploi", NULL);
	short_is(l, "", NULL);
	long_is(l, "scop", "societ cooper");
	long_is(l, "sc", "societ cooper");
	short_is(l, "societ cooper", "sc"); /* the first form that has it */
	long_is(l, "un", NULL);             /* of one word only */
	/* "un" is a stop word: eight content words are the most */
	long_is(l, "huit", "deux trent quatr cinq six sept huit neuf");
	long_is(l, "neuf", NULL);
	long_is(l, "rcae", "reseau cae"); /* an acronym is not stemmed there either */
	long_is(l, "sf", "savoir mond");
	ok(!coop_acronyms_find(l, "caecum", 6, NULL) &&
			coop_acronyms_find(l, "caecum", 3, NULL),
		"found by its bytes");
	coop_acronyms_free(l);
}

/* Spells a number in letters that no ending is made of. */
static void name(int number, char letters[5])
{
	for (size_t i = 0; i < 4; i++, number /= 10)
		letters[i] = "bcdfgkmpvz"[number % 10];
	letters[4] = '\0';
}

static void test_many(void)
{
	char letters[5], form[16], long_form[80], stems[80];
	for (int i = 0; i < 3000; i++) {
		name(i, letters);
		snprintf(form, sizeof form, "z%s", letters);
		snprintf(
			long_form, sizeof long_form, "Mot%s de Lyon%s", letters, letters);
		add(form, long_form);
	}
	struct coop_acronyms *l = opened();
	size_t wrong = 0;
	for (int i = 0; i < 3000; i++) {
		name(i, letters);
		int n = snprintf(form, sizeof form, "z%s", letters);
		int m = snprintf(stems, sizeof stems, "mot%s lyon%s", letters, letters);
		struct coop_acronym a, b;
		wrong += !coop_acronyms_find(l, form, (size_t)n, &a) ||
			 strcmp(a.stems, stems) != 0 ||
			 !coop_acronyms_find_stems(l, stems, (size_t)m, &b) ||
			 strcmp(b.form, form) != 0;
	}
	is_num(wrong, 0, "3,000 acronyms are found, and from their long forms");
	coop_acronyms_free(l);
}

static void test_empty(void)
{
	struct coop_error err = {0};
	coop_acronyms_free(acronyms);
	need(coop_acronyms_new(&acronyms, &err) == COOP_OK, err.msg);
	struct coop_acronyms *l = opened();
	long_is(l, "cae", NULL);
	short_is(l, "cooper activit emploi", NULL);
	coop_acronyms_free(l);
}

int main(void)
{
	struct coop_error err = {0};
	analyzer = new_analyzer();
	need(coop_acronyms_new(&acronyms, &err) == COOP_OK, err.msg);
	test_pairs();
	test_many();
	test_empty();
	coop_analyzer_set_acronyms(analyzer, NULL);
	coop_acronyms_free(acronyms);
	coop_analyzer_free(analyzer);
	return done();
}
