/*
 * t_qparse.c - queries as trees: what each means, what of it is ignored, and that a tree
 * printed and parsed again is the same tree.
 */
#include "query/syntax/print.h"
#include "query/syntax/range.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

static void parse(struct qtree *tree, const char *s, size_t n)
{
	struct coop_error err = {0};
	need(qtree_parse(tree, s, n, &err) == COOP_OK, err.msg);
}

/* A query, what it is printed as, and the kinds of what is noted: '-' for nothing. */
static const struct {
	const char *query, *printed;
	size_t notes;
} cases[] = {
	/* words are words, with all that stands in them */
	{"scop lyon", "scop lyon", 0},
	{"  scop\tlyon\n", "scop lyon", 0},
	{"l'économie (sociale) et solidaire", "l'économie sociale et solidaire", 0},
	{"salarié(e)s et directeur(trice)", "salarié(e)s et directeur(trice)", 0},
	{"cap (at) cap.coop", "cap (at) cap.coop", 0},
	{"+33 (0)4 78 68 18 18", "+33 (0)4 78 68 18 18", 0},
	{"Qui a fondé Lip ?", "Qui a fondé Lip ?", 0},
	{"Qui a fondé Lip?", "Qui a fondé Lip?", 0},
	{"http://www.cooperer.coop/", "http://www.cooperer.coop/", 0},
	{"12:30 - 14:00", "12:30 - 14:00", 0},
	{"pomme de terre et eau", "pomme de terre et eau", 0},
	{"=élevé film", "=élevé film", 0},
	{"Titre : la suite", "Titre : la suite", 0},
	{"", "", 0},
	/* operators */
	{"scop ET lyon", "scop AND lyon", 0},
	{"scop OU cae ET lyon", "scop OR cae AND lyon", 0},
	{"(scop OU cae) ET lyon", "(scop OR cae) AND lyon", 0},
	{"scop SAUF lyon", "scop AND NOT lyon", 0},
	{"scop ET SAUF lyon", "scop AND NOT lyon", 0},
	{"scop AND NOT lyon", "scop AND NOT lyon", 0},
	{"SAUF lyon", "NOT lyon", 0},
	{"film d'usine ET lyon", "film d'usine AND lyon", 0},
	{"scop OU SAUF lyon", "scop OR NOT lyon", 0},
	{"a OU (b OU c)", "a OR (b OR c)", 0},
	{"((((scop))))", "scop", 0},
	{"+scop -lyon film", "+scop -lyon film", 0},
	{"+(a b) -(c OU d)", "+(a b) -(c OR d)", 0},
	{"(+a) b", "(+a) b", 0},
	{"a -titre:b", "a -title:b", 0},
	/* places */
	{"\"scop de lyon\"", "\"scop de lyon\"", 0},
	{"\u201cscop de lyon\u201d~5 film", "\"scop de lyon\"~5 film", 0},
	{"scop PRES/5 lyon", "scop NEAR/5 lyon", 0},
	{"scop PRÈS lyon", "scop NEAR/10 lyon", 0},
	{"scop PUIS/3 lyon NEAR/2 film", "scop ADJ/3 lyon NEAR/2 film", 0},
	{"a scop PRES/phrase lyon b", "a scop NEAR/sentence lyon b", 0},
	{"scop ADJ/paragraphe (lyon OU paris)", "scop ADJ/paragraph (lyon OR paris)", 0},
	{"scop NEAR/0 lyon", "scop NEAR/1 lyon", 0},
	/* patterns */
	{"coop* *logie co*tive f?lm ?oop", "coop* *logie co*tive f?lm ?oop", 0},
	{"mot~ mot~2 mot~9", "mot~1 mot~2 mot~2", 0},
	{"*", "*", 0},
	{"scop^3 lyon^0.5 (a b)^2", "scop^3 lyon^0.5 (a b)^2", 0},
	{"((a^2))^3 \"b\"^0", "a^6 \"b\"^0.01", 0},
	/* fields */
	{"titre:scop", "title:scop", 0},
	{"Réal:\"Jean Rouch\" annee:1998..2005",
		"director:\"Jean Rouch\" year:1998..2005", 0},
	{"titre:(scop OU cae*)", "title:(scop OR cae*)", 0},
	{"titre:ET", "title:ET", 0},
	{"annee:..1990", "year:..1990", 0},
	{"annee:1998-2005 OU annees:80", "year:1998..2005 OR year:1980..1989", 0},
	{"+duree:>52 +duree:<=1h30 +duree:52min",
		"+minutes:53.. +minutes:..90 +minutes:52", 0},
	/* values of one field side by side */
	{"genre:a genre:b", "genre:a OR genre:b", 0},
	{"x genre:a y genre:b z", "x (genre:a OR genre:b) y z", 0},
	{"genre:a pays:b genre:c pays:d", "(genre:a OR genre:c) (country:b OR country:d)",
		0},
	{"genre:a genre:(b c)", "genre:a OR genre:(b c)", 0},
	{"genre:a ET genre:b", "genre:a AND genre:b", 0},
	{"+genre:a +genre:b", "+genre:a +genre:b", 0},
	{"+genre:a genre:b", "+genre:a genre:b", 0},
	{"genre:a -genre:b", "genre:a -genre:b", 0},
	{"genre:a genre:*", "genre:a genre:*", 0},
	{"(genre:a OU genre:b) genre:c", "genre:a OR genre:b OR genre:c", 0},
	{"(genre:a)^2 genre:b^3", "(genre:a)^2 OR genre:b^3", 0},
	{"id:a id:b dept:69 dept:75", "(id:a OR id:b) (department:69 OR department:75)",
		0},
	/* but not of a field that has several, or of text */
	{"titre:a titre:b", "title:a title:b", 0},
	{"sujet:a sujet:b tel:04 tel:06", "keywords:a keywords:b phone:04 phone:06", 0},
	/* ranges: closed ones are alternatives, open ones limits */
	{"annees:80 annees:10", "year:1980..1989 OR year:2010..2019", 0},
	{"annee:1998 annee:2001", "year:1998 OR year:2001", 0},
	{"annee:1980.. annee:..1990", "year:1980..1990", 0},
	{"duree:<60 duree:>20", "minutes:21..59", 0},
	{"annee:1980.. annee:1985..", "year:1985..", 0},
	{"annee:..1960 annee:1990..", "year:..1960 OR year:1990..", 0},
	{"annee:1980.. annee:1975..1985 annee:2001", "year:1980..1985 OR year:2001", 0},
	{"annee:1960..1969 annee:1980..", "year:1960..1969 OR year:1980..", 0},
	{"annee:avril annee:1980.. annee:mai", "(year:avril OR year:mai) year:1980..", 0},
	{"annee:ET annee:1980 annee:PRES/5", "year:ET OR year:1980 OR year:PRES/5", 0},
	{"prod:* -tel:* dept:69 ville:Lyon",
		"producers:* -phone:* department:69 place:Lyon", 0},
	{"annee:avril", "year:avril", 0},
	{"annee:2005..1998", "year:1998..2005", 0},
	{"duree:(+0 PUIS/2 10)", "minutes:(+(0 ADJ/2 10))", 1},
	{"duree:(+0 +5 -0)", "minutes:(+( 0) +(5) -( 0))", 0},
	/* the code of a country is a number where there are some */
	{"annee:(+33 4)", "year:(33 4)", 0},
	{"annee:(avril PRES/5 +33. 4)", "year:(avril NEAR/5 33 4)", 1},
	{"avril PRES/5 +33 4", "avril NEAR/5 33 4", 0},
	{"titre:(real:rouch scop)", "title:(director:rouch scop)", 0},
	/* in capitals alone, operators are words, but NOT and a distance that is given */
	{"CDD ET PERIODE D'ESSAI", "CDD ET PERIODE D'ESSAI", 1},
	{"PRES DE LYON", "PRES DE LYON", 1},
	{"MINE D'OR OU D'ARGENT", "MINE D'OR OU D'ARGENT", 1},
	{"SCOP AND SCIC OR CAE NEAR LYON", "SCOP AND SCIC OR CAE NEAR LYON", 1},
	{"LAVER PUIS RINCER", "LAVER PUIS RINCER", 1},
	{"SCOP ET SCIC 2001", "SCOP ET SCIC 2001", 1},
	{"ÉTUDE ET ŒUVRE", "ÉTUDE ET ŒUVRE", 1},
	{"Nº 5 ET 6", "Nº 5 ET 6", 1},
	{"QU'EST-CE QU'UN PAYS-BAS ET UN R&D ?", "QU'EST-CE QU'UN PAYS-BAS ET UN R&D ?",
		1},
	{"SALARIÉ(E)S ET CDI - 35 H.", "SALARIÉ(E)S ET CDI - 35 H.", 1},
	{"ET", "", 1},
	{"ET ET SAUF", "", 3},
	{"ET 1", "ET 1", 1},
	{"CAE SAUF SCOP", "CAE NOT SCOP", 0},
	{"CAE NOT SCOP", "CAE NOT SCOP", 0},
	{"CAE ET SCIC SAUF SCOP OU SARL", "CAE ET SCIC NOT SCOP OU SARL", 1},
	{"SAUF SCOP SAUF CAE", "NOT SCOP NOT CAE", 0},
	{"SCOP PRES/5 LYON", "SCOP NEAR/5 LYON", 0},
	{"SCOP PUIS/5 LYON ET PARIS", "SCOP ADJ/5 LYON ET PARIS", 1},
	/* with anything else they are operators */
	{"SCOP ET Lyon", "SCOP AND Lyon", 0},
	{"SCOP ET œUVRE", "SCOP AND œUVRE", 0},
	{"SCOP ET é", "SCOP AND é", 0},
	{"(SCOP ET SCIC) OU CAE", "(SCOP AND SCIC OR CAE)", 0},
	{"(SCOP) ET SCIC SAUF LYON", "(SCOP AND SCIC AND NOT LYON)", 0},
	{"SCOP ET \"LYON\"", "SCOP AND \"LYON\"", 0},
	{"SCOP ET -LYON", "SCOP AND -LYON", 0},
	{"SCOP ET +LYON", "SCOP AND +LYON", 0},
	{"SCOP ET =LYON", "SCOP AND =LYON", 0},
	{"SCOP ET LYON~", "SCOP AND LYON~1", 0},
	{"SCOP ET COOP*", "SCOP AND COOP*", 0},
	{"SCOP ET LY?N", "SCOP AND LY?N", 0},
	{"SCOP ET LYON^2", "SCOP AND LYON^2", 0},
	{"SCOP ET TITRE:LYON", "SCOP AND title:LYON", 0},
	{"SCOP PRES LYON*", "SCOP NEAR/10 LYON*", 0},
	/* what cannot be obeyed */
	{"scop ET", "scop", 1},
	{"ET scop", "scop", 1},
	{"scop ET ET lyon", "scop AND lyon", 1},
	{"scop OU OU lyon", "scop OR lyon", 1},
	{"scop SAUF", "scop", 1},
	{"SAUF SAUF scop", "NOT scop", 1},
	{"\"scop lyon", "scop lyon", 1},
	{"(scop lyon", "scop lyon", 1},
	{"scop) lyon", "scop lyon", 1},
	{"() scop", "scop", 1},
	{"foo:bar", "foo:bar", 1},
	{"scop PRES/5", "scop", 1},
	{"PRES/5 scop", "scop", 1},
	{"scop PRES/5 (a ET b)", "scop NEAR/5 (a AND b)", 1},
	{"titre:() scop", "scop", 2},
	{"scop PRES/x lyon", "scop PRES/x lyon", 0},
	{"a ( ( b ET ) c", "a b c", 2},
};

static void test_cases(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct qtree tree;
		struct coop_buf got = {0};
		parse(&tree, cases[i].query, strlen(cases[i].query));
		qtree_print(&tree, &got);
		is_str(coop_buf_cstr(&got), got.len, cases[i].printed, "query: %s",
			cases[i].query);
		is_num(tree.warnings.count, cases[i].notes, "... so much of it noted");
		coop_buf_release(&got);
		qtree_release(&tree);
	}
}

/* ---- printed and parsed again ---- */

static bool is_stable(const char *s, size_t n)
{
	struct qtree tree, again;
	struct coop_buf a = {0}, b = {0}, printed = {0};
	parse(&tree, s, n);
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

/* Every prefix of each query of the table; each with what could go on behind it. */
static void test_prefixes(void)
{
	size_t wrong = 0;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t n = 0; n <= strlen(cases[i].query); n++)
			wrong += !is_stable(cases[i].query, n);
	is_num(wrong, 0, "every prefix of every query is stable");
}

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
			"100,000 times %s: %zu nodes, %zu notes", pieces[i], tree.count,
			tree.warnings.count);
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

static void notes(const char *query, const char *locale, const char *expected)
{
	struct qtree tree;
	struct coop_buf got = {0};
	setenv("LC_ALL", locale, 1);
	parse(&tree, query, strlen(query));
	need(tree.warnings.count > 0, "a note");
	warning_print(&tree.warnings.at[0], &got);
	is_str(coop_buf_cstr(&got), got.len, expected, "%s, noted", query);
	coop_buf_release(&got);
	qtree_release(&tree);
}

static void test_noted(void)
{
	notes("scop ET", "C", "column 6: 'ET' lacks a word on one side: ignored");
	notes("scop ET", "fr",
		"colonne 6 : il manque un mot d'un côté de « ET » : ignoré");
	notes("CDD ET CDI OU STAGE", "C",
		"column 5: 'ET' is taken for a word, since the query is all capitals; "
		"for "
		"the operator, type the words in small letters");
	notes("PRES DE LYON", "fr",
		"colonne 1 : « PRES » est pris pour un mot, la requête étant tout en "
		"majuscules ; pour l'opérateur, tapez les mots en minuscules");
	notes("a (b", "C",
		"column 3: nothing closes the parenthesis (: closed at the end");
	notes("auteure:b", "fr",
		"colonne 1 : « auteure » n'est pas un champ : cherché comme un mot");
}

int main(void)
{
	test_cases();
	test_prefixes();
	test_stable();
	test_hostile();
	test_explained();
	test_noted();
	return done();
}
