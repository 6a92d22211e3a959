/*
 * t_sessions.c - sessions that share an index answer in threads, in the language of each, as one alone
 * does: results in several formats, facets, notes, a concordance, notices like one, ids.
 */
#include <pthread.h>

#include "query/actions/concord.h"
#include "query/actions/results.h"
#include "query/facets/wishes.h"
#include "query/notes/notes.h"
#include "query/search/like.h"
#include "query/search/nearest_ids.h"
#include "shared/core/i18n.h"
#include "tests/unit/indexes.h"

/* Workers that run one after another, one for each language; those that run together. */
enum { ALONE = 2, TOGETHER = 4, WORKERS = ALONE + TOGETHER };
enum { ROUNDS = 3, NOTICES = 60 };

static void write_notices(struct coop_buf *csv)
{
	static const char *const towns[] = {"Lyon", "Lille", "Brest"};
	coop_buf_str(csv, "id,titre,réalisateur,année,genre,résumé,cote\n");
	for (int i = 0; i < NOTICES; i++)
		coop_buf_printf(csv,
			"n%02d,Usine %d,Anne Roux,%d,%s,\"La coopérative de %s occupe l'usine ; une grève %s\",c%d\n",
			i, i, 1970 + i % 40, i % 3 ? "Documentaire" : "Fiction",
			towns[i % 3], i % 7 ? "commence" : "finit", i % 5);
	need(!csv->failed, "memory");
}

static const char *const queries[] = {"usine lyon", "cooperratives", "greve annee:1750",
	"\"usine grève\"", "brest année:1990 genre:fiction", "usi* NEAR/3 occupe",
	"lillle", "cote:c3", "(coopérative", "xyzzy lyon"};

/* Prints the results of the last query in a format, to memory. */
static enum coop_status print_format(struct session *s, const struct ask *ask,
	enum output_format format, FILE *out, struct coop_error *err)
{
	struct output output = {.stream = out, .format = format};
	output.explain = output_ops(format)->explains;
	return results_print(&output, s, ask, NULL, err);
}

static enum coop_status print_notes_of(
	struct session *s, const struct ask *ask, FILE *out, struct coop_error *err)
{
	struct notes n = {0};
	enum coop_status st = notes_of_answer(&n, s, ask, true, err);
	if (!st)
		st = notes_meant(&n, s, ask, err);
	if (!st)
		st = notes_doctor(&n, s, ask, err);
	for (size_t i = 0; !st && i < n.count; i++) {
		struct coop_bytes text = note_text(&n, i), query = note_query(&n, i);
		fprintf(out, "%.*s %.*s\n", (int)text.len, text.s, (int)query.len,
			query.s);
	}
	notes_release(&n);
	return st;
}

static enum coop_status print_line(void *data, const struct concordance_line *line,
	bool *enough, struct coop_error *err)
{
	(void)enough;
	(void)err;
	fprintf(data, "%s\n", line->text.s);
	return COOP_OK;
}

static enum coop_status print_occurrences(
	struct session *s, FILE *out, struct coop_error *err)
{
	struct concord_end end;
	struct concord c = {.order = CONCORD_LEFT,
		.limit = 20,
		.context = 30,
		.sorted_max = 1000,
		.take = print_line,
		.data = out};
	return concord_walk(s, &c, &end, err);
}

/* Prints the words of a notice, and the ids near one that is not there. */
static enum coop_status print_neighbours(
	struct session *s, FILE *out, struct coop_error *err)
{
	struct like like = {.count = 0};
	struct nearest_ids ids = {.count = 0};
	enum coop_status st = like_document(&like, s, 7, err);
	if (!st)
		st = nearest_ids_find(search_collection(s->search), "n99", 3, &ids, err);
	if (!st)
		fprintf(out, "%s %s %s %s\n", like.query.s, like.words.s, like.term.s,
			coop_buf_cstr(&ids.text));
	like_release(&like);
	nearest_ids_release(&ids);
	return st;
}

/* Prints all that there is about a query. */
static enum coop_status print_all(struct session *s, const struct ask *ask,
	const char *query, FILE *out, struct coop_error *err)
{
	static const enum output_format formats[] = {OUTPUT_JSON, OUTPUT_JSONL,
		OUTPUT_CSV, OUTPUT_RIS, OUTPUT_BIBTEX, OUTPUT_HTML, OUTPUT_DC};
	enum coop_status st = session_ask(s, ask, query, strlen(query), err);
	s->understanding = s->matching = s->reranking = 0; /* JSON tells them */
	for (size_t i = 0; !st && i < sizeof formats / sizeof *formats; i++)
		st = print_format(s, ask, formats[i], out, err);
	if (!st)
		st = print_notes_of(s, ask, out, err);
	if (!st)
		st = print_occurrences(s, out, err);
	return st ? st : print_neighbours(s, out, err);
}

struct worker {
	struct session session;
	const struct ask *ask;
	enum coop_language language;
	pthread_t thread;
	char *text; /* all that it printed */
	size_t len;
	struct coop_error err;
};

static void *work(void *data)
{
	struct worker *w = data;
	enum coop_status st = COOP_OK;
	FILE *out = open_memstream(&w->text, &w->len);
	struct ask ask = *w->ask;
	need(out != NULL, "memory");
	coop_set_language(w->language);
	for (size_t round = 0; !st && round < ROUNDS; round++) {
		ask.group = round == 1;
		for (size_t i = 0; !st && i < sizeof queries / sizeof *queries; i++)
			st = print_all(&w->session, &ask, queries[i], out, &w->err);
	}
	need(fclose(out) == 0, "memory");
	coop_set_language(COOP_LANGUAGE_OF_USER);
	return NULL;
}

/* Runs the first ones alone, then the others, which must print the same as that of their language. */
static void compare(struct worker *workers)
{
	for (size_t i = 0; i < ALONE; i++)
		work(&workers[i]);
	for (size_t i = ALONE; i < WORKERS; i++)
		need(pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0,
			"a thread");
	for (size_t i = ALONE; i < WORKERS; i++)
		pthread_join(workers[i].thread, NULL);
	for (size_t i = 0; i < WORKERS; i++) {
		const struct worker *w = &workers[i], *first = &workers[i % ALONE];
		ok(!w->err.status, "worker %zu has answered: %s", i, w->err.msg);
		ok(w->len > 10000 && w->len == first->len &&
				memcmp(w->text, first->text, w->len) == 0,
			"... as one alone");
	}
	ok(workers[0].len != workers[1].len, "the languages differ");
}

static void test_threads(const char *dir)
{
	static struct worker workers[WORKERS];
	struct coop_buf csv = {0}, index = {0};
	struct coop_error err = {0};
	struct facet_wishes facets = {0};
	struct session *first = &workers[0].session;
	write_notices(&csv);
	build_csv_index(dir, csv.s, csv.len, &index);
	const char *name = index.s;
	need(facet_wishes_parse(&facets, "genre,année", &err) == COOP_OK, err.msg);
	struct ask ask = {.count = 10, .facets = &facets};
	first->files = (struct session_files){.no_thesaurus = true, .widen = true};
	need(session_open(first, &name, 1, &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < WORKERS; i++) {
		workers[i].ask = &ask;
		workers[i].language = i % ALONE ? COOP_FRENCH : COOP_ENGLISH;
		if (i > 0)
			need(session_share(&workers[i].session, first, &err) == COOP_OK,
				err.msg);
	}
	compare(workers);
	for (size_t i = WORKERS; i-- > 0;) {
		session_close(&workers[i].session);
		free(workers[i].text);
	}
	facet_wishes_release(&facets);
	coop_buf_release(&csv);
	coop_buf_release(&index);
}

int main(void)
{
	in_scratch(test_threads);
	return done();
}
