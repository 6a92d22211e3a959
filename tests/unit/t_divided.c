/*
 * t_divided.c - words divided at the end of a line.
 */
#include "indexer/decode/divided.h"
#include "tests/unit/tap.h"

/* Puts together the lines of a text. */
static void check(const char *s, const char *expected)
{
	struct coop_buf out = {0};
	divided_mend(s, strlen(s), &out);
	is_str(coop_buf_cstr(&out), out.len, expected, "%s", expected);
	bool likely = divided_is_likely(s, strlen(s));
	ok(likely || strcmp(s, expected) == 0, "what is put together is likely: %s", s);
	coop_buf_release(&out);
}

static void test_words(void)
{
	check("la manufac-\nture", "la manufacture");
	check("la coop\u00e9-\nrative", "la coop\u00e9rative");
	check("ils s\u2019appel-\nlent", "ils s\u2019appellent");
	check("le travail-\nleur", "le travailleur");
	check("aujour-\nd\u2019hui", "aujourd\u2019hui");
	check("le s\u00e9mi-\nnaire", "le s\u00e9minaire");
	check("une expo-\nsition et la ver-\ntu", "une exposition et la vertu");
	check("le sou-\nci de la jus-\ntice", "le souci de la justice");
	check("manu\u00ad\nfacture", "manufacture");
	check("manu\u2010\nfacture", "manufacture");
	check("Saint\u00ad\n\u00c9tienne", "Saint\u00c9tienne");
	check("les franco-alle-\nmands", "les franco-allemands");
	check("manufac- \n  ture", "manufacture");
}

static void test_compounds(void)
{
	check("Saint-\n\u00c9tienne", "Saint-\u00c9tienne");
	check("Rh\u00f4ne-\nAlpes", "Rh\u00f4ne-Alpes");
	check("COOP\u00c9-\nRATIVE", "COOP\u00c9-RATIVE");
	check("peut-\n\u00eatre", "peut-\u00eatre");
	check("le Vice-\npr\u00e9sident", "le Vice-pr\u00e9sident");
	check("c\u2019est-\u00e0-\ndire", "c\u2019est-\u00e0-dire");
	check("un t\u00eate-\n\u00e0-t\u00eate", "un t\u00eate-\u00e0-t\u00eate");
	check("un chef-\nd\u2019\u0153uvre", "un chef-d\u2019\u0153uvre");
	check("la main-\nd'\u0153uvre", "la main-d'\u0153uvre");
	check("celui-\nci, est-\nce, eux-\nm\u00eames",
		"celui-ci, est-ce, eux-m\u00eames");
	check("a-t-\nil, dit-\nelle", "a-t-il, dit-elle");
	check("l'apr\u00e8s-\nguerre", "l'apr\u00e8s-guerre");
	check("soixante-\ndix", "soixante-dix");
	check("un court-\nm\u00e9trage", "un court-m\u00e9trage");
	check("le porte-\nparole, il porte-\nrait", "le porte-parole, il porterait");
	check("les ex-\nministres, une ex-\nposition",
		"les ex-ministres, une exposition");
	check("en sous-\nsol, la sous-\ntraitance", "en sous-sol, la sous-traitance");
	check("il faut sous-\ncrire, sous-\ntraire", "il faut souscrire, soustraire");
}

static void test_others(void)
{
	check("1998-\n2003", "1998-\n2003");
	check("un tiret -\nseul", "un tiret -\nseul");
	check("fin --\nd\u00e9but", "fin --\nd\u00e9but");
	check("- un\n- deux", "- un\n- deux");
	check("un-\n\ndeux", "un-\n\ndeux");
	check("un\ndeux", "un\ndeux");
	check("Lip-\n73", "Lip-\n73");
	check("-\nun", "-\nun");
	check("\u00ad\n\u00ad", "\u00ad\n\u00ad");
	check("\xff-\n\xff", "\xff-\n\xff");
	check("", "");
}

int main(void)
{
	test_words();
	test_compounds();
	test_others();
	return done();
}
