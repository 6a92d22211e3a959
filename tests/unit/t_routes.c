/*
 * t_routes.c - query/pages/routes: which pages there are, and which requests may take long.
 */
#include <string.h>

#include "query/pages/page.h"
#include "tests/unit/tap.h"

static void test_routes(void)
{
	bool known;
	const struct route *r = page_route("/notice", HTTP_GET, &known);
	ok(r && known && strcmp(r->path, "/notice") == 0, "a page is found");
	ok(!page_route("/notice", HTTP_POST, &known) && known, "not by another method");
	ok(!page_route("/notice/", HTTP_GET, &known) && !known, "nor by another path");
}

/* Whether a page is long with one parameter, or with two of that name. */
static bool is_long(const char *path, const char *name, const char *value, size_t times)
{
	const struct http_param params[2] = {
		{name, value, strlen(value)}, {name, value, strlen(value)}};
	const struct http_request r = {
		.method = HTTP_GET, .path = path, .params = params, .nparams = times};
	return page_is_long(&r);
}

static void test_long(void)
{
	char text[2000];
	memset(text, 'a', sizeof text);
	text[300] = '\0';
	ok(!is_long("/", "q", "scop lyon", 1), "a query is usual");
	ok(is_long("/export", "q", "scop", 1), "a file is not");
	ok(!is_long("/nowhere", "q", "*a* *b* *c* *d*", 1), "no page is quick");
	ok(!is_long("/", "q", "*a* *b* *c*", 1), "some patterns are usual");
	ok(is_long("/", "q", "*a* *b* *c* d?", 1), "more take long");
	ok(is_long("/api/search", "q", "*a* *b* *c* d?", 1), "so for programs");
	ok(!is_long("/", "filter", "titre:*a*", 2), "a few are usual in filters");
	ok(!is_long("/", "filter", "titre:*a*b*", 2), "up to six");
	ok(is_long("/", "filter", "titre:*a*b*c*", 2), "with the next they take long");
	ok(!is_long("/", "q", text, 1), "so is a length");
	ok(is_long("/", "filter", text, 2), "a longer one is not");
	ok(!is_long("/", "show", text, 2), "other parameters are none of it");
}

static void test_forms(void)
{
	const struct http_param field = {"q", "*a* *b* *c* *d*", 15};
	const struct http_request r = {
		.method = HTTP_POST, .path = "/searches", .fields = &field, .nfields = 1};
	ok(page_is_long(&r), "a form counts as an address does");
}

static void test_folded(void)
{
	struct http_param params[] = {{"group", "1", 1}, {"page", "1", 1}};
	const struct http_request r = {
		.method = HTTP_GET, .path = "/", .params = params, .nparams = 2};
	ok(!page_is_long(&r), "the first page of folded notices is usual");
	params[1].value = "2";
	ok(page_is_long(&r), "those behind it take long");
	params[0].name = "n";
	ok(!page_is_long(&r), "pages that are not folded are usual");
}

int main(void)
{
	test_routes();
	test_long();
	test_forms();
	test_folded();
	return done();
}
