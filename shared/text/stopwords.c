#include "shared/text/stopwords.h"

#include <stdlib.h>
#include <string.h>

/*
 * Folded, in byte order: articles, pronouns, prepositions, conjunctions and the commonest
 * forms of the auxiliaries. Chosen on French retrieval collections, where this list
 * ranked better than none, than articles and pronouns alone, and than longer lists.
 */
/* clang-format off */
static const char *const words[] = {
	"afin", "ai", "ainsi", "ait", "alors", "apres", "assez", "au", "aucun",
	"aucune", "aupres", "auquel", "aura", "auront", "aussi", "autre", "autres",
	"aux", "auxquelles", "auxquels", "avaient", "avait", "avant", "avec", "avez",
	"avoir", "ayant", "car", "ce", "ceci", "cela", "celle", "celles", "celui",
	"cependant", "ces", "cet", "cette", "ceux", "chacun", "chacune", "chaque",
	"chez", "ci", "combien", "comme", "comment", "contre", "dans", "de", "depuis",
	"des", "desormais", "desquelles", "desquels", "dessous", "dessus", "doit",
	"donc", "dont", "du", "duquel", "durant", "elle", "elles", "en", "encore",
	"entre", "es", "est", "et", "etaient", "etait", "etant", "etc", "ete", "etre",
	"eu", "eux", "faire", "fait", "faut", "font", "furent", "fut", "hors", "il",
	"ils", "je", "jusque", "la", "laquelle", "le", "lequel", "les", "lesquelles",
	"lesquels", "leur", "leurs", "lors", "lorsque", "lui", "ma", "mais", "malgre",
	"me", "meme", "memes", "mes", "mien", "mienne", "moi", "moins", "mon", "ne",
	"ni", "nos", "notre", "nous", "on", "ont", "or", "ou", "par", "parce", "parmi",
	"pas", "pendant", "peu", "peut", "peuvent", "plus", "plusieurs", "pour",
	"pourquoi", "puis", "puisque", "qu", "quand", "que", "quel", "quelle",
	"quelles", "quelque", "quelques", "quelquun", "quelquune", "quels", "qui", "quoi", "quoique", "sa",
	"sans", "se", "sera", "seront", "ses", "si", "sien", "sienne", "sinon", "soi",
	"soit", "son", "sont", "sous", "suivant", "sur", "ta", "tandis", "te", "tel",
	"telle", "telles", "tels", "tes", "toi", "ton", "tous", "tout", "toute",
	"toutes", "tres", "tu", "un", "une", "vers", "voici", "voila", "vos", "votre",
	"vous", "vu",
};
/* clang-format on */

struct key {
	const char *s;
	size_t len;
};

static int compare(const void *key, const void *item)
{
	const struct key *k = key;
	const char *word = *(const char *const *)item;
	int order = strncmp(k->s, word, k->len);
	return order != 0 ? order : word[k->len] == '\0' ? 0 : -1;
}

bool coop_is_stopword(const char *word, size_t len)
{
	if (len == 1)
		return *word < '0' || *word > '9';
	struct key key = {word, len};
	return bsearch(&key, words, sizeof words / sizeof *words, sizeof *words,
		       compare) != NULL;
}

const char *coop_stopword_at(size_t i)
{
	return i < sizeof words / sizeof *words ? words[i] : NULL;
}
