#include "indexer/convert/marc_roles.h"

#include <string.h>
#include <strings.h>

#include "indexer/convert/marc_value.h"

/* Codes, and beginnings of words in lower case without accents that could differ. */
static const struct {
	enum marc_role role;
	const char *column;
	const char *const *codes, *const *words;
} roles[] = {
	/* first what other words contain: a director of photography is no director */
	{ROLE_IMAGE, "photographie", COOP_LIST("600", "cng", "pht", "vdg", "cmr"),
		COOP_LIST("photogr", "image", "camera", "cinematogr", "chef op")},
	{ROLE_SCIENTIFIC, "édition scientifique",
		COOP_LIST("340", "651", "edt", "pbd", "com", "220"),
		COOP_LIST("editeur scientifique", "éditeur scientifique", "dir. de publ",
			"directeur de publ", "editor", "coord")},
	{ROLE_DIRECTOR, NULL, COOP_LIST("300", "drt", "fmd", "tld", "fmk"),
		COOP_LIST("réal", "real", "director", "directed", "metteur en sc",
			"mise en sc", "cinéaste", "filmmaker")},
	{ROLE_PRODUCER, NULL, COOP_LIST("630", "633", "pro", "prn", "fmp", "prd"),
		COOP_LIST("produc", "prod.")},
	{ROLE_SCENARIO, "scénario", COOP_LIST("690", "sce", "aus"),
		COOP_LIST("scénar", "scenar", "screenw", "dialog")},
	{ROLE_CAST, "interprètes", COOP_LIST("590", "005", "prf", "act", "550", "nrt"),
		COOP_LIST("interpr", "acteur", "actrice", "actor", "actress", "perform",
			"récitant", "narrat", "comédien")},
	{ROLE_MUSIC, "musique", COOP_LIST("230", "cmp", "545", "mus"),
		COOP_LIST("compos", "musi")},
	{ROLE_EDITING, "montage", COOP_LIST("370", "flm", "edm"),
		COOP_LIST("mont", "film editor")},
	{ROLE_SOUND, "son", COOP_LIST("671", "rcd", "sds", "sde"),
		COOP_LIST("son", "ingénieur du son", "sound", "mixage")},
	{ROLE_PREFACE, "préface", COOP_LIST("080", "075", "aui", "aft", "wpr"),
		COOP_LIST("préf", "pref", "postf", "introd")},
	{ROLE_TRANSLATION, "traduction", COOP_LIST("730", "trl"),
		COOP_LIST("tradu", "trad.", "transl")},
	{ROLE_ILLUSTRATION, "illustration", COOP_LIST("440", "ill", "art"),
		COOP_LIST("illustr", "dessin")},
	{ROLE_DISTRIBUTION, "distribution", COOP_LIST("310", "dst", "fds"),
		COOP_LIST("distrib", "diffus")},
	{ROLE_PUBLISHER, "éditeur", COOP_LIST("650", "pbl"),
		COOP_LIST("éditeur", "editeur", "publisher")},
	{ROLE_AUTHOR, NULL, COOP_LIST("070", "aut", "cre", "100", "ant", "dis", "305"),
		COOP_LIST("aut", "écri", "writer", "texte", "creator")},
};
enum { KNOWN = sizeof roles / sizeof *roles };

const char *marc_role_column(enum marc_role role)
{
	for (size_t i = 0; i < KNOWN; i++)
		if (roles[i].role == role)
			return roles[i].column;
	return "contributeurs";
}

/* The role of a code; the end of a URI will do: http://id.loc.gov/vocabulary/relators/drt */
static enum marc_role of_code(struct coop_bytes code)
{
	const char *slash = memrchr(code.s, '/', code.len);
	if (slash)
		code = (struct coop_bytes){
			slash + 1, code.len - (size_t)(slash - code.s) - 1};
	for (size_t i = 0; i < KNOWN; i++)
		if (coop_is_one_of(code.s, code.len, roles[i].codes))
			return roles[i].role;
	return ROLE_OTHER;
}

static enum marc_role of_words(struct coop_bytes words)
{
	for (size_t i = 0; i < KNOWN; i++)
		if (marc_mentions(words, roles[i].words))
			return roles[i].role;
	return ROLE_OTHER;
}

enum marc_role marc_role_of(const struct marc_record *r, const struct marc_field *f)
{
	enum marc_role role = ROLE_NONE;
	for (size_t i = f->first; i < f->first + f->count; i++) {
		const struct marc_part *p = &r->parts[i];
		struct coop_bytes text = marc_trimmed(marc_part_text(r, p));
		bool known = role != ROLE_NONE && role != ROLE_OTHER;
		if (known || text.len == 0)
			continue;
		if (p->code == '4')
			role = of_code(text);
		else if (p->code == 'e')
			role = of_words(text);
	}
	return role;
}

/* ---- statements ---- */

/* Takes one of some beginnings off a text, and the blanks behind it. */
static bool take_beginning(struct coop_bytes *t, const char *const *beginnings)
{
	for (; *beginnings; beginnings++) {
		size_t n = strlen(*beginnings);
		if (t->len <= n || strncasecmp(t->s, *beginnings, n) != 0)
			continue;
		*t = marc_trimmed((struct coop_bytes){t->s + n, t->len - n});
		return true;
	}
	return false;
}

static bool take_end(struct coop_bytes *t, const char *const *ends)
{
	for (; *ends; ends++) {
		size_t n = strlen(*ends);
		if (t->len <= n || strncasecmp(t->s + t->len - n, *ends, n) != 0)
			continue;
		*t = marc_trimmed((struct coop_bytes){t->s, t->len - n});
		return true;
	}
	return false;
}

enum marc_role marc_role_in_words(struct coop_bytes *statement)
{
	static const char *const beginnings[] = {"réalisé par ", "réalisée par ",
		"réalisation de ", "réalisation : ", "réalisation, ", "réalisation ",
		"réalisateurs : ", "réalisateur : ", "réal. de ", "réal. par ",
		"réal. : ", "réal., ", "réal. ", "réal : ", "un film documentaire de ",
		"un documentaire de ", "un film d'", "un film de ", "film de ", "film d'",
		"a film directed by ", "directed by ", "director, ", "a film by ",
		"film by ", "mise en scène de ", NULL};
	static const char *const ends[] = {", réal.", " [réal.]", " (réal.)",
		", réalisateur", ", réalisatrice", " [réalisateur]", ", réalisation",
		", réal", ", director", NULL};
	static const char *const plain[] = {"écrit par ", "texte de ", "textes de ",
		"par ", "[par] ", "[by] ", "de ", "by ", NULL};
	*statement = marc_unbracketed(*statement);
	if (take_beginning(statement, beginnings) || take_end(statement, ends)) {
		*statement = marc_trimmed(*statement);
		return ROLE_DIRECTOR;
	}
	(void)take_beginning(statement, plain);
	return ROLE_NONE;
}
