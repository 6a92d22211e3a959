/*
 * t_qparse.c - parsing queries: their trees, their warnings, and that a tree that is
 * printed and parsed again is the same.
 */
#include "query/syntax/print.h"
#include "query/syntax/range.h"
#include "tests/unit/queries.h"
#include "tests/unit/random.h"
#include "tests/unit/tables.h"

static void parse(struct qtree *tree, const char *s, size_t n)
{
	struct coop_error err = {0};
	need(qtree_parse(tree, s, n, &err) == COOP_OK, err.msg);
}

/* ---- printed and parsed again ---- */

static bool local; /* trees are printed in the user's language */

static bool is_stable(const char *s, size_t n)
{
	struct qtree tree, again;
	struct coop_buf a = {0}, b = {0}, printed = {0};
	parse(&tree, s, n);
	tree.local = local;
	qtree_print(&tree, &printed);
	qtree_print_nodes(&tree, &a);
	parse(&again, coop_buf_cstr(&printed), printed.len);
	qtree_print_nodes(&again, &b);
	bool same = a.len == b.len &&
		    memcmp(coop_buf_cstr(&a), coop_buf_cstr(&b), a.len) == 0;
	if (!same) {
		fputs("# query: ", stdout);
		tap_put(s, n);
		fputs("\n# printed: ", stdout);
		tap_put(coop_buf_cstr(&printed), printed.len);
		putchar('\n');
		tap_put(coop_buf_cstr(&a), a.len);
		putchar('\n');
		tap_put(coop_buf_cstr(&b), b.len);
		putchar('\n');
	}
	coop_buf_release(&a);
	coop_buf_release(&b);
	coop_buf_release(&printed);
	qtree_release(&tree);
	qtree_release(&again);
	return same;
}

/* ---- the table ---- */

/* Makes line ends and tabs of \n and \t. */
static void unescape(const char *s, struct coop_buf *out)
{
	for (; *s; s++)
		if (*s == '\\' && (s[1] == 'n' || s[1] == 't'))
			coop_buf_byte(out, *++s == 'n' ? '\n' : '\t');
		else
			coop_buf_byte(out, *s);
}

static size_t depth_of(const char *line)
{
	return strspn(line, " ") / 2;
}

/* Shows the tree as one line: a node with kids is in parentheses, words are without their name. */
static void show_tree(const struct qtree *tree, struct coop_buf *out)
{
	static const char words[] = "words ";
	struct coop_buf nodes = {0};
	size_t depth = 0;
	qtree_print_nodes(tree, &nodes);
	for (char *line = nodes.s, *end; line && *line; line = end + 1) {
		size_t own = depth_of(line);
		end = strchr(line, '\n');
		*end = '\0';
		if (end[-1] == ' ')
			end[-1] = '\0'; /* behind a distance */
		for (; depth > own; depth--)
			coop_buf_byte(out, ')');
		coop_buf_str(out, out->len > 0 ? " " : "");
		line += 2 * own;
		bool kids = depth_of(end + 1) > own;
		const char *name = strchr("+-", *line) ? line + 1 : line;
		coop_buf_str(out, kids ? "(" : "");
		coop_buf_add(out, line, (size_t)(name - line));
		bool leaf = strncmp(name, words, strlen(words)) == 0;
		coop_buf_str(out, leaf ? name + strlen(words) : name);
		depth += kids;
	}
	for (; depth > 0; depth--)
		coop_buf_byte(out, ')');
	coop_buf_release(&nodes);
}

/* Counts the prefixes of the table's queries that are not the same when parsed again. */
struct prefixes {
	size_t seen, unstable;
};

static void parse_row(void *context, const char *input, struct coop_buf *out)
{
	struct prefixes *prefixes = context;
	struct qtree tree;
	struct coop_buf query = {0};
	bool nodes = take_prefix(&input, "--tree");
	unescape(input, &query);
	parse(&tree, query.s, query.len);
	if (nodes)
		show_tree(&tree, out);
	else
		qtree_print(&tree, out);
	show_warnings(&tree.warnings, out);
	qtree_release(&tree);
	for (size_t n = 0; n <= query.len; n++, prefixes->seen++)
		prefixes->unstable += !is_stable(query.s, n);
	coop_buf_release(&query);
}

static void test_table(void)
{
	struct prefixes prefixes = {0};
	ok(check_table("tables/parse.tst", parse_row, &prefixes) >= 150,
		"the table was read");
	is_num(prefixes.unstable, 0, "all %zu prefixes of queries are stable",
		prefixes.seen);
}

/* ---- thrown together ---- */

/* A query of pieces of syntax, thrown together. */
static void throw_together(struct coop_buf *out, uint32_t *seed)
{
	bool capitals = next_random(seed) % 4 == 0;
	static const char *const pieces[] = {"a", "mot", "é", "ET", "OU", "SAUF", "AND",
		"OR", "NOT", "PRES/5", "PUIS/phrase", "NEAR", "ADJ/2", "(", ")", "(", ")",
		"\"", "\u201c", "~", "~2", "^", "^2", "^0.55", "*", "?", "+", "-", "=",
		"titre:", "annee:", "duree:", "tel:", "foo:", "1998", "..", "1h30", ">",
		"<=", "(e)", "(at)", "(0)", "33", "coop*", "mo?", ":", "'", "/", "\n",
		"\u00a0", "\xff", ".", "annees:", "genre:", "pays:"};
	enum { PIECES = sizeof pieces / sizeof *pieces };
	coop_buf_reset(out);
	for (uint32_t n = 1 + next_random(seed) % 14; n > 0; n--) {
		const char *piece = pieces[next_random(seed) % PIECES];
		coop_buf_str(out, !capitals       ? piece
				  : *piece == 'a' ? "A"
				  : *piece == 'm' ? "MOT"
				  : *piece == 'c' ? "COOP*"
						  : piece);
		if (next_random(seed) % 5 < 2)
			coop_buf_byte(out, ' ');
	}
}

static void test_stable(void)
{
	enum { ROUNDS = 100000 };
	struct coop_buf query = {0};
	uint32_t seed = 11;
	size_t wrong = 0, rounds = getenv("VALGRIND") ? ROUNDS / 50 : ROUNDS;
	for (size_t i = 0; i < rounds && wrong < 5; i++) {
		throw_together(&query, &seed);
		wrong += !is_stable(query.s, query.len);
	}
	is_num(wrong, 0, "%zu queries thrown together are stable", rounds);
	coop_buf_release(&query);
}

/* ---- hostile ones ---- */

static void repeat(struct coop_buf *out, const char *piece, size_t times)
{
	coop_buf_reset(out);
	for (size_t i = 0; i < times; i++)
		coop_buf_str(out, piece);
}

static void test_hostile(void)
{
	static const char *const pieces[] = {"(", ")", "\"", "+", "-(", "titre:(",
		"a OU ", "a* ", "\"a\" ", "ET ", "^3", "a PRES/5 ", "(a ",
		"titre:", "a^2", "foo:b ", "SAUF ", "+a ", "~", "\u201c", "(e)", "*"};
	struct coop_buf query = {0};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct qtree tree;
		repeat(&query, pieces[i], 100000);
		parse(&tree, query.s, query.len);
		ok(tree.count <= QNODES_MAX + QDEPTH_MAX + 3,
			"100,000 times %s: %zu nodes, %zu warnings", pieces[i],
			tree.count, tree.warnings.count);
		ok(tree.root > 0 || !strpbrk(pieces[i], "ab"), "... not all is ignored");
		qtree_release(&tree);
	}
	coop_buf_release(&query);
}

/* ---- for readers ---- */

static void explains(const char *query, const char *locale, const char *expected)
{
	struct qtree tree;
	struct coop_buf got = {0};
	setenv("LC_ALL", locale, 1);
	parse(&tree, query, strlen(query));
	qtree_explain(&tree, false, &got);
	is_str(coop_buf_cstr(&got), got.len, expected, "%s, explained", query);
	coop_buf_release(&got);
	qtree_release(&tree);
}

static void test_explained(void)
{
	explains("scop lyon", "C", "some of the words 'scop lyon'");
	explains("scop lyon", "fr", "l'un des mots « scop lyon »");
	explains("+scop lyon -paris", "fr",
		"« scop », de préférence avec « lyon », mais sans « paris »");
	explains("\"a b\"~2 ET annee:..1990", "fr",
		"l'expression « a b » avec jusqu'à 2 autres mots dedans et dans le champ "
		"année, au plus 1990");
	explains("scop annee:1980..", "C", "in the field year, at least 1980 and 'scop'");
	explains("annee:1980.. scop coop* -lyon", "fr",
		"dans le champ année, au moins 1980 et (« scop » ou un mot de la forme "
		"« coop* »), mais sans « lyon »");
	explains("le la annee:1980..", "C", "in the field year, at least 1980");
	explains("titre:a scop annee:1980..", "C",
		"in the field title, 'a' and in the field year, at least 1980, better "
		"with 'scop'");
	explains("genre:a genre:b", "fr",
		"dans le champ genre, « a » ou dans le champ genre, « b »");
	explains("a PUIS/phrase b OU prod:*", "C",
		"'a' followed by (in one sentence) 'b' or some producer");
	explains("SAUF mot~^2", "C",
		"everything but a word one slip from 'mot' (counting 2 times)");
}

static void warns(const char *query, const char *locale, const char *expected)
{
	struct qtree tree;
	struct coop_buf got = {0};
	setenv("LC_ALL", locale, 1);
	parse(&tree, query, strlen(query));
	need(tree.warnings.count > 0, "a warning");
	warning_print(&tree.warnings.at[0], &got);
	is_str(coop_buf_cstr(&got), got.len, expected, "%s, its warning", query);
	coop_buf_release(&got);
	qtree_release(&tree);
}

static void test_warnings(void)
{
	warns("scop ET", "C", "column 6: 'ET' lacks a word on one side: ignored");
	warns("scop ET", "fr",
		"colonne 6 : il manque un mot d'un côté de « ET » : ignoré");
	warns("CDD ET CDI OU STAGE", "C",
		"column 5: 'ET' is taken for a word, since the query is all capitals; "
		"for "
		"the operator, type the words in small letters");
	warns("PRES DE LYON", "fr",
		"colonne 1 : « PRES » est pris pour un mot, la requête étant tout en "
		"majuscules ; pour l'opérateur, tapez les mots en minuscules");
	warns("a (b", "C",
		"column 3: nothing closes the parenthesis (: closed at the end");
	warns("auteure:b", "fr",
		"colonne 1 : « auteure » n'est pas un champ : cherché comme un mot");
}

static void test_local_names(void)
{
	struct coop_buf scratch = {0};
	size_t french = 0;
	for (int f = 0; f < QFIELD_COUNT; f++) {
		const char *name = qfield_local_name((enum qfield)f),
			   *canonical = qfield_name((enum qfield)f);
		bool decade;
		if (f == COOP_F_OTHER)
			continue;
		ok(qfield_by_name(name, strlen(name), &decade, &scratch) ==
				qfield_by_name(
					canonical, strlen(canonical), &decade, &scratch),
			"'%s' is %s", name, canonical);
		french += strcmp(name, canonical) != 0;
	}
	ok(french >= 10, "most names are French");
	coop_buf_release(&scratch);
}

int main(void)
{
	test_table();
	test_stable();
	local = true;
	setenv("LC_ALL", "fr_FR.UTF-8", 1);
	test_stable();
	test_local_names();
	setenv("LC_ALL", "C", 1);
	local = false;
	test_hostile();
	test_explained();
	test_warnings();
	return done();
}
