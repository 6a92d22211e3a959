#include "shared/text/stem_exceptions.h"
#include "shared/core/bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/text/token.h"

struct exception {
	const char *word, *instead;
};

/* Folded, in byte order of the words; plurals have rows of their own. */
/* clang-format off */
static const struct exception table[] = {
	{"acheteuse", "acheteur"}, /* -eur, -euse */
	{"acheteuses", "acheteur"}, /* -eur, -euse */
	{"anglais", "anglaise"}, /* -ois, -oise */
	{"autrice", "auteur"}, /* feminine of auteur */
	{"autrices", "auteur"}, /* feminine of auteur */
	{"bailleuse", "bailleur"}, /* -eur, -euse */
	{"bailleuses", "bailleur"}, /* -eur, -euse */
	{"balayeuse", "balayeur"}, /* -eur, -euse */
	{"balayeuses", "balayeur"}, /* -eur, -euse */
	{"baux", "bail"}, /* irregular plural */
	{"bergere", "berger"}, /* -er, -ere */
	{"bergeres", "berger"}, /* -er, -ere */
	{"bijoux", "bijou"}, /* the seven plurals in -oux */
	{"bistro", "bistrot"}, /* two spellings */
	{"bistros", "bistrot"}, /* two spellings */
	{"bonhommie", "bonhomie"}, /* spelling of 1990 */
	{"boulangere", "boulanger"}, /* -er, -ere */
	{"boulangeres", "boulanger"}, /* -er, -ere */
	{"bourgeois", "bourgeoise"}, /* -ois, -oise */
	{"brodeuse", "brodeur"}, /* -eur, -euse */
	{"brodeuses", "brodeur"}, /* -eur, -euse */
	{"bruxellois", "bruxelloise"}, /* -ois, -oise */
	{"cadreuse", "cadreur"}, /* -eur, -euse */
	{"cadreuses", "cadreur"}, /* -eur, -euse */
	{"cailloux", "caillou"}, /* the seven plurals in -oux */
	{"chanteuse", "chanteur"}, /* -eur, -euse */
	{"chanteuses", "chanteur"}, /* -eur, -euse */
	{"charriot", "chariot"}, /* spelling of 1990 */
	{"charriots", "chariot"}, /* spelling of 1990 */
	{"chasseuse", "chasseur"}, /* -eur, -euse */
	{"chasseuses", "chasseur"}, /* -eur, -euse */
	{"chatiment", "chatier"}, /* not the family of chat */
	{"chatiments", "chatier"}, /* not the family of chat */
	{"chauffeuse", "chauffeur"}, /* -eur, -euse */
	{"chauffeuses", "chauffeur"}, /* -eur, -euse */
	{"chercheuse", "chercheur"}, /* -eur, -euse */
	{"chercheuses", "chercheur"}, /* -eur, -euse */
	{"chinois", "chinoise"}, /* -ois, -oise */
	{"chomeuse", "chomeur"}, /* -eur, -euse */
	{"chomeuses", "chomeur"}, /* -eur, -euse */
	{"choux", "chou"}, /* the seven plurals in -oux */
	{"cieux", "ciel"}, /* irregular plural */
	{"cireuse", "cireur"}, /* -eur, -euse */
	{"cireuses", "cireur"}, /* -eur, -euse */
	{"clef", "cle"}, /* two spellings */
	{"clefs", "cle"}, /* two spellings */
	{"coiffeuse", "coiffeur"}, /* -eur, -euse */
	{"coiffeuses", "coiffeur"}, /* -eur, -euse */
	{"combattif", "combatif"}, /* spelling of 1990 */
	{"combattive", "combatif"}, /* spelling of 1990 */
	{"conteuse", "conteur"}, /* -eur, -euse */
	{"conteuses", "conteur"}, /* -eur, -euse */
	{"coraux", "corail"}, /* irregular plural */
	{"coureuse", "coureur"}, /* -eur, -euse */
	{"coureuses", "coureur"}, /* -eur, -euse */
	{"cueilleuse", "cueilleur"}, /* -eur, -euse */
	{"cueilleuses", "cueilleur"}, /* -eur, -euse */
	{"cuiller", "cuillere"}, /* two spellings */
	{"cuillers", "cuillere"}, /* two spellings */
	{"danois", "danoise"}, /* -ois, -oise */
	{"danseuse", "danseur"}, /* -eur, -euse */
	{"danseuses", "danseur"}, /* -eur, -euse */
	{"demandeuse", "demandeur"}, /* -eur, -euse */
	{"demandeuses", "demandeur"}, /* -eur, -euse */
	{"denteliere", "dentellier"}, /* spelling of 1990 */
	{"dentelieres", "dentellier"}, /* spelling of 1990 */
	{"douce", "doux"}, /* irregular feminine */
	{"douces", "doux"}, /* irregular feminine */
	{"ecossaise", "ecossais"}, /* gentile */
	{"ecossaises", "ecossais"}, /* gentile */
	{"eleveuse", "eleveur"}, /* -eur, -euse */
	{"eleveuses", "eleveur"}, /* -eur, -euse */
	{"emaux", "email"}, /* irregular plural */
	{"employee", "employe"}, /* -ee */
	{"employees", "employe"}, /* -ee */
	{"employeuse", "employeur"}, /* -eur, -euse */
	{"employeuses", "employeur"}, /* -eur, -euse */
	{"emprunteuse", "emprunteur"}, /* -eur, -euse */
	{"emprunteuses", "emprunteur"}, /* -eur, -euse */
	{"entrepreneuse", "entrepreneur"}, /* -eur, -euse */
	{"entrepreneuses", "entrepreneur"}, /* -eur, -euse */
	{"etrangere", "etranger"}, /* -er, -ere */
	{"etrangeres", "etranger"}, /* -er, -ere */
	{"faucheuse", "faucheur"}, /* -eur, -euse */
	{"faucheuses", "faucheur"}, /* -eur, -euse */
	{"fausse", "faux"}, /* irregular feminine */
	{"fausses", "faux"}, /* irregular feminine */
	{"fileuse", "fileur"}, /* -eur, -euse */
	{"fileuses", "fileur"}, /* -eur, -euse */
	{"fois", "fois"}, /* not the plural of foi */
	{"footballeuse", "footballeur"}, /* -eur, -euse */
	{"footballeuses", "footballeur"}, /* -eur, -euse */
	{"francaise", "francais"}, /* gentile */
	{"francaises", "francais"}, /* gentile */
	{"franchiseuse", "franchiseur"}, /* -eur, -euse */
	{"franchiseuses", "franchiseur"}, /* -eur, -euse */
	{"genoux", "genou"}, /* the seven plurals in -oux */
	{"glaneuse", "glaneur"}, /* -eur, -euse */
	{"glaneuses", "glaneur"}, /* -eur, -euse */
	{"grecque", "grec"}, /* -ec, -ecque */
	{"grecques", "grec"}, /* -ec, -ecque */
	{"grenoblois", "grenobloise"}, /* -ois, -oise */
	{"hiboux", "hibou"}, /* the seven plurals in -oux */
	{"hollandaise", "hollandais"}, /* gentile */
	{"hollandaises", "hollandais"}, /* gentile */
	{"hongrois", "hongroise"}, /* -ois, -oise */
	{"imbecilite", "imbecillite"}, /* spelling of 1990 */
	{"inscrite", "inscrit"}, /* -it, -ite */
	{"inscrites", "inscrit"}, /* -it, -ite */
	{"interdite", "interdit"}, /* -it, -ite */
	{"interdites", "interdit"}, /* -it, -ite */
	{"irlandaise", "irlandais"}, /* gentile */
	{"irlandaises", "irlandais"}, /* gentile */
	{"islandaise", "islandais"}, /* gentile */
	{"islandaises", "islandais"}, /* gentile */
	{"jalouse", "jaloux"}, /* irregular feminine */
	{"jalouses", "jaloux"}, /* irregular feminine */
	{"japonaise", "japonais"}, /* gentile */
	{"japonaises", "japonais"}, /* gentile */
	{"joailler", "joaillier"}, /* spelling of 1990 */
	{"joueuse", "joueur"}, /* -eur, -euse */
	{"joueuses", "joueur"}, /* -eur, -euse */
	{"joujoux", "joujou"}, /* the seven plurals in -oux */
	{"laique", "laic"}, /* -ic, -ique */
	{"laiques", "laic"}, /* -ic, -ique */
	{"libanaise", "libanais"}, /* gentile */
	{"libanaises", "libanais"}, /* gentile */
	{"lieux", "lieu"}, /* plural in -eux */
	{"lillois", "lilloise"}, /* -ois, -oise */
	{"livreuse", "livreur"}, /* -eur, -euse */
	{"livreuses", "livreur"}, /* -eur, -euse */
	{"loyer", "loyers"}, /* not the family of loi */
	{"loyers", "loyers"}, /* not the family of loi */
	{"lyonnaise", "lyonnais"}, /* gentile */
	{"lyonnaises", "lyonnais"}, /* gentile */
	{"maitresse", "maitre"}, /* -esse */
	{"maitresses", "maitre"}, /* -esse */
	{"marcheuse", "marcheur"}, /* -eur, -euse */
	{"marcheuses", "marcheur"}, /* -eur, -euse */
	{"marseillaise", "marseillais"}, /* gentile */
	{"marseillaises", "marseillais"}, /* gentile */
	{"mauvais", "mauvaise"}, /* -ais, -aise */
	{"menagere", "menager"}, /* -er, -ere */
	{"menageres", "menager"}, /* -er, -ere */
	{"mesdames", "madame"}, /* irregular plural */
	{"messagere", "messager"}, /* -er, -ere */
	{"messageres", "messager"}, /* -er, -ere */
	{"messieurs", "monsieur"}, /* irregular plural */
	{"moissonneuse", "moissonneur"}, /* -eur, -euse */
	{"moissonneuses", "moissonneur"}, /* -eur, -euse */
	{"monteuse", "monteur"}, /* -eur, -euse */
	{"monteuses", "monteur"}, /* -eur, -euse */
	{"nageuse", "nageur"}, /* -eur, -euse */
	{"nageuses", "nageur"}, /* -eur, -euse */
	{"neerlandaise", "neerlandais"}, /* gentile */
	{"neerlandaises", "neerlandais"}, /* gentile */
	{"nenufar", "nenuphar"}, /* spelling of 1990 */
	{"nenufars", "nenuphar"}, /* spelling of 1990 */
	{"neuve", "neuf"}, /* irregular feminine */
	{"neuves", "neuf"}, /* irregular feminine */
	{"ognon", "oignon"}, /* spelling of 1990 */
	{"ognons", "oignon"}, /* spelling of 1990 */
	{"ouvreuse", "ouvreur"}, /* -eur, -euse */
	{"ouvreuses", "ouvreur"}, /* -eur, -euse */
	{"paris", "paris"}, /* not the plural of pari */
	{"passagere", "passager"}, /* -er, -ere */
	{"passageres", "passager"}, /* -er, -ere */
	{"payement", "paiement"}, /* two spellings */
	{"payements", "paiements"}, /* two spellings */
	{"paysanne", "paysan"}, /* -an, -anne */
	{"paysannes", "paysan"}, /* -an, -anne */
	{"pecheuse", "pecheur"}, /* -eur, -euse */
	{"pecheuses", "pecheur"}, /* -eur, -euse */
	{"penseuse", "penseur"}, /* -eur, -euse */
	{"penseuses", "penseur"}, /* -eur, -euse */
	{"petite", "petit"}, /* -it, -ite */
	{"petites", "petit"}, /* -it, -ite */
	{"polonaise", "polonais"}, /* gentile */
	{"polonaises", "polonais"}, /* gentile */
	{"porteuse", "porteur"}, /* -eur, -euse */
	{"porteuses", "porteur"}, /* -eur, -euse */
	{"portugaise", "portugais"}, /* gentile */
	{"portugaises", "portugais"}, /* gentile */
	{"poux", "pou"}, /* the seven plurals in -oux */
	{"preneuse", "preneur"}, /* -eur, -euse */
	{"preneuses", "preneur"}, /* -eur, -euse */
	{"preteuse", "preteur"}, /* -eur, -euse */
	{"preteuses", "preteur"}, /* -eur, -euse */
	{"programmeuse", "programmeur"}, /* -eur, -euse */
	{"programmeuses", "programmeur"}, /* -eur, -euse */
	{"publique", "public"}, /* -ic, -ique */
	{"publiques", "public"}, /* -ic, -ique */
	{"quebecois", "quebecoise"}, /* -ois, -oise */
	{"quincailler", "quincaillier"}, /* spelling of 1990 */
	{"relai", "relais"}, /* spelling of 1990 */
	{"repasseuse", "repasseur"}, /* -eur, -euse */
	{"repasseuses", "repasseur"}, /* -eur, -euse */
	{"rousse", "roux"}, /* irregular feminine */
	{"rousses", "roux"}, /* irregular feminine */
	{"senegalaise", "senegalais"}, /* gentile */
	{"senegalaises", "senegalais"}, /* gentile */
	{"serveuse", "serveur"}, /* -eur, -euse */
	{"serveuses", "serveur"}, /* -eur, -euse */
	{"skieuse", "skieur"}, /* -eur, -euse */
	{"skieuses", "skieur"}, /* -eur, -euse */
	{"soigneuse", "soigneur"}, /* -eur, -euse */
	{"soigneuses", "soigneur"}, /* -eur, -euse */
	{"soupiraux", "soupirail"}, /* irregular plural */
	{"suedois", "suedoise"}, /* -ois, -oise */
	{"syndicaux", "syndical"}, /* -al */
	{"thailandaise", "thailandais"}, /* gentile */
	{"thailandaises", "thailandais"}, /* gentile */
	{"tisseuse", "tisseur"}, /* -eur, -euse */
	{"tisseuses", "tisseur"}, /* -eur, -euse */
	{"travailleuse", "travailleur"}, /* -eur, -euse */
	{"travailleuses", "travailleur"}, /* -eur, -euse */
	{"travaux", "travail"}, /* irregular plural */
	{"trieuse", "trieur"}, /* -eur, -euse */
	{"trieuses", "trieur"}, /* -eur, -euse */
	{"turque", "turc"}, /* -c, -que */
	{"turques", "turc"}, /* -c, -que */
	{"usagere", "usager"}, /* -er, -ere */
	{"usageres", "usager"}, /* -er, -ere */
	{"vantaux", "vantail"}, /* irregular plural */
	{"vendangeuse", "vendangeur"}, /* -eur, -euse */
	{"vendangeuses", "vendangeur"}, /* -eur, -euse */
	{"vendeuse", "vendeur"}, /* -eur, -euse */
	{"vendeuses", "vendeur"}, /* -eur, -euse */
	{"vitraux", "vitrail"}, /* irregular plural */
	{"voyageuse", "voyageur"}, /* -eur, -euse */
	{"voyageuses", "voyageur"}, /* -eur, -euse */
	{"yeux", "oeil"}, /* irregular plural */
};
/* clang-format on */

static int compare(const void *key, const void *item)
{
	return strcmp(key, ((const struct exception *)item)->word);
}

/* Regular endings that belong together and that Snowball stems differently. */
static const struct {
	const char *ending, *instead;
	size_t min_len; /* in a shorter word the ending is a coincidence */
} rules[] = {
	/* acteur, actrice; matrice and its like are excluded below */
	{"trice", "teur", 7},
	/* verifier, verifie, verifiee: Snowball takes the i for a part of the ending */
	{"ifiee", "ifier", 8},
	{"ifie", "ifier", 7},
	/* salarie, salariee: folded, the feminine would keep one letter more */
	{"iee", "ie", 6},
	/* demission, demissions: Snowball takes the plural for the ending of a verb */
	{"ssion", "ssion", 7},
	/* ouvrier, ouvriere */
	{"iere", "ier", 7},
};

/* Words that only look as if the rules applied. */
static const char *const irregular[] = {"cicatrice", "cicatrices", "imperatrice",
	"imperatrices", "matrice", "matrices", "divers", "travers", "univers"};
enum { IRREGULAR = sizeof irregular / sizeof *irregular };

static bool is_regular(const char *word)
{
	for (size_t i = 0; i < IRREGULAR; i++)
		if (strcmp(irregular[i], word) == 0)
			return false;
	return true;
}

static bool put(char *out, size_t *out_len, const char *a, size_t n, const char *b)
{
	memcpy(out, a, n);
	for (; *b; b++)
		out[n++] = *b;
	*out_len = n;
	return true;
}

static bool apply_rules(const char *word, size_t len, char *out, size_t *out_len)
{
	bool plural = len > 0 && word[len - 1] == 's';
	len -= plural;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (len >= rules[i].min_len &&
			coop_bytes_ends_with(word, len, rules[i].ending))
			return put(out, out_len, word, len - strlen(rules[i].ending),
				rules[i].instead);
	/* emploi, emplois; elu, elus: Snowball keeps the s after these vowels */
	if (plural && len >= 3 && strchr("iou", word[len - 1]))
		return put(out, out_len, word, len, "");
	/* credit, credits; etranger, etrangers: it takes the singular for a verb */
	if (plural && len >= 5 &&
		(coop_bytes_ends_with(word, len, "it") ||
			coop_bytes_ends_with(word, len, "er")))
		return put(out, out_len, word, len, "");
	return false;
}

bool coop_stem_exception(const char *word, size_t len, char *out, size_t *out_len)
{
	char key[COOP_WORD_MAX + 1];
	memcpy(key, word, len);
	key[len] = '\0';
	const struct exception *e =
		bsearch(key, table, sizeof table / sizeof *table, sizeof *table, compare);
	if (e)
		return put(out, out_len, "", 0, e->instead);
	return is_regular(key) && apply_rules(word, len, out, out_len);
}

const char *coop_stem_exception_moved(size_t i)
{
	static const char *const words[] = {
		"baux", "mesdames", "messieurs", "ognon", "ognons", "yeux"};
	return i < sizeof words / sizeof *words ? words[i] : NULL;
}

bool coop_stem_exception_at(size_t i, const char **word, const char **instead)
{
	if (i >= sizeof table / sizeof *table)
		return false;
	*word = table[i].word;
	*instead = table[i].instead;
	return true;
}

bool coop_stem_rule_at(
	size_t i, char pattern[COOP_STEM_RULE_MAX], char instead[COOP_STEM_RULE_MAX])
{
	static const char *const plurals[] = {"(.{2,}[iou])s", "(.{3,}(?:it|er))s"};
	size_t fixed = sizeof rules / sizeof *rules;
	size_t all = fixed + sizeof plurals / sizeof *plurals;
	if (i >= all)
		return false;
	int n = snprintf(pattern, COOP_STEM_RULE_MAX, "^(?!(?:");
	for (size_t w = 0; w < IRREGULAR; w++)
		n += snprintf(pattern + n, COOP_STEM_RULE_MAX - (size_t)n, "%s%s",
			w > 0 ? "|" : "", irregular[w]);
	n += snprintf(pattern + n, COOP_STEM_RULE_MAX - (size_t)n, ")$)");
	if (i < fixed)
		snprintf(pattern + n, COOP_STEM_RULE_MAX - (size_t)n, "(.{%zu,})%ss?$",
			rules[i].min_len - strlen(rules[i].ending), rules[i].ending);
	else
		snprintf(pattern + n, COOP_STEM_RULE_MAX - (size_t)n, "%s$",
			plurals[i - fixed]);
	snprintf(instead, COOP_STEM_RULE_MAX, "$1%s", i < fixed ? rules[i].instead : "");
	return true;
}
