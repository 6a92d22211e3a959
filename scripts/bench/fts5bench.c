/*
 * fts5bench - builds a table of notices with SQLite FTS5, or times queries.
 *
 * usage: fts5bench build DATABASE TSV plain|french
 *        fts5bench ask DATABASE QUERIES PASSES
 *
 * A line of the TSV is a number and the twelve cells of a notice, a header before them. "plain"
 * is the tokenizer unicode61 without accents; "french" passes its words, with their
 * accents, without elided articles, to Snowball, and remembers their stems.
 *
 * A line of the queries is a kind, a tab and an FTS5 expression; for each, the last pass
 * prints the kind, microseconds and the hits.
 */
#include <libstemmer.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CELLS = 13, WORD_MAX = 64, CACHE_SLOTS = 1 << 17 };

static const char TABLE[] =
	"CREATE VIRTUAL TABLE notice USING fts5(id UNINDEXED, titre, realisateur, annee, "
	"pays, "
	"genre, duree, couleur, mode, producteurs, resume, historique, tokenize = '%s')";

static void die(const char *what, const char *why)
{
	fprintf(stderr, "fts5bench: error: %s: %s\n", what, why);
	exit(2);
}

static void check(sqlite3 *db, int rc)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW)
		die("SQLite", sqlite3_errmsg(db));
}

/* The tokenizer: unicode61 inside, and a word's stem where it was last seen. */
struct stem {
	char word[WORD_MAX], stem[WORD_MAX];
	int word_len, stem_len;
};

struct french {
	fts5_tokenizer inner;
	Fts5Tokenizer *tokenizer;
	struct sb_stemmer *stemmer;
	struct stem *cache;
};

/* One call of the tokenizer: what its callback needs. */
struct run {
	struct french *french;
	const char *text;
	int len;
	void *context;
	int (*token)(void *, int, const char *, int, int, int);
};

static bool elided(const struct run *run, const char *word, int n, int end)
{
	static const char *const articles[] = {"l", "d", "qu", "n", "s", "c", "j", "m",
		"t", "jusqu", "lorsqu", "puisqu", "quoiqu"};
	const char *next = run->text + end;
	if (end >= run->len ||
		(*next != '\'' && (run->len - end < 3 || memcmp(next, "’", 3))))
		return false;
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if ((int)strlen(articles[i]) == n &&
			memcmp(articles[i], word, (size_t)n) == 0)
			return true;
	return false;
}

/* The accents of French, once the stemmer has seen them. */
static int fold(char *to, const char *from, int n)
{
	static const char plain[] = "aaaaaa cceeeeiiii nooooo  uuuuy y";
	int len = 0;
	for (int i = 0; i < n && len < WORD_MAX - 1; i++) {
		unsigned char c = (unsigned char)from[i];
		unsigned char second = (unsigned char)(i + 1 < n ? from[i + 1] : 0);
		if (c == 0xc3 && second >= 0xa0 && plain[second - 0xa0] != ' ') {
			to[len++] = plain[second - 0xa0];
			i++;
		} else {
			to[len++] = (char)c;
		}
	}
	return len;
}

static const struct stem *stemmed(struct french *f, const char *word, int n)
{
	uint32_t hash = 2166136261U;
	for (int i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)word[i]) * 16777619U;
	struct stem *slot = &f->cache[(hash ^ hash >> 15) % CACHE_SLOTS];
	if (slot->word_len == n && memcmp(slot->word, word, (size_t)n) == 0)
		return slot;
	const sb_symbol *stem = sb_stemmer_stem(f->stemmer, (const sb_symbol *)word, n);
	memcpy(slot->word, word, (size_t)n);
	slot->word_len = n;
	slot->stem_len =
		fold(slot->stem, (const char *)stem, sb_stemmer_length(f->stemmer));
	return slot;
}

static int on_token(void *context, int flags, const char *word, int n, int start, int end)
{
	struct run *run = context;
	if (elided(run, word, n, end))
		return SQLITE_OK;
	if (n >= WORD_MAX)
		return run->token(run->context, flags, word, n, start, end);
	const struct stem *stem = stemmed(run->french, word, n);
	return run->token(run->context, flags, stem->stem, stem->stem_len, start, end);
}

static int french_tokenize(Fts5Tokenizer *self, void *context, int flags,
	const char *text, int len, int (*token)(void *, int, const char *, int, int, int))
{
	struct french *f = (struct french *)self;
	struct run run = {f, text, len, context, token};
	return f->inner.xTokenize(f->tokenizer, &run, flags, text, len, on_token);
}

static void french_delete(Fts5Tokenizer *self)
{
	struct french *f = (struct french *)self;
	if (f->tokenizer)
		f->inner.xDelete(f->tokenizer);
	sb_stemmer_delete(f->stemmer);
	free(f->cache);
	free(f);
}

static int french_create(
	void *context, const char **arguments, int count, Fts5Tokenizer **created)
{
	static const char *keep_accents[] = {"remove_diacritics", "0"};
	fts5_api *api = context;
	void *inner_context;
	struct french *f = calloc(1, sizeof *f);
	(void)arguments;
	(void)count;
	if (!f)
		return SQLITE_NOMEM;
	f->cache = calloc(CACHE_SLOTS, sizeof *f->cache);
	f->stemmer = sb_stemmer_new("french", "UTF_8");
	int rc = f->cache && f->stemmer ? SQLITE_OK : SQLITE_NOMEM;
	if (rc == SQLITE_OK)
		rc = api->xFindTokenizer(api, "unicode61", &inner_context, &f->inner);
	if (rc == SQLITE_OK)
		rc = f->inner.xCreate(inner_context, keep_accents, 2, &f->tokenizer);
	if (rc == SQLITE_OK)
		*created = (Fts5Tokenizer *)f;
	else
		french_delete((Fts5Tokenizer *)f);
	return rc;
}

static void add_tokenizer(sqlite3 *db)
{
	static fts5_tokenizer tokenizer = {french_create, french_delete, french_tokenize};
	fts5_api *api = NULL;
	sqlite3_stmt *statement;
	check(db, sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL));
	check(db, sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL));
	check(db, sqlite3_step(statement));
	check(db, sqlite3_finalize(statement));
	check(db, api->xCreateTokenizer(api, "french", api, &tokenizer, NULL));
}

static sqlite3 *open_database(const char *path)
{
	sqlite3 *db = NULL;
	int rc = sqlite3_open(path, &db);
	check(db, rc);
	add_tokenizer(db);
	return db;
}

static void run_sql(sqlite3 *db, const char *sql)
{
	check(db, sqlite3_exec(db, sql, NULL, NULL, NULL));
}

/* Binds the cells of a line and adds it. */
static void add_line(sqlite3 *db, sqlite3_stmt *insert, char *line)
{
	check(db, sqlite3_bind_int64(insert, 1, strtoll(line, NULL, 10)));
	for (int cell = 1; cell < CELLS; cell++) {
		line += strcspn(line, "\t");
		line += *line == '\t';
		check(db, sqlite3_bind_text(insert, cell + 1, line,
				  (int)strcspn(line, "\t\n"), SQLITE_STATIC));
	}
	check(db, sqlite3_step(insert));
	check(db, sqlite3_reset(insert));
}

static void begin(sqlite3 *db, const char *tokenizer)
{
	char *sql = sqlite3_mprintf(TABLE, tokenizer);
	run_sql(db, "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF;"
		    "PRAGMA cache_size = -262144");
	run_sql(db, sql);
	sqlite3_free(sql);
	run_sql(db, "INSERT INTO notice(notice, rank) VALUES('hashsize', 67108864);"
		    "INSERT INTO notice(notice, rank) VALUES('pgsz', 8000); BEGIN");
}

static void build(sqlite3 *db, FILE *in, const char *tokenizer)
{
	char *line = NULL;
	size_t cap = 0;
	sqlite3_stmt *insert;
	begin(db, strcmp(tokenizer, "french") == 0 ? "french"
						   : "unicode61 remove_diacritics 2");
	check(db, sqlite3_prepare_v2(db,
			  "INSERT INTO notice(rowid, id, titre, realisateur, annee, "
			  "pays, genre, duree, "
			  "couleur, mode, producteurs, resume, historique) "
			  "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
			  -1, &insert, NULL));
	if (getline(&line, &cap, in) < 0)
		die("the TSV", "no header");
	while (getline(&line, &cap, in) > 0)
		add_line(db, insert, line);
	check(db, sqlite3_finalize(insert));
	run_sql(db, "COMMIT");
	free(line);
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void answer(sqlite3 *db, sqlite3_stmt *select, char *line, bool last)
{
	int found = 0, rc;
	size_t kind = strcspn(line, "\t");
	line[strcspn(line, "\n")] = '\0';
	double start = now();
	check(db, sqlite3_bind_text(select, 1, line + kind + 1, -1, SQLITE_STATIC));
	while ((rc = sqlite3_step(select)) == SQLITE_ROW) {
		found += sqlite3_column_int64(select, 0) > 0;
		for (int i = 1; i < sqlite3_column_count(select); i++)
			sqlite3_column_text(select, i);
	}
	check(db, rc);
	check(db, sqlite3_reset(select));
	if (last)
		printf("%.*s\t%.1f\t%d\n", (int)kind, line, now() - start, found);
}

/* What of a hit is read: its id alone, its title, or also a passage with marked words. */
static const char *columns(const char *shown)
{
	return strcmp(shown, "ids") == 0 ? "rowid"
	       : strcmp(shown, "titles") == 0
		       ? "rowid, titre"
		       : "rowid, titre, snippet(notice, -1, '<b>', '</b>', '…', 30)";
}

static void ask(sqlite3 *db, FILE *in, int passes, const char *shown)
{
	char *line = NULL;
	size_t cap = 0;
	sqlite3_stmt *select;
	run_sql(db, "PRAGMA cache_size = -262144; PRAGMA mmap_size = 8589934592");
	char *sql = sqlite3_mprintf(
		"SELECT %s FROM notice WHERE notice MATCH ? ORDER BY rank LIMIT 10",
		columns(shown));
	check(db, sqlite3_prepare_v2(db, sql, -1, &select, NULL));
	sqlite3_free(sql);
	for (int pass = 1; pass <= passes; pass++) {
		rewind(in);
		while (getline(&line, &cap, in) > 0)
			answer(db, select, line, pass == passes);
	}
	check(db, sqlite3_finalize(select));
	free(line);
}

int main(int argc, char **argv)
{
	if (argc < 5 || argc != 5 + (strcmp(argv[1], "ask") == 0))
		die("usage", "fts5bench build DATABASE TSV plain|french, or "
			     "fts5bench ask DATABASE QUERIES PASSES ids|titles|passages");
	FILE *in = fopen(argv[3], "r");
	if (!in)
		die("cannot read", argv[3]);
	sqlite3 *db = open_database(argv[2]);
	if (strcmp(argv[1], "build") == 0)
		build(db, in, argv[4]);
	else
		ask(db, in, (int)strtol(argv[4], NULL, 10), argv[5]);
	fclose(in);
	check(db, sqlite3_close(db));
	return 0;
}
