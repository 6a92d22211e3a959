/*
 * t_wrapped.c - what programs wrap cells in: any table gives the same records with and without it.
 */
#include "indexer/csv/markup.h"
#include "indexer/decode/entities.h"
#include "indexer/read/reader.h"
#include "indexer/read/reader_ops.h"
#include "shared/core/utf8.h"
#include "tests/unit/files.h"
#include "tests/unit/random.h"

/* ---- tables ---- */

enum { COLUMNS = 4, ROWS_MAX = 9 };

struct table {
	const char *cell[ROWS_MAX][COLUMNS]; /* the first row is the header */
	size_t rows;
	char years[ROWS_MAX][8];
};

static const char *const titles[] = {"Les bâtisseurs", "L'usine rouge", "La Scierie",
	"Le père & la mère", "A < B", "Je <3 Lip", "Pain, beurre et sel", "Sel; poivre",
	"Œuvrer « ensemble »", "Rouge | noir", "Les \"vieux\" métiers", "C++ = mieux",
	"Deux mots"};
static const char *const people[] = {
	"Renée Mañas", "Brun, Anne", "Éva Noir", "José Petit"};
static const char *const summaries[] = {"L'œuvre d'une coopérative & ses salariés.",
	"Cette usine, dite \"la Rouge\", ferme ; puis rien.", "x < y et y > z",
	"Le 1er mai, à 20 % du prix… – « non ».", "Rien"};

#define PICK(list, seed) (list)[next_random(seed) % (sizeof(list) / sizeof *(list))]

static void invent(struct table *t, uint32_t *seed)
{
	static const char *const header[] = {"Titre", "Réalisateur", "Année", "Résumé"};
	memcpy(t->cell[0], header, sizeof header);
	t->rows = 4 + next_random(seed) % (ROWS_MAX - 3);
	for (size_t i = 1; i < t->rows; i++) {
		snprintf(t->years[i], sizeof t->years[i], "%u",
			1950 + next_random(seed) % 70);
		t->cell[i][0] = PICK(titles, seed);
		t->cell[i][1] = PICK(people, seed);
		t->cell[i][2] = t->years[i];
		t->cell[i][3] = PICK(summaries, seed);
	}
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

static const char *const names[] = {"nothing", "entities", "hexadecimal entities",
	"entities that no quotes protect", "tags", "=\"\"", "quoted =\"\"", "apostrophes",
	"apostrophes with \\'", "quotes with \\\"", "lines quoted once more"};

static void add_cell(struct coop_buf *out, const char *s, char delimiter, enum how how)
{
	struct coop_buf inner = {0};
	switch (how) {
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

/* ---- reading ---- */

/* Appends the values of all records but made ids. */
static void read_table(
	const char *path, const struct coop_buf *text, struct coop_buf *out)
{
	struct report report = {.program = "test", .silent = true};
	struct reader_options options = {0};
	struct reader_input in = {.path = path, .stored = path, .file = path};
	struct reader *reader;
	struct coop_record record;
	bool more = true;
	write_whole(path, text->s, text->len);
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

static void test_tables(const char *dir)
{
	struct coop_buf path = {0}, text = {0}, clean = {0}, got = {0};
	uint32_t seed = 18;
	coop_buf_printf(&path, "%s/t.csv", dir);
	for (int how = CLEAN + 1; how < WAYS; how++)
		for (const char *delimiter = ";,\t|"; *delimiter; delimiter++) {
			size_t wrong = 0;
			for (int i = 0; i < 25; i++) {
				struct table t;
				invent(&t, &seed);
				write_table(&t, *delimiter, CLEAN, &text);
				read_table(path.s, &text, &clean);
				write_table(&t, *delimiter, (enum how)how, &text);
				read_table(path.s, &text, &got);
				bool same = clean.len > 0 && clean.len == got.len &&
					    memcmp(clean.s, got.s, got.len) == 0;
				if (!same && wrong++ == 0)
					printf("# %s\n# expected: %s\n# got: %s\n",
						text.s, clean.s, coop_buf_cstr(&got));
			}
			ok(wrong == 0, "%s, cells parted by '%c'", names[how],
				*delimiter);
		}
	coop_buf_release(&path);
	coop_buf_release(&text);
	coop_buf_release(&clean);
	coop_buf_release(&got);
}

/* ---- cells ---- */

static const struct {
	const char *cell, *text; /* NULL: it is left as it is */
} cells[] = {
	{"caf&eacute;", "café"},
	{"Ren&eacute Petit", "René Petit"},
	{"caf&eacutes", "cafés"},
	{"l&#146;ann&#233e &#xE9;", "l\u2019année é"},
	{"&amp;eacute;t&amp;eacute;", "été"},
	{"&lt;p&gt;Un&lt;/p&gt;&lt;p&gt;deux&lt;/p&gt;", "Un\ndeux"},
	{"R&D, AT&T, Dupont&fils", NULL},
	{"&notice &copyright &unknown;", NULL},
	{"http://x.fr/?a=1&copy=2&lt=3&reg", NULL},
	{"http://x.fr/?a=1&amp;b=2", "http://x.fr/?a=1&b=2"},
	{"&#0; &#xD800; &#99999999; &#; &;", NULL},
	{"a < b, <3, <titre>, <http://x.fr>, x <p et y> z", NULL},
	{"<p>Un <b>r\u00e9sum\u00e9</b> avec<br />des&nbsp;balises.</p>",
		"Un résumé avec des balises."},
	{"Anne Brun<br>Luc Petit", "Anne Brun\nLuc Petit"},
	{"<ul><li>un</li><li>deux</li></ul>", "un\ndeux"},
	{"<span>Anne</span><span>Brun</span>", "Anne Brun"},
	{"CAF&EACUTE; ET C&OELIG;UR &AMP; CIE", "CAFÉ ET CŒUR & CIE"},
	{"&laquoOui&raquo;, R&D et &CAE;", "«Oui», R&D et &CAE;"},
	{"XX<sup>e</sup> siècle", "XXe siècle"},
	{"<p>\u00ab&nbsp;Oui&nbsp;\u00bb</p>", "\u00ab\u00a0Oui\u00a0\u00bb"},
	{"un<!-- deux -->trois", "untrois"},
	{"un <!-- deux", NULL},
	{"<style>p { color: red }</style>Un", "Un"},
	{"<a href='x?a=\"1\">2'>lien</a>", "lien"},
	{"<p><br></p>", ""},
	{"", NULL},
};

static void test_cells(void)
{
	struct coop_buf out = {0}, scratch = {0};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		struct markup found;
		const char *cell = cells[i].cell;
		coop_buf_reset(&out);
		bool changed = markup_to_text(cell, strlen(cell), &out, &scratch, &found);
		if (cells[i].text)
			is_str(coop_buf_cstr(&out), out.len, cells[i].text, "%s", cell);
		else
			ok(!changed && out.len == 0, "nothing in: %s", cell);
	}
	coop_buf_release(&out);
	coop_buf_release(&scratch);
}

static void test_for_libxml2(void)
{
	static const char page[] = "&eacute;&#8217;&#x92;x?a&copy=1<b>Ren&eacute</b>";
	struct coop_buf out = {0};
	ok(entities_rewrite(page, sizeof page - 1, &out), "a page to be rewritten");
	is_str(out.s, out.len, "&#233;&#8217;&#8217;x?a&copy=1<b>Ren&#233;</b>",
		"... as browsers read it");
	coop_buf_reset(&out);
	ok(!entities_rewrite("R&D & th\u00e9", 9, &out) && out.len == 0,
		"a page that stays");
	coop_buf_release(&out);
}

int main(void)
{
	test_cells();
	test_for_libxml2();
	in_scratch(test_tables);
	return done();
}
