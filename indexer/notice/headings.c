#include "indexer/notice/headings.h"

#include <string.h>

#include "indexer/notice/cues.h"

enum { LABEL_MAX = 40 /* bytes before the colon of "(source : ...)" */ };

static bool is_in(struct span line, const char *const *list, struct coop_buf *folded)
{
	return line.n <= HEADING_MAX && is_one_of(span_fold(line, folded), list);
}

bool heading_is_end(struct span line, struct coop_buf *folded)
{
	static const char *const headings[] = {"le film dans la base", "chemin d acces",
		"dans la selection filmographique", "pour aller plus loin",
		"partager cette page", "imprimer cette page", "mentions legales",
		"plan du site", "nous suivre", "suivez nous", "newsletter",
		"lettre d information", "tous droits reserves", "a voir aussi",
		"sur le meme theme", "vous aimerez aussi", NULL};
	if (line.n == 2 &&
		memcmp(line.s, "--", 2) == 0) /* the signature of an e-mail follows */
		return true;
	return line.n <= HEADING_MAX &&
	       (is_in(line, headings, folded) ||
		       begins_with(coop_buf_cstr(folded), "chemin d acces "));
}

bool heading_is_button(struct span line, struct coop_buf *folded)
{
	static const char *const buttons[] = {"accueil", "menu", "recherche",
		"rechercher", "recherche avancee", "connexion", "se connecter",
		"mon compte", "panier", "ajouter au panier", "imprimer", "partager",
		"envoyer a un ami", "facebook", "twitter", "retour", "retour a la liste",
		"retour aux resultats", "haut de page", "retour en haut",
		"page precedente", "page suivante", "precedent", "suivant",
		"fiche precedente", "fiche suivante", "lire la suite", "aller au contenu",
		"vous etes ici", NULL};
	return is_in(line, buttons, folded);
}

bool heading_is_sheet(struct span line, struct coop_buf *folded)
{
	static const char *const headings[] = {"fiche technique", "fiche", "fiche film",
		"generique", "equipe", "equipe technique", "informations",
		"informations techniques", "caracteristiques",
		"caracteristiques techniques", "technique", "details", "en savoir plus",
		NULL};
	return is_in(line, headings, folded);
}

bool heading_source(struct span line, struct coop_buf *folded, struct span *source)
{
	if (line.n < 3 || line.s[0] != '(' || line.s[line.n - 1] != ')')
		return false;
	struct span inner = {line.s + 1, line.n - 2};
	const char *colon =
		memchr(inner.s, ':', inner.n < LABEL_MAX ? inner.n : LABEL_MAX);
	size_t n = colon ? (size_t)(colon - inner.s) : 0;
	if (!colon || cue_label((struct span){inner.s, n}, folded) != COOP_F_SOURCE)
		return false;
	*source = span_from(inner, n + 1);
	return source->n > 0;
}

bool heading_is_one(struct span line, struct span next)
{
	if (line.n > HEADING_MAX || next.n <= line.n)
		return false;
	bool open = (line.n >= 3 && memcmp(line.s, "\u2026", 3) == 0) ||
		    (line.n >= 3 && memcmp(line.s, "...", 3) == 0);
	return open || !strchr(".!?:;,", line.s[line.n - 1]);
}

enum coop_field heading_section(struct span heading, struct coop_buf *folded)
{
	static const char *const words[] = {"histo", "origine", "naissance", "genese",
		"fondation", "debuts", "parcours"};
	const char *text = span_fold(heading, folded);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strstr(text, words[i]))
			return COOP_F_HISTORY;
	return COOP_F_DESCRIPTION;
}
