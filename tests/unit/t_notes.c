/*
 * t_notes.c - what is said about a query, as data: kinds, lines in both languages, queries that find more.
 */
#include "query/notes/notes.h"
#include "shared/core/i18n.h"
#include "tests/unit/indexes.h"

static const char csv[] =
	"id,titre,réalisateur,année,pays,genre,résumé\n"
	"a,Ma mondialisation,Gilles Perret,2006,France,Documentaire,\"Un décolleteur de la vallée et sa coopérative\"\n"
	"b,Les Jours heureux,Gilles Perret,2013,France,Documentaire,\"Le programme de la Résistance\"\n"
	"c,Permis,Anne Roux,1990,France,Fiction,\"Ce que permet un permis. La Scop permet tout\"\n"
	"d,Scop,Anne Roux,1985,France,Documentaire,\"La Scop de Lyon permet d'entreprendre, et l'usine aussi\"\n"
	"e,Usine,Cleo Mur,1978,Belgique,Documentaire,\"Une coopérative ouvrière à Lyon, une scop\"\n"
	"f,Gilles,Dan Fer,2001,France,Reportage,\"Gilles permet aux coopératives de naître\"\n"
	"g,Lyon la nuit,Dan Fer,2002,France,Reportage,\"Lyon permet la nuit\"\n"
	"h,Le Lyon d'or,Eve Bo,2003,France,Fiction,\"Lyon encore\"\n"
	"i,Encore Lyon,Eve Bo,2004,France,Fiction,\"Lyon toujours, et le lyyon\"\n";

/* What is asked for. */
enum part { ANSWER, MEANT, DOCTOR };

static const char *const kinds[] = {[NOTE_CORRECTED] = "corrected",
	[NOTE_RELAXED] = "relaxed",
	[NOTE_WIDENED] = "widened",
	[NOTE_WARNING] = "warning",
	[NOTE_MEANT] = "meant",
	[NOTE_NOWHERE] = "nowhere",
	[NOTE_FILTER] = "filter",
	[NOTE_SUGGESTION] = "suggestion"};

/* Appends a line for each note: its kind and text, and of one with a query the count and the query. */
static void show(const struct notes *n, struct coop_buf *out)
{
	for (size_t i = 0; i < n->count; i++) {
		struct coop_bytes text = note_text(n, i), query = note_query(n, i);
		coop_buf_printf(out, "%s%s: ", i > 0 ? "\n" : "", kinds[n->at[i].kind]);
		coop_buf_add(out, text.s, text.len);
		if (query.len == 0)
			continue;
		coop_buf_printf(out, " (%d%s: ", (int)n->at[i].count,
			n->at[i].filtered ? " with filters" : "");
		coop_buf_add(out, query.s, query.len);
		coop_buf_byte(out, ')');
	}
	need(!out->failed, "memory");
}

/* Asks a query, and notes a part of what is said about it. */
static void note(struct session *s, const struct ask *ask, enum part part,
	const char *query, struct notes *n)
{
	struct coop_error why = {0}, err = {0};
	enum coop_status st = session_ask(s, ask, query, strlen(query), &why);
	need(st == COOP_OK || st == COOP_E_QUERY, why.msg);
	if (part == ANSWER)
		st = notes_of_answer(n, s, ask, st == COOP_OK, &err);
	else if (part == MEANT)
		st = notes_meant(n, s, ask, &err);
	else
		st = notes_doctor(n, s, ask, &err);
	need(st == COOP_OK, err.msg);
}

static const struct {
	enum part part;
	const char *query, *filters, *english, *french;
} cases[] = {
	{ANSWER, "scop", "", "", ""},
	{ANSWER, "cooperratives", "",
		"corrected: 'cooperratives' is not in the index; looked for 'coopératives'",
		"corrected: « cooperratives » n'est pas dans l'index ; recherche de « coopératives »"},
	{ANSWER, "\"Lyon Scop\"", "",
		"relaxed: no notice has the words between quotes in that order: they were looked for near each other",
		"relaxed: aucune notice n'a les mots entre guillemets dans cet ordre : ils ont été cherchés proches les uns des autres"},
	{ANSWER, "(scop lyon", "",
		"warning: column 1: nothing closes the parenthesis (: closed at the end",
		"warning: colonne 1 : rien ne ferme la parenthèse ( : fermée à la fin"},
	/* no word: the warnings alone */
	{ANSWER, "\"", "", "warning: column 1: nothing closes the quote \": ignored",
		"warning: colonne 1 : rien ne ferme le guillemet \" : ignoré"},
	{MEANT, "scop", "", "", ""},
	{MEANT, "lyyon", "", "meant: did you mean 'Lyon'? (5 with filters: Lyon)",
		"meant: vouliez-vous dire « Lyon » ? (5 with filters: Lyon)"},
	{MEANT, "lyyon", "année:1978..2004",
		"meant: did you mean 'Lyon'? (5 with filters: Lyon)",
		"meant: vouliez-vous dire « Lyon » ? (5 with filters: Lyon)"},
	{DOCTOR, "xyzzy", "", "nowhere: 'xyzzy' is not in the index",
		"nowhere: « xyzzy » n'est pas dans l'index"},
	{DOCTOR, "scop année:1750", "",
		"nowhere: no notice has year:1750; the index has 1978 to 2013\n"
		"suggestion: without year:1750 (3: scop)",
		"nowhere: aucune notice n'a année:1750 ; l'index va de 1978 à 2013\n"
		"suggestion: sans année:1750 (3: scop)"},
	/* a filter beside the query is part of what is suggested */
	{DOCTOR, "scop", "genre:fiction pays:belgique",
		"filter: 'country:belgique' leaves out the last notice\n"
		"suggestion: without genre:fiction (1: scop country:belgique)\n"
		"suggestion: without country:belgique (1: scop genre:fiction)",
		"filter: « pays:belgique » écarte la dernière notice\n"
		"suggestion: sans genre:fiction (1: scop pays:belgique)\n"
		"suggestion: sans pays:belgique (1: scop genre:fiction)"},
};

static void check_cases(struct session *s, bool french)
{
	struct coop_buf shown = {0};
	coop_set_language(french ? COOP_FRENCH : COOP_ENGLISH);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct notes n = {0};
		struct ask ask = {.count = 10,
			.filters = cases[i].filters,
			.filters_len = strlen(cases[i].filters)};
		note(s, &ask, cases[i].part, cases[i].query, &n);
		coop_buf_reset(&shown);
		show(&n, &shown);
		is_str(coop_buf_cstr(&shown), shown.len,
			french ? cases[i].french : cases[i].english, "%s in %s",
			cases[i].query, french ? "French" : "English");
		notes_release(&n);
	}
	coop_set_language(COOP_LANGUAGE_OF_USER);
	coop_buf_release(&shown);
}

/* What is counted is what the query of a note finds when it is asked. */
static void check_counts(struct session *s)
{
	static const char query[] = "usine permet genre:fiction pays:belgique";
	struct notes n = {0};
	struct ask ask = {.count = 0};
	note(s, &ask, DOCTOR, query, &n);
	size_t asked = 0;
	for (size_t i = 0; i < n.count; i++) {
		struct coop_bytes q = note_query(&n, i);
		struct coop_error err = {0};
		uint64_t found = 0;
		if (n.at[i].kind != NOTE_SUGGESTION)
			continue;
		asked++;
		need(session_count_matches(s, &ask, q.s, q.len, &found, &err) == COOP_OK,
			err.msg);
		ok(found > 0 && found == n.at[i].count, "'%.*s' finds %d", (int)q.len,
			q.s, (int)n.at[i].count);
	}
	ok(asked > 0, "something is suggested");
	ok(search_found(s->search) == 0, "... and the results of the query stay");
	notes_release(&n);
}

/* Lists grow; what was there stays, and a released list may be used again. */
static void check_list(struct session *s)
{
	struct notes n = {0};
	struct ask ask = {.count = 10};
	coop_set_language(COOP_ENGLISH);
	for (int i = 0; i < 40; i++)
		note(s, &ask, i % 2 ? MEANT : DOCTOR, i % 2 ? "lyyon" : "=perrret", &n);
	struct coop_bytes first = note_text(&n, 0), last = note_query(&n, n.count - 1);
	ok(n.count >= 40, "notes are appended");
	is_str(first.s, first.len, "'perrret' is not in the index; near it: Perret",
		"... the first one stays");
	is_str(last.s, last.len, "Lyon", "... and the last one has its query");
	notes_release(&n);
	note(s, &ask, MEANT, "lyyon", &n);
	ok(n.count == 1 && n.at[0].kind == NOTE_MEANT, "a released list begins anew");
	notes_release(&n);
	coop_set_language(COOP_LANGUAGE_OF_USER);
}

static void test_notes(const char *dir)
{
	struct coop_buf index = {0};
	struct coop_error err = {0};
	struct session s = {.files = {.no_thesaurus = true}};
	build_csv_index(dir, csv, sizeof csv - 1, &index);
	const char *name = index.s;
	need(session_open(&s, &name, 1, &err) == COOP_OK, err.msg);
	check_cases(&s, false);
	check_cases(&s, true);
	check_counts(&s);
	check_list(&s);
	session_close(&s);
	coop_buf_release(&index);
}

int main(void)
{
	in_scratch(test_notes);
	return done();
}
