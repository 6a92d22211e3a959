/*
 * t_glossary.c - acronyms and long forms, each found from the other.
 */
#include "query/glossary.h"
#include "tests/unit/indexes.h"

static struct coop_analyzer *analyzer;
static struct coop_lexicon *lexicon;

static void add(const char *form, const char *long_form)
{
	struct coop_error err = {0};
	need(coop_lexicon_add(lexicon, &(struct coop_acronym){form, long_form, "p"},
		     &err) == COOP_OK,
		err.msg);
}

static void long_is(const struct glossary *g, const char *form, const char *expected)
{
	const char *found = glossary_long(g, form, strlen(form));
	if (expected)
		is_str(found, found ? strlen(found) : 0, expected, "long form of %s",
			form);
	else
		ok(found == NULL, "no long form of %s", form);
}

static void short_is(const struct glossary *g, const char *stems, const char *expected)
{
	const char *found = glossary_short(g, stems, strlen(stems));
	if (expected)
		is_str(found, found ? strlen(found) : 0, expected, "acronym of %s",
			stems);
	else
		ok(found == NULL, "no acronym of %s", stems);
}

static struct glossary *new_glossary(void)
{
	struct glossary *g;
	struct coop_error err = {0};
	coop_analyzer_use(analyzer, lexicon);
	need(glossary_new(analyzer, lexicon, &g, &err) == COOP_OK, err.msg);
	return g;
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
	struct glossary *g = new_glossary();
	long_is(g, "cae", "cooper activit emploi");
	short_is(g, "cooper activit emploi", "cae");
	long_is(g, "lip", NULL);
	long_is(g, "absent", NULL);
	long_is(g, "caes", NULL);
	short_is(g, "cooper activit", NULL);
	short_is(g, "activit cooper emploi", NULL);
	short_is(g, "", NULL);
	long_is(g, "scop", "societ cooper");
	long_is(g, "sc", "societ cooper");
	short_is(g, "societ cooper", "scop"); /* the first that has it */
	long_is(g, "un", NULL);               /* of one word only */
	/* "un" is a stop word: eight content words are the most */
	long_is(g, "huit", "deux trent quatr cinq six sept huit neuf");
	long_is(g, "neuf", NULL);
	long_is(g, "rcae", "reseau cae"); /* an acronym is not stemmed there either */
	long_is(g, "sf", "savoir mond");
	is_str(glossary_long(g, "caecum", 3), 21, "cooper activit emploi",
		"found by its bytes");
	glossary_free(g);
	glossary_free(NULL);
}

static void test_many(void)
{
	char form[16], long_form[80], stems[80];
	for (int i = 0; i < 3000; i++) {
		snprintf(form, sizeof form, "z%d", i);
		snprintf(long_form, sizeof long_form, "Mot%d de Lyon%d", i, i);
		add(form, long_form);
	}
	struct glossary *g = new_glossary();
	size_t wrong = 0;
	for (int i = 0; i < 3000; i++) {
		int n = snprintf(form, sizeof form, "z%d", i);
		int m = snprintf(stems, sizeof stems, "mot%d lyon%d", i, i);
		const char *l = glossary_long(g, form, (size_t)n);
		const char *s = glossary_short(g, stems, (size_t)m);
		wrong += !l || strcmp(l, stems) != 0 || !s || strcmp(s, form) != 0;
	}
	is_num(wrong, 0, "3,000 acronyms are found, and from their long forms");
	glossary_free(g);
}

static void test_empty(void)
{
	struct coop_error err = {0};
	coop_lexicon_free(lexicon);
	need(coop_lexicon_new(&lexicon, &err) == COOP_OK, err.msg);
	struct glossary *g = new_glossary();
	long_is(g, "cae", NULL);
	short_is(g, "cooper activit emploi", NULL);
	glossary_free(g);
}

int main(void)
{
	struct coop_error err = {0};
	analyzer = new_analyzer();
	need(coop_lexicon_new(&lexicon, &err) == COOP_OK, err.msg);
	test_pairs();
	test_many();
	test_empty();
	coop_analyzer_use(analyzer, NULL);
	coop_lexicon_free(lexicon);
	coop_analyzer_free(analyzer);
	return done();
}
