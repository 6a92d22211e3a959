/*
 * t_dialect.c - sniffing the dialect of CSV files.
 */
#include "indexer/csv/dialect.h"
#include "indexer/read/reader.h"
#include "tests/unit/files.h"
#include "tests/unit/work.h"

#define TEN(row) row row row row row row row row row row

/* A sample, and what must be found: delimiter, quote, header, lines above, columns. */
static const struct {
	const char *name, *text;
	char delimiter, quote;
	bool header;
	size_t skip, columns;
} list[] = {
	{"commas", "id,titre\n1,Les Lip\n", ',', '"', true, 0, 2},
	{"semicolons", "id;titre\n1;Les Lip\n", ';', '"', true, 0, 2},
	{"tabs", "id\ttitre\n1\tLes Lip\n", '\t', '"', true, 0, 2},
	{"bars", "id|titre\n1|Les Lip\n", '|', '"', true, 0, 2},
	{"commas in the texts", "Nom;Propos\n" TEN("Lip;Besan\u00e7on, la gr\u00e8ve\n"),
		';', '"', true, 0, 2},
	{"a comma in each text, headings unknown",
		"alpha;beta;gamma\n" TEN("un;deux, trois;12\n"), ';', '"', true, 0, 3},
	{"apostrophes around some cells only, with commas in them",
		"1,'L''usine, rouge','Anne',1998\n2,'Pain','Eva, Luc',2001\n"
		"3,'L''\u00e9t\u00e9','d''Eva',2003\n",
		',', '\'', false, 0, 4},
	{"elisions beside delimiters",
		"Titre;Auteur\nl'usine;d'Anne\nl'\u00e9t\u00e9;d'Eva\n'tis;x'\n", ';',
		'"', true, 0, 2},
	{"decimal commas", "alpha;beta;gamma\n" TEN("1,5;2,5;3,5\n"), ';', '"', true, 0,
		3},
	{"delimiters in quotes only", "a,b\n" TEN("\"x;y;z\",\"u;v;w\"\n"), ',', '"',
		true, 0, 2},
	{"line ends in quotes", "id,titre\n" TEN("1,\"un\n;;;\n;;;\n;;;\"\n"), ',', '"',
		true, 0, 2},
	{"more known headings than cells", "id;titre,sous-titre\nk1;Deux, points\n", ';',
		'"', true, 0, 2},
	{"sep=", "sep=;\nid;titre\n1;a,b\n", ';', '"', true, 1, 2},
	{"sep= in quotes, CR LF", "\"sep=|\"\r\nid|titre\r\n1|a,b\r\n", '|', '"', true, 1,
		2},
	{"sep= that is a text", "sep=arateur;titre\n1;a\n", ';', '"', true, 0, 2},
	{"titles above",
		"Liste des films;;\nF\u00e9vrier 2024;;\n\nid;titre;ann\u00e9e\n"
		"1;Lip;2007\n2;Tisser;2004\n",
		';', '"', true, 3, 3},
	{"titles above unknown headings", "Liste\n\nalpha;beta;gamma\n" TEN("x;y;1\n"),
		';', '"', true, 2, 3},
	{"titles and sep=", "sep=,\nFilms,,\nid,titre,ann\u00e9e\n1,Lip,2007\n", ',', '"',
		true, 2, 3},
	{"a title above of several lines in quotes",
		"\"Films\nde la base\";;\nid;titre;ann\u00e9e\n1;Lip;2007\n", ';', '"',
		true, 2, 3},
	{"no header", "1;Les Lip;2007\n2;Tisser ensemble;2004\n3;Tous au Larzac;2011\n",
		';', '"', false, 0, 3},
	{"no header, one row", "12;Les Lip;2007\n", ';', '"', false, 0, 3},
	{"no header, a word that names a field",
		"Texte;Lyon;1999\nImage;Paris;2001\nTexte;Lille;2003\n", ';', '"', false,
		0, 3},
	{"no header behind a title", "Liste des films\n" TEN("a1;Les Lip;2007\n"), ';',
		'"', false, 1, 3},
	{"headings of which none is known", "alpha;beta\nx;y\nz;t\n", ';', '"', true, 0,
		2},
	{"headings that are years, and known ones",
		"Titre;R\u00e9alisateur;2001\nLip;Rouaud;3\n", ';', '"', true, 0, 3},
	{"one column", "titre\nLes Lip\nTisser\n", ',', '"', true, 0, 1},
	{"one column, commas in it", "titre\nLip, Besan\u00e7on\nLarzac, Millau\n", ';',
		'"', true, 0, 1},
	{"apostrophes as quotes", "id;titre\n'1';'Lip; la gr\u00e8ve'\n'2';'Tisser'\n",
		';', '\'', true, 0, 2},
	{"apostrophes as apostrophes", "id;titre\n1;'Lip' d'hier\n2;L'usine\n", ';', '"',
		true, 0, 2},
	{"a quote that is never closed",
		"id,titre\n" TEN("1,Lip\n") "2,\"Tisser\n" TEN("3,x\n"), ',', '"', true,
		0, 2},
	{"empty cells behind the last column", "id,titre,,,\n1,Lip,,,\n", ',', '"', true,
		0, 5},
	{"nothing", "", ',', '"', true, 0, 1},
	{"blank lines", "\n\n \n", ',', '"', true, 0, 1},
};

static void guess(const char *s, size_t n, const struct dialect_given *given,
	struct dialect *d, struct profile *p)
{
	struct dialect_sample sample = {s, n, CHARSET_UTF8};
	need(dialect_guess(&sample, given, d, p, NULL) == COOP_OK, "memory");
}

static void test_samples(void)
{
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct dialect d;
		struct profile p;
		struct coop_buf got = {0}, expected = {0};
		guess(list[i].text, strlen(list[i].text), &(struct dialect_given){0}, &d,
			&p);
		coop_buf_printf(&got, "%c %c %d %zu %zu", d.delimiter, d.quote, d.header,
			d.skip, d.columns);
		coop_buf_printf(&expected, "%c %c %d %zu %zu", list[i].delimiter,
			list[i].quote, list[i].header, list[i].skip, list[i].columns);
		is_str(got.s, got.len, expected.s, "%s", list[i].name);
		profile_release(&p);
		coop_buf_release(&got);
		coop_buf_release(&expected);
	}
}

static void test_given(void)
{
	static const char text[] = "id;titre,sous-titre\nk1;Deux, points\n";
	struct dialect d;
	struct profile p;
	guess(text, sizeof text - 1, &(struct dialect_given){.delimiter = ','}, &d, &p);
	ok(d.delimiter == ',' && d.confidence == 100, "a delimiter that is given");
	is_num(d.ncandidates, 1, "... no other is tried");
	profile_release(&p);
	guess(text, sizeof text - 1, &(struct dialect_given){.no_header = true}, &d, &p);
	ok(!d.header && p.rows == 2, "no header, if that is given");
	profile_release(&p);
}

static void test_evidence(void)
{
	static const char text[] =
		"cote;intrigue;sortie;dur\u00e9e;prix;site\n"
		"film-1;Une gr\u00e8ve \u00e0 Besan\u00e7on;2007;1 h "
		"58;12,5;http://a.example\n"
		"film-2;Des tisserandes;2004;52 min;8,0;http://b.example\n"
		"film-13;Des paysans, un plateau;2011;118;9,99;\n";
	static const enum cell_kind kinds[] = {
		CELL_CODE, CELL_TEXT, CELL_YEAR, CELL_MINUTES, CELL_DECIMAL, CELL_URL};
	struct dialect d;
	struct profile p;
	guess(text, sizeof text - 1, &(struct dialect_given){0}, &d, &p);
	ok(d.decimal_comma, "decimal commas");
	ok(d.confidence >= 70 && d.confidence < 100, "confidence: %u", d.confidence);
	is_num(d.ncandidates, 4, "all delimiters were tried");
	ok(d.candidates[0].delimiter == ';' &&
			d.candidates[0].score > d.candidates[1].score,
		"the one taken stands first: %u", d.candidates[0].score);
	is_num(d.candidates[0].agreeing, 4, "... its rows of one width");
	is_num(d.candidates[0].typed, 5, "... its columns of one kind");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		is_num(profile_kind(&p, i), kinds[i], "the kind of column %zu", i + 1);
	ok(profile_fits(&p, 0, "film-99", 7) && !profile_fits(&p, 0, "99-film", 7) &&
			profile_fits(&p, 2, "", 0) && !profile_fits(&p, 2, "Lyon", 4) &&
			profile_fits(&p, 1, "2007", 4) && profile_fits(&p, 99, "x", 1),
		"what fits into a column");
	profile_release(&p);
}

/* The work of looking at so many bytes, or more, of a piece repeated. */
static uint64_t work_of(const char *piece, size_t n)
{
	struct coop_buf text = {0};
	struct dialect d;
	struct profile p;
	while (text.len < n)
		coop_buf_str(&text, piece);
	uint64_t begun = work_done();
	guess(text.s, text.len, &(struct dialect_given){0}, &d, &p);
	uint64_t took = work_done() - begun;
	profile_release(&p);
	coop_buf_release(&text);
	return took;
}

/* Whatever a sample of the largest size holds, a byte takes some hundreds of steps at most. */
static void test_work(void)
{
	static const char *const pieces[] = {"a;b,c|d\te\n", "\"", "\"a", ";", ",\n",
		"'a',", "a\"b;", "12,5;1999;http://a.example;film-12\n", "\n", " ",
		"titre;"};
	enum { MOST = 600, RATIO = 6 };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		uint64_t quarter = work_of(pieces[i], DIALECT_SAMPLE / 4),
			 whole = work_of(pieces[i], DIALECT_SAMPLE);
		ok(whole < (uint64_t)MOST * DIALECT_SAMPLE && whole < RATIO * quarter,
			"256 KiB of '%s': %llu steps, of a quarter %llu", pieces[i],
			(unsigned long long)whole, (unsigned long long)quarter);
	}
}

/* The work of opening a file that holds a table. */
static uint64_t work_of_opening(const char *path)
{
	struct report report = {.program = "t_dialect", .silent = true};
	struct coop_error err = {0};
	struct reader *reader;
	uint64_t begun = work_done();
	need(!reader_open(&(struct reader_file){path, path}, &(struct reader_options){0},
		     &report, &reader, &err),
		err.msg);
	uint64_t took = work_done() - begun;
	reader_close(reader);
	return took;
}

/* What recognises a table under the name of a text sniffs it, and the reader does not again. */
static void test_once(const char *dir)
{
	struct coop_buf text = {0}, path[2] = {{0}, {0}};
	static const char *const names[] = {"table.csv", "table.txt"};
	uint64_t took[2];
	coop_buf_str(&text, "id,titre,ann\u00e9e\n");
	while (text.len < DIALECT_SAMPLE)
		coop_buf_str(&text, "film-12,Les Lip,1999\n");
	for (int i = 0; i < 2; i++) {
		coop_buf_printf(&path[i], "%s/%s", dir, names[i]);
		write_whole(path[i].s, text.s, text.len);
		took[i] = work_of_opening(path[i].s);
		coop_buf_release(&path[i]);
	}
	ok(took[1] < took[0] + took[0] / 4,
		"a table is sniffed once: %llu steps, as a text %llu",
		(unsigned long long)took[0], (unsigned long long)took[1]);
	coop_buf_release(&text);
}

int main(void)
{
	test_samples();
	test_given();
	test_evidence();
	test_work();
	in_scratch(test_once);
	return done();
}
