/*
 * t_token_skip.c - skipping words gives the words that the tokenizer gives.
 *
 * Random texts are put together from pieces, most of them plain and some odd. Each is
 * read once word by word and once with skipping in between, for several sets of wanted
 * prefixes.
 */
#include "shared/text/token_skip.h"
#include "tests/unit/builds.h"
#include "tests/unit/random.h"

enum { TEXTS = 20000, TEXTS_FEWER = 500, PIECES_MAX = 60, WANTED = 3 };

static const char *const plain[] = {"la ", "coopérative ", "des ", "ouvriers ", "a ",
	"à ", "y ", "été ", "où ", "Œuvre ", "cœur ", "Lyon, ", "Paris. ", "l’", "d'",
	"qu’", "l'", "économie ", "1998 ", "02 ", "anticonstitutionnellement ", "n’",
	"eau ", "ÎLE ", "x ", "ça ", "Saint ", "film.\n", "fin ?\n\n", "(dit) ", "oe ",
	"non ; ", "oui : "};
static const char *const odd[] = {"a.b. ", "S.C.O.P. ", "ceux-ci ", "a@b.fr ",
	"cap (at) x.fr ", "cap (a) ", "14,5 ", "14 200 ", "2.5 ", "04 78 68 18 18 ",
	"ouvrier·e·s ", "adhérent(e)s ", "\xc3", "\xe2\x80", "e\xcc\x81t ", "\xc2\xad",
	"M. ", "bd. ", "Éd. ", "A. ", "J.-P. ", "vol. 2 ", "fin... ", "2.0 ",
	"mot\xc2\xa0; ", "« mot » ", "l’’a ", "l’a ", "l’à ", "l’ab ", "qu’il ",
	"aujourd’hui ", "O’Brien ", "x.", "é. ", "é.", "ab.", "de.rice ",
	"\xef\xac\x81n ", "ﷺ ", "日本 ", "3e ", "a1 ", "-", "'", "’", "\t", "[at] ",
	" (@) ", "w", "ĳ ", "ßa ", "þing ", "a×b ", "a÷b ", "http://www.a.coop/ ", "…",
	"\n\n", "\n \n", "0", "S. C. O. P. ", "S ", "C. ", "y a ", "É. ", "& ", " + ",
	"R&D ", "St ", "Mme ", "XIXe ", "XIX e siècle ", "vie ", "19 ème ", "I er ",
	"aujourd hui ", "l' ", "presqu ile ", "qu il ", "M. Hulot ", "n° 4 ", "12 p. ",
	"no ", "12 sept. 98 ", "siècle ", "d", "L ", "prud ", "hommes ", "entr ",
	"&amp; ", "35 h ", "52 mn ", "1 h 05 min ", "RF 2125 ", "12 mars 1998 ",
	"1er ao\u00fbt 1999 ", "12/03/1998 ", "5 pour cent ", "10 \u20ac ", "26'30\" ",
	"978-2-07-064309-7 ", "12.500 ", "4 CV ", "2CV ", "1628 4259 ", "35 heures ",
	"3 km ", "7 ", "St\u00e9 ", "XIX-XXe si\u00e8cles ", "XIX\u00b0 s. ", "s. ",
	"Ire ", "guerre ", "bd st ", "et ", "r ", "vitamine ", "D en ", "\u00e9d. ",
	"chez ", "M ",
	"mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"};
static const char *const sets[][WANTED] = {{"co", "ec", NULL}, {"l", NULL, NULL},
	{"oeuvre", "1998", "ij"}, {"été", "coo", NULL}, {"et", "lyon", "a"},
	{"x", "y", "th"}, {"zz", NULL, NULL}, {"sai", "mad", "et"}, {"19", NULL, NULL},
	{"6e", "1er", NULL}, {"scop", "hom", "ile"}, {"eme", "monsieur", "hui"},
	{"mai", "p", "num"}, {"mi", "heu", NULL}, {"ma", "rf", "km"},
	{"societe", "sie", NULL}, {"en", "19e", "bou"}};

static void invent(uint32_t *state, struct coop_buf *text)
{
	uint32_t pieces = 1 + next_random(state) % PIECES_MAX,
		 oddness = next_random(state) % 4;
	coop_buf_reset(text);
	for (uint32_t i = 0; i < pieces; i++)
		if (next_random(state) % 8 < oddness)
			coop_buf_str(text,
				odd[next_random(state) % (sizeof odd / sizeof *odd)]);
		else
			coop_buf_str(text, plain[next_random(state) %
						   (sizeof plain / sizeof *plain)]);
	need(!text->failed, "memory");
}

/* Starts on a text, which is a line as often as not. */
static void begin(struct coop_tokenizer *t, const struct coop_buf *text)
{
	if (text->len % 2)
		coop_tokenizer_begin_line(t, text->s, text->len);
	else
		coop_tokenizer_begin(t, text->s, text->len);
}

/* Whether a folded word is wanted: it begins as another does, as far as three bytes tell. */
static bool is_wanted(const struct coop_word *w, const char *const *set)
{
	for (int i = 0; i < WANTED && set[i]; i++) {
		size_t both = strlen(set[i]) < w->len ? strlen(set[i]) : w->len;
		if (memcmp(w->s, set[i], both < 3 ? both : 3) == 0)
			return true;
	}
	return false;
}

static bool next_word(struct coop_tokenizer *t, struct coop_word *w)
{
	bool more;
	do
		more = coop_tokenizer_next(t, w);
	while (more && w->flags & COOP_TOKEN_JOINED);
	return more;
}

/* Reads so many words that another tokenizer passed over; whether all of them could be. */
static bool follow(
	struct coop_tokenizer *t, struct coop_skipped passed, const char *const *set)
{
	struct coop_word w;
	uint32_t pauses = 0;
	bool good = true;
	for (uint32_t i = 0; good && i < passed.words; i++) {
		good = next_word(t, &w) && !is_wanted(&w, set);
		pauses += good && w.flags & COOP_TOKEN_PAUSE;
	}
	return good && pauses == passed.pauses;
}

static bool same_word(const struct coop_word *a, const struct coop_word *b)
{
	return a->len == b->len && memcmp(a->s, b->s, a->len) == 0 && a->off == b->off &&
	       a->end == b->end && a->flags == b->flags;
}

/* Reads a text in both ways; how many words were passed over, or SIZE_MAX when they differ. */
static size_t compare(const struct coop_buf *text, const char *const *set)
{
	static struct coop_tokenizer whole, passing;
	struct coop_wanted_prefixes wanted = {0};
	struct coop_word a, b;
	size_t words = 0;
	for (int i = 0; i < WANTED && set[i]; i++)
		coop_wanted_prefixes_add(&wanted, set[i], strlen(set[i]));
	begin(&whole, text);
	begin(&passing, text);
	for (;;) {
		struct coop_skipped passed =
			coop_tokenizer_skip(&passing, &wanted, UINT32_MAX);
		words += passed.words;
		if (!follow(&whole, passed, set))
			return SIZE_MAX;
		bool more = next_word(&passing, &b);
		if (more != next_word(&whole, &a) || (more && !same_word(&a, &b)))
			return SIZE_MAX;
		if (!more)
			return words;
	}
}

/* The next word that is wanted. */
static bool next_wanted(
	struct coop_tokenizer *t, const char *const *set, struct coop_word *w)
{
	bool more;
	do
		more = next_word(t, w);
	while (more && !is_wanted(w, set));
	return more;
}

/* Whether all words that are wanted are met when others are leapt over. */
static bool leaps_well(
	const struct coop_buf *text, const char *const *set, uint32_t counted)
{
	static struct coop_tokenizer whole, leaping;
	struct coop_wanted_prefixes wanted = {0};
	struct coop_word a, b;
	for (int i = 0; i < WANTED && set[i]; i++)
		coop_wanted_prefixes_add(&wanted, set[i], strlen(set[i]));
	begin(&whole, text);
	begin(&leaping, text);
	const unsigned breaks =
		COOP_TOKEN_SENTENCE | COOP_TOKEN_PARAGRAPH | COOP_TOKEN_PAUSE;
	for (;;) {
		bool more = next_wanted(&whole, set, &a), other;
		do {
			coop_tokenizer_skip(&leaping, &wanted, counted);
			other = next_word(&leaping, &b);
		} while (other && !is_wanted(&b, set));
		/* the first word of a sentence is not always told */
		a.flags &= ~breaks;
		b.flags &= ~breaks;
		if (more != other || (more && !same_word(&a, &b)))
			return false;
		if (!more)
			return true;
	}
}

/* How many steps it takes to go through a long text. */
static size_t count_steps(const struct coop_buf *text, uint32_t counted)
{
	static struct coop_tokenizer t;
	struct coop_wanted_prefixes wanted = {0};
	struct coop_word w;
	size_t steps = 0;
	coop_wanted_prefixes_add(&wanted, "zz", 2);
	coop_tokenizer_begin(&t, text->s, text->len);
	do
		steps += 1 + coop_tokenizer_skip(&t, &wanted, counted).words;
	while (coop_tokenizer_next(&t, &w));
	return steps;
}

int main(void)
{
	struct coop_buf text = {0}, copy = {0};
	uint32_t state = 5;
	size_t differ = 0, passed = 0, missed = 0;
	for (size_t i = 0; i < many(TEXTS, TEXTS_FEWER); i++) {
		invent(&state, &text);
		/* no byte more than the text is there, for those who watch what is read */
		coop_buf_release(&copy);
		copy = (struct coop_buf){malloc(text.len), text.len, text.len, false};
		need(copy.s != NULL, "memory");
		memcpy(copy.s, text.s, text.len);
		const char *const *set = sets[i % (sizeof sets / sizeof *sets)];
		size_t words = compare(&copy, set);
		if (!leaps_well(&copy, set, (uint32_t)(i / 7 % 3)) && missed++ < 5) {
			printf("# leaping, set %s: ", set[0]);
			tap_put(text.s, text.len);
			putchar('\n');
		}
		if (words != SIZE_MAX) {
			passed += words;
		} else if (differ++ < 5) {
			printf("# set %s: ", set[0]);
			tap_put(text.s, text.len);
			putchar('\n');
		}
	}
	ok(differ == 0, "%zu texts are read the same", differ);
	ok(missed == 0, "%zu texts are leapt through without missing a word", missed);
	ok(passed > many(TEXTS, TEXTS_FEWER) * 5, "%zu words were passed over", passed);

	struct coop_buf simple = {0};
	coop_buf_str(
		&simple, "Les ouvriers de l’usine, à Saint Étienne, ont 2 films. Un");
	size_t words = compare(&simple, sets[0]);
	ok(words == 11, "all plain words are passed over: %zu", words);
	for (int i = 0; i < 60; i++)
		coop_buf_str(
			&simple, " Les ouvriers de l’usine, à Saint Étienne, en 1998.");
	need(!simple.failed, "memory");
	ok(count_steps(&simple, 0) < count_steps(&simple, UINT32_MAX) / 8,
		"most of a long text is leapt over");
	coop_buf_release(&simple);
	coop_buf_release(&text);
	coop_buf_release(&copy);
	return done();
}
