#include "shared/index/fields.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"

#define PART                                                                             \
	(COOP_FIELD_TEXT | COOP_FIELD_MULTIVALUED | COOP_FIELD_LINES | COOP_FIELD_PART)
#define VALUE  (COOP_FIELD_FILTER | COOP_FIELD_SINGLE_VALUED)
#define COLUMN (COOP_FIELD_FACET | COOP_FIELD_SORT)

/*
 * In the order of the enum. The title counts twice: on French collections a higher weight
 * gained nothing. The aliases are headings of PMB, Koha, Airtable, Excel sheets and film
 * databases; those like "200 a" are fields and subfields of UNIMARC ("200$a"), those like "tinot" of
 * BCDI ("TI_NOT").
 */
/* clang-format off */
static const struct coop_field_info table[COOP_FIELD_COUNT] = {
	{COOP_F_ID, "id", "id", "identifiant",
		COOP_LIST("id", "identifiant", "identifier", "n", "no", "num", "numero", "ref",
			"reference", "cote", "id notice", "notice id", "numero de notice", "no notice",
			"n notice", "identifiant de la notice", "biblionumber", "record id", "recordid",
			"id film", "film id", "numero du film", "n film", "n d inventaire",
			"numero d inventaire", "no inventaire", "code film", "001"),
		COOP_LIST("id source", "identifiant ark", "siret", "siren", "key", "cle", "ref", "reference", "numero", "number",
			"num", "no", "n", "num notice", "inv", "inventaire", "n inv", "numero de visa", "n de visa", "visa",
			"visa d exploitation", "n cnc", "legacyid", "unitid", "call number", "cote", "cote du document",
			"cote de l exemplaire", "cote exemplaire", "cote livre", "expl cote", "itemcallnumber",
			"nonot", "nunot", "idnot", "ctexe", "coexe", "barcode", "code barres", "code a barres", "expl cb", "expl id", "itemnumber",
			"biblioitemnumber", "ark", "isan"),
		0, VALUE | COOP_FIELD_SORT},
	{COOP_F_TITLE, "title", "title", "titre",
		COOP_LIST("title", "titre", "intitule", "titre du film", "titre propre", "nom du film",
			"titre principal", "titre francais", "titre du document", "titre complet",
			"film title", "movie title", "movie", "full title", "tit1", "200 a"),
		COOP_LIST("titr", "tico", "tinot", "titre p", "tidoc", "unittitle", "titre vf", "titre traduit", "translated title", "formatted title",
			"titre de l oeuvre", "titre courant", "titre usuel", "titre d usage", "titre officiel",
			"titre statutaire", "titre uniforme", "titre original", "original title", "titre vo", "titre court",
			"raison sociale", "denomination sociale", "nom usuel", "nom commercial",
			"nom de la structure", "nom de l organisme", "nom de l entreprise", "nom de l association",
			"name", "nom", "libelle", "denomination", "designation", "appellation", "enseigne", "film",
			"oeuvre", "document", "ouvrage", "structure", "organisme", "entreprise",
			"association", "245 a"),
		2, COOP_FIELD_TEXT | COOP_FIELD_WORDS | COOP_FIELD_SORT},
	{COOP_F_DIRECTOR, "director", "director", "réalisation",
		COOP_LIST("director", "directors", "directed by", "realisateur", "realisatrice",
			"realisateurs", "realisateur trice", "realisateurs trices", "realisation", "real",
			"auteur", "auteurs", "author", "authors", "un film de", "cineaste", "cineastes",
			"realisatrices", "realisateur rice", "realisateurs rices", "realisateur rice s", "realisateur trice s",
			"auteur rice s", "auteur trice s", "realisateur s",
			"realisateur ou realisatrice", "realisateurs realisatrices",
			"realisateur realisatrice", "realise par", "realisation par", "real par",
			"auteur realisateur", "auteur realisateur trice", "auteurs realisateurs",
			"auteur principal", "auteur trice", "auteurs trices", "autrice", "auteurices",
			"nom du realisateur", "noms des realisateurs", "mention de responsabilite",
			"mise en scene", "metteur en scene", "film de", "filmmaker", "filmmakers",
			"director s", "film director", "creator", "200 f", "700 a"),
		COOP_LIST("autr", "aunot", "auaut", "augen", "directeur", "artiste", "artist", "artistes", "photographe", "createur",
			"creators", "createurs", "realisateur auteur", "cineaste realisateur", "responsabilite",
			"responsabilites", "contributor", "contributeur", "contributeurs", "intervenants",
			"author editor", "auteur personne", "auteur personne physique", "nom auteur prenom",
			"persname", "100 a", "701 a", "702 a", "710 a"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS | COLUMN},
	{COOP_F_YEAR, "year", "year", "année",
		COOP_LIST("year", "annee", "date", "annee de production", "annee de sortie", "an",
			"annee production", "annee prod", "annee de prod", "date de prod", "annee de real", "annee sortie", "annee de realisation",
			"annee realisation", "annee de publication", "annee d edition", "annee edition",
			"annee de creation", "annee du film", "date de sortie", "date de production",
			"date de realisation", "date de publication", "date d edition", "date du film",
			"millesime", "release year", "release date", "released", "year of production",
			"production year", "year of release", "publication year", "publicationyear",
			"publication date", "date of publication", "copyrightdate", "copyright date",
			"100 a", "210 d", "214 d"),
		COOP_LIST("mill", "danot", "dpnot", "annot", "dppar", "dates", "annees", "publie le", "paru le", "parution", "date de parution", "annee de parution", "sortie", "sortie en salles",
			"date de sortie en salles", "date sortie france", "annee de tournage", "date de tournage", "annee copyright",
			"annee de copyright", "copyright", "publication", "date pub", "annee pub", "date issued", "issued", "created", "date created",
			"date de creation", "date creation", "date creat", "date de depot legal", "depot legal",
			"annee de diffusion", "date de diffusion", "date de premiere diffusion", "1ere diffusion",
			"datation", "date ou periode", "dates extremes", "date debut", "annee debut", "date de debut",
			"eventdates", "event dates", "event start dates", "unitdate", "start date",
			"date creation unite legale", "260 c", "264 c", "219 d"),
		1, COOP_FIELD_TEXT | COOP_FIELD_NUMBER | COOP_FIELD_WORDS | VALUE | COLUMN},
	{COOP_F_COUNTRY, "country", "country", "pays",
		COOP_LIST("country", "countries", "pays", "pays de production", "pays production",
			"pays d origine", "pays de realisation", "pays du film", "nationalite",
			"country of origin", "production country", "production countries",
			"country of production", "102 a"),
		COOP_LIST("country code", "code pays", "nat", "nationality", "pays de l auteur", "pays d edition",
			"nationalite du film", "pays coproducteurs", "pays de coproduction"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS | VALUE | COLUMN},
	{COOP_F_GENRE, "genre", "genre", "genre",
		COOP_LIST("genre", "genres", "type", "categorie", "categories", "category",
			"genre du film", "genre cinematographique", "type de film", "type de document",
			"type doc", "typdoc", "film type", "document type", "608 a"),
		COOP_LIST("item type", "itype", "genot", "nanot", "tynot", "type d oeuvre", "resource type", "genre forme", "forme", "nature",
			"nature du document", "type de notice", "support type", "domn", "domaine", "deno",
			"type de ressource", "655 a"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS | VALUE | COLUMN},
	{COOP_F_MINUTES, "minutes", "running time", "durée",
		COOP_LIST("minutes", "duree", "duree min", "duree en minutes", "running time",
			"duration", "length", "min", "runtime", "duree minutes", "duree mn", "duree en mn",
			"duree en min", "duree du film", "duree totale", "minutage", "temps", "mn", "mins",
			"running time min", "running time minutes", "run time", "duration min",
			"duration minutes", "length min", "runtime min", "runtime minutes"),
		COOP_LIST("dunot", "duree originale", "duree mm", "duree film", "dur", "durees", "time", "total time", "metrage",
			"minutes totales", "format duree"),
		1, COOP_FIELD_TEXT | COOP_FIELD_NUMBER | COOP_FIELD_WORDS | VALUE | COOP_FIELD_SORT},
	{COOP_F_COLOUR, "colour", "colour", "couleur",
		COOP_LIST("colour", "color", "couleur", "image", "couleur nb", "couleur n b",
			"couleur ou noir et blanc", "couleur noir et blanc", "noir et blanc couleur",
			"nb couleur", "n b couleur", "colour b w", "color b w", "chromie"),
		COOP_LIST("couleurs", "procede image", "couleur noir blanc", "noir blanc couleur", "n et b couleur",
			"n b coul", "coul", "coul n b", "nb"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS | VALUE | COOP_FIELD_FACET},
	{COOP_F_MODE, "mode", "production mode", "mode de production",
		COOP_LIST("mode", "mode de production", "production mode", "type de production",
			"production type"),
		COOP_LIST(NULL),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS | VALUE | COOP_FIELD_FACET},
	{COOP_F_PRODUCER, "producers", "producer", "production",
		COOP_LIST("producers", "producer", "producteur", "producteurs", "productrice", "prod",
			"production", "societe de production", "producteur trice", "producteurs trices",
			"producteur rice", "producteur trice s", "producteur rice s", "productrices", "maison de production",
			"maisons de production", "societes de production", "structure de production",
			"producteur delegue", "producteurs delegues", "production deleguee", "produit par",
			"produced by", "production company", "production companies", "producer s"),
		COOP_LIST("production diffusion", "producteur diffuseur", "producteurs diffuseurs", "producteur executif",
			"societe productrice", "studio", "studios", "production companies names",
			"structures de production"),
		1, COOP_FIELD_TEXT | COOP_FIELD_MULTIVALUED | COOP_FIELD_LINES | COOP_FIELD_WORDS | COOP_FIELD_FACET},
	{COOP_F_DESCRIPTION, "description", "summary", "résumé",
		COOP_LIST("description", "resume", "summary", "synopsis", "abstract", "presentation",
			"notice", "contenu", "resumes", "resume du film", "resume court", "resume long",
			"synopsis court", "synopsis long", "synopsis du film", "descriptif", "argument",
			"pitch", "plot", "overview", "logline", "note de contenu", "note de resume",
			"n resume", "n contenu", "330 a"),
		COOP_LIST("abstract note", "renot", "desc", "scope and content", "scopecontent", "presentation du contenu",
			"portee et contenu", "resume francais", "resume analyse", "objet", "objet social", "objet de l association",
			"resume du document", "resume documentaire", "sujet du film", "intrigue", "table of contents",
			"520 a"),
		1, COOP_FIELD_TEXT | COOP_FIELD_MULTIVALUED | COOP_FIELD_PASSAGE},
	{COOP_F_HISTORY, "history", "history", "historique",
		COOP_LIST("history", "historique", "histoire"),
		COOP_LIST("hist", "historique du film", "archival history", "custodhist", "bioghist"),
		1, COOP_FIELD_TEXT | COOP_FIELD_MULTIVALUED | COOP_FIELD_PASSAGE},
	{COOP_F_KEYWORDS, "keywords", "keywords", "mots-clés",
		COOP_LIST("keywords", "keyword", "mots cles", "mot cle", "motscles", "sujets", "sujet",
			"subject", "subjects", "tags", "descripteurs", "themes", "theme", "tag", "mots clefs",
			"mot clef", "mots cles libres", "mots matieres", "matiere", "matieres",
			"vedette matiere", "vedettes matiere", "vedettes matieres", "descripteur",
			"indexation", "indexation libre", "thematique", "thematiques", "topic", "topics",
			"etiquettes", "subject headings", "rameau", "index l", "606 a", "610 a"),
		COOP_LIST("denot", "mcnot", "monot", "manual tags", "automatic tags", "subject access points", "controlaccess", "mots cles sujet",
			"sujets rameau", "sujet rameau", "repr", "sujet represente", "sujet sujets", "indexation matiere",
			"termes d indexation", "motcle", "liste mots cles", "descripteurs geographiques",
			"650 a", "653 a", "600 a", "607 a"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS | COOP_FIELD_FILTER | COOP_FIELD_FACET},
	{COOP_F_BODY, "body", "text", "texte",
		COOP_LIST("body", "text", "texte", "corps", "texte integral", "transcription", "full text",
			"fulltext"),
		COOP_LIST("contenu integral", "texte complet", "transcript"),
		1, COOP_FIELD_TEXT | COOP_FIELD_MULTIVALUED | COOP_FIELD_PASSAGE},
	{COOP_F_SOURCE, "source", "source", "source",
		COOP_LIST("source", "sources", "provenance", "source de la notice", "origine de la notice",
			"source du resume"),
		COOP_LIST("source des donnees", "base d origine"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS | VALUE | COOP_FIELD_FACET},
	{COOP_F_URL, "url", "link", "lien",
		COOP_LIST("url", "uri", "lien", "link", "adresse web", "site", "site web", "liens", "links",
			"lien web", "lien internet", "lien url", "adresse internet", "adresse url",
			"site internet", "page web", "website", "web site", "web", "permalien",
			"permalink", "urls", "856 u"),
		COOP_LIST("urnot", "linot", "adresse du site", "adresse site", "url du site", "url notice", "lien vers la notice", "lien notice",
			"lien permanent", "lien vers le film", "ressource en ligne", "acces en ligne", "lien video",
			"homepage", "identifier uri", "eloc"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS | COOP_FIELD_FILTER},
	{COOP_F_LANGUAGE, "language", "language", "langue",
		COOP_LIST("language", "langue", "langues", "lang", "languages", "langue du film",
			"langue originale", "langue d origine", "langue du document", "code langue",
			"original language", "101 a"),
		COOP_LIST("lanot", "langue de publication", "langue publication", "langue du texte", "langues parlees",
			"langue document", "langage", "41 a", "041 a"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS | VALUE | COOP_FIELD_FACET},
	{COOP_F_OTHER, "other", "other", "autre",
		COOP_LIST(NULL),
		COOP_LIST(NULL),
		1, COOP_FIELD_TEXT | COOP_FIELD_MULTIVALUED},
	{COOP_F_COMPANY, "company", "company", "société",
		COOP_LIST("company", "societe"),
		COOP_LIST("nom de la societe"),
		1, PART},
	{COOP_F_ADDRESS, "address", "address", "adresse",
		COOP_LIST("address", "adresse", "adresse postale", "rue"),
		COOP_LIST("adresse complete", "adresse du siege", "adresse siege", "voie", "libelle voie", "adrs",
			"street", "street address"),
		1, PART | COOP_FIELD_FILTER},
	{COOP_F_POSTCODE, "postcode", "postcode", "code postal",
		COOP_LIST("postcode", "code postal", "cp", "zip"),
		COOP_LIST("codepostal", "code postal etablissement", "zip code", "postal code", "adrs codepostal",
			"cp ville"),
		1, PART | VALUE | COOP_FIELD_FACET},
	{COOP_F_TOWN, "town", "town", "ville",
		COOP_LIST("town", "ville", "city", "commune", "localite"),
		COOP_LIST("libcommune", "libelle commune", "nom commune", "nom de la commune", "lib commune",
			"localisation commune", "municipalite", "commune siege"),
		1, PART | COOP_FIELD_FILTER | COOP_FIELD_FACET},
	{COOP_F_PHONE, "phone", "telephone", "téléphone",
		COOP_LIST("phone", "telephone", "tel", "portable", "mobile", "tel portable"),
		COOP_LIST("telephone fixe", "tel fixe", "numero de telephone", "n de telephone", "phone number", "tph"),
		1, PART | COOP_FIELD_FILTER},
	{COOP_F_FAX, "fax", "fax", "fax",
		COOP_LIST("fax", "telecopie", "telecopieur"),
		COOP_LIST(NULL),
		1, PART | COOP_FIELD_FILTER},
	{COOP_F_EMAIL, "email", "e-mail", "courriel",
		COOP_LIST("email", "e mail", "mail", "courriel", "mel", "adresse electronique"),
		COOP_LIST("adresse mail", "adresse e mail", "adresse email", "adresse de courriel", "email address",
			"contact mail", "courriel contact"),
		1, PART | COOP_FIELD_FILTER},
	{COOP_F_CUES, "cues", "cue times", "minutage des sous-titres",
		COOP_LIST("cues", "minutage des sous titres"),
		COOP_LIST(NULL),
		0, COOP_FIELD_SINGLE_VALUED | COOP_FIELD_BESIDE},
};
/* clang-format on */

const struct coop_field_info *coop_field_info(enum coop_field field)
{
	return &table[field];
}

/* The length of a heading without a unit in parentheses at its end. */
static size_t without_unit(const char *name, size_t len)
{
	const char *open = memchr(name, '(', len);
	return open && open > name ? (size_t)(open - name) : len;
}

/* ---- fields by their aliases ---- */

enum { BUCKETS = 1024, ALIASES_MAX = 1024 };

/*
 * A hash table of all aliases, in chains that end with 0. It is built once, from the
 * field table: in texts with labels several aliases are looked up for each line.
 */
static struct {
	uint16_t first[BUCKETS]; /* number of an alias, from 1 */
	uint16_t next[ALIASES_MAX];
	const char *alias[ALIASES_MAX];
	enum coop_field field[ALIASES_MAX];
} by_alias;
static pthread_once_t aliases_made = PTHREAD_ONCE_INIT;

static size_t bucket_of(const char *s)
{
	uint32_t hash = 2166136261U; /* FNV-1a */
	for (; *s; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619U;
	return (hash ^ hash >> 16) % BUCKETS;
}

/* Where two fields share an alias the first field wins, as it is inserted last. */
static void index_aliases(void)
{
	uint16_t n = 1;
	for (size_t i = COOP_FIELD_COUNT; i > 0; i--)
		for (const char *const *a = table[i - 1].aliases; *a; a++, n++) {
			size_t bucket = bucket_of(*a);
			assert(n < ALIASES_MAX);
			by_alias.alias[n] = *a;
			by_alias.field[n] = table[i - 1].field;
			by_alias.next[n] = by_alias.first[bucket];
			by_alias.first[bucket] = n;
		}
}

enum coop_field coop_field_by_name(const char *name, size_t len, struct coop_buf *scratch)
{
	if (len == 0)
		return COOP_F_OTHER;
	coop_buf_reset(scratch);
	coop_fold_label(name, without_unit(name, len), scratch);
	/* nothing is left of a heading without letters, which names no field */
	if (scratch->failed || scratch->len == 0)
		return COOP_F_OTHER;
	pthread_once(&aliases_made, index_aliases);
	uint16_t n = by_alias.first[bucket_of(scratch->s)];
	while (n > 0 && strcmp(by_alias.alias[n], scratch->s) != 0)
		n = by_alias.next[n];
	return n > 0 ? by_alias.field[n] : COOP_F_OTHER;
}
