#include "indexer/convert/marc_codes.h"

#include <strings.h>

struct code {
	const char *code, *name;
};

/* https://www.loc.gov/standards/iso639-2/php/code_list.php */
static const struct code languages[] = {{"fre", "français"}, {"fra", "français"},
	{"eng", "anglais"}, {"spa", "espagnol"}, {"ger", "allemand"}, {"deu", "allemand"},
	{"ita", "italien"}, {"por", "portugais"}, {"dut", "néerlandais"},
	{"nld", "néerlandais"}, {"ara", "arabe"}, {"rus", "russe"}, {"chi", "chinois"},
	{"zho", "chinois"}, {"jpn", "japonais"}, {"kor", "coréen"}, {"pol", "polonais"},
	{"cze", "tchèque"}, {"ces", "tchèque"}, {"slo", "slovaque"}, {"slk", "slovaque"},
	{"hun", "hongrois"}, {"rum", "roumain"}, {"ron", "roumain"}, {"bul", "bulgare"},
	{"gre", "grec"}, {"ell", "grec"}, {"grc", "grec ancien"}, {"lat", "latin"},
	{"tur", "turc"}, {"heb", "hébreu"}, {"per", "persan"}, {"fas", "persan"},
	{"hin", "hindi"}, {"swe", "suédois"}, {"dan", "danois"}, {"nor", "norvégien"},
	{"fin", "finnois"}, {"cat", "catalan"}, {"baq", "basque"}, {"eus", "basque"},
	{"bre", "breton"}, {"oci", "occitan"}, {"cos", "corse"}, {"gsw", "alsacien"},
	{"ukr", "ukrainien"}, {"srp", "serbe"}, {"hrv", "croate"}, {"slv", "slovène"},
	{"alb", "albanais"}, {"sqi", "albanais"}, {"arm", "arménien"},
	{"hye", "arménien"}, {"vie", "vietnamien"}, {"tha", "thaï"}, {"wol", "wolof"},
	{"bam", "bambara"}, {"mlg", "malgache"}, {"ber", "berbère"}, {"kab", "kabyle"},
	{"rom", "romani"}, {"cpf", "créole"}, {"mul", "multilingue"},
	{"zxx", "sans paroles"}, {"und", ""}, {"|||", ""}, {"   ", ""}, {NULL, NULL}};

/* ISO 3166 */
static const struct code countries[] = {{"FR", "France"}, {"BE", "Belgique"},
	{"CH", "Suisse"}, {"CA", "Canada"}, {"LU", "Luxembourg"}, {"US", "États-Unis"},
	{"GB", "Royaume-Uni"}, {"IE", "Irlande"}, {"DE", "Allemagne"}, {"IT", "Italie"},
	{"ES", "Espagne"}, {"PT", "Portugal"}, {"NL", "Pays-Bas"}, {"AT", "Autriche"},
	{"DK", "Danemark"}, {"SE", "Suède"}, {"NO", "Norvège"}, {"FI", "Finlande"},
	{"IS", "Islande"}, {"PL", "Pologne"}, {"CZ", "République tchèque"},
	{"SK", "Slovaquie"}, {"HU", "Hongrie"}, {"RO", "Roumanie"}, {"BG", "Bulgarie"},
	{"GR", "Grèce"}, {"TR", "Turquie"}, {"RU", "Russie"}, {"UA", "Ukraine"},
	{"RS", "Serbie"}, {"HR", "Croatie"}, {"SI", "Slovénie"},
	{"BA", "Bosnie-Herzégovine"}, {"AL", "Albanie"}, {"DZ", "Algérie"},
	{"MA", "Maroc"}, {"TN", "Tunisie"}, {"EG", "Égypte"}, {"LB", "Liban"},
	{"SY", "Syrie"}, {"IL", "Israël"}, {"PS", "Palestine"}, {"IR", "Iran"},
	{"SN", "Sénégal"}, {"ML", "Mali"}, {"BF", "Burkina Faso"},
	{"CI", "Côte d'Ivoire"}, {"CM", "Cameroun"}, {"BJ", "Bénin"}, {"TG", "Togo"},
	{"CD", "République démocratique du Congo"}, {"MG", "Madagascar"},
	{"ZA", "Afrique du Sud"}, {"IN", "Inde"}, {"CN", "Chine"}, {"JP", "Japon"},
	{"KR", "Corée du Sud"}, {"VN", "Vietnam"}, {"AU", "Australie"},
	{"NZ", "Nouvelle-Zélande"}, {"BR", "Brésil"}, {"AR", "Argentine"},
	{"CL", "Chili"}, {"MX", "Mexique"}, {"CU", "Cuba"}, {"CO", "Colombie"},
	{"PE", "Pérou"}, {"XX", ""}, {"ZZ", ""}, {NULL, NULL}};

/* https://www.loc.gov/marc/countries/; a third letter is a part of the country */
static const struct code marc_countries[] = {{"fr", "France"}, {"be", "Belgique"},
	{"sz", "Suisse"}, {"lu", "Luxembourg"}, {"gw", "Allemagne"}, {"it", "Italie"},
	{"sp", "Espagne"}, {"po", "Portugal"}, {"ne", "Pays-Bas"}, {"au", "Autriche"},
	{"dk", "Danemark"}, {"sw", "Suède"}, {"no", "Norvège"}, {"fi", "Finlande"},
	{"pl", "Pologne"}, {"xr", "République tchèque"}, {"hu", "Hongrie"},
	{"rm", "Roumanie"}, {"gr", "Grèce"}, {"tu", "Turquie"}, {"ru", "Russie"},
	{"ae", "Algérie"}, {"mr", "Maroc"}, {"ti", "Tunisie"}, {"ua", "Égypte"},
	{"le", "Liban"}, {"is", "Israël"}, {"ir", "Iran"}, {"sg", "Sénégal"},
	{"ml", "Mali"}, {"ii", "Inde"}, {"cc", "Chine"}, {"ja", "Japon"},
	{"ko", "Corée du Sud"}, {"at", "Australie"}, {"bl", "Brésil"},
	{"ag", "Argentine"}, {"cl", "Chili"}, {"mx", "Mexique"}, {"ie", "Irlande"},
	{"xx", ""}, {"vp", ""}, {"||", ""}, {NULL, NULL}};

static struct coop_bytes name_of(const struct code *codes, struct coop_bytes code)
{
	for (; codes->code; codes++)
		if (strlen(codes->code) == code.len &&
			strncasecmp(codes->code, code.s, code.len) == 0)
			return (struct coop_bytes){codes->name, strlen(codes->name)};
	return code;
}

struct coop_bytes marc_language(struct coop_bytes code)
{
	return name_of(languages, coop_bytes_trimmed(code.s, code.len));
}

/* The states, provinces and countries of a country whose codes end with a letter of it. */
static struct coop_bytes part_of(struct coop_bytes code)
{
	static const struct {
		char end;
		const char *name;
	} parts[] = {{'u', "États-Unis"}, {'c', "Canada"}, {'k', "Royaume-Uni"}};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (code.len == 3 && code.s[2] == parts[i].end)
			return (struct coop_bytes){parts[i].name, strlen(parts[i].name)};
	return code;
}

struct coop_bytes marc_country(struct coop_bytes code, bool marc21)
{
	code = coop_bytes_trimmed(code.s, code.len);
	return marc21 ? name_of(marc_countries, part_of(code)) : name_of(countries, code);
}

const char *marc_colour(char code, bool marc21)
{
	if (code == (marc21 ? 'c' : 'b'))
		return "Couleur";
	if (code == (marc21 ? 'b' : 'a'))
		return "Noir et blanc";
	if (code == (marc21 ? 'm' : 'c'))
		return "Couleur et noir et blanc";
	return NULL;
}
