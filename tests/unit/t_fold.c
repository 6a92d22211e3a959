/*
 * t_fold.c - classes and folded forms of characters; labels.
 */
#include "shared/core/utf8.h"
#include "shared/text/fold.h"
#include "tests/unit/tap.h"

static void label(const char *s, const char *expected)
{
	struct coop_buf b = {0};
	coop_fold_label(s, strlen(s), &b);
	is_str(coop_buf_cstr(&b), b.len, expected, "label: %s", s);
	coop_buf_release(&b);
}

static void test_labels(void)
{
	label("  Dur\u00e9e (min) ", "duree min");
	label("DUREE   min", "duree min");
	label("Mots-cl\u00e9s", "mots cles");
	label("R\u00e9al.", "real");
	label("N\u00b0", "n");
	label("Re\u0301al\u00adisa\u200bteur", "realisateur");
	label("Ann\u00e9e\u00a0de\u202fproduction :", "annee de production");
	label("Lieu d\u2019\u00e9dition", "lieu d edition");
	label("\u0152uvre n\u00ba\u00a02", "oeuvre no 2");
	label("a\tb\nc", "a b c");
	label("caf\xe9 noir", "caf noir");
	label("", "");
	label(" .:\u2019- ", "");
	struct coop_buf b = {0};
	coop_buf_str(&b, "x");
	coop_fold_label(" A\0B ", 5, &b);
	is_str(b.s, b.len, "xa b", "a label is appended; a NUL separates");
	coop_buf_release(&b);
}

static void class_of(const char *s, enum coop_class class, const char *folded)
{
	struct coop_folded f;
	coop_fold_char(s, strlen(s), &f);
	is_num(f.class, class, "class of %s", s);
	is_num(f.used, strlen(s), "bytes of %s", s);
	is_str(f.s, f.len, folded, "folded form of %s", s);
}

static void test_classes(void)
{
	static const char *const apostrophes[] = {"'", "`", "\u00b4", "\u02bc", "\u2018",
		"\u2019", "\u201b", "\u2032", "\uff07"};
	for (size_t i = 0; i < sizeof apostrophes / sizeof *apostrophes; i++)
		class_of(apostrophes[i], COOP_CLASS_APOSTROPHE, "");
	static const char *const hyphens[] = {"-", "\u2010", "\u2011", "\uff0d"};
	for (size_t i = 0; i < sizeof hyphens / sizeof *hyphens; i++)
		class_of(hyphens[i], COOP_CLASS_HYPHEN, "");
	static const char *const stops[] = {".", "!", "?"};
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
		class_of(stops[i], COOP_CLASS_STOP, "");
	static const char *const pauses[] = {";", ":", "\u2026"};
	for (size_t i = 0; i < sizeof pauses / sizeof *pauses; i++)
		class_of(pauses[i], COOP_CLASS_PAUSE, "");
	static const char *const gone[] = {
		"\u0301", "\u00ad", "\u200b", "\u200d", "\u200e", "\u202e", "\ufeff"};
	for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
		class_of(gone[i], COOP_CLASS_IGNORE, "");
	static const char *const spaces[] = {" ", "\t", ",", "\u00a0", "\u202f", "\u2013",
		"\u00ab", "\u20ac", "\u00d7", "\u00bd"};
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		class_of(spaces[i], COOP_CLASS_SPACE, "");
	class_of("\n", COOP_CLASS_NEWLINE, "");
	class_of("\u2029", COOP_CLASS_NEWLINE, "");
	class_of("7", COOP_CLASS_DIGIT, "7");
	class_of("Z", COOP_CLASS_WORD, "z");
	class_of("\u00c9", COOP_CLASS_WORD, "e");
	class_of("\u0153", COOP_CLASS_WORD, "oe");
	class_of("\u1e9e", COOP_CLASS_WORD, "ss");
	class_of("\ufb03", COOP_CLASS_WORD, "ffi");
	class_of("\u03a3", COOP_CLASS_WORD, "\u03c3");
}

static void test_upper(void)
{
	static const struct {
		const char *s;
		bool upper;
	} list[] = {{"A", true}, {"a", false}, {"1", false}, {"\u00c9", true},
		{"\u00e9", false}, {"\u0152", true}, {"\u0153", false}, {"\u00df", false},
		{"\u0178", true}, {"\u0139", true}, {"\u013a", false}, {"\u0416", true},
		{"\u0436", false}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct coop_folded f;
		coop_fold_char(list[i].s, strlen(list[i].s), &f);
		ok(f.upper == list[i].upper, "%s is %s", list[i].s,
			list[i].upper ? "upper case" : "not upper case");
	}
}

/* Folding is done once on documents and once on queries: it must not go on folding. */
static void test_all_characters(void)
{
	size_t odd = 0, again = 0;
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		if (cp == 0xd800)
			cp = 0xe000;
		char s[COOP_UTF8_MAX];
		struct coop_folded f, g;
		size_t n = coop_utf8_encode(cp, s);
		coop_fold_char(s, n, &f);
		bool word = f.class == COOP_CLASS_WORD || f.class == COOP_CLASS_DIGIT;
		odd += f.used != n || (f.len > 0) != word ||
		       coop_utf8_valid(f.s, f.len) != f.len || f.len > COOP_FOLD_MAX;
		for (size_t i = 0; i < f.len; i += g.used) {
			coop_fold_char(f.s + i, f.len - i, &g);
			again += g.len != g.used || memcmp(g.s, f.s + i, g.len) != 0;
		}
	}
	is_num(odd, 0, "every character is read whole; words alone have a folded form");
	is_num(again, 0, "what is folded stays as it is");
}

int main(void)
{
	test_labels();
	test_classes();
	test_upper();
	test_all_characters();
	return done();
}
