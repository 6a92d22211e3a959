/*
 * t_guess.c - French in the character sets that exports come in, which is read as what it is: long texts,
 * and those with an accent or two.
 */
#include <iconv.h>
#include <stdint.h>

#include "indexer/decode/codepages.h"
#include "indexer/decode/diacritics.h"
#include "indexer/decode/french.h"
#include "indexer/decode/french_words.h"
#include "indexer/decode/source.h"
#include "indexer/decode/transcoder.h"
#include "indexer/decode/utf7.h"
#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "tests/unit/files.h"

static const char *scratch;

/* ---- writing ---- */

/* Letters with accents, and the accent of ISO 5426 with the letter; what is one byte has no accent. */
static const struct {
	uint32_t cp;
	unsigned char accent;
	char letter;
} marc[] = {{0xe9, 0xc2, 'e'}, {0xe8, 0xc1, 'e'}, {0xea, 0xc3, 'e'}, {0xeb, 0xc8, 'e'},
	{0xe0, 0xc1, 'a'}, {0xe2, 0xc3, 'a'}, {0xee, 0xc3, 'i'}, {0xef, 0xc8, 'i'},
	{0xf4, 0xc3, 'o'}, {0xfb, 0xc3, 'u'}, {0xf9, 0xc1, 'u'}, {0xe7, 0xd0, 'c'},
	{0xc9, 0xc2, 'E'}, {0xc0, 0xc1, 'A'}, {0xce, 0xc3, 'I'}, {0xc7, 0xd0, 'C'},
	{0x153, 0, '\xfa'}};

/* Writes a text as MARC does, accents `more` bytes further on; false where that has not all of it. */
static bool write_marc(const char *s, size_t n, int more, struct coop_buf *out)
{
	uint32_t cp;
	for (size_t i = 0, used; i < n; i += used) {
		used = coop_utf8_decode(s + i, n - i, &cp);
		size_t k = 0;
		while (k < sizeof marc / sizeof *marc && marc[k].cp != cp)
			k++;
		if (cp < 0x80) {
			coop_buf_byte(out, s[i]);
		} else if (k < sizeof marc / sizeof *marc && marc[k].accent > 0) {
			coop_buf_byte(out, (char)(marc[k].accent + more));
			coop_buf_byte(out, marc[k].letter);
		} else if (k < sizeof marc / sizeof *marc && more == 0) {
			coop_buf_byte(out, marc[k].letter);
		} else {
			return false;
		}
	}
	return true;
}

/* Writes a text in a set; false where that has not all of it. */
static bool encode(enum charset set, const char *s, struct coop_buf *out)
{
	size_t n = strlen(s), room = n * 8 + 8;
	coop_buf_reset(out);
	if (set == CHARSET_ISO5426 || set == CHARSET_MARC8)
		return write_marc(s, n, set == CHARSET_MARC8 ? 0x20 : 0, out);
	iconv_t way = iconv_open(charset_name(set), "UTF-8");
	need((intptr_t)way != -1, charset_name(set));
	char *in = (char *)(uintptr_t)s, *to = coop_buf_reserve(out, room);
	need(to != NULL, "memory");
	bool all = iconv(way, &in, &n, &to, &room) == 0;
	iconv(way, NULL, NULL, &to, &room);
	out->len = (size_t)(to - out->s);
	iconv_close(way);
	return all;
}

/* ---- reading ---- */

static const char *scratch_path(void)
{
	static struct coop_buf path;
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s/text", scratch);
	need(!path.failed, "memory");
	return path.s;
}

/* Whether a file is read as a text; prints what is wrong. */
static bool reads_as(const struct coop_buf *file, enum charset set, const char *text)
{
	struct coop_error err = {0};
	struct coop_buf got = {0}, decoded = {0};
	struct source *s;
	write_whole(scratch_path(), coop_buf_cstr(file), file->len);
	if (source_open(scratch_path(), NULL, &s, &err)) {
		printf("# %s\n", err.msg);
		return false;
	}
	need(source_read_all(s, SIZE_MAX, &got, &err) == COOP_OK, "reading");
	charset_decode(source_text(s), coop_buf_cstr(&got), got.len, &decoded);
	bool same = coop_bytes_equal(decoded.s, decoded.len, text, strlen(text));
	bool right = same && source_replaced(s) == 0 && !source_guess(s).doubtful;
	if (!right)
		printf("# %s read as %s%s: %s\n", charset_name(set),
			source_charset_name(s),
			source_guess(s).doubtful ? " in doubt" : "", text);
	source_close(s);
	coop_buf_release(&got);
	coop_buf_release(&decoded);
	return right;
}

/* ---- French in all sets ---- */

static const char *const texts[] = {
	"L'été coopératif\nPrès de Besançon, une usine à côté du fossé où naît une coopérative.\n",
	"titre;réalisateur;année;résumé\nLa forêt brûlée;François Lemaître;2003;Après la grève\n",
	"id;films;genre;pays\n1;la scierie;comédie;France\n2;le moulin;drame;Suisse\n",
	"titre;durée\nLe moulin;52\nLes halles;26\n",
	"Élèves et maîtres à l'école Émile-Zola : Hélène Noël dirige le théâtre.\n",
	"Là-haut, le château de la Vallée ; en bas, les pêcheurs de Sète sont déçus.\n",
	"Une naïve histoire d'hôtel, de plâtre et de goûter.\n",
	"Il travaille dans la forêt avec son frère.\n",
	"La mémoire des luttes\n",
	"Coopération à Marseille\n",
	"LE MARCHÉ À NÎMES, FRANÇAIS\n",
	"Noël\n",
	"La sœur de l'ouvrière et le cœur de la cité\n",
	"mots-clés|société|économie\n",
};

static void test_french(void)
{
	static const enum charset sets[] = {CHARSET_UTF8, CHARSET_WINDOWS_1252,
		CHARSET_MACINTOSH, CHARSET_CP850, CHARSET_CP437, CHARSET_UTF16LE,
		CHARSET_UTF16BE, CHARSET_UTF32LE, CHARSET_UTF32BE, CHARSET_ISO5426,
		CHARSET_MARC8};
	size_t count = sizeof sets / sizeof *sets;
#ifndef COOP_HAVE_YAZ
	count -= 2; /* those of MARC */
#endif
	struct coop_buf file = {0};
	for (size_t i = 0; i < count; i++) {
		size_t tried = 0, right = 0;
		for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
			if (!encode(sets[i], texts[t], &file))
				continue;
			tried++;
			right += reads_as(&file, sets[i], texts[t]);
		}
		ok(tried >= 11, "%zu texts in %s", tried, charset_name(sets[i]));
		is_num(right, tried, "... are read as what they are");
	}
	coop_buf_release(&file);
}

/* ---- other texts in Windows-1252, which are taken for nothing else ---- */

static void test_windows(void)
{
	static const char *const plain[] = {"L’union — “libre” — et l’œuvre… enfin",
		"prix : 5 € – 10 €", "n° 5, 20 °C, 1½ litre", "« Guillemets »",
		"El niño comió mañana en la estación. ¿Qué?",
		"São Paulo não é a capital; João e Guimarães são irmãos",
		"Die Mädchen hören schöne Musik über Straßenbahnen",
		"Perché la città è così bella? È una virtù",
		"Søndag på den blå færge til Ålborg og Ærø", "MAÇÃ, SÃO JOÃO",
		"Ibáñez y Sáenz, Báez", "CRÉATION DÉJÀ VU À L’ÎLE D’AIX",
		"Ça, là, où, dû", "Celui–ci, Paris–Lyon", "l’à-peu-près", "Ève, Œdipe",
		"auteur·rice·s, salarié·e·s"};
	struct coop_buf file = {0};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		need(encode(CHARSET_WINDOWS_1252, plain[i], &file), plain[i]);
		struct charset_guess guess = charset_detect(file.s, file.len, true);
		is_num(guess.set, CHARSET_WINDOWS_1252, "%s", plain[i]);
		ok(!guess.doubtful, "... without a doubt");
	}
	coop_buf_release(&file);
}

static void doubts(const char *s, enum charset set, enum charset rival, const char *what)
{
	struct charset_guess guess = charset_detect(s, strlen(s), true);
	is_num(guess.set, set, "%s", what);
	is_num(guess.rival, rival, "... and what it might be");
	ok(guess.doubtful, "... is doubtful");
}

static void test_doubts(void)
{
	doubts("Paris \x85 Lyon", CHARSET_WINDOWS_1252, CHARSET_CP850,
		"an ellipsis, or a preposition of DOS");
	doubts("\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0, \xe4\xf0\xf3\xe3",
		CHARSET_WINDOWS_1252, CHARSET_AUTO, "Cyrillic, of which nothing is made");
	doubts("P\xe1"
	       "ez",
		CHARSET_WINDOWS_1252, CHARSET_MARC8, "a name, or an accent of MARC");
}

/* What is a heading but for a sign is none: a box of CP437 before "côté", "cote" without its accents. */
static void test_headings(void)
{
	static const char table[] = "Titre;Ann\x82"
				    "e\nL'\x82t\x82;1998\n\xb7 c\x93t\x82;2001\n";
	struct charset_guess guess = guess_charset(table, sizeof table - 1);
	ok(guess.set == CHARSET_CP850 && !guess.doubtful,
		"no box stands before a heading");
}

/* ---- tables and rules ---- */

/* Our tables are those of iconv. */
static void test_codepages(void)
{
	for (int set = CHARSET_WINDOWS_1252; set <= CHARSET_CP437; set++) {
		size_t wrong = 0;
		iconv_t way = iconv_open("UTF-32LE", charset_name((enum charset)set));
		need((intptr_t)way != -1, "iconv");
		for (int byte = 0; byte <= 0xff; byte++) {
			char c = (char)byte, *in = &c;
			uint32_t cp = 0;
			char *to = (char *)&cp;
			size_t n = 1, room = sizeof cp;
			if (iconv(way, &in, &n, &to, &room) == (size_t)-1)
				cp = 0;
			wrong += cp !=
				 codepages_char((enum charset)set, (unsigned char)byte);
		}
		iconv_close(way);
		is_num(wrong, 0, "the table of %s", charset_name((enum charset)set));
	}
}

static void named(const char *name, enum charset set)
{
	is_num(charset_by_name(name, strlen(name)), set, "the set called '%s'", name);
}

static void test_names(void)
{
	for (int set = CHARSET_AUTO; set < CHARSET_OTHER; set++)
		named(charset_name((enum charset)set), (enum charset)set);
	named("UTF8", CHARSET_UTF8);
	named("Latin-1", CHARSET_WINDOWS_1252);
	named("ISO_8859-1", CHARSET_WINDOWS_1252);
	named("MacRoman", CHARSET_MACINTOSH);
	named("IBM850", CHARSET_CP850);
	named("ISO5426", CHARSET_ISO5426);
	named("ansel", CHARSET_MARC8);
	named("koi8-r", CHARSET_OTHER);
	named("cp85", CHARSET_OTHER);
	named("", CHARSET_OTHER);
	struct coop_error err = {0};
	is_num(transcoder_check_name("koi8-r", NULL), COOP_OK, "iconv knows it");
	is_num(transcoder_check_name("ebcdic-of-mars", &err), COOP_E_ARG,
		"nobody knows it");
}

static void test_words(void)
{
	ok(french_words_have("été", strlen("été")), "a word that is known");
	ok(french_words_have("étés", strlen("étés")), "... its plural");
	ok(french_words_have("étéxyz", strlen("été")), "... that is cut out");
	ok(!french_words_have("ét", strlen("ét")), "not its beginning");
	ok(!french_words_have("étéx", strlen("étéx")), "not a longer one");
	ok(!french_words_have("", 0), "nor nothing");
	is_num(french_small(0xc9), 0xe9, "a small letter");
	is_num(french_small(0x178), 0xff, "... of Latin Extended-A");
	is_num(french_small(0xd7), 0xd7, "a sign has none");
	ok(french_score('m', 0xe9, 'd') == FRENCH_GOOD, "coméd...");
	ok(french_score('m', 0xc7, 'd') == FRENCH_BAD, "a capital in a word");
	ok(french_score(' ', 0, ' ') < FRENCH_BAD, "a byte without a meaning");
}

static void test_utf7(void)
{
	static const char *const yes[] = {"R+AOk-sum+AOk- et dur+AOk-e",
		"L'+AOk-t+AOk\nNo+AOs-l", "+IBw-+AOk-t+AOk +- 2+IB0"};
	static const char *const no[] = {"", "1+1=2, C++",
		"+33 1 23 45 67 89, +33612345678", "R+AOk-sum", "a+b+c+AOk-d+e+f",
		"AOk-+", "Canal+ et Canal+"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		ok(utf7_is(yes[i], strlen(yes[i])), "UTF-7: %s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		ok(!utf7_is(no[i], strlen(no[i])), "no UTF-7: %s", no[i]);
}

/* ---- accents of MARC that became letters ---- */

static const struct {
	const char *text, *expected; /* NULL: as it is */
	bool sure;
} garbled[] = {
	{"Le chãateau ambulant", "Le château ambulant", false},
	{"La forãet brãulâee", "La forêt brûlée", false},
	{"Besanðcon, apráes la gráeve", "Besançon, après la grève", false},
	{"La forÃet brÃulÂee de NoÈel", "La forêt brûlée de Noël", false},
	{"L'âEtâe âa", "L'Été âa", true}, /* a word at a time */
	{"âEtâe", "Été", true},
	{"Brunâes", NULL, false}, /* no word that is known */
	{"Brunâes", "Brunés", true},
	{"le chãateau de la forêt", NULL, false}, /* something is right */
	{"le chãateau de la forêt", "le château de la forêt", true},
	{"SÃO PAULO, JOÃO, mãe, não, Guimarães", NULL, false},
	{"SÃO PAULO, JOÃO, Guimarães", NULL, true},
	{"Páez y Sáenz", NULL, false},
	{"âgé, théâtre, bâiller, très", NULL, true},
	{"Noðel Noðel", NULL, true}, /* no letter of French */
	{"", NULL, true},
};

static void test_garbled(void)
{
	struct coop_buf out = {0};
	size_t wrong = 0;
	for (int accent = 0; accent < 32; accent++)
		for (int letter = 0; letter < 256; letter++)
			wrong += (diacritics_on[letter] >> accent & 1) !=
				 (diacritics_compose((unsigned char)(0xc0 + accent),
					  (char)letter) != 0);
	is_num(wrong, 0, "which accents stand on which letters");
	for (size_t i = 0; i < sizeof garbled / sizeof *garbled; i++) {
		const char *s = garbled[i].text, *expected = garbled[i].expected;
		coop_buf_reset(&out);
		size_t mended = diacritics_repair(s, strlen(s), garbled[i].sure, &out);
		is_str(mended > 0 ? coop_buf_cstr(&out) : s,
			mended > 0 ? out.len : strlen(s), expected ? expected : s,
			"accents: %s", s);
		ok(mended > 0 || out.len == 0, "... nothing for nothing");
	}
	ok(diacritics_are_sure("le chãateau, la forãet, aprâes", 34),
		"a file that is sure");
	ok(!diacritics_are_sure("Páez, Sáenz, Báez, Cáez", 27), "names are not");
	coop_buf_release(&out);
}

/* ---- any bytes ---- */

/* All bytes, and no letter behind any accent: read to the end, in one piece after another. */
static void test_hostile(void)
{
	static const enum charset sets[] = {
		CHARSET_CP850, CHARSET_UTF7, CHARSET_ISO5426, CHARSET_MARC8};
	size_t count = sizeof sets / sizeof *sets;
	struct coop_buf file = {0}, got = {0};
#ifndef COOP_HAVE_YAZ
	count -= 2;
#endif
	for (size_t i = 0; i < 300000; i++)
		coop_buf_byte(&file, (char)(i % 256));
	for (size_t i = 0; i < 1 << 20; i++)
		coop_buf_byte(&file, '\xc2');
	need(!file.failed, "memory");
	write_whole(scratch_path(), file.s, file.len);
	for (size_t i = 0; i < count; i++) {
		struct source *s;
		coop_buf_reset(&got);
		need(source_open(scratch_path(), charset_name(sets[i]), &s, NULL) ==
				COOP_OK,
			"opening");
		is_num(source_read_all(s, SIZE_MAX, &got, NULL), COOP_OK,
			"any bytes in %s", charset_name(sets[i]));
		is_num(coop_utf8_valid(got.s, got.len), got.len, "... become UTF-8");
		source_close(s);
	}
	coop_buf_release(&file);
	coop_buf_release(&got);
}

#ifdef COOP_HAVE_YAZ
/* A text of MARC is the same wherever it is cut, and its lines stay. */
static void test_marc(void)
{
	static const char line[] = "L'\xc2"
				   "et\xc2"
				   "e fran\xd0"
				   "cais\t\xc3\r\n";
	static const char expected[] = "L'été français\t\ufffd\r\n";
	struct coop_buf file = {0}, text = {0}, got = {0};
	struct source *s;
	for (int i = 0; i < 70000; i++) {
		coop_buf_add(&file, line, sizeof line - 1);
		coop_buf_str(&text, expected);
	}
	write_whole(scratch_path(), coop_buf_cstr(&file), file.len);
	need(source_open(scratch_path(), "iso-5426", &s, NULL) == COOP_OK, "opening");
	need(source_read_all(s, SIZE_MAX, &got, NULL) == COOP_OK, "reading");
	ok(coop_bytes_equal(got.s, got.len, text.s, text.len), "a long text of MARC");
	is_num(source_replaced(s), 70000, "... an accent without a letter is replaced");
	source_close(s);
	coop_buf_release(&file);
	coop_buf_release(&text);
	coop_buf_release(&got);
}
#endif

static void test_all(const char *dir)
{
	scratch = dir;
	test_french();
	test_hostile();
#ifdef COOP_HAVE_YAZ
	test_marc();
#endif
}

int main(void)
{
	in_scratch(test_all);
	test_windows();
	test_doubts();
	test_headings();
	test_codepages();
	test_names();
	test_words();
	test_utf7();
	test_garbled();
	return done();
}
