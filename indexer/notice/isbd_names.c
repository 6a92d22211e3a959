#include "indexer/notice/isbd_names.h"

#include <string.h>

#include "indexer/notice/credit.h"

enum role { ROLE_NONE, ROLE_DIRECTOR, ROLE_PRODUCER, ROLE_OTHER };

/* A role by the folded words before a name, and how many words of the statement these are. */
static const struct {
	const char *start;
	size_t words;
	enum role role;
} before[] = {{"ecrit et realise par ", 4, ROLE_DIRECTOR},
	{"conception et realisation ", 3, ROLE_DIRECTOR},
	{"realise par ", 2, ROLE_DIRECTOR}, {"realisation de ", 2, ROLE_DIRECTOR},
	{"realisation par ", 2, ROLE_DIRECTOR}, {"realisation ", 1, ROLE_DIRECTOR},
	{"real par ", 2, ROLE_DIRECTOR}, {"real de ", 2, ROLE_DIRECTOR},
	{"real ", 1, ROLE_DIRECTOR}, {"mise en scene de ", 4, ROLE_DIRECTOR},
	{"mise en scene ", 3, ROLE_DIRECTOR}, {"directed by ", 2, ROLE_DIRECTOR},
	{"sous la direction de ", 4, ROLE_DIRECTOR},
	{"sous la dir de ", 4, ROLE_DIRECTOR}, {"texte de ", 2, ROLE_DIRECTOR},
	{"textes de ", 2, ROLE_DIRECTOR}, {"auteur ", 1, ROLE_DIRECTOR},
	{"dir ", 1, ROLE_DIRECTOR}, {"by ", 1, ROLE_DIRECTOR}, {"par ", 1, ROLE_DIRECTOR},
	{"produit par ", 2, ROLE_PRODUCER}, {"production de ", 2, ROLE_PRODUCER},
	{"production ", 1, ROLE_PRODUCER}, {"prod ", 1, ROLE_PRODUCER}};

/* Words that begin what others have done. */
static const char *const others[] = {"musique", "mus ", "image", "photogr", "montage",
	"mont ", "son ", "scenario", "scen ", "dialogue", "avec ", "act ", "acteur",
	"interpr", "trad", "pref", "postf", "ill ", "illustr", "voix", "comment", "narr",
	"adapt", "d apres", "introd", "ed par", "presente", "chef op", "coordination",
	NULL};

/* A role by the folded words behind the last comma, or in brackets behind a name. */
static enum role role_behind(const char *s)
{
	static const char *const directors[] = {"real", "realisateur", "realisatrice",
		"aut", "auteur", "auteure", "autrice", "dir", "directeur", "directrice",
		"realisation", "cineaste", "real et scen", "aut et real", "scen et real",
		"metteur en scene", NULL};
	static const char *const producers[] = {
		"prod", "producteur", "productrice", "production", NULL};
	static const char *const rest[] = {"mus", "musique", "compositeur", "scen",
		"scenario", "scenariste", "act", "acteur", "actrice", "ill",
		"illustrateur", "trad", "traducteur", "mont", "monteur", "photogr",
		"photographe", "pref", "image", "son", "interpr", "voix", "narr", NULL};
	if (is_one_of(s, directors))
		return ROLE_DIRECTOR;
	if (is_one_of(s, producers))
		return ROLE_PRODUCER;
	return is_one_of(s, rest) ? ROLE_OTHER : ROLE_NONE;
}

/* The role that stands behind a name, which it is cut off. */
static enum role cut_behind(struct span *l, struct coop_buf *folded)
{
	bool bracket = l->n > 0 && l->s[l->n - 1] == ']';
	const char *at = memrchr(l->s, bracket ? '[' : ',', l->n);
	if (!at || at == l->s)
		return ROLE_NONE;
	size_t n = (size_t)(at - l->s);
	enum role role = role_behind(span_fold(span_from(*l, n + 1), folded));
	if (role != ROLE_NONE) {
		*l = span_trim((struct span){l->s, n});
		while (l->n > 0 && l->s[l->n - 1] == ',')
			*l = span_trim((struct span){l->s, l->n - 1});
	}
	return role;
}

/* Whether a short word is an abbreviation, "Réal." or "réal", and no first name: "Réal". */
static bool is_abbreviated(struct span l)
{
	enum { LONG = 7 };
	size_t n = 0;
	while (n < l.n && !span_blank(l.s + n, l.n - n))
		n++;
	return n >= LONG || !span_is_capitalised(l) ||
	       (n > 0 && strchr(".:", l.s[n - 1]));
}

/* The role that stands before a name, which it is cut off. */
static enum role cut_before(struct span *l, struct coop_buf *folded)
{
	enum { START = 60 };
	struct span name;
	bool bare;
	const char *start =
		span_fold((struct span){l->s, l->n < START ? l->n : START}, folded);
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (begins_with(start, before[i].start) &&
			(before[i].words > 1 || is_abbreviated(*l))) {
			*l = span_after_words(*l, before[i].words);
			while (l->n > 0 && *l->s == ':')
				*l = span_from(*l, 1);
			return before[i].role;
		}
	for (size_t i = 0; others[i]; i++)
		if (begins_with(start, others[i]))
			return ROLE_OTHER;
	if (!credit_split(*l, folded, &name, &bare))
		return ROLE_NONE;
	*l = name;
	return ROLE_DIRECTOR;
}

/* Whether a statement without a role is a name: "Anne Brun", "Noir, Eva". */
static bool is_name(struct span l)
{
	enum { WORDS = 5 };
	struct span last = l;
	size_t words = span_words(l);
	for (size_t i = 1; i < words && words <= WORDS; i++)
		last = span_after_words(last, 1);
	return words <= WORDS && span_is_capitalised(l) && span_is_capitalised(last);
}

static void add(struct coop_buf *list, struct span name)
{
	if (name.n == 0)
		return;
	coop_buf_str(list, list->len > 0 ? " ; " : "");
	coop_buf_add(list, name.s, name.n);
}

static void read_statement(
	struct isbd_names *n, struct span whole, struct coop_buf *folded)
{
	struct span name = whole;
	enum role behind = cut_behind(&name, folded), role = cut_before(&name, folded);
	if (behind != ROLE_NONE)
		role = behind;
	if (role == ROLE_NONE)
		role = n->directors.len == 0 || is_name(name) ? ROLE_DIRECTOR
							      : ROLE_OTHER;
	if (role == ROLE_DIRECTOR)
		add(&n->directors, name);
	else if (role == ROLE_PRODUCER)
		add(&n->producers, name);
	else
		add(&n->others, whole);
}

void isbd_names_read(struct isbd_names *n, struct span said, struct coop_buf *folded)
{
	while (said.n > 0) {
		const char *end = memchr(said.s, ';', said.n);
		size_t len = end ? (size_t)(end - said.s) : said.n;
		struct span one = span_trim((struct span){said.s, len});
		if (one.n > 0)
			read_statement(n, one, folded);
		said = span_from(said, len + (end != NULL));
	}
}

static struct span list(const struct coop_buf *b)
{
	return (struct span){coop_buf_cstr(b), b->len};
}

struct span isbd_names_directors(const struct isbd_names *n)
{
	return list(&n->directors);
}

struct span isbd_names_producers(const struct isbd_names *n)
{
	return list(&n->producers);
}

struct span isbd_names_others(const struct isbd_names *n)
{
	return list(&n->others);
}

bool isbd_names_release(struct isbd_names *n)
{
	bool failed = n->directors.failed || n->producers.failed || n->others.failed;
	coop_buf_release(&n->directors);
	coop_buf_release(&n->producers);
	coop_buf_release(&n->others);
	return failed;
}
