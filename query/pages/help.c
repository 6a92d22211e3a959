/*
 * help.c - the language of queries on a page: what coopq-query(7) says, as far as one needs it to begin. Each
 * example is a link that asks it.
 */
#include <string.h>

#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/pages.h"
#include "shared/core/i18n.h"

/* A query, and what it finds; one without a query is a heading. In both languages. */
struct example {
	const char *en, *fr; /* the queries */
	const char *says_en, *says_fr;
};

static const struct example examples[] = {{.says_en = "Words", .says_fr = "Mots"},
	{"scop lyon", "scop lyon",
		"notices with one of the words or of their families; those with both, in better places, come first. Accents, case and plural do not matter",
		"les notices qui ont l'un des mots ou un mot de leurs familles ; celles qui ont les deux, mieux placés, d'abord. Accents, majuscules et pluriel n'y changent rien"},
	{"=élève", "=élève", "the word as it is typed, accents included",
		"le mot comme il est tapé, accents compris"},
	{"coop*", "coop*", "words that begin so; ? is one letter, and * alone everything",
		"les mots qui commencent ainsi ; ? est une lettre, et * seul, tout"},
	{"essaimaje~1", "essaimaje~1", "words that are one slip of the keyboard away",
		"les mots à une faute de frappe près"},
	{"sound:dupond", "son:dupond", "words that sound alike in French",
		"les mots qui se prononcent de même"},
	{.says_en = "Places", .says_fr = "Places"},
	{"\"économie sociale\"", "\"économie sociale\"", "these words side by side",
		"ces mots côte à côte"},
	{"\"société ouvrière\"~5", "\"société ouvrière\"~5",
		"the same, with up to 5 other words between them",
		"les mêmes, avec jusqu'à 5 autres mots entre eux"},
	{"ouvrier NEAR/5 usine", "ouvrier PRES/5 usine",
		"words of these families at most 5 words apart; ADJ/5 in this order",
		"des mots de ces familles à 5 mots au plus l'un de l'autre ; PUIS/5 dans cet ordre"},
	{"ouvrier NEAR/sentence usine", "ouvrier PRES/phrase usine",
		"in one sentence; NEAR/paragraph in one paragraph",
		"dans une même phrase ; PRES/paragraphe dans un même paragraphe"},
	{.says_en = "Operators, in capitals", .says_fr = "Opérateurs, en capitales"},
	{"scop AND lyon", "scop ET lyon", "both", "les deux"},
	{"scop OR cae", "scop OU cae", "either", "l'un ou l'autre"},
	{"scop NOT textile", "scop SAUF textile", "the first without the second",
		"le premier sans le second"},
	{"(scop OR cae) AND lyon", "(scop OU cae) ET lyon", "parentheses group",
		"les parenthèses regroupent"},
	{"+scop lyon -textile", "+scop lyon -textile",
		"+ must be there, - must not be there",
		"+ doit y être, - ne doit pas y être"},
	{"scop^3 lyon", "scop^3 lyon", "the first counts three times",
		"le premier compte trois fois"},
	{.says_en = "Fields", .says_fr = "Champs"},
	{"title:coop*", "titre:coop*", "in the title", "dans le titre"},
	{"director:varda", "real:varda", "by this director", "de cette réalisatrice"},
	{"body:essaimage", "corps:essaimage",
		"in the running text, and not only in the title or keywords",
		"dans le texte suivi, et non seulement dans le titre ou les mots-clés"},
	{"year:*", "annee:*", "any notice with a year", "toute notice qui a une année"},
	{.says_en = "Filters", .says_fr = "Filtres"},
	{"scop country:France", "scop pays:France",
		"only what is from there; likewise genre, language, place, keywords, mail, id",
		"seulement ce qui en vient ; de même genre, langue, lieu, sujet, mail, id"},
	{"year:1998..2005", "annee:1998..2005",
		"years from one to another; ..1990, 1990..",
		"les années de l'une à l'autre ; ..1990, 1990.."},
	{"lyon annees:80", "lyon annees:80", "a decade", "une décennie"},
	{"minutes:<=1h30", "duree:<=1h30", "how long it is", "la durée"},
	{"department:69", "dept:69", "a department, by its number or name",
		"un département, par son numéro ou son nom"},
	{"genre:documentaire genre:fiction", "genre:documentaire genre:fiction",
		"two values of a field side by side are a choice",
		"deux valeurs d'un champ côte à côte sont un choix"}};

static void put_example(struct page *p, const struct example *e)
{
	struct selection s = p->selection;
	const char *query = TR(e->en, e->fr);
	s.query = (struct coop_bytes){query, strlen(query)};
	s.nfilters = 0;
	s.sort.len = 0;
	s.page = 1;
	html(p->out, "<dt><a href=\"");
	selection_put(p->out, "/", &s);
	html(p->out, "\"><code lang=\"fr\">%s</code></a></dt>\n<dd>%s</dd>\n", query,
		TR(e->says_en, e->says_fr));
}

enum coop_status page_help(struct page *p, struct coop_error *err)
{
	const char *title = TR("The language of queries", "Le langage des requêtes");
	const struct frame frame = {.title = {title, strlen(title)}};
	size_t count = sizeof examples / sizeof *examples;
	(void)err;
	frame_begin(p, &frame);
	html(p->out, "<h1>%s</h1>\n", title);
	for (size_t i = 0; i < count; i++) {
		const struct example *e = &examples[i];
		if (e->en) {
			put_example(p, e);
			continue;
		}
		if (i > 0)
			html(p->out, "</dl>\n");
		html(p->out, "<h2>%s</h2>\n<dl class=\"help\">\n",
			TR(e->says_en, e->says_fr));
	}
	html(p->out, "</dl>\n");
	html(p->out, "<h2>%s</h2>\n<p>%s</p>\n", TR("Keys", "Touches"),
		TR("The key ? shows those by which one moves on these pages.",
			"La touche ? montre celles qui servent à se déplacer dans ces pages."));
	html(p->out, "<p>%s <code>man 7 coopq-query</code></p>\n",
		TR("All of the language is in the manual; in a terminal:",
			"Tout le langage est dans le manuel ; dans un terminal :"));
	frame_end(p);
	return COOP_OK;
}
