/*
 * t_commonness.c - the levels of common stems, and the table that they come from.
 */
#include <string.h>

#include "shared/text/commonness.h"
#include "shared/text/fold.h"
#include "tests/unit/tap.h"

static unsigned level(const char *stem)
{
	return coop_commonness(stem, strlen(stem));
}

static void test_levels(void)
{
	ok(level("demand") > level("contrat"), "a word of half of all texts");
	ok(level("travail") > level("abandon"), "... of many");
	ok(level("abandon") > 0, "... of some");
	is_num(level("scop"), 0, "a word of few");
	is_num(level("xyzzy"), 0, "... of none");
	is_num(level(""), 0, "no word");
	is_num(level("2026"), 0, "a figure");
	is_num(level("\u00e9t\u00e9"), 0, "another letter");
	is_num(level("zzz"), 0, "the last letter");
}

/* Stems of which one begins like the other. */
static void test_beginnings(void)
{
	ok(level("accompagn") > 0 && level("accompagne") > 0, "both are in the table");
	ok(level("accompagn") != level("accompagne"), "... each with its own level");
	is_num(level("accompagnemen"), 0, "... and one that continues them is not");
	is_num(level("ccompagn"), 0, "the end of a word is none");
	is_num(level("accompagn3"), 0, "a stem with its level is none");
	is_num(level("accompagn accompagne"), 0, "nor are two");
	char big[COOP_WORD_MAX + 2];
	memset(big, 'a', sizeof big);
	is_num(coop_commonness(big, sizeof big), 0, "a word that is too long");
	is_num(coop_commonness(big, COOP_WORD_MAX), 0, "... the longest one");
}

int main(void)
{
	test_levels();
	test_beginnings();
	return done();
}
