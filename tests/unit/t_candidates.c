/*
 * t_candidates.c - what may stand where a query is being typed, from a table; what is said of it; hostile
 * values, and indexes without columns.
 */
#include <sys/stat.h>

#include "query/complete/candidates.h"
#include "shared/core/i18n.h"
#include "tests/unit/indexes.h"
#include "tests/unit/tables.h"

static const char csv[] =
	"id,titre,r\u00e9alisation,ann\u00e9e,genre,producteur,r\u00e9sum\u00e9,Lot D,Num\u00e9ro d'inventaire\n"
	"f-1,Retour,Anne R\u00e9al,1981,court m\u00e9trage,\"SCOP (1 rue X, 69001 Lyon)\",La coop\u00e9rative de Lyon,Bo\u00eete,inv1\n"
	"f-2,R\u00e9al,,1981,court m\u00e9trage ; Fiction,\"SCOP (1 rue X, 69001 Lyon)\",L'\u00e9conomie sociale \u00e0 Lyon,,inv2\n"
	"f-3,Suite,,1979,Fiction,\"Autre (2 rue Y, 38000 Grenoble)\",La coop\u00e9rative sous Lyon,,inv3\n"
	"f-4,Suite,,1995,\"Film d'archives ; court m\u00e9trage ; a\x1b\t b\",,Une scop,,inv4\n"
	"f-5,Suite,,,\"a (b) \\c $(touch x) `y` *?|\u00c9tude = un:deux\",,Une scop,,inv5\n";

static void list(struct session *s, const char *line, bool about, struct coop_buf *out)
{
	struct candidates c = {0};
	struct coop_error err = {0};
	need(!candidates_of_query(s, line, strlen(line), &c, &err), err.msg);
	coop_buf_printf(out, "%zu", c.from);
	for (size_t i = 0; i < c.count; i++) {
		coop_buf_printf(out, "%c%s", i > 0 ? '|' : ' ', candidate_text(&c, i));
		if (about)
			coop_buf_printf(out, "=%s", candidate_about(&c, i));
	}
	candidates_release(&c);
}

static void row(void *session, const char *input, struct coop_buf *out)
{
	list(session, input, false, out);
}

static void says(struct session *s, const char *line, const char *expected)
{
	struct coop_buf out = {0};
	list(s, line, true, &out);
	is_str(coop_buf_cstr(&out), out.len, expected, "%s", line);
	coop_buf_release(&out);
}

static void check_said(struct session *s)
{
	coop_set_language(COOP_ENGLISH);
	says(s, "genr", "0 genre:=genre");
	says(s, "ann", "0 Anne=1 notice");
	says(s, "yea", "0 year:=year");
	says(s, "genre:fi", "6 Fiction=2 notices|\"Film d'archives\"=1 notice");
	says(s, "department:", "11 69=Rh\u00f4ne, 2 notices|38=Is\u00e8re, 1 notice");
	coop_set_language(COOP_FRENCH);
	says(s, "yea", "0 year:=ann\u00e9e");
	says(s, "lot", "0 lot_d:=une colonne \u00e0 elle");
	says(s, "@p", "0 @presse.2=une recherche enregistr\u00e9e");
}

/* Any bytes, and a cursor inside a line. */
static void check_any(struct session *s)
{
	struct candidates c = {0};
	struct coop_error err = {0};
	static const char hostile[] = "genre:\xff\"\xe2\x80 (:\"'\x1b+-@::";
	for (size_t i = 0; i < sizeof hostile; i++)
		need(!candidates_of_query(s, hostile, i, &c, &err), err.msg);
	need(!candidates_of_query(s, "genre:fiction", 8, &c, &err), err.msg);
	ok(c.count == 2 && c.from == 6, "what is behind the cursor does not count");
	candidates_release(&c);
}

static void save(const char *dir, const char *name)
{
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/coop/searches/%s.json", dir, name);
	write_whole(path.s, "{}", 2);
	coop_buf_release(&path);
}

static void test_candidates(const char *dir)
{
	struct coop_buf path = {0};
	struct coop_error err = {0};
	struct session s = {.files = {.no_thesaurus = true}};
	setenv("XDG_CONFIG_HOME", dir, 1);
	for (int i = 0; i < 2; i++) {
		coop_buf_reset(&path);
		coop_buf_printf(&path, "%s/coop%s", dir, i ? "/searches" : "");
		need(mkdir(path.s, 0700) == 0, path.s);
	}
	save(dir, "presse.2");
	save(dir, "mes-films");
	build_csv_index(dir, csv, sizeof csv - 1, &path);
	const char *name = path.s;
	need(session_open(&s, &name, 1, &err) == COOP_OK, err.msg);
	coop_set_language(COOP_FRENCH);
	check_table("tables/candidates.tst", row, &s);
	check_said(&s);
	check_any(&s);
	session_close(&s);
	coop_buf_release(&path);
}

int main(void)
{
	in_scratch(test_candidates);
	return done();
}
