/*
 * t_asked.c - columns that are no field: their keys and terms, and queries that name them.
 */
#include "query/syntax/names.h"
#include "query/syntax/print.h"
#include "shared/index/layout.h"
#include "shared/index/own_column.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"
#include "tests/unit/work.h"

/* ---- keys ---- */

static void is_key(const char *name, const char *wanted)
{
	struct coop_own_key key;
	coop_own_key(name, strlen(name), &key);
	ok(key.len == strlen(wanted) && memcmp(key.s, wanted, key.len) == 0, "%s is %s",
		name, wanted);
}

static void test_keys(void)
{
	is_key("Cote", "cote");
	is_key("  C\u00d4TE : ", "cote");
	is_key("Co\u0302te", "cote");
	is_key("Num\u00e9ro d'inventaire", "numero_inventaire");
	is_key("num\u00e9ro_d\u2019inventaire", "numero_inventaire");
	is_key("NUMERO INVENTAIRE", "numero_inventaire");
	is_key("N\u00b0 d'inventaire", "n_inventaire");
	is_key("Date de l'acquisition", "date_acquisition");
	is_key("\u00c9diteur(s)", "editeur");
	is_key("Auteur(e)s", "auteur");
	is_key("Prix (euros)", "prix_euros");
	is_key("(Cote)", "cote");
	is_key("Lot D", "lot_d");
	is_key("Lot L", "lot_l");
	is_key("de la", "la");
	is_key("De", "de");
	is_key("200 $b", "200_b");
	is_key("dc:date", "dc_date");
	is_key("12", "12");
	is_key("\u20ac", "");
	is_key("", "");
	is_key("\u041a\u043d\u0438\u0433\u0430", "\u043a\u043d\u0438\u0433\u0430");
	is_key("Fonds ou collection d'origine de la pi\u00e8ce d\u00e9pos\u00e9e",
		"fonds_ou_collection_origine_piece");
	is_key("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
		"abcdefghijklmnopqrstuvwxyzabcdefghijklmn");
}

/* Any name has a key, and the key of a key is the same key. */
static void test_any_key(void)
{
	static const char *const parts[] = {"a", "D", "l'", "de ", "(s)", "(", ")", "_",
		"-", ":", "\u00e9", "\xff", "\u0301", "9", "  ", "inventaire", "\u00df",
		"\ufb01", "\n"};
	uint32_t seed = 7;
	bool bounded = true, stable = true;
	for (int i = 0; i < 20000; i++) {
		struct coop_buf name = {0};
		struct coop_own_key key, again;
		for (size_t n = next_random(&seed) % 14; n > 0; n--)
			coop_buf_str(&name, parts[next_random(&seed) %
						    (sizeof parts / sizeof *parts)]);
		coop_own_key(coop_buf_cstr(&name), name.len, &key);
		coop_buf_release(&name);
		coop_own_key(key.s, key.len, &again);
		bounded &= key.len <= COOP_OWN_KEY_MAX &&
			   !memchr(key.s, COOP_COLUMN_END, key.len);
		stable &= again.len == key.len && memcmp(again.s, key.s, key.len) == 0;
	}
	ok(bounded, "keys have room in a term, and none has the byte behind it");
	ok(stable, "the key of a key is the same key");
}

static void test_terms(void)
{
	char term[COOP_OWN_PREFIX_MAX];
	size_t len = coop_own_presence("cote", 4, term);
	is_str(term, len, "Fncote", "the term of a column");
	len = coop_own_word_prefix("cote", 4, term);
	is_str(term, len, "Focote:", "what its words begin with");
	is_num(coop_field_prefix("Focote:334", 10), len, "... and where the word begins");
	is_num(coop_field_prefix("FBo:x", 5), 2, "... as in a field");
	is_num(coop_field_prefix("F", 1), 1, "... and in no term");
}

/* ---- queries ---- */

static const char *const columns[] = {
	"cote", "numero_inventaire", "titre", "auteur", "12", "note_2", "\u0446"};
enum { COLUMNS = sizeof columns / sizeof *columns };

static bool has(void *data, const char *key, size_t len)
{
	*(size_t *)data += 1;
	for (size_t i = 0; i < COLUMNS; i++)
		if (strlen(columns[i]) == len && memcmp(columns[i], key, len) == 0)
			return true;
	return false;
}

static size_t list(void *data, size_t max, struct coop_buf *out)
{
	size_t *count = data;
	size_t n = *count < max ? *count : max;
	for (size_t i = 0; i < n; i++)
		coop_buf_add(out, columns[i % COLUMNS], strlen(columns[i % COLUMNS]) + 1);
	return n;
}

static size_t asked;
static const struct qnames names = {has, list, &asked};

static void parse(struct qtree *tree, const char *s, size_t n)
{
	struct coop_error err = {0};
	need(!qtree_parse_named(tree, s, n, NULL, 0, &names, &err), err.msg);
}

/* What a query prints again. */
static void prints(const char *query, const char *wanted)
{
	struct qtree tree;
	struct coop_buf printed = {0};
	parse(&tree, query, strlen(query));
	qtree_print(&tree, &printed);
	is_str(coop_buf_cstr(&printed), printed.len, wanted, "%s", query);
	coop_buf_release(&printed);
	qtree_release(&tree);
}

static void test_names(void)
{
	prints("cote:334", "cote:334");
	prints("C\u00f4te:334", "cote:334");
	prints("cote : 334", "cote:334");
	prints("cote\u00a0: \"DVD 3\"", "cote:\"DVD 3\"");
	prints("-cote:(a b)", "-cote:(a b)");
	prints("numero_d_inventaire:1", "numero_inventaire:1");
	prints("numero-inventaire:1", "numero_inventaire:1");
	prints("\"Num\u00e9ro d'inventaire\":1", "numero_inventaire:1");
	prints("\"num\u00e9ro d'inventaire\" : 1", "numero_inventaire:1");
	prints("\u201cnum\u00e9ro d'inventaire\u201d:1", "numero_inventaire:1");
	prints("note_2:x", "note_2:x");
	prints("\"12\":30", "\"12\":30");
	prints("\u0446:x", "\u0446:x");
	/* the names of a field are the field's, other names the column's */
	prints("titre:x", "title:x");
	prints("autre.titre:x", "other.titre:x");
	prints("other.titre:x", "other.titre:x");
	prints("auteur:x", "auteur:x");
	prints("realisateur:x", "director:x");
	/* the headings of fields likewise, whether they are fields here or not */
	prints("\"ann\u00e9e de production\":1980", "year:1980");
	prints("annee_production:1980", "year:1980");
	/* words */
	prints("12:30", "12:30");
	prints("Cote : 334", "Cote : 334");
	prints("Alien : le retour", "Alien : le retour");
	prints("\"Cote\" : 334", "\"Cote\" ; 334");
	prints("\"alien\":le retour", "\"alien\" ;le retour");
	prints("toto:3", "toto:3");
	prints("note_3:x", "note_3:x");
	prints("autre.toto:x", "autre.toto:x");
	prints("http://cote", "http://cote");
}

/* Without names there are none, and a query that names nothing asks for nothing. */
static void test_cost(void)
{
	struct qtree tree;
	struct coop_error err = {0};
	asked = 0;
	parse(&tree, "films des ann\u00e9es 80 \"en 16 mm\"", 32);
	is_num(asked, 0, "a query without a name asks for none");
	qtree_release(&tree);
	need(!qtree_parse(&tree, "cote:x", 6, &err), err.msg);
	ok(tree.nodes[tree.root].field == (enum qfield)COOP_F_ID,
		"without names, a mark is an id");
	qtree_release(&tree);
}

/* Printed and parsed again, a tree is the same tree. */
static bool is_stable(const char *s, size_t n)
{
	struct qtree tree, again;
	struct coop_buf printed = {0}, a = {0}, b = {0};
	parse(&tree, s, n);
	qtree_print(&tree, &printed);
	parse(&again, coop_buf_cstr(&printed), printed.len);
	qtree_print_nodes(&tree, &a);
	qtree_print_nodes(&again, &b);
	bool same = a.len == b.len &&
		    memcmp(coop_buf_cstr(&a), coop_buf_cstr(&b), a.len) == 0;
	if (!same) {
		fputs("# ", stdout);
		tap_put(s, n);
		putchar('\n');
	}
	coop_buf_release(&printed);
	coop_buf_release(&a);
	coop_buf_release(&b);
	qtree_release(&tree);
	qtree_release(&again);
	return same;
}

static void test_stable(void)
{
	static const char *const parts[] = {"cote", "cote:", "cote :", ":", " ", "\"",
		"\"numero d'inventaire\":", "titre:", "autre.titre:", "12", "(", ")", "-",
		"+", "x", "x~", "a*", "annee:1980..", "annee:1985", " OU ", " ET ",
		" SAUF ", " PRES ", "^2", "X:", "note_2 : "};
	uint32_t seed = 11;
	bool stable = true;
	for (int i = 0; i < 20000; i++) {
		struct coop_buf query = {0};
		for (size_t n = next_random(&seed) % 10; n > 0; n--)
			coop_buf_str(&query, parts[next_random(&seed) %
						     (sizeof parts / sizeof *parts)]);
		stable &= is_stable(coop_buf_cstr(&query), query.len);
		coop_buf_release(&query);
	}
	ok(stable, "a tree with columns is the same when it is printed and parsed again");
}

static void test_list(void)
{
	struct coop_buf out = {0};
	asked = 3;
	qnames_print(&names, &out);
	is_str(coop_buf_cstr(&out), out.len, ", cote, numero_inventaire, other.titre",
		"the names of columns");
	coop_buf_reset(&out);
	asked = 1000;
	qnames_print(&names, &out);
	ok(out.len < (size_t)QNAMES_SHOWN * 24 && strstr(coop_buf_cstr(&out), ", ..."),
		"... of which there may be many");
	coop_buf_reset(&out);
	qnames_print(NULL, &out);
	is_num(out.len, 0, "... or none");
	coop_buf_release(&out);
}

int main(void)
{
	test_keys();
	test_any_key();
	test_terms();
	test_names();
	test_cost();
	test_stable();
	test_list();
	return done();
}
