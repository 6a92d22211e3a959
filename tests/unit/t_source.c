/*
 * t_source.c - files in every character set, read as UTF-8 and as records.
 */
#include <iconv.h>
#include <stdint.h>

#include "indexer/decode/source.h"
#include "indexer/read/reader.h"
#include "indexer/report/problems.h"
#include "tests/unit/files.h"
#include "tests/unit/random.h"

static const char *scratch;

/* The path of a scratch file, for which there is one name at a time. */
static const char *scratch_path(const char *name)
{
	static struct coop_buf path;
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s/%s", scratch, name);
	need(!path.failed, "memory");
	return path.s;
}

/* A text of UTF-8 in another set; false where that has not all of its characters. */
static bool encode(enum charset set, const char *s, size_t n, struct coop_buf *out)
{
	*out = (struct coop_buf){0};
	iconv_t cd = iconv_open(charset_name(set), "UTF-8");
	need((intptr_t)cd != -1, charset_name(set));
	char *in = (char *)s, *to = coop_buf_reserve(out, n * 4 + 1);
	size_t room = n * 4;
	need(to != NULL, "memory");
	bool all = iconv(cd, &in, &n, &to, &room) == 0 && n == 0;
	iconv(cd, NULL, NULL, &to, &room);
	out->len = (size_t)(to - out->s);
	iconv_close(cd);
	return all;
}

static enum coop_status read_source(
	const char *path, enum charset *set, struct coop_buf *out, size_t *replaced)
{
	struct coop_error err = {0};
	struct source *s;
	size_t got = 1, n;
	uint32_t seed = 5;
	enum coop_status st = source_open(path, charset_name(*set), &s, &err);
	if (st)
		return st;
	*set = source_charset(s);
	need(source_sample(s, &n) != NULL, "a sample");
	coop_buf_reset(out);
	while (!st && got > 0) {
		size_t want = 1 + next_random(&seed) % 5000;
		char *to = coop_buf_reserve(out, want);
		need(to != NULL, "memory");
		st = source_read(s, to, want, &got, &err);
		out->len += got;
	}
	*replaced = source_replaced(s);
	source_close(s);
	return st;
}

/* Characters of one to four bytes of UTF-8, so that some are cut wherever a piece ends. */
static void add_text(struct coop_buf *b, size_t bytes, bool wide)
{
	static const char *const parts[] = {"coopérative ", "l'œuvre", "été\r\n", "à ",
		"scop", "\u20ac", "\U0001f39e", "\u4e2d"};
	uint32_t seed = 6;
	while (b->len < bytes)
		coop_buf_str(b, parts[next_random(&seed) % (wide ? 8 : 6)]);
	need(!b->failed, "memory");
}

static void test_large(void)
{
	static const enum charset sets[] = {CHARSET_UTF8, CHARSET_WINDOWS_1252,
		CHARSET_LATIN9, CHARSET_MACINTOSH, CHARSET_UTF16LE, CHARSET_UTF16BE,
		CHARSET_UTF32LE, CHARSET_UTF32BE};
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		struct coop_buf text = {0}, back = {0}, file;
		enum charset set = CHARSET_AUTO;
		size_t replaced;
		bool unicode = sets[i] == CHARSET_UTF8 || sets[i] >= CHARSET_UTF16LE;
		add_text(&text, 1500000, unicode);
		need(encode(sets[i], text.s, text.len, &file), "conversion");
		write_whole(scratch_path("large.txt"), file.s, file.len);
		need(read_source(scratch_path("large.txt"), &set, &back, &replaced) ==
				COOP_OK,
			"reading");
		is_str(charset_name(set), strlen(charset_name(set)),
			charset_name(sets[i]), "found out");
		is_num(replaced, 0, "... nothing was replaced");
		if (set == CHARSET_WINDOWS_1252)
			ok(back.len == file.len && memcmp(back.s, file.s, file.len) == 0,
				"... read as it stands");
		else
			ok(back.len == text.len && memcmp(back.s, text.s, text.len) == 0,
				"... read as UTF-8");
		coop_buf_release(&text);
		coop_buf_release(&back);
		coop_buf_release(&file);
	}
}

static void reads(const char *bytes, size_t n, enum charset set, const char *expected,
	size_t bad, const char *what)
{
	struct coop_buf back = {0};
	size_t replaced = 0;
	write_whole(scratch_path("small.txt"), bytes, n);
	need(read_source(scratch_path("small.txt"), &set, &back, &replaced) == COOP_OK,
		"reading");
	is_str(coop_buf_cstr(&back), back.len, expected, "%s", what);
	is_num(replaced, bad, "... replaced");
	coop_buf_release(&back);
}

static void test_damaged(void)
{
	reads("", 0, CHARSET_UTF16LE, "", 0, "nothing");
	reads("a\0b", 3, CHARSET_UTF16LE, "a\ufffd", 1, "half a character at the end");
	reads("a\0\x00\xd8z\0", 6, CHARSET_UTF16LE, "a\ufffdz", 1,
		"a surrogate without another");
	reads("\0\0\0a\x7f\0\0\0\0\0\0b", 12, CHARSET_UTF32BE, "a\ufffdb", 1,
		"beyond Unicode");
	reads("\xff\xfe\xe9\0t\0\xe9\0", 8, CHARSET_AUTO, "\u00e9t\u00e9", 0,
		"a byte order mark tells");
	reads("\xef\xbb\xbf\xe9", 4, CHARSET_WINDOWS_1252, "\xe9", 0,
		"a mark of UTF-8 is dropped before any text");
	reads("\x8e", 1, CHARSET_MACINTOSH, "\u00e9", 0, "a set that is given");
	enum charset set = CHARSET_AUTO;
	struct coop_buf back = {0};
	size_t replaced;
	is_num(read_source(scratch_path("no.txt"), &set, &back, &replaced), COOP_E_INPUT,
		"a file that is not there");
	is_num(read_source(scratch, &set, &back, &replaced), COOP_E_INPUT, "a folder");
}

/* ---- any export of a table gives the same records ---- */

enum { ROWS = 6, COLUMNS = 5, TABLES = 4 };
static const char *const tables[TABLES][ROWS][COLUMNS] = {
	{{"id", "titre", "réalisateur", "résumé", "lieu du tournage"},
		{"1", "La belle œuvre", "Zoé Lefèvre",
			"Une coopérative, à Lyon ; puis | rien", "Lyon"},
		{"2", "« Été » coopératif", "François Noël",
			"Deux\nlignes\n\net \"guillemets\"", ""},
		{"3", "L'été\tà la chaîne", "Aïcha Bœuf", "", "Saint-Étienne"},
		{"4", "Élan; vœux", "Père Noël", "prix : 5 €, \"cité\"", "Nîmes"}},
	/* cells of several lines that look like rows */
	{{"titre", "résumé", "année", "id", "notes"},
		{"Forêt", "a,b,c,d,e\na;b;c;d;e\na\tb\tc\td\te\na|b|c|d|e", "1999", "f-1",
			"été"},
		{"Été", "\"\"\n\"", "2001", "f-2", "à côté"},
		{"Noël", "un\n\n\n\n\ndeux", "2003", "f-13", ""}},
	/* quotes everywhere, and every delimiter in every cell */
	{{"id", "titre, ou ; ou | ou \t", "\"lieu\"", "genre", "œuvre"},
		{"a,1", "\"é\"", "\"", "\"\"", "à,b;c|d\te"},
		{"a,2", "l'\"été\",\"là\"", "à;\"b\"", "\",\"", "\";\""},
		{"a,3", "|\"é\"|", "x\t\"à\"\ty", "x", "\"\n\""}},
	/* headings that are not known, and cells that are empty */
	{{"alpha", "bêta", "gamma", "delta", "epsilon"}, {"", "", "", "", "é"},
		{"é", "", "", "", ""}, {"à", "", "c", "", "e"},
		{"12,5", "1999", "x", "http://a.example", ""}, {"", "12", "", "b", ""}}};

/* How an export is written. */
struct dialect {
	enum charset set;
	char delimiter;
	const char *line_end;
	bool bom;
};

static void add_cell(struct coop_buf *b, const char *s, const struct dialect *d)
{
	bool quoted = strpbrk(s, "\"\n") || strchr(s, d->delimiter);
	if (quoted)
		coop_buf_byte(b, '"');
	for (; *s; s++) {
		if (*s == '"')
			coop_buf_byte(b, '"');
		if (*s == '\n')
			coop_buf_str(b, d->line_end);
		else
			coop_buf_byte(b, *s);
	}
	if (quoted)
		coop_buf_byte(b, '"');
}

static size_t count_rows(size_t t)
{
	size_t rows = 0;
	while (rows < ROWS && tables[t][rows][0])
		rows++;
	return rows;
}

/* False where the set has not all of its characters. */
static bool export_table(const char *path, size_t t, const struct dialect *d)
{
	struct coop_buf text = {0};
	if (d->bom)
		coop_buf_str(&text, "\ufeff");
	for (size_t i = 0; i < count_rows(t); i++)
		for (size_t k = 0; k < COLUMNS; k++) {
			add_cell(&text, tables[t][i][k], d);
			if (k + 1 < COLUMNS)
				coop_buf_byte(&text, d->delimiter);
			else
				coop_buf_str(&text, d->line_end);
		}
	struct coop_buf file;
	bool all = encode(d->set, text.s, text.len, &file);
	write_whole(path, file.s, file.len);
	coop_buf_release(&text);
	coop_buf_release(&file);
	return all;
}

/* Whether some value of a record is a cell, whose lines end in LF however they did in the file. */
static bool has_cell(const struct coop_record *rec, const char *cell)
{
	bool found = !*cell; /* empty cells are no values */
	for (size_t i = 0; !found && i < rec->count; i++) {
		struct coop_value v = coop_record_at(rec, i);
		found = v.len == strlen(cell) && memcmp(v.text, cell, v.len) == 0;
	}
	return found;
}

/* How many values of a record are not those of a row, in its order but for the id made up. */
static size_t wrong_values(const struct coop_record *rec, const char *const row[])
{
	size_t wrong = 0, filled = 0;
	for (size_t k = 0; k < COLUMNS; k++) {
		wrong += !has_cell(rec, row[k]);
		filled += row[k][0] != '\0';
	}
	return wrong + (rec->count != filled && rec->count != filled + 1);
}

/*
 * Whether an export of the table is read without a complaint, as the table, or cannot be made: then it is
 * not counted as `tried`.
 */
static bool round_trip(size_t t, const struct dialect *d, size_t *tried)
{
	struct reader_options options = {0};
	struct report report = {.program = "t_source", .silent = true};
	struct coop_error err = {0};
	struct coop_record rec;
	struct reader *r;
	const char *path = scratch_path("table.csv");
	size_t wrong = 0, rows = 0;
	bool more = true;
	if (!export_table(path, t, d))
		return true;
	++*tried;
	if (reader_open(&(struct reader_file){path, path}, &options, &report, &r, &err) !=
		COOP_OK)
		return false;
	coop_record_init(&rec);
	while (more) {
		if (reader_next(r, &rec, &more, &err) != COOP_OK)
			break;
		if (more && ++rows < count_rows(t))
			wrong += wrong_values(&rec, tables[t][rows]);
	}
	coop_record_release(&rec);
	reader_close(r);
	return wrong == 0 && rows == count_rows(t) - 1 && !more &&
	       !report_has_problems(&report);
}

/* Exports a table in all line ends, with a mark and without; counts what goes wrong. */
static size_t try_line_ends(size_t t, enum charset set, char delimiter, size_t *tried)
{
	static const char *const ends[] = {"\n", "\r\n", "\r"};
	bool marked = set == CHARSET_UTF8 || set >= CHARSET_UTF16LE;
	size_t wrong = 0;
	if (set == CHARSET_ISO5426 || set == CHARSET_MARC8) /* iconv has neither */
		return 0;
	for (size_t end = 0; end < 3; end++)
		for (int bom = 0; bom <= (marked ? 1 : 0); bom++) {
			struct dialect d = {set, delimiter, ends[end], bom != 0};
			if (round_trip(t, &d, tried))
				continue;
			wrong++;
			printf("# table %zu, %s, 0x%02x, line end %zu, %d\n", t,
				charset_name(set), delimiter, end, bom);
		}
	return wrong;
}

static void test_round_trips(void)
{
	/* the sets of DOS have no oe and no euro */
	static const size_t exports[TABLES] = {168, 192, 168, 192};
	for (size_t t = 0; t < TABLES; t++) {
		size_t wrong = 0, tried = 0;
		for (int set = CHARSET_UTF8; set <= CHARSET_UTF32BE; set++)
			for (const char *c = ",;\t|"; *c; c++)
				wrong += try_line_ends(t, (enum charset)set, *c, &tried);
		is_num(tried, exports[t], "exports of table %zu", t);
		is_num(wrong, 0, "... give the same records");
	}
}

static void test_all(const char *dir)
{
	scratch = dir;
	test_large();
	test_damaged();
	test_round_trips();
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
