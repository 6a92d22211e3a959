/*
 * t_notice.c - the fields found in a plain text notice.
 */
#include "indexer/notice/notice.h"
#include "tests/unit/records.h"
#include "tests/unit/tap.h"

/* Parses a text and writes its fields as `name=text`, one a line; line ends become '|'.
 */
static void check(const char *text, const char *expected, const char *what)
{
	struct coop_record r;
	struct coop_buf got = {0};
	struct notices n;
	coop_record_init(&r);
	notices_begin(&n, text, strlen(text), false, NULL);
	bool any = notices_next(&n, "notice.txt", &r);
	if (!any)
		coop_record_reset(&r, "", 0);
	need(coop_record_check(&r, NULL) == COOP_OK, "memory");
	put_values(&r, &got);
	is_str(coop_buf_cstr(&got), got.len, expected, "%s", what);
	coop_buf_release(&got);
	notices_end(&n);
	coop_record_release(&r);
}

static const char whole[] =
	"Tisser ensemble\n"
	"\n"
	"Un film de Lucie Tavernier\n"
	"\n"
	" 2004\u00a0 France  Documentaire  48 min  Couleur  Mode de production : "
	"T\u00e9l\u00e9vision\n"
	"\n"
	"Producteurs :\n"
	"Atelier du Rh\u00f4ne (3 rue du Lac, 69003 Lyon, Tel. 04 00 00 00 00)\n"
	"SCOP Trame (Roubaix)\n"
	"\n"
	"D\u2019o\u00f9 viennent les ateliers ?\n"
	"\n"
	"Deux tisserandes ouvrent un atelier, et d\u2019autres les rejoignent.\n"
	"\n"
	"Elles apprennent \u00e0 compter.\n"
	"\n"
	"La naissance de l\u2019union (1999)\n"
	"\n"
	"Les ateliers se f\u00e9d\u00e8rent en novembre, \u00e0 Lyon puis \u00e0 Lille.\n"
	"\n"
	"(source : www.exemple.coop/)\n"
	"\n"
	"Le film dans la base\n"
	"\n"
	"Chemin d\u2019acc\u00e8s :\n"
	"Pour aller plus loin\n"
	"Autres films du m\u00eame auteur\n";

static void test_whole(void)
{
	check(whole,
		"title=Tisser ensemble\n"
		"director=Lucie Tavernier\n"
		"year=2004\n"
		"country=France\n"
		"genre=Documentaire\n"
		"minutes=48\n"
		"colour=Couleur\n"
		"mode=T\u00e9l\u00e9vision\n"
		"producers=Atelier du Rh\u00f4ne (3 rue du Lac, 69003 Lyon, Tel. 04 00 "
		"00 00 00)\n"
		"company=Atelier du Rh\u00f4ne\naddress=3 rue du Lac\npostcode=69003\n"
		"town=Lyon\nphone=04 00 00 00 00\n"
		"producers=SCOP Trame (Roubaix)\ncompany=SCOP Trame\ntown=Roubaix\n"
		"description=D\u2019o\u00f9 viennent les ateliers ?||Deux tisserandes "
		"ouvrent un "
		"atelier, et d\u2019autres les rejoignent.||Elles apprennent \u00e0 "
		"compter.\n"
		"source=www.exemple.coop/\n"
		"history=La naissance de l\u2019union (1999)||Les ateliers se "
		"f\u00e9d\u00e8rent en "
		"novembre, \u00e0 Lyon puis \u00e0 Lille.\n",
		"a notice with every part, and the web page's own words left out");
}

static void test_layouts(void)
{
	check("Les Lip\r\n\r\nR\u00e9alis\u00e9 par Christian Rouaud\r\n2007\tFrance\t"
	      "Noir et blanc\t118'\r\nOn fabrique, on vend, on se paie.\r\n",
		"title=Les Lip\ndirector=Christian Rouaud\nyear=2007\ncountry=France\n"
		"colour=Noir et blanc\nminutes=118\n"
		"description=On fabrique, on vend, on se paie.\n",
		"tabs, CR LF, no empty lines");
	check("Entre nos mains\nUn film de Mariana Otero\nAnn\u00e9e : 2010\nPays : "
	      "France\n"
	      "Dur\u00e9e (min) : 88\nProduction : Archipel 33\nMots-cl\u00e9s : scop, "
	      "lingerie\n\n"
	      "Les salari\u00e9es reprennent l\u2019usine.\n",
		"title=Entre nos mains\ndirector=Mariana "
		"Otero\nyear=2010\ncountry=France\n"
		"minutes=88\nproducers=Archipel 33\ncompany=Archipel 33\nkeywords=scop, "
		"lingerie\n"
		"description=Les salari\u00e9es reprennent l\u2019usine.\n",
		"a label a line");
	check("\n\n  Cl\u00e9on  \n\nUn film d\u2019Alain Nahum\n\n1968  France  26 "
	      "minutes\n\n"
	      "Historique\n\nDes ouvriers racontent leur gr\u00e8ve de mai.\n",
		"title=Cl\u00e9on\ndirector=Alain "
		"Nahum\nyear=1968\ncountry=France\nminutes=26\n"
		"history=Des ouvriers racontent leur gr\u00e8ve de mai.\n",
		"blank lines first, an elided 'de', a heading");
	check("Un titre\n\nUn film de A. B.\n\nProducteurs :\nUn\nDeux\n\nHistorique\n\n"
	      "Un texte plus long que son titre.\n",
		"title=Un titre\ndirector=A. B.\nproducers=Un\ncompany=Un\n"
		"producers=Deux\ncompany=Deux\n"
		"history=Un texte plus long que son titre.\n",
		"a heading right behind the producers");
}

static void test_credits(void)
{
	check("T\nUn film d'Agn\u00e8s Varda\n", "title=T\ndirector=Agn\u00e8s Varda\n",
		"an apostrophe");
	check("T\nUn film d\u2019Agn\u00e8s O'Brien\n",
		"title=T\ndirector=Agn\u00e8s O'Brien\n",
		"an apostrophe in the name too");
	check("T\nUn film d\u00b4\u00c9ric Rohmer\n",
		"title=T\ndirector=\u00c9ric Rohmer\n",
		"an accent typed for the apostrophe");
	check("T\nUN FILM DE Jean Rouch\n", "title=T\ndirector=Jean Rouch\n", "capitals");
	check("T\nUn film de\n", "title=T\nbody=Un film de\n", "no name at all");
	check("T\nUn documentaire de X\n", "title=T\ndirector=X\n",
		"another word for film");
}

static void test_any_text(void)
{
	check("Rochdale\n\nEn 1844, vingt-huit tisserands fondent une "
	      "coop\u00e9rative.\n\n"
	      "Les principes\n\nUne personne, une voix : c\u2019est la r\u00e8gle de "
	      "tous.\n",
		"title=Rochdale\nbody=En 1844, vingt-huit tisserands fondent une "
		"coop\u00e9rative.||Les principes||Une personne, une voix : c\u2019est "
		"la "
		"r\u00e8gle de tous.\n",
		"a text that is no notice");
	check("Rochdale\n\nDate : 1844\nPour aller plus loin\nLire Holyoake.\n",
		"title=Rochdale\nbody=Date : 1844|Pour aller plus loin|Lire Holyoake.\n",
		"labels and headings mean nothing there");
	check("Le titre seul", "title=Le titre seul\n", "a title alone");
	check("", "", "nothing");
	check(" \n\t\n\u00a0\n", "", "blank lines");
	check("Titre\nEn 2001  tout a chang\u00e9 en France.\n",
		"title=Titre\nbody=En 2001  tout a chang\u00e9 en France.\n",
		"a year in a sentence is no header");
}

static void test_boilerplate(void)
{
	static const char *const headings[] = {"Le film dans la base",
		"Chemin d'acc\u00e8s :", "Dans la s\u00e9lection filmographique :",
		"POUR ALLER PLUS LOIN", "Mentions l\u00e9gales"};
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
		char text[200];
		snprintf(text, sizeof text,
			"T\nUn film de X\n\nLe r\u00e9sum\u00e9.\n\n%s\n\nLe reste.\n",
			headings[i]);
		check(text, "title=T\ndirector=X\ndescription=Le r\u00e9sum\u00e9.\n",
			headings[i]);
	}
}

/* Each line might be the heading of the next: none is lost, and it does not take for
 * ever. */
static void test_long(void)
{
	struct coop_buf text = {0};
	struct coop_record r;
	struct coop_value v;
	coop_buf_str(&text, "Titre\nUn film de X\n\n");
	for (int i = 0; i < 20000; i++)
		coop_buf_str(&text, "Titre court\n\n\n\n");
	coop_record_init(&r);
	struct notices n;
	notices_begin(&n, text.s, text.len, false, NULL);
	notices_next(&n, "long", &r);
	notices_end(&n);
	ok(coop_record_get(&r, COOP_F_DESCRIPTION, &v) && v.len > 20000 * 11,
		"twenty thousand short lines");
	coop_record_release(&r);
	coop_buf_release(&text);
}

int main(void)
{
	test_whole();
	test_layouts();
	test_credits();
	test_any_text();
	test_boilerplate();
	test_long();
	return done();
}
