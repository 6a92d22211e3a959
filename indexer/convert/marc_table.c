#include "indexer/convert/marc_table.h"

#include <string.h>

/*
 * UNIMARC/B: "Manuel UNIMARC : format bibliographique", 6th edition, Comité français UNIMARC / Transition
 * bibliographique, https://www.transition-bibliographique.fr/unimarc/manuel-unimarc-format-bibliographique/
 * and "UNIMARC Manual - Bibliographic Format", IFLA. Copies: "Recommandation 995" (995, of many library
 * systems), 930 and 955 of the Sudoc (https://documentation.abes.fr), 996 and 900 of exports of PMB.
 *
 * MARC21: "MARC 21 Format for Bibliographic Data", Library of Congress,
 * https://www.loc.gov/marc/bibliographic/; 952 of Koha.
 *
 * The names of columns are French, as are the headings of exports; none of them names a field, so that
 * what is exported as a table is read back as it was.
 */

#define FIELD(f)     COOP_F_##f, NULL
#define COLUMN(name) COOP_F_OTHER, name
#define EACH(codes)  codes, NULL, MARC_EACH
#define PLAIN(codes) codes, " | | | | | | | | ", MARC_JOINED
#define OTHER_TITLE  MARC_JOINED, COLUMN(MARC_OTHER_TITLE)
#define SERIES       MARC_JOINED, COLUMN("collection")
#define AGENT(tag)                                                                       \
	{                                                                                \
		tag, "a", NULL, MARC_AGENT, FIELD(DIRECTOR)                              \
	}
#define SUBJECT(tag)                                                                     \
	{                                                                                \
		tag, "a", NULL, MARC_SUBJECT, FIELD(KEYWORDS)                            \
	}
#define CODED(tag)                                                                       \
	{                                                                                \
		tag, "", NULL, MARC_CODED, FIELD(YEAR)                                   \
	}
#define NOTE(tag)                                                                        \
	{                                                                                \
		tag, PLAIN("abcdefgi"), COLUMN("notes")                                  \
	}

/* clang-format off */
/* What both formats have in common: 856, and 852 of holdings. */
#define SHARED                                                                          \
	{"001", "", NULL, MARC_EACH, FIELD(ID)},                                         \
	{"852", EACH("abc"), COLUMN("localisation")},                                    \
	{"852", PLAIN("khijlm"), COLUMN("cote")},                                        \
	{"856", "u", NULL, MARC_LINK, FIELD(URL)}

static const struct marc_rule unimarc[] = {
	SHARED,
	{"010", EACH("a"), COLUMN("ISBN")},
	{"011", EACH("a"), COLUMN("ISSN")},
	{"071", PLAIN("ba"), COLUMN("numéro commercial")},
	{"073", EACH("a"), COLUMN("EAN")},
	CODED("100"), CODED("115"), CODED("127"),
	{"101", "a", NULL, MARC_LANGUAGE, FIELD(LANGUAGE)},
	{"102", "a", NULL, MARC_COUNTRY, FIELD(COUNTRY)},
	{"200", "aehic", " ; | : |. |, |. ", MARC_TITLE, FIELD(TITLE)},
	{"200", EACH("d"), COLUMN(MARC_OTHER_TITLE)},
	{"200", EACH("b"), COLUMN("support")},
	{"200", "fg", NULL, MARC_STATEMENT, FIELD(DIRECTOR)},
	{"205", "abdf", " |, | = | / ", MARC_JOINED, COLUMN("édition")},
	{"210", EACH("a"), COLUMN("lieu d'édition")},
	{"210", "c", NULL, MARC_PUBLISHER, COLUMN("éditeur")},
	{"210", "d", NULL, MARC_YEAR, FIELD(YEAR)},
	{"214", EACH("a"), COLUMN("lieu d'édition")},
	{"214", "c", NULL, MARC_PUBLISHER, COLUMN("éditeur")},
	{"214", "d", NULL, MARC_YEAR, FIELD(YEAR)},
	{"219", EACH("a"), COLUMN("lieu d'édition")},
	{"219", "c", NULL, MARC_PUBLISHER, COLUMN("éditeur")},
	{"219", "d", NULL, MARC_YEAR, FIELD(YEAR)},
	{"215", "acde", " ; | : | ; | + ", MARC_EXTENT, COLUMN("description matérielle")},
	{"225", "aehiv", " ; | : |. |. | ; ", SERIES},
	{"41.", "tv", " ; | ; ", SERIES},
	{"461", "tv", " ; | ; ", SERIES},
	{"46[234]", PLAIN("tvde"), COLUMN("publié dans")},
	{"322", EACH("a"), COLUMN("générique")},
	{"323", EACH("a"), COLUMN("interprètes")},
	{"327", EACH("a"), FIELD(DESCRIPTION)},
	{"328", PLAIN("abcedt"), COLUMN("thèse")},
	{"330", EACH("a"), FIELD(DESCRIPTION)},
	{"333", EACH("a"), COLUMN("public")},
	{"334", PLAIN("abcd"), COLUMN("prix")},
	NOTE("30."), NOTE("31."), NOTE("32[01456]"), NOTE("33[67]"), NOTE("345"),
	{"454", EACH("t"), COLUMN(MARC_OTHER_TITLE)},
	{"4[2345][0-35-9]", EACH("t"), COLUMN("titre lié")},
	{"5[0-9].", "aehi", " ; | : |. |, ", OTHER_TITLE},
	SUBJECT("600"), SUBJECT("601"), SUBJECT("602"), SUBJECT("604"), SUBJECT("605"),
	SUBJECT("606"), SUBJECT("607"), SUBJECT("61[5-7]"), SUBJECT("62."),
	{"608", "a", NULL, MARC_SUBJECT, FIELD(GENRE)},
	{"610", EACH("a"), FIELD(KEYWORDS)},
	{"67[56]", EACH("a"), COLUMN("classification")},
	{"68[06]", EACH("a"), COLUMN("classification")},
	AGENT("70."), AGENT("71."), AGENT("72."), AGENT("730"),
	{"930", EACH("a"), COLUMN("cote")},
	{"930", EACH("bc"), COLUMN("localisation")},
	{"955", EACH("k"), COLUMN("cote")},
	{"955", EACH("r"), COLUMN("état de collection")},
	{"995", EACH("k"), COLUMN("cote")},
	{"995", EACH("abce"), COLUMN("localisation")},
	{"996", EACH("k"), COLUMN("cote")},
	{"996", EACH("vx"), COLUMN("localisation")},
	{"9..", "*", NULL, MARC_LOCAL, COLUMN("")},
	{NULL, NULL, NULL, MARC_EACH, FIELD(OTHER)}};

static const struct marc_rule marc21[] = {
	SHARED,
	{"020", EACH("a"), COLUMN("ISBN")},
	{"022", EACH("a"), COLUMN("ISSN")},
	{"024", EACH("a"), COLUMN("EAN")},
	{"028", PLAIN("ba"), COLUMN("numéro commercial")},
	CODED("007"), CODED("008"), CODED("306"),
	{"041", "a", NULL, MARC_LANGUAGE, FIELD(LANGUAGE)},
	{"05[05]", PLAIN("ab"), COLUMN("classification")},
	{"08[024]", EACH("a"), COLUMN("classification")},
	{"09[09]", PLAIN("ab"), COLUMN("cote")},
	{"245", "abnp", " ; | : |. |, ", MARC_TITLE, FIELD(TITLE)},
	{"245", EACH("h"), COLUMN("support")},
	{"245", "c", NULL, MARC_STATEMENT, FIELD(DIRECTOR)},
	{"130", "anp", " ; |. |, ", OTHER_TITLE},
	{"24[0267]", "abnp", " ; | : |. |, ", OTHER_TITLE},
	{"7[34]0", "anp", " ; |. |, ", OTHER_TITLE},
	{"250", "ab", " | / ", MARC_JOINED, COLUMN("édition")},
	{"260", EACH("a"), COLUMN("lieu d'édition")},
	{"260", "b", NULL, MARC_PUBLISHER, COLUMN("éditeur")},
	{"260", "c", NULL, MARC_YEAR, FIELD(YEAR)},
	{"264", EACH("a"), COLUMN("lieu d'édition")},
	{"264", "b", NULL, MARC_PUBLISHER, COLUMN("éditeur")},
	{"264", "c", NULL, MARC_YEAR, FIELD(YEAR)},
	{"300", "abce", " ; | : | ; | + ", MARC_EXTENT, COLUMN("description matérielle")},
	{"4[49]0", "apv", " ; |. | ; ", SERIES},
	{"8[013]0", "apv", " ; |. | ; ", SERIES},
	{"7[678][0-24-9]", EACH("t"), COLUMN("titre lié")},
	{"773", "tg", " ; |, ", MARC_JOINED, COLUMN("publié dans")},
	{"502", PLAIN("abcd"), COLUMN("thèse")},
	{"505", PLAIN("atrg"), FIELD(DESCRIPTION)},
	{"508", EACH("a"), COLUMN("générique")},
	{"511", EACH("a"), COLUMN("interprètes")},
	{"518", PLAIN("adop"), COLUMN("enregistrement")},
	{"520", PLAIN("ab"), FIELD(DESCRIPTION)},
	{"521", EACH("a"), COLUMN("public")},
	{"546", EACH("a"), COLUMN("note de langue")},
	{"586", EACH("a"), COLUMN("prix")},
	NOTE("50[014567]"), NOTE("51[03456]"), NOTE("52[25]"), NOTE("53."), NOTE("54[57]"),
	NOTE("550"), NOTE("58[05]"), NOTE("59."),
	SUBJECT("600"), SUBJECT("610"), SUBJECT("611"), SUBJECT("630"), SUBJECT("64[78]"),
	SUBJECT("65[0146]"), SUBJECT("662"),
	{"653", EACH("a"), FIELD(KEYWORDS)},
	{"655", "a", NULL, MARC_SUBJECT, FIELD(GENRE)},
	AGENT("1[01][01]"), AGENT("7[01][01]"), AGENT("720"),
	{"952", EACH("o"), COLUMN("cote")},
	{"952", EACH("abc"), COLUMN("localisation")},
	{"9..", "*", NULL, MARC_LOCAL, COLUMN("")},
	{NULL, NULL, NULL, MARC_EACH, FIELD(OTHER)}};
/* clang-format on */

/* Whether a character is one of a set such as [0-357]; `*set` is moved behind it. */
static bool is_in_set(char c, const char **set)
{
	bool is = false;
	const char *s = *set + 1;
	for (; *s != ']'; s++) {
		bool range = s[1] == '-';
		is |= range ? c >= s[0] && c <= s[2] : c == s[0];
		s += range ? 2 : 0;
	}
	*set = s;
	return is;
}

bool marc_rule_is_for(const struct marc_rule *rule, const char *tag)
{
	const char *s = rule->tag;
	for (; *tag && *s; tag++, s++) {
		if (*s == '[' ? !is_in_set(*tag, &s) : *s != '.' && *s != *tag)
			return false;
	}
	return true;
}

const struct marc_rule *marc_rules(enum marc_format format)
{
	return format == MARC_UNIMARC ? unimarc : marc21;
}
