/*
 * t_concord.c - walking the occurrences of a query: orders, pages of them, where a walk ends.
 */
#include "query/actions/concord.h"
#include "tests/unit/indexes.h"

static const char csv[] = "id,titre,résumé\n"
			  "a,Une,\"La scop de Lyon. Une scop avance\"\n"
			  "b,Deux,\"Notre scop\"\n"
			  "c,Trois,\"Rien de tel\"\n"
			  "d,Quatre,\"Grande scop bleue, et belle scop zen\"\n";

/* What a walk gives: "id:left[keyword]right", a line each. */
struct taken {
	struct session *session;
	struct coop_buf text;
	size_t most; /* lines that are wanted */
	size_t lines;
};

static enum coop_status take(void *data, const struct concordance_line *line,
	bool *enough, struct coop_error *err)
{
	struct taken *t = data;
	struct concordance_parts p = concordance_parts(line);
	struct coop_value id;
	coop_record_get(&t->session->record, COOP_F_ID, &id);
	need(coop_bytes_equal(id.text, id.len, p.id.s, p.id.len), "another record");
	coop_buf_printf(&t->text, "%.*s:%.*s[%.*s]%.*s\n", (int)p.id.len, p.id.s,
		(int)p.left.len, p.left.s, (int)p.keyword.len, p.keyword.s,
		(int)p.right.len, p.right.s);
	*enough = ++t->lines == t->most;
	return coop_buf_check(&t->text, err);
}

/* Walks, and checks what is given and what is told at the end. */
static void check(struct session *s, struct concord c, size_t most, const char *expected,
	struct concord_end end, const char *what)
{
	struct taken t = {.session = s, .most = most};
	struct concord_end got;
	struct coop_error err = {0};
	c.context = 12;
	c.take = take;
	c.data = &t;
	need(concord_walk(s, &c, &got, &err) == COOP_OK, err.msg);
	is_str(coop_buf_cstr(&t.text), t.text.len, expected, "%s", what);
	ok(got.given == end.given && got.more == end.more && got.total == end.total &&
			got.capped == end.capped,
		"... given %zu, in all %zu%s%s", got.given, got.total,
		got.more ? ", there are more" : "",
		got.capped ? ", not all were sorted" : "");
	coop_buf_release(&t.text);
}

#define A1 "a:La [scop] de Lyon. Un\n"
#define A2 "a:e Lyon. Une [scop] avance\n"
#define B  "b:Notre [scop]\n"
#define D1 "d:Grande [scop] bleue, et b\n"
#define D2 "d:e, et belle [scop] zen\n"

static void check_walks(struct session *s)
{
	const size_t all = SIZE_MAX, most = CONCORD_SORTED_MAX;
	struct concord c = {.order = CONCORD_DOCUMENT, .limit = all, .sorted_max = most};
	check(s, c, 0, A1 A2 B D1 D2, (struct concord_end){.given = 5}, "all");
	c.limit = 2;
	check(s, c, 0, A1 A2, (struct concord_end){.given = 2, .more = true},
		"the first two");
	c.offset = 1;
	check(s, c, 0, A2 B, (struct concord_end){.given = 2, .more = true},
		"two behind the first");
	c.offset = 3;
	check(s, c, 0, D1 D2, (struct concord_end){.given = 2}, "the last two");
	c.offset = 5;
	check(s, c, 0, "", (struct concord_end){.given = 0}, "none behind the last");
	c = (struct concord){.limit = all};
	check(s, c, 3, A1 A2 B, (struct concord_end){.given = 3}, "until it is enough");
	c = (struct concord){.order = CONCORD_RIGHT, .limit = all, .sorted_max = most};
	check(s, c, 0, B A2 D1 A1 D2, (struct concord_end){.given = 5, .total = 5},
		"by the words after");
	c.order = CONCORD_LEFT;
	check(s, c, 0, D2 D1 A1 B A2, (struct concord_end){.given = 5, .total = 5},
		"by the words before");
	c.offset = 1;
	c.limit = 2;
	check(s, c, 0, D1 A1, (struct concord_end){.given = 2, .more = true, .total = 5},
		"... two of them");
	check(s, c, 1, D1, (struct concord_end){.given = 1, .more = true, .total = 5},
		"... until it is enough");
	c.offset = 4;
	check(s, c, 0, A2, (struct concord_end){.given = 1, .total = 5},
		"... the last one");
	c = (struct concord){.order = CONCORD_LEFT, .limit = all, .sorted_max = 3};
	check(s, c, 0, A1 B A2,
		(struct concord_end){
			.given = 3, .more = true, .total = 3, .capped = true},
		"the first three of the index, sorted");
	c.sorted_max = 5;
	check(s, c, 0, D2 D1 A1 B A2, (struct concord_end){.given = 5, .total = 5},
		"as many as there are");
}

static void test_walks(const char *dir)
{
	static const char query[] = "scop";
	struct coop_buf index = {0};
	struct coop_error err = {0};
	struct session s = {.files = {.no_thesaurus = true}};
	struct ask ask = concord_ask(&(struct ask){.count = 10, .offset = 3});
	build_csv_index(dir, csv, sizeof csv - 1, &index);
	const char *name = index.s;
	need(session_open(&s, &name, 1, &err) == COOP_OK, err.msg);
	need(session_ask(&s, &ask, query, strlen(query), &err) == COOP_OK, err.msg);
	check_walks(&s);
	ok(search_count(s.search) == 1, "the results of the query stay");
	session_close(&s);
	coop_buf_release(&index);
}

int main(void)
{
	in_scratch(test_walks);
	return done();
}
