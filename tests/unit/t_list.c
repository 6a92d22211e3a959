/*
 * t_list.c - the single items of values that are lists, kinds of notices, and patterns of results.
 */
#include "query/output/list.h"

#include "query/output/bibliography.h"
#include "query/output/template.h"
#include "tests/unit/tap.h"

static struct coop_record record;

static void set(enum coop_field field, const char *text)
{
	coop_record_reset(&record, "a.csv", 1);
	coop_record_add(&record, field, text, strlen(text));
}

static void items_are(struct list list, const char *expected, const char *what)
{
	struct coop_buf got = {0};
	struct coop_bytes item;
	while (list_next(&list, &item))
		coop_buf_printf(&got, "[%.*s]", (int)item.len, item.s);
	is_str(coop_buf_cstr(&got), got.len, expected, "%s", what);
	coop_buf_release(&got);
}

static void test_lists(void)
{
	static const struct {
		enum coop_field field;
		const char *text, *expected;
	} rows[] = {
		{COOP_F_DIRECTOR, "Anne Dupr\u00e9", "[Anne Dupr\u00e9]"},
		{COOP_F_DIRECTOR, "Dupr\u00e9, Anne", "[Dupr\u00e9, Anne]"},
		{COOP_F_DIRECTOR, "Anne Dupr\u00e9, Louis Roux",
			"[Anne Dupr\u00e9][Louis Roux]"},
		{COOP_F_DIRECTOR, "Anne Dupr\u00e9, Jean Ba et Louis Roux",
			"[Anne Dupr\u00e9][Jean Ba][Louis Roux]"},
		{COOP_F_DIRECTOR, "Dupr\u00e9, Anne ; Roux, Louis",
			"[Dupr\u00e9, Anne][Roux, Louis]"},
		{COOP_F_DIRECTOR, "A. B. & C. D. and E. F.", "[A. B.][C. D.][E. F.]"},
		{COOP_F_DIRECTOR, "Jean-Marie Straub / Dani\u00e8le Huillet",
			"[Jean-Marie Straub][Dani\u00e8le Huillet]"},
		{COOP_F_DIRECTOR, "Annette and", "[Annette and]"},
		{COOP_F_KEYWORDS, "gr\u00e8ve, usine,, Lip ", "[gr\u00e8ve][usine][Lip]"},
		{COOP_F_KEYWORDS, "Lyon, Rh\u00f4ne; usine", "[Lyon, Rh\u00f4ne][usine]"},
		{COOP_F_KEYWORDS, "a|b\nc", "[a][b][c]"},
		{COOP_F_KEYWORDS, "arts et m\u00e9tiers", "[arts et m\u00e9tiers]"},
		{COOP_F_KEYWORDS, ";; ;", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		set(rows[i].field, rows[i].text);
		items_are(
			list_of(&record, rows[i].field), rows[i].expected, rows[i].text);
	}
	coop_record_add(&record, COOP_F_KEYWORDS, "une, autre", 10);
	items_are(list_of(&record, COOP_F_KEYWORDS), "[une][autre]", "two values");
	items_are(list_of(&record, COOP_F_DIRECTOR), "", "no value");
}

static void test_producers(void)
{
	set(COOP_F_PRODUCER, "Cap, services (11 rue Duphot ; Lyon)");
	items_are(list_of_producers(&record), "[Cap, services]", "before the address");
	set(COOP_F_PRODUCER, "Cap services ; SCOP M\u00e9diapro");
	items_are(list_of_producers(&record), "[Cap services][SCOP M\u00e9diapro]",
		"two in a line");
	coop_record_add(&record, COOP_F_COMPANY, "Cap", 3);
	items_are(list_of_producers(&record), "[Cap]", "what was found in the line");
}

static void genre_is(const char *text, enum genre expected)
{
	struct coop_buf scratch = {0};
	set(COOP_F_GENRE, text);
	ok(genre_of(&record, &scratch) == expected, "genre '%s'", text);
	coop_buf_release(&scratch);
}

static void year_is(const char *text, const char *expected)
{
	char year[5];
	set(COOP_F_YEAR, text);
	bibliography_year(&record, year);
	is_str(year, strlen(year), expected, "year '%s'", text);
}

static void test_bibliography(void)
{
	struct coop_buf scratch = {0};
	genre_is("Court m\u00e9trage documentaire", GENRE_FILM);
	genre_is("Livres", GENRE_BOOK);
	genre_is("Th\u00e8se de doctorat", GENRE_THESIS);
	genre_is("Article de presse", GENRE_ARTICLE);
	genre_is("Enregistrement sonore", GENRE_SOUND);
	genre_is("...", GENRE_FILM);
	set(COOP_F_MINUTES, "52");
	ok(genre_of(&record, &scratch) == GENRE_FILM, "a running time is a film's");
	set(COOP_F_TITLE, "Texte");
	ok(genre_of(&record, &scratch) == GENRE_OTHER, "a text without anything");
	coop_buf_release(&scratch);
	year_is("2001", "2001");
	year_is("vers 1970", "1970");
	year_is("12/03/1998", "1998");
	year_is("19..", "");
	year_is("ann\u00e9es 80", "");
}

/* How a pattern is taken apart: texts in brackets, columns by their keys with what stands for them. */
static void template_is(const char *pattern, const char *expected)
{
	struct template t = {0};
	struct coop_error err = {0};
	struct coop_buf got = {0};
	enum coop_status st = template_parse(pattern, &t, &err);
	for (size_t i = 0; !st && i < t.count; i++) {
		const struct template_part *p = &t.parts[i];
		coop_buf_printf(&got, "%s[%.*s]",
			p->is_text ? "" : column_key(&p->column), (int)p->len,
			coop_buf_cstr(&t.text) + p->text);
	}
	if (st)
		coop_buf_str(&got, "error");
	is_str(coop_buf_cstr(&got), got.len, expected, "pattern '%s'", pattern);
	coop_buf_release(&got);
	template_release(&t);
}

static void test_templates(void)
{
	template_is("", "");
	template_is("a%{titre}b%{ann\u00e9e|s.d.}", "[a]title[][b]year[s.d.]");
	template_is("100%%", "[100][%]");
	template_is("\\n\\t\\\\\\x\\", "[\n\t\\x\\]");
	template_is("%{url|\\}|}", "url[}|]");
	template_is("%{autre.cote interne|}", "other[]");
	template_is("%", "error");
	template_is("%{", "error");
	template_is("%{title", "error");
	template_is("%{title|", "error");
	template_is("%{title|\\}", "error");
	template_is("%{}", "error");
	template_is("%s", "error");
}

int main(void)
{
	coop_record_init(&record);
	test_lists();
	test_producers();
	test_bibliography();
	test_templates();
	coop_record_release(&record);
	return done();
}
