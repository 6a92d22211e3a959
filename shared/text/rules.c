#include "shared/text/rules.h"

#include "shared/text/token.h"

static const struct coop_rule rules[] = {
	{COOP_TOKEN_ELIDED, "elision", "elision", "élision"},
	{COOP_TOKEN_LEXICAL, "apostrophe", "apostrophe kept together",
		"apostrophe soudée"},
	{COOP_TOKEN_ACRONYM, "dots", "acronym with dots", "sigle pointé"},
	{COOP_TOKEN_PART, "part", "part of a compound", "partie de composé"},
	{COOP_TOKEN_INCLUSIVE, "inclusive", "inclusive ending", "terminaison inclusive"},
	{COOP_TOKEN_MAIL, "mail", "e-mail address", "adresse électronique"},
	{COOP_TOKEN_SITE, "site", "web address", "adresse web"},
	{COOP_TOKEN_PHONE, "phone", "telephone number", "numéro de téléphone"},
	{COOP_TOKEN_NUMBER, "number", "figure", "nombre"},
	{COOP_TOKEN_EQUIVALENT, "equivalent", "short form", "forme abrégée"},
	{COOP_TOKEN_ORDINAL, "ordinal", "ordinal", "ordinal"},
	{COOP_TOKEN_GROUPED, "grouped", "number in groups", "nombre par tranches"},
	{COOP_TOKEN_DATE, "date", "date", "date"},
	{COOP_TOKEN_MEASURE, "measure", "measure", "mesure"},
	{COOP_TOKEN_MARK, "mark", "letters and digits", "lettres et chiffres"},
	{COOP_TOKEN_ISBN, "isbn", "ISBN", "ISBN"},
	{COOP_TOKEN_ISSN, "issn", "ISSN", "ISSN"},
	{COOP_TOKEN_CUT, "cut", "cut", "coupé"},
	{COOP_TOKEN_STOP, "stop", "stop word", "mot vide"},
	{COOP_TOKEN_LEARNED, "acronym", "acronym of the index", "sigle de l'index"},
	{COOP_TOKEN_EXCEPTION, "exception", "exception", "exception"},
};

const struct coop_rule *coop_rule_at(size_t i)
{
	return i < sizeof rules / sizeof *rules ? &rules[i] : NULL;
}
