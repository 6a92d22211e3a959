#include "shared/fields.h"

#include <string.h>

#include "shared/fold.h"

#define PART         (COOP_FIELD_TEXT | COOP_FIELD_MANY | COOP_FIELD_LINES | COOP_FIELD_PART)
#define ALIASES(...) ((const char *const[]){__VA_ARGS__, NULL})

/*
 * In the order of the enum. The title counts twice: measured on French collections, more
 * gained nothing. The aliases are the headings of PMB, Koha, Excel sheets and film bases.
 */
/* clang-format off */
static const struct coop_field_info table[COOP_FIELD_COUNT] = {
	{COOP_F_ID, "id", "id", "identifiant",
		ALIASES("id", "identifiant", "identifier", "n", "no", "num", "numero", "ref",
			"reference", "cote"),
		0, 0},
	{COOP_F_TITLE, "title", "title", "titre",
		ALIASES("title", "titre", "intitule", "titre du film", "titre propre", "nom du film"),
		2, COOP_FIELD_TEXT | COOP_FIELD_WORDS},
	{COOP_F_DIRECTOR, "director", "director", "réalisation",
		ALIASES("director", "directors", "directed by", "realisateur", "realisatrice",
			"realisateurs", "realisateur trice", "realisateurs trices", "realisation", "real",
			"auteur", "auteurs", "author", "authors", "un film de", "cineaste"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS},
	{COOP_F_YEAR, "year", "year", "année",
		ALIASES("year", "annee", "date", "annee de production", "annee de sortie", "an"),
		1, COOP_FIELD_TEXT | COOP_FIELD_NUMBER | COOP_FIELD_WORDS},
	{COOP_F_COUNTRY, "country", "country", "pays",
		ALIASES("country", "countries", "pays", "pays de production"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS},
	{COOP_F_GENRE, "genre", "genre", "genre",
		ALIASES("genre", "genres", "type", "categorie"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS},
	{COOP_F_MINUTES, "minutes", "running time", "durée",
		ALIASES("minutes", "duree", "duree min", "duree en minutes", "running time",
			"duration", "length", "min", "runtime"),
		1, COOP_FIELD_TEXT | COOP_FIELD_NUMBER | COOP_FIELD_WORDS},
	{COOP_F_COLOUR, "colour", "colour", "couleur",
		ALIASES("colour", "color", "couleur", "image"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS},
	{COOP_F_MODE, "mode", "production mode", "mode de production",
		ALIASES("mode", "mode de production", "production mode"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS},
	{COOP_F_PRODUCER, "producers", "producer", "production",
		ALIASES("producers", "producer", "producteur", "producteurs", "productrice", "prod",
			"production", "societe de production"),
		1, COOP_FIELD_TEXT | COOP_FIELD_MANY | COOP_FIELD_LINES | COOP_FIELD_WORDS},
	{COOP_F_DESCRIPTION, "description", "summary", "résumé",
		ALIASES("description", "resume", "summary", "synopsis", "abstract", "presentation",
			"notice", "contenu"),
		1, COOP_FIELD_TEXT | COOP_FIELD_MANY | COOP_FIELD_PASSAGE},
	{COOP_F_HISTORY, "history", "history", "historique",
		ALIASES("history", "historique", "histoire"),
		1, COOP_FIELD_TEXT | COOP_FIELD_MANY | COOP_FIELD_PASSAGE},
	{COOP_F_KEYWORDS, "keywords", "keywords", "mots-clés",
		ALIASES("keywords", "keyword", "mots cles", "mot cle", "motscles", "sujets", "sujet",
			"subject", "subjects", "tags", "descripteurs", "themes", "theme"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS},
	{COOP_F_BODY, "body", "text", "texte",
		ALIASES("body", "text", "texte", "corps"),
		1, COOP_FIELD_TEXT | COOP_FIELD_MANY | COOP_FIELD_PASSAGE},
	{COOP_F_SOURCE, "source", "source", "source",
		ALIASES("source", "sources", "provenance"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS},
	{COOP_F_URL, "url", "link", "lien",
		ALIASES("url", "uri", "lien", "link", "adresse web", "site", "site web"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS},
	{COOP_F_LANGUAGE, "language", "language", "langue",
		ALIASES("language", "langue", "langues", "lang"),
		1, COOP_FIELD_TEXT | COOP_FIELD_WORDS},
	{COOP_F_OTHER, "other", "other", "autre",
		ALIASES(NULL),
		1, COOP_FIELD_TEXT | COOP_FIELD_MANY},
	{COOP_F_COMPANY, "company", "company", "société",
		ALIASES("company", "societe"),
		1, PART},
	{COOP_F_ADDRESS, "address", "address", "adresse",
		ALIASES("address", "adresse", "adresse postale", "rue"),
		1, PART},
	{COOP_F_POSTCODE, "postcode", "postcode", "code postal",
		ALIASES("postcode", "code postal", "cp", "zip"),
		1, PART},
	{COOP_F_TOWN, "town", "town", "ville",
		ALIASES("town", "ville", "city", "commune", "localite"),
		1, PART},
	{COOP_F_PHONE, "phone", "telephone", "téléphone",
		ALIASES("phone", "telephone", "tel", "portable", "mobile", "tel portable"),
		1, PART},
	{COOP_F_FAX, "fax", "fax", "fax",
		ALIASES("fax", "telecopie", "telecopieur"),
		1, PART},
	{COOP_F_EMAIL, "email", "e-mail", "courriel",
		ALIASES("email", "e mail", "mail", "courriel", "mel", "adresse electronique"),
		1, PART},
};
/* clang-format on */

const struct coop_field_info *coop_field_info(enum coop_field field)
{
	return &table[field];
}

/* Length of a heading without a unit in parentheses at its end. */
static size_t without_unit(const char *name, size_t len)
{
	const char *open = memchr(name, '(', len);
	return open && open > name ? (size_t)(open - name) : len;
}

enum coop_field coop_field_by_name(const char *name, size_t len, struct coop_buf *scratch)
{
	if (len == 0)
		return COOP_F_OTHER;
	coop_buf_reset(scratch);
	coop_fold_label(name, without_unit(name, len), scratch);
	if (scratch->failed || scratch->len == 0)
		return COOP_F_OTHER;
	for (size_t i = 0; i < COOP_FIELD_COUNT; i++)
		for (const char *const *alias = table[i].aliases; *alias; alias++)
			if (strcmp(*alias, scratch->s) == 0)
				return table[i].field;
	return COOP_F_OTHER;
}
