/*
 * t_narrowed.c - filters beside a query: the tree of both, which is the same when it is printed and
 * parsed again.
 */
#include "query/syntax/narrowing.h"
#include "query/syntax/print.h"
#include "tests/unit/queries.h"
#include "tests/unit/random.h"
#include "tests/unit/tables.h"

static void put_nodes(struct qtree *tree, struct coop_buf *nodes)
{
	coop_buf_reset(nodes);
	qtree_print_nodes(tree, nodes);
}

/* Prints a tree, and compares its nodes with those of what is printed. */
static bool print_stable(struct qtree *tree, struct coop_buf *out)
{
	struct coop_buf a = {0}, b = {0};
	struct qtree again;
	size_t begin = out->len;
	struct coop_error err = {0};
	qtree_print(tree, out);
	const char *printed = coop_buf_cstr(out) + begin;
	need(!qtree_parse(&again, printed, out->len - begin, &err), err.msg);
	put_nodes(tree, &a);
	put_nodes(&again, &b);
	bool same = strcmp(coop_buf_cstr(&a), coop_buf_cstr(&b)) == 0;
	coop_buf_release(&a);
	coop_buf_release(&b);
	qtree_release(&again);
	return same;
}

/* Appends a query that clauses narrow. */
static void show(const char *query, size_t len, const struct coop_buf *clauses,
	struct coop_buf *out)
{
	struct qtree tree;
	struct coop_error err = {0};
	need(!qtree_parse_narrowed(
		     &tree, query, len, coop_buf_cstr(clauses), clauses->len, &err),
		err.msg);
	if (!print_stable(&tree, out))
		coop_buf_str(out, " (not the same tree when it is parsed again)");
	qtree_release(&tree);
}

/* A row "query | filter & filter". */
static void row(void *context, const char *input, struct coop_buf *out)
{
	(void)context;
	const char *bar = strstr(input, "| "), *at = bar ? bar + 2 : NULL;
	struct narrowing clauses = {0};
	struct coop_buf filter = {0};
	struct coop_error err = {0};
	need(bar != NULL, input);
	while (at && *at) {
		const char *and = strstr(at, " & ");
		coop_buf_reset(&filter);
		coop_buf_add(&filter, at, and? (size_t)(and-at) : strlen(at));
		need(!narrowing_add(&clauses, coop_buf_cstr(&filter), NULL, &err),
			err.msg);
		at = and? and+3 : NULL;
	}
	show(input, bar > input ? (size_t)(bar - input) - 1 : 0, &clauses.clauses, out);
	narrowing_release(&clauses);
	coop_buf_release(&filter);
}

static bool refuses(const char *filter, const char *says)
{
	struct narrowing clauses = {0};
	struct coop_error err = {0};
	bool refused = narrowing_add(&clauses, filter, NULL, &err) == COOP_E_ARG &&
		       strstr(err.msg, says) != NULL && clauses.clauses.len == 0 &&
		       clauses.values.count == 0;
	narrowing_release(&clauses);
	return refused;
}

/* ---- any bytes ---- */

static void random_bytes(uint32_t *r, struct coop_buf *out)
{
	static const char *const parts[] = {"a", "l'b", " ", "\"", "(", ")", "+", "-",
		":", "^2", "~", "*", "?", "=", "<", "..", "80", " OU ", " ET ", " SAUF ",
		"é", "\u201c", "\u00a0", "\xff", "genre:x", "titre:y", "PRES/3"};
	coop_buf_reset(out);
	for (size_t n = next_random(r) % 7; n > 0; n--)
		coop_buf_str(out, parts[next_random(r) % (sizeof parts / sizeof *parts)]);
}

/* The nodes of the clauses of filters at the end of a narrowed query. */
static bool ends_with_filters(struct qtree *tree, const struct coop_buf *clauses)
{
	struct qtree alone;
	struct coop_buf whole = {0}, filters = {0};
	struct coop_error err = {0};
	need(!qtree_parse(&alone, coop_buf_cstr(clauses), clauses->len, &err), err.msg);
	qtree_print(tree, &whole);
	qtree_print(&alone, &filters);
	bool ends = whole.len >= filters.len &&
		    strcmp(whole.s + whole.len - filters.len, filters.s) == 0;
	coop_buf_release(&whole);
	coop_buf_release(&filters);
	qtree_release(&alone);
	return ends;
}

/* However a query ends, the filter behind it stays what it is. */
static bool keeps_filters(uint32_t *r)
{
	struct coop_buf query = {0}, value = {0}, filter = {0};
	struct narrowing n = {0};
	const struct coop_buf *clauses = &n.clauses;
	struct coop_error err = {0};
	struct qtree tree;
	random_bytes(r, &query);
	random_bytes(r, &value);
	coop_buf_str(&filter, next_random(r) % 2 ? "pays=" : "mots clés=");
	/* a value that begins with another sign is no clause */
	coop_buf_str(&filter, value.len > 0 && *value.s == '=' ? "z" : "");
	coop_buf_str(&filter, coop_buf_cstr(&value));
	coop_buf_byte(&filter, 'z');
	need(!narrowing_add(&n, filter.s, NULL, &err), err.msg);
	need(!qtree_parse_narrowed(&tree, coop_buf_cstr(&query), query.len, clauses->s,
		     clauses->len, &err),
		err.msg);
	bool good = tree.root != 0 && ends_with_filters(&tree, clauses);
	if (!good) {
		fputs("# query and filter: ", stdout);
		tap_put(coop_buf_cstr(&query), query.len);
		fputs(" | ", stdout);
		tap_put(filter.s, filter.len);
		putchar('\n');
	}
	qtree_release(&tree);
	coop_buf_release(&query);
	coop_buf_release(&value);
	coop_buf_release(&filter);
	narrowing_release(&n);
	return good;
}

int main(void)
{
	uint32_t r = 42;
	bool good = true;
	ok(check_table("tables/narrowed.tst", row, NULL) >= 50, "a table of filters");
	ok(refuses("genre", "FIELD=VALUE") && refuses("genre=", "FIELD=VALUE") &&
			refuses("", "FIELD=VALUE"),
		"a filter has a field and a value");
	ok(refuses("zorg=1", "'zorg'; there are id, title, ") &&
			refuses("=1", "there are id, title, ") &&
			refuses("corpss=1", "decade"),
		"a field that there is not: those that there are");
	ok(refuses("ville=(sans valeur)", "without a town") &&
			refuses("town=(without)", "without a town"),
		"an address is more than a town, and says nothing about lacking one");
	for (size_t i = 0; good && i < 20000; i++)
		good = keeps_filters(&r);
	ok(good,
		"whatever the query and the value are, a filter stays one clause behind it");
	return done();
}
