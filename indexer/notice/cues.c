#include "indexer/notice/cues.h"

#include <stddef.h>
#include <string.h>

#include "indexer/decode/duration.h"

/* Words are compared folded: without case, accents and punctuation. */

static const char *const colours[] = {"couleur", "couleurs", "coul", "noir et blanc",
	"n b", "nb", "n et b", "couleur et noir et blanc", "noir et blanc et couleur",
	"couleur n b", "n b et couleur", "colour", "color", "black and white", "b w",
	NULL};

static const char *const genres[] = {"documentaire", "film documentaire", "docu",
	"fiction", "docu fiction", "docufiction", "reportage", "animation",
	"film d animation", "court metrage", "moyen metrage", "long metrage",
	"court metrage documentaire", "long metrage documentaire", "film d archives",
	"essai", "essai documentaire", "experimental", "entretien", "portrait",
	"film d entreprise", "film institutionnel", "film militant", "serie documentaire",
	"web documentaire", "webdocumentaire", "documentary", NULL};

static const char *const countries[] = {"france", "fr", "belgique", "suisse",
	"luxembourg", "allemagne", "rfa", "rda", "autriche", "italie", "espagne",
	"portugal", "grece", "royaume uni", "grande bretagne", "angleterre", "irlande",
	"pays bas", "danemark", "suede", "norvege", "finlande", "islande", "pologne",
	"tchecoslovaquie", "republique tcheque", "hongrie", "roumanie", "bulgarie",
	"yougoslavie", "serbie", "croatie", "slovenie", "urss", "russie", "ukraine",
	"turquie", "israel", "palestine", "liban", "egypte", "algerie", "maroc",
	"tunisie", "senegal", "mali", "burkina faso", "cote d ivoire", "cameroun",
	"benin", "togo", "niger", "guinee", "congo", "madagascar", "afrique du sud",
	"canada", "quebec", "etats unis", "usa", "u s a", "mexique", "argentine",
	"bresil", "chili", "uruguay", "bolivie", "perou", "colombie", "venezuela", "cuba",
	"haiti", "inde", "chine", "japon", "coree du sud", "vietnam", "australie",
	"nouvelle zelande", "germany", "belgium", "switzerland", "italy", "spain",
	"united kingdom", "uk", "united states", NULL};

static const char *const formats[] = {"8 mm", "9 5 mm", "16 mm", "super 16", "super 8",
	"35 mm", "16mm", "35mm", "video", "video numerique", "betacam", "betacam sp",
	"beta sp", "beta", "umatic", "u matic", "hi 8", "vhs", "dv", "dvcam", "dvd",
	"blu ray", "hd", "full hd", "dcp", "numerique", NULL};

static const char *const languages[] = {"vf", "vo", "vost", "vostf", "vostfr", "muet",
	"sans paroles", "version francaise", "version originale",
	"version originale sous titree", "francais", NULL};

enum coop_field cue_label(struct span l, struct coop_buf *folded)
{
	/* a failure stays until it is checked at the end */
	return folded->failed ? COOP_F_OTHER : coop_field_by_name(l.s, l.n, folded);
}

bool cue_year(struct span l)
{
	bool twice = l.n == 9 && (l.s[4] == '-' || l.s[4] == '/');
	if (twice && !cue_year((struct span){l.s + 5, 4}))
		return false;
	return (l.n == 4 || twice) && span_digits((struct span){l.s, 4}) == 4 &&
	       (memcmp(l.s, "18", 2) == 0 || memcmp(l.s, "19", 2) == 0 ||
		       memcmp(l.s, "20", 2) == 0);
}

bool cue_minutes(struct span l)
{
	unsigned minutes;
	return span_digits(l) < l.n && duration_parse(l.s, l.n, &minutes);
}

bool cue_country(struct span l, struct coop_buf *folded)
{
	enum { COUNTRY_MAX = 80 };
	if (l.n == 0 || l.n > COUNTRY_MAX)
		return false;
	for (;;) {
		const char *bar = memchr(l.s, '/', l.n);
		struct span one = {l.s, bar ? (size_t)(bar - l.s) : l.n};
		if (!is_one_of(span_fold(one, folded), countries))
			return false;
		if (!bar)
			return true;
		l = span_from(l, one.n + 1);
	}
}

enum coop_field cue_field(struct span l, struct coop_buf *folded, const char **name)
{
	*name = NULL;
	if (cue_year(l))
		return COOP_F_YEAR;
	if (cue_minutes(l))
		return COOP_F_MINUTES;
	if (cue_country(l, folded))
		return COOP_F_COUNTRY;
	const char *word = span_fold(l, folded);
	if (is_one_of(word, colours))
		return COOP_F_COLOUR;
	if (is_one_of(word, genres))
		return COOP_F_GENRE;
	if (is_one_of(word, languages))
		return COOP_F_LANGUAGE;
	if (is_one_of(word, formats))
		*name = "format";
	return COOP_F_OTHER;
}
