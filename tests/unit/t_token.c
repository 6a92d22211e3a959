/*
 * t_token.c - what tables/analysis.tst cannot show: offsets, flags and limits.
 */
#include "shared/text/token.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

/*
 * Checks the words of a text: each as `form[off,end)flags`, joined by blanks. The flags
 * are letters in the order of the bits: Joined Sentence Paragraph Acronym Digits Cut, a
 * stop word (0, set by the analyzer only), Elided Lexical part(_) Inclusive(i) Mail(@)
 * Site(w) Phone(p) Number(n) Capitals(^), exception and learned (0).
 */
static void check(const char *text, const char *expected)
{
	static const char letters[] = "JSPADC0EL_i@wpn^00";
	static struct coop_tokenizer t;
	struct coop_word w;
	char got[1024] = "";
	size_t n = 0;
	coop_tokenizer_begin(&t, text, strlen(text));
	while (coop_tokenizer_next(&t, &w)) {
		n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s[%zu,%zu)",
			n > 0 ? " " : "", (int)w.len, w.s, w.off, w.end);
		for (unsigned bit = 0; bit < sizeof letters - 1; bit++)
			if (w.flags & 1U << bit)
				got[n++] = letters[bit];
		got[n] = '\0';
	}
	is_str(got, n, expected, "words of: %s", text);
}

static void test_places(void)
{
	check("Une scop", "une[0,3)S scop[4,8)");
	check("l'\xc3\xa9t\xc3\xa9", "ete[2,7)SE");
	check("a savoir-faire b",
		"a[0,1)S savoir[2,8)_ savoirfaire[2,14)J faire[9,14)_ b[15,16)");
	check("d'O'Brien", "o[2,3)SE obrien[2,9)J brien[4,9)");
	check("aujourd'hui!", "aujourdhui[0,11)SL");
	check("e\xcc\x81te\xcc\x81.", "ete[0,7)S");
	check("\xff"
	      "a\xff",
		"a[1,2)S");
}

static void test_flags(void)
{
	check("S.C.O.P. de", "scop[0,8)SA^ de[9,11)");
	check("C.A.E", "cae[0,5)SA^");
	check("s.c.o.p.", "scop[0,8)SA");
	check("un. deux\n\ntrois", "un[0,2)S deux[4,8)S trois[10,15)SP");
	check("G20 m 1998",
		"g20[0,3)JD g[0,1)S 20[1,3)D m[4,5) m1998[4,10)JD 1998[6,10)D");
	check("covid-19", "covid[0,5)S_ covid19[0,8)JD 19[6,8)D_");
	/* the folded word "m2" holds an ASCII digit, and so does the full-width 20 */
	check("m\xc2\xb2", "m2[0,3)JD m[0,1)S 2[1,3)D");
	check("\xef\xbc\x92\xef\xbc\x90", "20[0,6)SD");
}

static void test_capitals(void)
{
	check("SCOP", "scop[0,4)S^");
	check("Scop", "scop[0,4)S");
	check("\u00c9TAT", "etat[0,5)S^");
	check("\u00c9TaT", "etat[0,5)S");
	check("\u0152UVRE", "oeuvre[0,6)S^");
	check("\u0160KODA", "skoda[0,6)S^");
	check("A", "a[0,1)S");
	check("L'UES", "ues[2,5)SE^");
	/* two letters or more */
	check("G20", "g20[0,3)JD g[0,1)S 20[1,3)D");
	check("\u0152", "oe[0,2)S");
	check("20", "20[0,2)SD");
	check("ESS-T", "ess[0,3)S_^ esst[0,5)J^ t[4,5)_");
	check("\u0421\u0421\u0421\u0420", "\u0441\u0441\u0441\u0440[0,8)S^");
}

/* The whole form of something special comes before its words. */
static void test_special(void)
{
	check("cap@cap.coop !", "cap@cap.coop[0,12)J@ cap[0,3)S cap[4,7) coop[8,12)");
	check("sur cap.coop", "sur[0,3)S cap.coop[4,12)Jw cap[4,7) coop[8,12)");
	check("04 78 68 18 18.",
		"0478681818[0,14)Jp 04[0,2)SD 78[3,5)D 68[6,8)D 18[9,11)D 18[12,14)D");
	check("14 200 membres", "14200[0,6)SD 14[0,2)JD 200[3,6)JD membres[7,14)");
	check("14,5", "14.5[0,4)Jn 14[0,2)SD 5[3,4)D");
	check("14200", "14200[0,5)SD");
	check("0478681818", "0478681818[0,10)SD");
	check("un salari\u00e9\u00b7e\u00b7s ici", "un[0,2)S salarie[3,17)i ici[18,21)");
	check("les adh\u00e9rent(e)s", "les[0,3)S adherent[4,17)i");
	check("lecteur/trice-auteur",
		"lecteur[0,13)S_i lecteurauteur[0,20)Ji auteur[14,20)_");
}

/* The words of a text of `n` bytes. */
static size_t read_words(const char *text, size_t n, struct coop_word *words, size_t max)
{
	static struct coop_tokenizer t;
	size_t count = 0;
	coop_tokenizer_begin(&t, text, n);
	while (count < max && coop_tokenizer_next(&t, &words[count]))
		count++;
	return count;
}

/* How many words of a text begin a sentence, and a paragraph. */
static void breaks_are(const char *text, bool line, size_t sentences, size_t paragraphs)
{
	static struct coop_tokenizer t;
	struct coop_word w;
	size_t got = 0, others = 0;
	if (line)
		coop_tokenizer_begin_line(&t, text, strlen(text));
	else
		coop_tokenizer_begin(&t, text, strlen(text));
	while (coop_tokenizer_next(&t, &w)) {
		got += (w.flags & COOP_TOKEN_SENTENCE) != 0;
		others += (w.flags & COOP_TOKEN_PARAGRAPH) != 0;
	}
	is_num(got, sentences, "sentences of the %s %s", line ? "line" : "text", text);
	is_num(others, paragraphs, "... and paragraphs");
}

static void test_lines(void)
{
	static const char text[] = "Oui ! Non ? Si. l'S.C.O.P. va.\n\nLa fin. Et ici";
	breaks_are(text, false, 6, 1);
	breaks_are(text, true, 1, 0);
	breaks_are(". Oui. Non", true, 1, 0);
	breaks_are("", true, 0, 0);
}

static void test_cut(void)
{
	char text[600];
	struct coop_word w[4] = {{0}};
	memset(text, 'a', sizeof text);
	is_num(read_words(text, COOP_WORD_MAX, w, 4), 1, "the longest word is one word");
	is_num(w[0].len, COOP_WORD_MAX, "... whole");
	ok(!(w[0].flags & COOP_TOKEN_CUT), "... not flagged CUT");
	is_num(read_words(text, COOP_WORD_MAX + 1, w, 4), 1, "one byte more is one word");
	is_num(w[0].len, COOP_WORD_MAX, "... cut");
	ok(w[0].flags & COOP_TOKEN_CUT, "... flagged CUT");
	is_num(w[0].end, COOP_WORD_MAX + 1, "... whose place is all of it");

	/* 199 letters, then one of two bytes when folded: cut before it */
	memcpy(text + 199,
		"\xce\xb1"
		"bc",
		4);
	read_words(text, 203, w, 4);
	is_num(w[0].len, 199, "a word is not cut inside a character");
	ok(w[0].flags & COOP_TOKEN_CUT, "... flagged CUT");

	memset(text, 'a', sizeof text);
	text[150] = '-';
	is_num(read_words(text, 301, w, 4), 3, "a long compound");
	ok(w[1].flags & COOP_TOKEN_JOINED, "... has a joined form");
	is_num(w[1].len, COOP_WORD_MAX, "... that is cut");
	ok(w[1].flags & COOP_TOKEN_CUT, "... and flagged so");
	ok(!(w[0].flags & COOP_TOKEN_CUT), "... its parts are not");
}

static void test_many_pieces(void)
{
	char text[200];
	struct coop_word w[80] = {{0}};
	for (size_t i = 0; i < sizeof text; i += 2) {
		text[i] = (char)('b' + (int)(i / 2 % 20));
		text[i + 1] = '-';
	}
	size_t n = read_words(text, 2 * 40 - 1, w, 80);
	is_num(n, 40, "forty parts are forty words, none joined");
	for (size_t i = 0; i < n; i++)
		if (w[i].flags & COOP_TOKEN_JOINED || w[i].off != 2 * i || w[i].len != 1)
			ok(false, "part %zu", i);
	for (size_t i = 1; i < sizeof text; i += 2)
		text[i] = '\'';
	n = read_words(text, 2 * COOP_PIECES_MAX - 1, w, 80);
	is_num(n, COOP_PIECES_MAX + 1, "the most pieces in one word, and their join");
	ok(w[1].flags & COOP_TOKEN_JOINED && w[1].len == COOP_PIECES_MAX,
		"... the join holds them all");
	n = read_words(text, 2 * COOP_PIECES_MAX + 1, w, 80);
	is_num(n, COOP_PIECES_MAX + 2, "one piece more begins a new word");
	is_num(w[n - 1].off, 2 * COOP_PIECES_MAX, "... in its place");
}

enum { WORDS_MAX = 64 };

/* Reads a text and returns how many words it has, with their forms and flags. */
static size_t take_words(
	const char *text, char forms[][COOP_WORD_MAX + 1], unsigned *flags)
{
	static struct coop_tokenizer t;
	struct coop_word w;
	size_t n = 0;
	coop_tokenizer_begin(&t, text, strlen(text));
	for (; n < WORDS_MAX && coop_tokenizer_next(&t, &w); n++) {
		memcpy(forms[n], w.s, w.len);
		forms[n][w.len] = '\0';
		flags[n] = w.flags;
	}
	return n;
}

/* Plain words are read a short way, others a long one: a soft hyphen makes a word strange. */
static void test_ways(void)
{
	static const char *const words[] = {"scop", "l'emploi", "d\u2019Activit\u00e9",
		"QU'ELLE", "\u0153uvre", "\u00c9l\u00e8ve", "LYON", "na\u00efve",
		"jusqu'ici", "entr'acte", "presqu'\u00eele", "mots", "CAE", "ne",
		"\u00e0"};
	static const char *const between[] = {" ", ", ", ". ", "\n", ".\n\n", " (", ") ",
		" [", "! ", " ? ", "; ", ": ", "\" ", " \u00ab ", "\u00a0", " - "};
	static char forms[2][WORDS_MAX][COOP_WORD_MAX + 1];
	unsigned flags[2][WORDS_MAX];
	uint32_t seed = 1;
	size_t differ = 0, read = 0;
	for (int round = 0; round < 3000; round++) {
		char plain[2048] = "", strange[2048] = "";
		for (int i = 0; i < 12; i++) {
			const char *word = words[next_random(&seed) %
						 (sizeof words / sizeof *words)];
			const char *gap = between[next_random(&seed) %
						  (sizeof between / sizeof *between)];
			size_t n = strlen(word), last = n - 1;
			while (last > 0 && ((unsigned char)word[last] & 0xc0) == 0x80)
				last--;
			snprintf(plain + strlen(plain), 100, "%s%s", word, gap);
			snprintf(strange + strlen(strange), 100, "%.*s\u00ad%s%s",
				(int)last, word, word + last, gap);
		}
		size_t n = take_words(plain, forms[0], flags[0]);
		read += n;
		differ += n != take_words(strange, forms[1], flags[1]) ||
			  memcmp(flags[0], flags[1], n * sizeof *flags[0]) != 0;
		for (size_t i = 0; i < n; i++)
			differ += strcmp(forms[0][i], forms[1][i]) != 0;
	}
	is_num(differ, 0, "both ways of reading a word give the same");
	ok(read > 30000, "... of many words");
	check("coop. (at) cap.fr b", "coop.@cap.fr[0,17)J@ coop[0,4)S at[7,9)S "
				     "cap[11,14) fr[15,17) b[18,19)");
	check("coop. (a) b", "coop[0,4)S a[7,8)S b[10,11)");
}

int main(void)
{
	test_places();
	test_lines();
	test_flags();
	test_capitals();
	test_special();
	test_cut();
	test_many_pieces();
	test_ways();
	return done();
}
