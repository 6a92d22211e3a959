/*
 * t_marc.c - MARC: what is no part of a text, names and headings, roles, records whose numbers lie.
 */
#include "indexer/convert/iso2709.h"
#include "indexer/convert/marc_roles.h"
#include "indexer/convert/marc_table.h"
#include "indexer/convert/marc_value.h"
#include "indexer/decode/filetype_sniff.h"
#include "tests/unit/tap.h"

static struct coop_bytes bytes(const char *s)
{
	return (struct coop_bytes){s, strlen(s)};
}

static bool equal(struct coop_bytes a, const char *b)
{
	return coop_bytes_equal(a.s, a.len, b, strlen(b));
}

static void is_text(const struct coop_buf *got, const char *expected, const char *what,
	const char *of)
{
	is_str(coop_buf_cstr(got), got->len, expected, "%s '%s'", what, of);
}

static void test_punctuation(void)
{
	static const char *const list[][3] = {{"A title :", "A title", "A title"},
		{" / Anne Brun.", "Anne Brun.", "Anne Brun"},
		{"[1998]", "[1998]", "1998"}, {"[A] [B]", "[A] [B]", "[A] [B]"},
		{"Paris, ", "Paris", "Paris"}, {"etc.", "etc.", "etc."},
		{"Noir, P.", "Noir, P.", "Noir, P."},
		{"S.C.O.P.", "S.C.O.P.", "S.C.O.P."}, {"Fin...", "Fin...", "Fin..."},
		{" ; ", "", ""}, {"", "", ""}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct coop_bytes text = bytes(list[i][0]);
		ok(equal(marc_trimmed(text), list[i][1]), "'%s' trimmed", list[i][0]);
		ok(equal(marc_unbracketed(text), list[i][2]), "'%s' without brackets",
			list[i][0]);
	}
	ok(equal(marc_without_note(bytes("Les Films [prod.]")), "Les Films"), "a note");
}

static void test_titles(struct coop_buf *out)
{
	static const char *const list[][2] = {{"<Le >moulin", "Le moulin"},
		{"<Le>moulin", "Le moulin"}, {"<<L'>>usine", "L'usine"},
		{"<L\u2019>usine", "L\u2019usine"}, {"a < b", "a < b"},
		{"<un long signe ici>", "<un long signe ici>"}, {"<", "<"}, {"<>", ""}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		coop_buf_reset(out);
		marc_add_title(bytes(list[i][0]), out);
		is_text(out, list[i][1], "title", list[i][0]);
	}
}

/* Makes a record of one field: "700 1aBrun|bAnne". */
static void make(struct marc_record *r, const char *tag, const char *parts)
{
	marc_record_reset(r);
	marc_record_field(r, tag, MARC_TAG, ' ', ' ');
	while (*parts) {
		size_t n = strcspn(parts, "|");
		marc_record_part(r, *parts, parts + 1, n - 1);
		parts += n + (parts[n] == '|');
	}
}

static void test_names(struct marc_record *r, struct coop_buf *out)
{
	static const char *const list[][3] = {
		{"700", "aVarda|bAgn\u00e8s", "Agn\u00e8s Varda"},
		{"100", "aBrun, Anne,|edirector.", "Anne Brun"},
		{"700", "aAlembert|bJean d'", "Jean d'Alembert"},
		{"700", "aAlembert|bJean d\u2019", "Jean d\u2019Alembert"},
		{"700", "aMoli\u00e8re", "Moli\u00e8re"}, {"700", "bAnne", "Anne"},
		{"700", "", ""}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		make(r, list[i][0], list[i][1]);
		coop_buf_reset(out);
		marc_add_name(r, r->fields, true, out);
		is_text(out, list[i][2], "name", list[i][1]);
	}
	make(r, "710", "aFrance|bMinist\u00e8re du travail");
	coop_buf_reset(out);
	marc_add_name(r, r->fields, false, out);
	is_text(out, "France. Minist\u00e8re du travail", "a body", "");
}

static void test_subjects(struct marc_record *r, struct coop_buf *out)
{
	static const char *const list[][3] = {
		{"606", "aCoop\u00e9ratives|yFrance|z1990-|3027|2rameau",
			"Coop\u00e9ratives -- France -- 1990-"},
		{"600", "aGodin|bJean-Baptiste|f1817-1888|xBiographies",
			"Jean-Baptiste Godin -- Biographies"},
		{"650", "aCooperatives|zFrance|vDrama.",
			"Cooperatives -- France -- Drama"},
		{"620", "aFrance|bRh\u00f4ne|dLyon", "France -- Rh\u00f4ne -- Lyon"},
		{"601", "aFrance|bAssembl\u00e9e", "France. Assembl\u00e9e"}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		make(r, list[i][0], list[i][1]);
		coop_buf_reset(out);
		marc_add_subject(r, r->fields, out);
		is_text(out, list[i][2], "subject", list[i][1]);
	}
}

static void test_roles(struct marc_record *r)
{
	static const struct {
		const char *parts;
		enum marc_role role;
	} list[] = {{"aX|4300", ROLE_DIRECTOR}, {"aX|4070", ROLE_AUTHOR},
		{"aX|4drt", ROLE_DIRECTOR}, {"aX", ROLE_NONE}, {"aX|4999", ROLE_OTHER},
		{"aX|4http://id.loc.gov/vocabulary/relators/cmp", ROLE_MUSIC},
		{"aX|efilm director.", ROLE_DIRECTOR},
		{"aX|edirector of photography", ROLE_IMAGE},
		{"aX|e\u00e9diteur", ROLE_PUBLISHER},
		{"aX|e\u00e9diteur scientifique", ROLE_SCIENTIFIC},
		{"aX|4999|4690", ROLE_SCENARIO},
		{"aX|epersonne honor\u00e9e", ROLE_OTHER}};
	static const char *const said[][2] = {
		{"r\u00e9al. Agn\u00e8s Varda", "Agn\u00e8s Varda"},
		{"un film de Agn\u00e8s Varda", "Agn\u00e8s Varda"},
		{"Agn\u00e8s Varda, r\u00e9al.", "Agn\u00e8s Varda"},
		{"directed by Anne Brun.", "Anne Brun"}, {"[par] Anne Brun", "Anne Brun"},
		{"Anne Brun", "Anne Brun"}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		make(r, "700", list[i].parts);
		is_num(marc_role_of(r, r->fields), list[i].role, "role of '%s'",
			list[i].parts);
	}
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		struct coop_bytes name = bytes(said[i][0]);
		bool directs = marc_role_in_words(&name) == ROLE_DIRECTOR;
		ok(equal(name, said[i][1]) && directs == (i < 4), "statement '%s'",
			said[i][0]);
	}
}

static void test_rules(void)
{
	const struct marc_rule any = {.tag = "4[2345][0-35-9]"}, dots = {.tag = "9.."};
	ok(marc_rule_is_for(&any, "423") && marc_rule_is_for(&any, "459"), "a set");
	ok(!marc_rule_is_for(&any, "454") && !marc_rule_is_for(&any, "463"), "not in it");
	ok(marc_rule_is_for(&dots, "995") && !marc_rule_is_for(&dots, "895"), "dots");
	for (int format = 0; format < MARC_FORMATS; format++) {
		size_t wrong = 0;
		for (const struct marc_rule *r = marc_rules((enum marc_format)format);
			r->tag; r++)
			wrong += !r->codes ||
				 (r->field == COOP_F_OTHER) != (r->name != NULL);
		is_num(wrong, 0, "the rules of format %d are whole", format);
	}
}

/* A file is of MARC if a leader and a directory begin it; digits alone are none. */
static void test_sniffing(void)
{
	static const char record[] = "00320nam  2200109   450 001000700000010002200007";
	static const char digits[] = "001000700000010002200007001000700000010002200007";
	ok(filetype_is_iso2709(record, sizeof record - 1), "a record");
	ok(!filetype_is_iso2709(record, 30), "cut");
	ok(!filetype_is_iso2709(digits, sizeof digits - 1), "digits");
	ok(!filetype_is_iso2709("Un texte qui commence par 00320 et qui continue", 47),
		"a text");
}

/* Reads a record; returns the text of its field 200 $a, NULL when it is damaged. */
static const char *title_of(
	struct marc_charset *charset, struct marc_record *r, const char *raw, size_t n)
{
	static char title[64];
	struct coop_bytes whole = {raw, n};
	if (iso2709_read(whole, charset, r) == ISO2709_DAMAGED)
		return NULL;
	struct coop_bytes text = marc_record_text(r, "200", 'a');
	snprintf(title, sizeof title, "%.*s", (int)text.len, text.s);
	return title;
}

static void test_numbers(struct marc_record *r)
{
	struct marc_charset *charset;
	static const char good[] = "00065nam  2200049   450 001000200000200000700002\x1e"
				   "7\x1e"
				   "1 \x1f"
				   "aUn\x1e\x1d";
	char raw[sizeof good];
	need(freopen("/dev/null", "r", stdin) != NULL, "no input");
	need(marc_charset_open("utf-8", &charset) == CONVERSION_OK, "utf-8");
	const char *first = title_of(charset, r, good, sizeof good - 1);
	ok(first && strcmp(first, "Un") == 0, "a record");
	/* any byte of the numbers may lie: it is a title or a damaged record, never another field */
	for (size_t i = 0; i < 48; i++) {
		memcpy(raw, good, sizeof good);
		raw[i] = raw[i] == '9' ? '8' : '9';
		const char *title = title_of(charset, r, raw, sizeof good - 1);
		bool tag = (i >= 24 && i < 27) || (i >= 36 && i < 39);
		ok(tag || !title || strcmp(title, "Un") == 0, "byte %zu", i);
	}
	for (size_t n = 0; n < sizeof good - 3; n++)
		ok(!title_of(charset, r, good, n), "cut after %zu bytes", n);
	marc_charset_close(charset);
}

int main(void)
{
	struct marc_record r = {0};
	struct coop_buf out = {0};
	test_punctuation();
	test_titles(&out);
	test_names(&r, &out);
	test_subjects(&r, &out);
	test_roles(&r);
	test_rules();
	test_sniffing();
	test_numbers(&r);
	marc_record_release(&r);
	coop_buf_release(&out);
	return done();
}
