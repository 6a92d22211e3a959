/*
 * t_any_table.c - any table, in whatever its cells are wrapped, in each character set and with each
 * delimiter, gives the records that it was written from.
 *
 * What cannot be told apart by anybody is not made:
 *  - A table of few rows has headings with accents. Of two rows with one "Œ" between them and headings
 *    without, nobody can tell which of several sets that is.
 *  - A cell has no letter that its set lacks: no "œ" in cp850.
 *  - Where quotes belong to the text and are not doubled, no cell holds the delimiter as well, and none is in
 *    quotes from end to end: "Rien" in quotes is the cell Rien.
 *  - A cell with an odd quote (5" 1/4) is written as RFC 4180 has it.
 */
#include <iconv.h>
#include <utf8proc.h>

#include "indexer/decode/marc.h"
#include "indexer/read/reader.h"
#include "indexer/read/reader_ops.h"
#include "shared/core/utf8.h"
#include "tests/unit/files.h"
#include "tests/unit/random.h"

/* ---- tables ---- */

enum {
	COLUMNS = 4,
	ROWS_LEAST = 3,
	ROWS_LEAST_PLAIN = 6,
	ROWS_MAX = 24,
	TRIES = 6 /* tables of each kind */
};

struct table {
	const char *cell[ROWS_MAX][COLUMNS]; /* the first row is the header */
	size_t rows;
	char years[ROWS_MAX][8];
};

static const char *const titles[] = {"Les bâtisseurs", "L'usine rouge", "La Scierie",
	"Le père & la mère", "A < B", "Je <3 Lip", "Pain, beurre et sel", "Sel; poivre",
	"Œuvrer « ensemble »", "Rouge | noir", "Les \"vieux\" métiers", "C++ = mieux",
	"Deux mots", "\"Solidaires\" et autres récits", "\"Coopérer\" \"produire\"",
	"L'école de la forêt", "À côté du fossé", "Être maître à bord", "Le garçon",
	"La fenêtre d'à côté", "'Rouge' ou 'noir'", "L'été, la grève", "Noël à l'hôpital",
	"Ça ira; après", "Disque 5\" 1/4", "Le métier de tisserand", "La révolte"};
static const char *const people[] = {"Renée Mañas", "Brun, Anne", "Éva Noir",
	"José Petit", "François Lemaître", "Zoé Gérard", "Anne d'Arc", "Luc Petit"};
static const char *const summaries[] = {"L'œuvre d'une coopérative & ses salariés.",
	"Cette usine, dite \"la Rouge\", ferme ; puis rien.", "x < y et y > z",
	"Le 1er mai, à 20 % du prix… – « non ».", "Rien",
	"Après la grève, les ouvrières reprennent l'atelier.",
	"Près de Besançon, une usine où naît une coopérative.",
	"Élèves et maîtres, à l'école Émile-Zola.",
	"Des années de fièvre | et de forêts.",
	"La mémoire d'une région ouvrière, mêlée à celle d'un théâtre.",
	"Un film sur les métiers : « être » ou « paraître »."};

/* ---- character sets ---- */

/* A set that a file is written in, with the mark that it begins with. */
static const struct set {
	const char *name, *mark;
	size_t mark_len;
} sets[] = {
	{"UTF-8", "", 0},
	{"UTF-8", "\xef\xbb\xbf", 3},
	{"CP850", "", 0},
	{"CP437", "", 0},
	{"MACINTOSH", "", 0},
	{"WINDOWS-1252", "", 0},
	{"UTF-16LE", "\xff\xfe", 2},
	{"UTF-16LE", "", 0},
	{"UTF-16BE", "", 0},
	{"ISO 5426", "", 0},
};
enum { SETS = sizeof sets / sizeof *sets };

static bool is_marc(const struct set *set)
{
	return strcmp(set->name, "ISO 5426") == 0;
}

/* Appends a text by iconv; false when the set lacks one of its characters. */
static bool add_by_iconv(
	struct coop_buf *out, const struct set *set, const char *s, size_t n)
{
	struct coop_buf copy = {0}; /* iconv() takes no constant text */
	iconv_t way = iconv_open(set->name, "UTF-8");
	coop_buf_add(&copy, s, n);
	char *in = copy.s;
	size_t room = n * 4 + 1;
	char *to = coop_buf_reserve(out, room);
	need((intptr_t)way != -1 && to && !copy.failed, set->name);
	bool all = iconv(way, &in, &n, &to, &room) == 0;
	if (all)
		out->len = (size_t)(to - out->s);
	iconv_close(way);
	coop_buf_release(&copy);
	return all;
}

/* The byte of ISO 5426 for a character of a decomposed text; 0 when it has none here. */
static unsigned char byte_of_marc(utf8proc_int32_t cp)
{
	static const struct {
		utf8proc_int32_t cp;
		unsigned char byte;
	} known[] = {{0x300, 0xc1}, {0x301, 0xc2}, {0x302, 0xc3}, {0x303, 0xc4},
		{0x308, 0xc8}, {0x327, 0xd0}, {0x152, 0xea}, {0x153, 0xfa}, {0xab, 0xab},
		{0xbb, 0xbb}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].cp == cp)
			return known[i].byte;
	return cp < 0x80 ? (unsigned char)cp : 0;
}

/* The same as ISO 5426, in which an accent stands before its letter. */
static bool add_marc(struct coop_buf *out, const char *s, size_t n)
{
	utf8proc_int32_t cp[2048];
	utf8proc_ssize_t len = utf8proc_decompose((const utf8proc_uint8_t *)s,
		(utf8proc_ssize_t)n, cp, sizeof cp / sizeof *cp, UTF8PROC_DECOMPOSE);
	need(len >= 0 && (size_t)len <= sizeof cp / sizeof *cp, s);
	for (utf8proc_ssize_t i = 0; i < len; i++) {
		bool accented = i + 1 < len && cp[i + 1] >= 0x300 && cp[i + 1] < 0x370;
		unsigned char byte = byte_of_marc(cp[i]);
		if (byte == 0)
			return false;
		if (accented)
			coop_buf_byte(out, (char)byte_of_marc(cp[i + 1]));
		coop_buf_byte(out, (char)byte);
		i += accented;
	}
	return true;
}

static bool add_in_set(
	struct coop_buf *out, const struct set *set, const char *s, size_t n)
{
	return is_marc(set) ? add_marc(out, s, n) : add_by_iconv(out, set, s, n);
}

/* Whether a set has all characters of a text. */
static bool has_all(const struct set *set, const char *s)
{
	struct coop_buf out = {0};
	bool all = add_in_set(&out, set, s, strlen(s));
	coop_buf_release(&out);
	return all;
}

/* ---- wrappings ---- */

/* Adds a cell between quotes, in which `mark` stands before quotes. */
static void add_quoted(struct coop_buf *out, const char *s, char quote, char mark)
{
	coop_buf_byte(out, quote);
	for (; *s; s++) {
		if (*s == quote)
			coop_buf_byte(out, mark);
		coop_buf_byte(out, *s);
	}
	coop_buf_byte(out, quote);
}

/* Adds a cell as RFC 4180 has it. */
static void add_plain(struct coop_buf *out, const char *s, char delimiter)
{
	if (strchr(s, delimiter) || strchr(s, '"'))
		add_quoted(out, s, '"', '"');
	else
		coop_buf_str(out, s);
}

/* Adds a cell whose quotes belong to the text, and are as they are in it. */
static void add_literal(struct coop_buf *out, const char *s, char delimiter)
{
	size_t quotes = 0, n = strlen(s);
	for (const char *at = s; *at; at++)
		quotes += *at == '"';
	if (quotes % 2 == 0 && !strchr(s, delimiter) &&
		!(quotes > 0 && *s == '"' && s[n - 1] == '"'))
		coop_buf_str(out, s);
	else
		add_plain(out, s, delimiter);
}

/* Adds a text with entities for all that is not ASCII and for the signs of HTML. */
static void add_entities(struct coop_buf *out, const char *s, const char *format)
{
	for (size_t n = strlen(s), i = 0; i < n;) {
		uint32_t cp;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		if (cp > 0x7f || strchr("&<>\"", (int)cp))
			coop_buf_printf(
				out, format[0] == 'x' ? "&#x%X;" : "&#%u;", (unsigned)cp);
		else
			coop_buf_byte(out, (char)cp);
		i += used;
	}
}

/* Adds a text as a paragraph of HTML. */
static void add_paragraph(struct coop_buf *out, const char *s)
{
	coop_buf_str(out, "<p class=\"x\"><b>");
	for (; *s; s++)
		if (*s == '&' || *s == '<')
			coop_buf_str(out, *s == '&' ? "&amp;" : "&lt;");
		else
			coop_buf_byte(out, *s);
	coop_buf_str(out, "</b><br/></p>\n");
}

enum how {
	CLEAN,
	LITERAL,
	ENTITIES,
	HEX_ENTITIES,
	BARE_ENTITIES,
	TAGS,
	FORMULAS,
	QUOTED_FORMULAS,
	APOSTROPHES,
	ESCAPED_APOSTROPHES,
	ESCAPED_QUOTES,
	LINES,
	WAYS
};

static const char *const names[] = {"nothing", "quotes of the text", "entities",
	"hexadecimal entities", "entities that no quotes protect", "tags", "=\"\"",
	"quoted =\"\"", "apostrophes", "apostrophes with \\'", "quotes with \\\"",
	"lines quoted once more"};

static void add_cell(struct coop_buf *out, const char *s, char delimiter, enum how how)
{
	struct coop_buf inner = {0};
	switch (how) {
	case LITERAL:
		add_literal(out, s, delimiter);
		break;
	case ENTITIES:
	case HEX_ENTITIES:
	case BARE_ENTITIES:
		add_entities(&inner, s, how == HEX_ENTITIES ? "x" : "u");
		/* the semicolons of entities are no delimiters */
		if (how == BARE_ENTITIES && !strchr(s, delimiter))
			coop_buf_str(out, coop_buf_cstr(&inner));
		else
			add_plain(out, coop_buf_cstr(&inner), delimiter);
		break;
	case TAGS:
		add_paragraph(&inner, s);
		add_quoted(out, inner.s, '"', '"');
		break;
	case FORMULAS:
		coop_buf_byte(out, '=');
		add_quoted(out, s, '"', '"');
		break;
	case QUOTED_FORMULAS:
		coop_buf_byte(&inner, '=');
		add_quoted(&inner, s, '"', '"');
		add_quoted(out, inner.s, '"', '"');
		break;
	case APOSTROPHES:
	case ESCAPED_APOSTROPHES:
		add_quoted(out, s, '\'', how == APOSTROPHES ? '\'' : '\\');
		break;
	case ESCAPED_QUOTES:
		add_quoted(out, s, '"', '\\');
		break;
	default:
		add_plain(out, s, delimiter);
	}
	coop_buf_release(&inner);
}

/* ---- writing ---- */

/* A text of a list that a set has all characters of. */
static const char *pick(
	const char *const *list, size_t n, const struct set *set, uint32_t *seed)
{
	for (;;) {
		const char *s = list[next_random(seed) % n];
		if (has_all(set, s))
			return s;
	}
}

#define PICK(list) pick(list, sizeof(list) / sizeof *(list), set, seed)

static void invent(struct table *t, const struct set *set, uint32_t *seed)
{
	static const char *const headers[][COLUMNS] = {
		{"Titre", "Réalisateur", "Année", "Résumé"},
		{"TITRE", "REALISATEUR", "ANNEE", "RESUME"}};
	t->rows = ROWS_LEAST + next_random(seed) % (ROWS_MAX - ROWS_LEAST);
	bool plain = t->rows >= ROWS_LEAST_PLAIN && next_random(seed) % 2 == 0;
	memcpy(t->cell[0], headers[plain], sizeof headers[plain]);
	for (size_t i = 1; i < t->rows; i++) {
		snprintf(t->years[i], sizeof t->years[i], "%u",
			1950 + next_random(seed) % 70);
		t->cell[i][0] = PICK(titles);
		t->cell[i][1] = PICK(people);
		t->cell[i][2] = t->years[i];
		t->cell[i][3] = PICK(summaries);
	}
}

/* Writes a table in UTF-8. */
static void write_table(
	const struct table *t, char delimiter, enum how how, struct coop_buf *out)
{
	struct coop_buf line = {0};
	coop_buf_reset(out);
	for (size_t i = 0; i < t->rows; i++) {
		coop_buf_reset(&line);
		for (size_t k = 0; k < COLUMNS; k++) {
			if (k > 0)
				coop_buf_byte(&line, delimiter);
			add_cell(&line, t->cell[i][k], delimiter, how);
		}
		if (how == LINES)
			add_quoted(out, line.s, '"', '"');
		else
			coop_buf_add(out, line.s, line.len);
		coop_buf_str(out, "\r\n");
	}
	coop_buf_release(&line);
}

/* Writes it as a file in a set. */
static void write_file(const char *path, const struct set *set,
	const struct coop_buf *text, struct coop_buf *bytes)
{
	coop_buf_reset(bytes);
	coop_buf_add(bytes, set->mark, set->mark_len);
	if (is_marc(set)) /* by lines, which are short */
		for (const char *s = text->s, *end = s + text->len, *next; s < end;
			s = next) {
			next = (const char *)memchr(s, '\n', (size_t)(end - s)) + 1;
			need(add_marc(bytes, s, (size_t)(next - s)), s);
		}
	else
		need(add_in_set(bytes, set, text->s, text->len), text->s);
	write_whole(path, bytes->s, bytes->len);
}

/* ---- reading ---- */

/* The values of the records of a table, as they should be. */
static void expect(const struct table *t, struct coop_buf *out)
{
	static const enum coop_field fields[] = {
		COOP_F_TITLE, COOP_F_DIRECTOR, COOP_F_YEAR, COOP_F_DESCRIPTION};
	coop_buf_reset(out);
	for (size_t i = 1; i < t->rows; i++)
		for (size_t k = 0; k < COLUMNS; k++)
			coop_buf_printf(out, "%d %s\n", (int)fields[k], t->cell[i][k]);
}

/* The values of all records but made ids. */
static void read_table(const char *path, struct coop_buf *out)
{
	struct report report = {.program = "test", .silent = true};
	struct reader_options options = {0};
	struct reader_input in = {.path = path, .stored = path, .file = path};
	struct reader *reader;
	struct coop_record record;
	bool more = true;
	coop_buf_reset(out);
	coop_record_init(&record);
	report_file(&report, path);
	need(reader_csv.open(&in, &options, &report, &reader, NULL) == COOP_OK, path);
	while (reader_next(reader, &record, &more, NULL) == COOP_OK && more)
		for (size_t i = 0; i < record.count; i++) {
			struct coop_value v = coop_record_at(&record, i);
			if (v.field != COOP_F_ID)
				coop_buf_printf(out, "%d %.*s\n", (int)v.field,
					(int)v.len, v.text);
		}
	reader_close(reader);
	report_file_end(&report, path);
	coop_record_release(&record);
}

/* Prints the first line in which two texts differ. */
static void show(const char *expected, const char *got)
{
	size_t at = 0, begin = 0;
	for (; expected[at] && expected[at] == got[at]; at++)
		if (expected[at] == '\n')
			begin = at + 1;
	printf("# expected: %.*s\n#      got: %.*s\n",
		(int)strcspn(expected + begin, "\n"), expected + begin,
		(int)strcspn(got + begin, "\n"), got + begin);
}

/* Some tables that are wrapped in one way, in one set, with one delimiter. */
static void test_kind(const char *path, const struct set *set, char delimiter,
	enum how how, uint32_t *seed)
{
	struct coop_buf text = {0}, bytes = {0}, expected = {0}, got = {0};
	size_t wrong = 0;
	for (int i = 0; i < TRIES; i++) {
		struct table t;
		invent(&t, set, seed);
		write_table(&t, delimiter, how, &text);
		write_file(path, set, &text, &bytes);
		expect(&t, &expected);
		read_table(path, &got);
		if (strcmp(coop_buf_cstr(&got), coop_buf_cstr(&expected)) != 0 &&
			wrong++ == 0)
			show(coop_buf_cstr(&expected), coop_buf_cstr(&got));
	}
	ok(wrong == 0, "%s, cells parted by '%c', %s%s", names[how], delimiter, set->name,
		set->mark_len > 0 ? " with its mark" : "");
	coop_buf_release(&text);
	coop_buf_release(&bytes);
	coop_buf_release(&expected);
	coop_buf_release(&got);
}

/* Whether a set can be read: that of MARC only where YAZ is there. */
static bool is_read(const struct set *set)
{
	struct marc *marc = NULL;
	bool there = !is_marc(set) || marc_open(CHARSET_ISO5426, &marc, NULL) == COOP_OK;
	marc_close(marc);
	return there;
}

static void test_tables(const char *dir)
{
	struct coop_buf path = {0};
	uint32_t seed = 18;
	coop_buf_printf(&path, "%s/t.csv", dir);
	for (size_t set = 0; set < SETS; set++)
		for (int how = CLEAN; is_read(&sets[set]) && how < WAYS; how++)
			for (const char *delimiter = ";,\t|"; *delimiter; delimiter++)
				test_kind(path.s, &sets[set], *delimiter, (enum how)how,
					&seed);
	coop_buf_release(&path);
}

int main(void)
{
	in_scratch(test_tables);
	return done();
}
