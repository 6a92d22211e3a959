/*
 * t_explain.c - the output of --analyse, in both languages.
 */
#include "shared/cli/print_analysis.h"
#include "tests/unit/indexes.h"

static struct coop_analyzer *analyzer;

static void explains(const char *before, const char *text, const char *expected)
{
	char *got = NULL;
	size_t len = 0;
	struct coop_error err = {0};
	FILE *out = open_memstream(&got, &len);
	need(out != NULL, "memory");
	need(coop_print_analysis(out, before, analyzer, text, strlen(text), &err) ==
			COOP_OK,
		err.msg);
	need(fclose(out) == 0, "memory");
	is_str(got, len, expected, "explained: %s", text);
	free(got);
}

static void test_english(void)
{
	explains("", "", "");
	explains("", "lyon", "lyon\t-\tlyon Zlyon\n");
	explains("> ", "Lyon scop",
		"> Lyon\tfolding\tlyon Zlyon\n> scop\t-\tscop Zscop\n");
	explains("", "l'\u00e9t\u00e9",
		"\u00e9t\u00e9\telision, stop word, folding\tete\n");
	explains("", "cooperative", "cooperative\tstem\tcooperative Zcooper\n");
	explains("", "aujourd'hui",
		"aujourd'hui\tapostrophe kept together, folding\taujourdhui "
		"Zaujourdhui\n");
	explains("", "S.C.O.P.", "S.C.O.P.\tacronym with dots, folding\tscop Zscop\n");
	explains("", "porte-voix",
		"porte\tpart of a compound, stem\tporte Zport\n"
		"porte-voix\tjoined\tportevoix Zportevoix\n"
		"voix\tpart of a compound\tvoix Zvoix\n");
	explains("", "scop\u00b7e\u00b7s",
		"scop\u00b7e\u00b7s\tinclusive ending, folding\tscop Zscop\n");
	explains("", "a@b.fr",
		"a@b.fr\te-mail address\ta@b.fr Za@b.fr\na\tstop word\ta\n"
		"b\tstop word\tb\nfr\t-\tfr Zfr\n");
	explains("", "cap.coop",
		"cap.coop\tweb address\tcap.coop Zcap.coop\ncap\t-\tcap Zcap\n"
		"coop\t-\tcoop Zcoop\n");
	explains("", "+33478681818",
		"33478681818\ttelephone number\t0478681818 Z0478681818\n"
		"33478681818\t-\t33478681818 Z33478681818\n");
	explains("", "14,5", "14,5\tfigure\t14.5 Z14.5\n14\t-\t14 Z14\n5\t-\t5 Z5\n");
	explains("", "travaux", "travaux\texception, stem\ttravaux Ztravail\n");
}

static void test_safe(void)
{
	/* what drives a terminal or makes a field is taken out */
	explains("", "\u202escop\u202c", "scop \tfolding\tscop Zscop\n");
	explains("", "sc\u2066op", "sc op\tfolding\tscop Zscop\n");
	explains("", "a\tb\nc", "a\tstop word\ta\nb\tstop word\tb\nc\tstop word\tc\n");
	explains("", "\xff", "");
}

static void test_lexicon(void)
{
	struct coop_acronyms *l;
	struct coop_error err = {0};
	need(coop_acronyms_new(&l, &err) == COOP_OK, err.msg);
	coop_acronyms_add(l, &(struct coop_acronym){"cae", "", "", ""}, &err);
	explains("", "cae", "cae\tstem\tcae Zca\n");
	coop_analyzer_set_acronyms(analyzer, l);
	explains("", "cae", "cae\tacronym of the index\tcae Zcae\n");
	coop_analyzer_set_acronyms(analyzer, NULL);
	coop_acronyms_free(l);
}

static void test_cut(void)
{
	struct coop_buf text = {0}, expected = {0};
	for (int i = 0; i < 201; i++)
		coop_buf_byte(&text, '7');
	coop_buf_printf(
		&expected, "%s\tcut, folding\t%.200s Z%.200s\n", text.s, text.s, text.s);
	explains("", text.s, expected.s);
	coop_buf_release(&text);
	coop_buf_release(&expected);
}

static void test_french(void)
{
	setenv("LC_ALL", "fr_FR.UTF-8", 1);
	explains("", "l'\u00e9t\u00e9",
		"\u00e9t\u00e9\t\u00e9lision, mot vide, repli\tete\n");
	explains("", "travaux", "travaux\texception, racine\ttravaux Ztravail\n");
	explains("", "S.C.O.P.", "S.C.O.P.\tsigle point\u00e9, repli\tscop Zscop\n");
	explains("", "porte-voix",
		"porte\tpartie de compos\u00e9, racine\tporte Zport\n"
		"porte-voix\tsoud\u00e9\tportevoix Zportevoix\n"
		"voix\tpartie de compos\u00e9\tvoix Zvoix\n");
	explains("", "14,5", "14,5\tnombre\t14.5 Z14.5\n14\t-\t14 Z14\n5\t-\t5 Z5\n");
}

int main(void)
{
	setenv("LC_ALL", "C", 1);
	analyzer = new_analyzer();
	test_english();
	test_safe();
	test_lexicon();
	test_cut();
	test_french();
	coop_analyzer_free(analyzer);
	return done();
}
