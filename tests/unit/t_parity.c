/*
 * Shards answer as one index of all their notices does: random queries of every kind have the same hits
 * in the same order with the same scores, the same totals, facets, groups, lines of a concordance, words that
 * are like a notice's, and notes. So do those that the engine's servers hand out.
 *
 * usage: t_parity [INDEX [QUERIES [SEED]]]
 *
 * With an index its notices and words are used, else invented ones.
 */
#include <math.h>

#include "query/actions/concord.h"
#include "query/notes/notes.h"
#include "query/search/like.h"
#include "query/search/total.h"
#include "tests/unit/indexes.h"
#include "tests/unit/random_queries.h"
#include "tests/unit/servers.h"
#include "tests/unit/shards.h"

enum { SETS = 8, SHARDS_MAX = 7 };

/* Where the shards of a set are: here, behind xapian-progsrv, behind xapian-tcpsrv, or one here and the others there. */
enum reach { HERE, PROGSRV, TCPSRV, MIXED };

/* An index in so many shards. */
struct set {
	size_t shards;
	enum shard_dealing dealing;
	enum reach reach;
	struct coop_buf dirs[SHARDS_MAX];
	struct server servers[SHARDS_MAX];
	struct coop_buf list; /* of what is elsewhere: the file that says so */
	struct session session;
	struct coop_buf answer;
};

static struct set sets[SETS] = {{1, BY_SOURCE, HERE, .answer = {0}},
	{2, BY_SOURCE, HERE, .answer = {0}}, {3, BY_NOTICE, HERE, .answer = {0}},
	{7, BY_NOTICE, HERE, .answer = {0}}, {7, BY_SOURCE, HERE, .answer = {0}},
	{3, BY_NOTICE, PROGSRV, .answer = {0}}, {3, BY_NOTICE, TCPSRV, .answer = {0}},
	{4, BY_NOTICE, MIXED, .answer = {0}}};

/* ---- opening ---- */

static void open_set(struct set *s, const char *index)
{
	const char *dirs[SHARDS_MAX];
	struct coop_error err = {0};
	for (size_t i = 0; i < s->shards; i++)
		dirs[i] = s->dirs[i].s;
	if (index)
		dirs[0] = index;
	s->session = (struct session){.files = {.widen = true}};
	need(!session_open(&s->session, dirs, s->shards, &err), err.msg);
	/* nobody else looks at it yet */
	union {
		const struct coop_collection *shown;
		struct coop_collection *own;
	} all = {search_collection(s->session.search)};
	all.own->sharded = s->shards > 1;
}

/* How a shard of a set is reached. */
static enum reach reach_of(const struct set *s, size_t i)
{
	static const enum reach mixed[] = {HERE, PROGSRV, TCPSRV};
	return s->reach == MIXED ? mixed[i % 3] : s->reach;
}

/* Opens a set by a list. */
static void open_list(struct set *s, const char *dir, int number)
{
	struct coop_buf text = {0};
	struct coop_error err = {0};
	coop_buf_printf(&s->list, "%s/list-%d.shards", dir, number);
	for (size_t i = 0; i < s->shards; i++) {
		enum reach reach = reach_of(s, i);
		if (reach == TCPSRV) {
			s->servers[i] = start_server(s->dirs[i].s);
			coop_buf_printf(&text, "tcp 127.0.0.1:%u", s->servers[i].port);
		} else {
			coop_buf_printf(&text, "%s %s",
				reach == PROGSRV ? "ssh there" : "path", s->dirs[i].s);
		}
		coop_buf_str(&text, " timeout=600\n");
	}
	need(!text.failed && !s->list.failed, "memory");
	write_whole(s->list.s, text.s, text.len);
	coop_buf_release(&text);
	const char *name = s->list.s;
	s->session = (struct session){.files = {.widen = true}};
	need(!session_open(&s->session, &name, 1, &err), err.msg);
}

static void make_set(struct set *s, const char *dir, const struct coop_collection *from)
{
	static int number;
	const struct dealt how = {
		.dealing = s->dealing, .engine_tools = s->reach != HERE};
	number++;
	for (size_t i = 0; i < s->shards; i++)
		coop_buf_printf(&s->dirs[i], "%s/shard-%d-%zu", dir, number, i);
	deal_shards_as(from, &how, s->dirs, s->shards);
	if (s->reach == HERE)
		open_set(s, NULL);
	else
		open_list(s, dir, number);
}

/* Puts a program before all others that are called ssh, which goes nowhere. */
static void become_ssh(const char *dir)
{
	static const char text[] =
		"#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done\nshift 2\nexec \"$@\"\n";
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/ssh", dir);
	need(!path.failed, "memory");
	write_whole(path.s, text, sizeof text - 1);
	need(chmod(path.s, 0700) == 0, path.s);
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s:%s", dir, getenv("PATH"));
	need(!path.failed && !setenv("PATH", path.s, 1), "PATH");
	coop_buf_release(&path);
}

static void close_set(struct set *s)
{
	session_close(&s->session);
	for (size_t i = 0; i < s->shards; i++) {
		if (s->servers[i].pid > 0)
			end_server(&s->servers[i]);
		coop_buf_release(&s->dirs[i]);
	}
	coop_buf_release(&s->list);
	coop_buf_release(&s->answer);
}

/* ---- an answer as text ---- */

static void put_record(struct coop_buf *out, const struct coop_record *r)
{
	struct coop_value id;
	coop_record_get(r, COOP_F_ID, &id);
	coop_buf_printf(out, "%s:%zu ", coop_record_path(r), r->line);
	coop_buf_add(out, id.text, id.len);
}

static void put_hits(struct set *s, struct coop_buf *out)
{
	struct session *at = &s->session;
	struct coop_error err = {0};
	for (size_t i = 0; i < session_count(at); i++) {
		const struct group *g = session_group(at, i);
		need(!session_read(at, i, &err), err.msg);
		put_record(out, &at->record);
		coop_buf_printf(
			out, " %.17g", search_score(at->search, session_hit(at, i)));
		for (size_t k = 0; g && k < g->others; k++) {
			struct coop_bytes id = at->groups.ids[g->first + k];
			coop_buf_byte(out, '+');
			coop_buf_add(out, id.s, id.len);
		}
		coop_buf_byte(out, '\n');
	}
}

static void put_facets(struct set *s, struct coop_buf *out)
{
	struct facet_wishes wishes = {.count = 0};
	struct facet_list list = {.count = 0};
	struct coop_error err = {0};
	uint64_t total;
	need(!facet_wishes_parse(&wishes,
		     "genre,pays,annee,decennie,departement,producteur:30,realisateur",
		     &err),
		err.msg);
	need(!session_count_facets(&s->session, &wishes, &total, &list, &err), err.msg);
	for (size_t i = 0; i < list.count; i++) {
		const struct facet *f = &list.at[i];
		coop_buf_printf(out, "facet %s +%zu without %zu of %zu\n",
			facet_name(&f->wish), (size_t)f->others, (size_t)f->without,
			(size_t)total);
		for (size_t k = 0; k < f->count; k++) {
			coop_buf_add(out, f->values[k].text, f->values[k].len);
			coop_buf_printf(out, " %zu\n", (size_t)f->values[k].count);
		}
	}
	facet_list_release(&list);
	facet_wishes_release(&wishes);
}

static void put_notes(
	struct set *s, const struct ask *ask, bool understood, struct coop_buf *out)
{
	struct notes notes = {.count = 0};
	struct coop_error err = {0};
	struct session *at = &s->session;
	need(!notes_of_answer(&notes, at, ask, understood, &err), err.msg);
	if (understood)
		need(!notes_meant(&notes, at, ask, &err) &&
				!notes_nowhere_words(&notes, at, &err),
			err.msg);
	if (understood && search_found(at->search) == 0)
		need(!notes_doctor(&notes, at, ask, &err), err.msg);
	for (size_t i = 0; i < notes.count; i++) {
		struct coop_bytes text = note_text(&notes, i),
				  query = note_query(&notes, i);
		coop_buf_printf(
			out, "note %d %zu ", notes.at[i].kind, (size_t)notes.at[i].count);
		coop_buf_add(out, text.s, text.len);
		coop_buf_str(out, " | ");
		coop_buf_add(out, query.s, query.len);
		coop_buf_byte(out, '\n');
	}
	notes_release(&notes);
}

static enum coop_status put_line(void *data, const struct concordance_line *line,
	bool *enough, struct coop_error *err)
{
	struct coop_buf *out = data;
	(void)err;
	*enough = false;
	coop_buf_add(out, line->text.s, line->text.len);
	coop_buf_printf(out, " %zu\n", line->offset);
	return COOP_OK;
}

static void put_concordance(struct set *s, size_t number, struct coop_buf *out)
{
	struct concord c = {.order = (enum concord_order)(number % 3),
		.offset = number % 5,
		.limit = 12,
		.context = 30,
		.paths = PATHS_STORED,
		.sorted_max = number % 2 ? 40 : 1000,
		.take = put_line,
		.data = out};
	struct concord_end end;
	struct coop_error err = {0};
	need(!concord_walk(&s->session, &c, &end, &err), err.msg);
	coop_buf_printf(
		out, "lines %zu %d %zu %d\n", end.given, end.more, end.total, end.capped);
}

static void put_like(struct set *s, struct coop_buf *out)
{
	struct like like = {.count = 0};
	struct coop_error err = {0};
	if (session_count(&s->session) == 0)
		return;
	need(!session_read(&s->session, 0, &err), err.msg);
	need(!like_choose(&like, search_collection(s->session.search),
		     s->session.analyzer, &s->session.record, &err),
		err.msg);
	coop_buf_add(out, like.query.s, like.query.len);
	coop_buf_byte(out, '\n');
	like_release(&like);
}

static void answer(struct set *s, const struct random_queries *q, size_t number)
{
	struct coop_buf *out = &s->answer;
	struct sort_keys keys;
	struct total total = {0, false};
	struct coop_error err = {0};
	struct ask ask = {.count = 20,
		.offset = q->offset,
		.group = q->group,
		.any = q->any,
		.filters = q->filters,
		.filters_len = q->filters ? strlen(q->filters) : 0,
		.scores = number % 2};
	if (q->sort) {
		need(!sort_parse(q->sort, &keys, &err), err.msg);
		ask.sort = &keys;
	}
	coop_buf_reset(out);
	enum coop_status st = session_ask(
		&s->session, &ask, coop_buf_cstr(&q->text), q->text.len, &err);
	coop_buf_printf(out, "status %d %s\n", st, st ? err.msg : "");
	need(!st || st == COOP_E_QUERY, err.msg);
	if (!st) {
		put_hits(s, out);
		need(!search_total(s->session.search, &s->session.query,
			     number % 3 ? TOTAL_CHEAP : TOTAL_EXACT, &total, &err),
			err.msg);
		coop_buf_printf(
			out, "total %zu %d\n", (size_t)total.count, total.is_exact);
		if (number % 4 == 0)
			put_facets(s, out);
		if (number % 7 == 0)
			put_concordance(s, number / 7, out);
		if (number % 11 == 0)
			put_like(s, out);
	}
	put_notes(s, &ask, !st, out);
	need(!out->failed, "memory");
}

/* ---- comparison ---- */

static void show(const char *what, const char *a, const char *b)
{
	size_t line = 0, i = 0;
	while (a[i] && a[i] == b[i]) {
		if (a[i++] == '\n')
			line = i;
	}
	printf("# %s\n# one:    %.*s\n# shards: %.*s\n", what,
		(int)strcspn(a + line, "\n"), a + line, (int)strcspn(b + line, "\n"),
		b + line);
}

static void compare(const struct random_queries *q, size_t number, const struct set *s,
	size_t *different)
{
	if (strcmp(sets[0].answer.s, s->answer.s) == 0)
		return;
	if (*different < 30) {
		printf("# %zu: %s sort %s filters %s group %d any %d offset %zu, %zu shards, reach %d\n",
			number, q->text.s, q->sort, q->filters, q->group, q->any,
			q->offset, s->shards, s->reach);
		show("differs", sets[0].answer.s, s->answer.s);
	}
	++*different;
}

/* Of how many queries those that are elsewhere are asked one. */
static size_t elsewhere_every = 1;

static void compare_all(struct random_queries *q, size_t count, size_t different[SETS])
{
	for (size_t i = 0; i < count; i++) {
		random_query(q);
		for (size_t k = 0; k < SETS; k++) {
			/* which takes ten times as long */
			if (sets[k].reach != HERE && i % elsewhere_every != 0)
				continue;
			answer(&sets[k], q, i);
			if (k > 0)
				compare(q, i, &sets[k], &different[k]);
		}
	}
}

static void test_parity(const char *index, const char *dir, size_t count, uint32_t seed)
{
	static const char *const reaches[] = {
		"here", "xapian-progsrv", "xapian-tcpsrv", "here and there"};
	size_t different[SETS] = {0};
	become_ssh(dir);
	open_set(&sets[0], index);
	struct search *whole = sets[0].session.search;
	for (size_t k = 1; k < SETS; k++)
		make_set(&sets[k], dir, search_collection(whole));
	struct random_queries q = {.search = whole, .state = seed};
	compare_all(&q, count, different);
	random_queries_release(&q);
	for (size_t k = 1; k < SETS; k++)
		is_num(different[k], 0, "%zu shards, dealt by %s, %s: %zu queries",
			sets[k].shards,
			sets[k].dealing == BY_SOURCE ? "source" : "notice",
			reaches[sets[k].reach],
			sets[k].reach == HERE ? count
					      : (count - 1) / elsewhere_every + 1);
	for (size_t k = 0; k < SETS; k++)
		close_set(&sets[k]);
}

/* ---- invented notices ---- */

/* Writes notices of few words, so that many have the same score. */
static void write_source(
	const char *dir, const char *name, uint32_t *state, size_t notices)
{
	static int id;
	struct coop_buf path = {0}, csv = {0};
	char word[16];
	coop_buf_printf(&path, "%s/%s", dir, name);
	coop_buf_str(&csv, "id,titre,realisateur,annee,pays,genre,resume\n");
	for (size_t i = 0; i < notices; i++) {
		coop_buf_printf(&csv, "n%d,", id++ * 7919 % 100003);
		for (int k = 0; k < 12; k++) {
			snapshot_word(
				snapshot_frequent(state, k < 3 ? 60 : SNAPSHOT_WORDS),
				word);
			if (k == 3)
				coop_buf_printf(&csv, ",%s,%u,%s,%s,\"", word,
					1950 + next_random(state) % 40,
					next_random(state) % 3   ? "France"
					: next_random(state) % 2 ? "FRANCE"
								 : "Belgique",
					next_random(state) % 2 ? "drame" : "Drame");
			else
				coop_buf_printf(&csv, "%s%s", word, k == 2 ? "" : " ");
		}
		coop_buf_str(&csv, "\"\n");
	}
	need(!csv.failed && !path.failed, "memory");
	write_whole(path.s, csv.s, csv.len);
	coop_buf_release(&path);
	coop_buf_release(&csv);
}

static void test_invented(const char *dir)
{
	static const char *const names[] = {"a/z.csv", "a/b/c.csv", "a.csv", "a b.csv",
		"é.csv", "Z.csv", "a-1.csv", "b/1.csv", "b/2.csv"};
	struct coop_buf sources = {0}, index = {0}, path = {0};
	uint32_t state = 20;
	coop_buf_printf(&sources, "%s/sources", dir);
	coop_buf_printf(&index, "%s/index", dir);
	need(mkdir(sources.s, 0777) == 0, sources.s);
	static const char *const folders[] = {"a", "a/b", "b"};
	for (size_t i = 0; i < 3; i++) {
		coop_buf_reset(&path);
		coop_buf_printf(&path, "%s/%s", sources.s, folders[i]);
		need(mkdir(path.s, 0777) == 0, path.s);
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		write_source(sources.s, names[i], &state, many(120, 40));
	const char *paths[] = {sources.s, NULL};
	build_index(index.s, paths);
	elsewhere_every = 13;
	test_parity(index.s, dir, many(300, 30), 1);
	coop_buf_release(&sources);
	coop_buf_release(&index);
	coop_buf_release(&path);
}

static const char *given;
static size_t queries = 2000;
static uint32_t seed = 1;

static void test_given(const char *dir)
{
	test_parity(given, dir, queries, seed);
}

int main(int argc, char **argv)
{
	given = argc > 1 ? argv[1] : NULL;
	if (argc > 2)
		queries = strtoul(argv[2], NULL, 10);
	if (argc > 3)
		seed = (uint32_t)strtoul(argv[3], NULL, 10);
	in_scratch(given ? test_given : test_invented);
	return done();
}
