#include "indexer/decode/divided.h"

#include <string.h>
#include <strings.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"

/* What is at the end of a line, before the next one. */
enum division {
	DIVIDED_NOT,
	DIVIDED_WORD,    /* a word, whose hyphen is dropped */
	DIVIDED_COMPOUND /* a compound, which keeps it */
};

/* A part of a word: letters only. */
struct part {
	const char *s;
	size_t n;       /* bytes */
	size_t letters; /* characters */
	bool joined;    /* a hyphen is at its other side */
	bool elided;    /* an apostrophe is after it */
	bool upper;     /* it begins with a capital */
};

enum { PART_MAX = 40 /* letters that are looked at; no list has longer parts */ };

/* What begins compounds. Not contre or porte: they begin words as well, contre-/dire. */
static const char *const beginnings[] = {"saint", "sainte", "saints", "vice", "non",
	"demi", "peut", "avant", "après", "arrière", "nord", "sud", "grand", "grands",
	"petit", "petits", "chef", "chefs", "savoir", "quelques", "tiers", "rendez",
	NULL};

/* What ends them. Not le, ce, leur, tu: they end words as well, travail-/leur. */
static const char *const endings[] = {"être", "même", "mêmes", "moi", "toi", "nous",
	"vous", "je", "il", "ils", "elle", "elles", "là", "dessus", "dessous", "devant",
	"delà", "dedans", "dehors", "métrage", "métrages", "rendu", "rendus", "dire",
	"ouest", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
	"onze", "douze", "treize", "quatorze", "quinze", "seize", NULL};

/* Pairs whose parts are in other words too: sou-/ci, por-te-/rait, comp-te-/rait. */
static const char *const pairs[][2] = {{"celui", "ci"}, {"celle", "ci"}, {"ceux", "ci"},
	{"celles", "ci"}, {"est", "ce"}, {"sont", "ce"}, {"était", "ce"},
	{"serait", "ce"}, {"porte", "parole"}, {"porte", "paroles"}, {"mot", "clé"},
	{"mots", "clés"}, {"ciné", "club"}, {"ciné", "clubs"}, {"haut", "parleur"},
	{"haut", "parleurs"}, {"libre", "service"}, {"libre", "échange"},
	{"bande", "annonce"}, {"bandes", "annonces"}, {"bande", "son"}, {"beau", "père"},
	{"beau", "frère"}, {"belle", "mère"}, {"belle", "sœur"}, {"beaux", "arts"},
	{"week", "end"}, {"plus", "value"}, {"plus", "values"}, {"mi", "temps"},
	{"pied", "noir"}, {"pieds", "noirs"}, {"hors", "série"}, {"bas", "relief"},
	{"bas", "reliefs"}, {"huis", "clos"}, {"gros", "plan"}};

static bool is_in(const struct part *p, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == p->n && strncasecmp(*list, p->s, p->n) == 0)
			return true;
	return false;
}

static bool is_pair(const struct part *before, const struct part *after)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (is_in(before, COOP_LIST(pairs[i][0])) &&
			is_in(after, COOP_LIST(pairs[i][1])))
			return true;
	return false;
}

/* "ex-ministre": no word begins with "exm". */
static bool is_former(const struct part *before, const struct part *after)
{
	return is_in(before, COOP_LIST("ex")) && after->n > 0 &&
	       strchr("bdgjklmnrvwz", *after->s);
}

/* "sous-sol": words that begin with "sous" are souscrire, soussigné and soustraire. */
static bool is_below(const struct part *before, const struct part *after)
{
	static const char *const others[] = {"cri", "sign", "trai", "tray", "trac"};
	bool other = false;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		other |= coop_bytes_begins_with(after->s, after->n, others[i]);
	return is_in(before, COOP_LIST("sous")) &&
	       (!other || coop_bytes_begins_with(after->s, after->n, "trait"));
}

static bool is_letter(const struct coop_folded *f)
{
	return f->class == COOP_CLASS_WORD;
}

/* Reads the character before `at`, which may be 0; returns its length. */
static size_t read_before(const char *s, size_t at, struct coop_folded *f)
{
	size_t n = at > 0;
	while (n > 0 && n < at && n < 4 && ((unsigned char)s[at - n] & 0xc0) == 0x80)
		n++;
	f->class = COOP_CLASS_SPACE;
	if (n > 0)
		coop_fold_char(s + at - n, n, f);
	return n;
}

/* The part of a word that ends at `n`. */
static struct part part_before(const char *s, size_t n)
{
	struct part p = {.s = s + n};
	struct coop_folded f;
	size_t used = read_before(s, n, &f);
	for (; is_letter(&f) && p.letters < PART_MAX; used = read_before(s, n, &f)) {
		n -= used;
		p.s -= used;
		p.n += used;
		p.letters++;
	}
	p.joined = f.class == COOP_CLASS_HYPHEN;
	return p;
}

/* The part of a word that begins a line. */
static struct part part_after(const char *s, size_t n)
{
	struct part p = {.s = s};
	struct coop_folded f = {.class = COOP_CLASS_SPACE};
	while (p.n < n && p.letters < PART_MAX) {
		coop_fold_char(s + p.n, n - p.n, &f);
		if (!is_letter(&f))
			break;
		p.upper |= p.letters == 0 && f.upper;
		p.n += f.used;
		p.letters++;
	}
	p.joined = p.n < n && f.class == COOP_CLASS_HYPHEN;
	p.elided = p.n < n && f.class == COOP_CLASS_APOSTROPHE;
	return p;
}

static bool is_compound(const struct part *before, const struct part *after)
{
	enum { SHORT = 3, SHORT_AFTER = 4 }; /* letters of à, en, de; of sous, sur */
	return after->upper || is_in(before, beginnings) || is_in(after, endings) ||
	       is_pair(before, after) || is_former(before, after) ||
	       is_below(before, after) || (before->joined && before->letters <= SHORT) ||
	       (after->joined && after->letters <= SHORT_AFTER) ||
	       (after->elided && after->letters == 1 &&
		       !is_in(before, COOP_LIST("aujour")));
}

/* Judges the end of a text before a line; `*hyphen` is the length of its hyphen. */
static enum division judge(
	const char *s, size_t n, const char *line, size_t len, size_t *hyphen)
{
	static const char soft[] = "\u00ad", typographic[] = "\u2010";
	bool is_soft = coop_bytes_ends_with(s, n, soft);
	bool ordinary = n > 0 && s[n - 1] == '-';
	if (!is_soft && !ordinary && !coop_bytes_ends_with(s, n, typographic))
		return DIVIDED_NOT;
	*hyphen = is_soft ? sizeof soft - 1 : ordinary ? 1 : sizeof typographic - 1;
	struct part before = part_before(s, n - *hyphen), after = part_after(line, len);
	if (after.letters == 0 || (ordinary && before.letters == 0))
		return DIVIDED_NOT;
	return !is_soft && is_compound(&before, &after) ? DIVIDED_COMPOUND : DIVIDED_WORD;
}

void divided_add_line(
	struct coop_buf *text, const char *line, size_t n, const char *between)
{
	size_t hyphen = 0;
	if (text->len > 0 && !text->failed) {
		enum division division = judge(text->s, text->len, line, n, &hyphen);
		if (division == DIVIDED_WORD)
			text->len -= hyphen;
		else if (division == DIVIDED_NOT)
			coop_buf_str(text, between);
	}
	coop_buf_add(text, line, n);
}

bool divided_is_likely(const char *s, size_t n)
{
	for (const char *end = s + n, *at = s; at < end; at++) {
		at = memchr(at, '\n', (size_t)(end - at));
		if (!at)
			return false;
		const char *last = at;
		while (last > s && (coop_is_blank(last[-1]) || last[-1] == '\r'))
			last--;
		/* the last byte of a hyphen, and perhaps of other characters */
		if (last > s && strchr("-\xad\x90", last[-1]))
			return true;
	}
	return false;
}

void divided_mend(const char *s, size_t n, struct coop_buf *out)
{
	for (const char *end = s + n; s < end;) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		struct coop_bytes line =
			coop_bytes_trimmed(s, (size_t)((stop ? stop : end) - s));
		if (line.len > 0)
			divided_add_line(out, line.s, line.len, "\n");
		else
			coop_buf_byte(out, '\n');
		s = stop ? stop + 1 : end;
	}
}
