/*
 * t_whole_form.c - whole forms and inclusive endings: where they are, and their limits.
 * What the analysis makes of them is in tables/analysis.tst.
 */
#include "shared/text/whole_form.h"
#include "tests/unit/files.h"

/* Finds what begins at `at`, in a copy of its own size: sanitizers see a read behind. */
static void find(const char *text, size_t len, size_t at, struct coop_whole_form *out)
{
	char *copy = malloc(len + 1);
	need(copy != NULL, "memory");
	char *s = copy + 1; /* a read before the text is caught by valgrind only */
	memcpy(s, text, len);
	size_t end = at;
	while (end < len && ((s[end] >= '0' && s[end] <= '9') ||
				    ((s[end] | 0x20) >= 'a' && (s[end] | 0x20) <= 'z')))
		end++;
	coop_whole_form_find(s, len, at, end, out);
	free(copy);
}

/* Looks behind the '|' of a text; the whole form is expected to end at the second one. */
static void finds(const char *marked, enum coop_whole_form_kind kind, const char *form)
{
	char text[512];
	size_t len = 0, bars[2] = {0}, nbars = 0;
	struct coop_whole_form s;
	for (const char *c = marked; *c; c++) {
		if (*c == '|')
			bars[nbars++] = len;
		else
			text[len++] = *c;
	}
	find(text, len, bars[0], &s);
	if (!ok(s.kind == kind, "what is it: %s", marked))
		printf("# kind %d, '%.*s'\n", (int)s.kind, (int)s.len, s.s);
	if (kind == COOP_WHOLE_FORM_NONE || s.kind != kind)
		return;
	is_str(s.s, s.len, form, "... the whole form");
	ok(s.off == bars[0] && s.end == bars[1], "... and its place");
}

#define NONE  COOP_WHOLE_FORM_NONE
#define MAIL  COOP_WHOLE_FORM_MAIL
#define SITE  COOP_WHOLE_FORM_SITE
#define PHONE COOP_WHOLE_FORM_PHONE

static void test_addresses(void)
{
	finds("|cap@cap-services.coop|", MAIL, "cap@cap-services.coop");
	finds("|cap(@)cap-services.coop|.", MAIL, "cap@cap-services.coop");
	finds("\u00e0 |cap [at] cap-services.coop| !", MAIL, "cap@cap-services.coop");
	finds("|a.b-c_d+e@f.g.fr|, ", MAIL, "a.b-c_d+e@f.g.fr");
	finds("|Jean@Cap.Coop|", MAIL, "jean@cap.coop");
	finds("|cap@cap|", NONE, "");
	finds("|cap@cap.1a|", NONE, "");
	finds("|cap@|", NONE, "");
	finds("|cap(at)|", NONE, "");
	finds("|cap (at)cap.coop|", NONE, "");
	finds("http://|www.cooperer.coop|/film", SITE, "cooperer.coop");
	finds("|WWW.cooperer.coop|", SITE, "cooperer.coop");
	finds("|cap-services.coop|.", SITE, "cap-services.coop");
	finds("|www.inconnu.truc|", SITE, "inconnu.truc");
	finds("|inconnu.truc|", NONE, "");
	finds("|cap.coop2|", NONE, "");
	finds("|Lyon.La| formule", NONE, "");
	finds("x@|cap.coop|", NONE, "");
	finds("www.|cap.coop|", NONE, "");
	finds("|www.|", NONE, "");
	finds("|coop| lyon", NONE, "");
}

static void test_telephones(void)
{
	finds("|04 78 68 18 18|", PHONE, "0478681818");
	finds("|04.78.68.18.18|.", PHONE, "0478681818");
	finds("|0478681818|", PHONE, "0478681818");
	finds("+|33 (0)4 78 68 18 18|", PHONE, "0478681818");
	finds("+|33 4\u00a078\u202f68 18-18|", PHONE, "0478681818");
	finds("+|33478681818|", PHONE, "0478681818");
	finds("|0033 478681818|", PHONE, "0478681818");
	finds("33 |4 78 68 18 18|", NONE, "");
	finds("|04 78 68 18 1|", NONE, "");
	finds("|04 78 68 18 181|", NONE, "");
	finds("|04 78 68  18 18|", NONE, "");
	finds("|14 200|", NONE, "");
}

/* A NUL is no part of an address or a number: readers make a blank of it. */
static void test_nul(void)
{
	struct coop_whole_form s;
	find("a\0b@cap.coop", 12, 0, &s);
	ok(s.kind == NONE, "NUL in an address");
	find("a.b\0c@cap.coop", 14, 0, &s);
	ok(s.kind == NONE, "... behind a dot");
	find("04\00078\00068\00018\00018", 14, 0, &s);
	ok(s.kind == NONE, "NUL in a telephone number");
	find("cap\0", 4, 0, &s);
	ok(s.kind == NONE, "NUL behind a word");
}

/* "Everything looks a bounded number of bytes ahead", and the form has bounded room. */
static void test_limits(void)
{
	char text[400];
	struct coop_whole_form s;
	memset(text, 'a', sizeof text);
	memcpy(text + COOP_WHOLE_FORM_MAX - 6, "@b.coo", 6);
	find(text, COOP_WHOLE_FORM_MAX, 0, &s);
	ok(s.kind == MAIL && s.len == COOP_WHOLE_FORM_MAX && s.end == COOP_WHOLE_FORM_MAX,
		"the longest address");
	size_t wrong = 0;
	for (size_t host = 1; host < 200; host++) {
		memset(text, 'a', sizeof text);
		text[1] = '@';
		text[1 + host] = '.';
		memcpy(text + 200, ".fr", 3);
		find(text, 203, 0, &s);
		wrong += s.kind != NONE &&
			 (s.len > COOP_WHOLE_FORM_MAX ||
				 s.end - s.off > COOP_WHOLE_FORM_MAX || s.end > 203);
	}
	is_num(wrong, 0, "longer ones stay within their bounds");
	memset(text, '.', sizeof text);
	text[0] = 'a';
	find(text, sizeof text, 0, &s);
	ok(s.kind == NONE, "nothing but dots");
}

/* Every truncation of every text: no crash, no form that reaches behind the text. */
static void test_truncated(void)
{
	static const char *const texts[] = {"cap [at] cap-services.coop",
		"www.cooperer.coop", "04\u202f78\u00a068 18 18", "+33 (0)4 78 68 18 18",
		"0033 478681818"};
	size_t wrong = 0;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t at = *texts[i] == '+';
		for (size_t n = at + 1; n <= strlen(texts[i]); n++) {
			struct coop_whole_form s;
			find(texts[i], n, at, &s);
			wrong += s.kind != NONE &&
				 (s.off != at || s.end > n || s.len == 0);
		}
	}
	is_num(wrong, 0, "truncated forms stay in the text");
}

/* The inclusive endings behind the '|' end at the second one, or there are none. */
static void ends_at(const char *marked)
{
	char *text = malloc(strlen(marked) + 1);
	size_t len = 0, bars[2] = {0}, nbars = 0;
	need(text != NULL, "memory");
	for (const char *c = marked; *c; c++) {
		if (*c == '|')
			bars[nbars++] = len;
		else
			text[len++] = *c;
	}
	char *copy = malloc(len > 0 ? len : 1);
	need(copy != NULL, "memory");
	memcpy(copy, text, len);
	is_num(coop_inclusive_end(copy, len, bars[0]), nbars == 2 ? bars[1] : bars[0],
		"inclusive: %s", marked);
	free(copy);
	free(text);
}

static void test_inclusive(void)
{
	static const char *const yes[] = {"salari\u00e9|\u00b7e\u00b7s|",
		"salari\u00e9|\u2022e\u2022s| ", "salari\u00e9|\u2027e\u2027s|.",
		"salari\u00e9|\u22c5e\u22c5s|,", "adh\u00e9rent|(e)s|",
		"adh\u00e9rent|(e)|", "acteur|.rice.s|", "directeur|/trice|",
		"directeurs|/trices|", "travailleur|-euse|", "salari\u00e9|-e-s|",
		"ouvrier|\u00b7\u00e8re\u00b7s|", "citoyen|\u00b7ne\u00b7s|",
		"permanent|\u00b7te|", "p\u00e9cheur|\u00b7eresse|",
		"professionnel|\u00b7le\u00b7s|", "cr\u00e9atif|\u00b7ve\u00b7s|",
		"nombreux|\u00b7ses|", "b\u00e9n\u00e9f|\u00b7fe|", "film|(s)|",
		"salari\u00e9|\u00b7e|\u2019s", "salari\u00e9|\u00b7e|\u00bb",
		"salari\u00e9|\u00b7e|\u201d", "salari\u00e9|\u00b7e|\u2014",
		"salari\u00e9|\u00b7e|\u201c", "SALARI\u00c9|\u00b7E\u00b7S|",
		"ACTEUR|\u00b7RICE\u00b7S|", "boulanger|\u00b7ere|",
		"boulanger|\u00b7e\u0300re|"};
	static const char *const no[] = {"donne|-le", "peut|-elle", "fin|.Le", "fin|.s",
		"et|/ou", "km|/s", "un|/une", "salari\u00e9|\u00b7essaimage",
		"salari\u00e9|(es", "salari\u00e9|(e)tte", "salari\u00e9|\u00b7",
		"salari\u00e9|", "salari\u00e9|-", "salari\u00e9|(", "salari\u00e9|()",
		"mot|\u00b7\u00e9t\u00e9", "mot| (e)", "mot|\u00b7e2", "mot|.\ne"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		ends_at(yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		ends_at(no[i]);
}

int main(void)
{
	test_addresses();
	test_telephones();
	test_nul();
	test_limits();
	test_truncated();
	test_inclusive();
	return done();
}
